import NIOConcurrencyHelpers
import Programme
import Storage

@testable import App

/// The questions of the demo's edition, decrypted and parsed in the first world that has it as it is: in a debug build that
/// takes as long as a person's sign-up.
enum ReadQuestions {
    private static let known = NIOLockedValueBox<Questionnaire?>(nil)

    static func put(into dependencies: Dependencies) async throws {
        let edition = dependencies.edition.id
        if let questions = known.withLockedValue({ $0 }) {
            return dependencies.questionnaires.keep(questions, of: edition)
        }
        let questions = try await dependencies.database.read {
            try $0.questionBanks.questionnaire(of: edition, on: dependencies)
        }
        known.withLockedValue { $0 = questions }
    }
}
