import Programme
import Storage

/// Notifies people whose case was not answered in time: once for each deadline.
struct WatchCases: Job {
    static let name = "cases.watch"
    static let mayBeGivenUp = true
    /// Cases in one run; the rest follow a few seconds later.
    private static let batch = 100

    var uniqueKey: String? { "all" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let now = dependencies.clock.now()
        let late = try await dependencies.database.read { tx in try tx.cases.lately(at: now, limit: Self.batch) }
        let acts = CaseActions(dependencies: dependencies)
        for stored in late {
            try await dependencies.database.transaction { tx in
                guard try tx.cases.markLate(stored.id, at: now) else { return }
                try acts.record("case.late", stored, by: .system, in: tx)
                let notice = CaseLateNotice(number: stored.number, hasAccount: stored.person != nil)
                try acts.tell(notice, stored, tx)
            }
        }
        return .done
    }
}
