import Programme
import Storage

/// Looks again at people whom only time kept out: whoever was too young is told on the day they are old enough.
struct RevisitDecisions: Job {
    static let name = "application.revisit"
    /// How many of each zone at once; the rest follow a few seconds later.
    private static let batch = 200

    var uniqueKey: String? { "all" }

    func run(on platform: Platform) async throws -> Verdict {
        let now = platform.clock.now()
        let people = try await platform.database.read { tx in
            try tx.applications.due(at: now, zones: [.wib, .wita, .wit], limit: Self.batch)
        }
        for person in people {
            try await platform.database.transaction { tx in
                try tx.applications.decide(person, on: platform)
            }
        }
        return .done
    }
}
