import NIOConcurrencyHelpers
import Programme
import Storage

/// The tests of the installation's editions, decrypted once and cached in memory: as many as there are editions.
final class Questionnaires: Sendable {
    private let known = NIOLockedValueBox<[String: Questionnaire]>([:])

    func known(_ edition: String) -> Questionnaire? { known.withLockedValue { $0[edition] } }

    func keep(_ questionnaire: Questionnaire, of edition: String) {
        known.withLockedValue { $0[edition] = questionnaire }
    }
}

extension QuestionBankQueries {
    /// The test of an edition, also of a past one: each sitting is marked by the questions of its own edition.
    ///
    /// Throws `ApplicationRefusal.testNotReady` while the edition's bank has not been imported.
    func questionnaire(of edition: String, on dependencies: Dependencies) throws -> Questionnaire {
        if let known = dependencies.questionnaires.known(edition) { return known }
        let rules = dependencies.edition(edition).test
        let questionnaire = try Questionnaire(published: rules) ?? fromBank(rules, vault: dependencies.vault)
        dependencies.questionnaires.keep(questionnaire, of: edition)
        return questionnaire
    }
}

extension TestQueries {
    /// Starts the test's time. Starting again continues the first sitting.
    func start(_ person: ID<Account>, on dependencies: Dependencies) throws {
        let questionnaire = try tx.questionBanks.questionnaire(of: dependencies.edition.id, on: dependencies)
        try insert(
            person, time: questionnaire.time, at: dependencies.realNow(), ids: dependencies.ids,
            edition: dependencies.edition)
    }

    /// Ends the test and scores the answers given. Calling again changes nothing; after the time is up, the end of the
    /// time counts as the end of the test.
    func finish(_ person: ID<Account>, on dependencies: Dependencies) throws {
        guard let sitting = try sitting(of: person), sitting.value.finishedAt == nil else { return }
        let questionnaire = try tx.questionBanks.questionnaire(of: sitting.edition, on: dependencies)
        try finish(sitting, score: questionnaire.score(try answers(in: sitting.id)), at: dependencies.realNow())
    }
}
