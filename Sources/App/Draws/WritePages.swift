import Foundation
import Programme
import Storage

/// Writes the pages of waves that an earlier version sealed and stored in the rows of their entries, one wave at a
/// time. The outcome of a drawn one is computed again from list and seed. The rows stay as they are. One whose rows are
/// not as they were sealed keeps no other from its pages, and fails the job.
struct WritePages: Job {
    static let name = "draw.pages"

    var uniqueKey: String? { "all" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        var broken: (any Error)?
        for wave in try await dependencies.database.read({ try $0.draws.withoutPages() }) {
            let record = try await dependencies.database.read { try $0.waves.require(wave).wave }
            let acts = DrawActions(dependencies: dependencies, of: record)
            do {
                try await EarlierList(acts: acts, board: try await acts.board(record.number)).write()
            } catch let error where error is Inconsistency || error is WaveRefusal {
                broken = broken ?? error
            }
        }
        if let broken { throw broken }
        return .done
    }
}
