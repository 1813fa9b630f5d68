import Foundation
import Programme
import Storage

/// Writes the pages of waves that an earlier version sealed and stored in the rows of their entries, one wave at a
/// time. The outcome of a drawn one is computed again from list and seed. The rows stay as they are.
struct WritePages: Job {
    static let name = "draw.pages"

    var uniqueKey: String? { "all" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        while let wave = try await dependencies.database.read({ try $0.draws.withoutPages() }) {
            let record = try await dependencies.database.read { try $0.waves.require(wave).wave }
            let acts = DrawActions(dependencies: dependencies, of: record)
            try await EarlierList(acts: acts, board: try await acts.board(record.number)).write()
        }
        return .done
    }
}
