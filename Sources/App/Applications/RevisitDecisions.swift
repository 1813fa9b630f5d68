import Programme
import Storage

/// Decides again on people who were refused only because of the date: an applicant who was too young is notified on the
/// day they are old enough.
struct RevisitDecisions: Job {
    static let name = "application.revisit"
    /// People of each zone in one run; the rest follow a few seconds later.
    private static let batch = 200

    var uniqueKey: String? { "all" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let now = dependencies.clock.now()
        let people = try await dependencies.database.read { tx in
            try tx.applications.due(at: now, zones: [.wib, .wita, .wit], limit: Self.batch)
        }
        for person in people {
            try await dependencies.database.transaction { tx in
                try tx.applications.decideUnlessChanged(person, on: dependencies)
            }
        }
        return .done
    }
}
