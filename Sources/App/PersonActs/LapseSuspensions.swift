import Programme
import Storage

/// Ends urgent suspensions that no second officer confirmed in time.
struct LapseSuspensions: Job {
    static let name = "person-acts.lapse"
    private static let chunk = 100

    var uniqueKey: String? { "all" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let now = dependencies.clock.now()
        let overdue = try await dependencies.database.read { try $0.suspensions.overdue(at: now, limit: Self.chunk) }
        for (running, proposal) in overdue {
            try await dependencies.database.transaction { tx in
                try SuspendAccount(dependencies: dependencies).lapse(running, proposal, in: tx)
            }
        }
        // Those that are left stay due: a next run comes with the schedule.
        return overdue.count == Self.chunk ? .again(after: .seconds(1)) : .done
    }
}
