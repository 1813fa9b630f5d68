import Programme
import Storage

/// Opens disputes whose newer person has delivered both photos, and settles those whose deadline has passed.
struct AdvanceDisputes: Job {
    static let name = "identity.tend-disputes"
    /// Disputes of each kind in one run; the rest follow a few seconds later.
    private static let batch = 50

    var uniqueKey: String? { "all" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let now = dependencies.clock.now()
        let (delivered, overdue) = try await dependencies.database.read { tx in
            (try tx.disputes.delivered(limit: Self.batch), try tx.disputes.overdue(at: now, limit: Self.batch))
        }
        let acts = SettleDispute(dependencies: dependencies)
        for dispute in delivered {
            try await dependencies.database.transaction { tx in try acts.open(dispute.id, in: tx) }
        }
        for dispute in overdue {
            do {
                try await dependencies.database.transaction { tx in try acts.lapse(dispute.id, in: tx) }
            } catch DisputeRefusal.notWaiting {
                // Two officers decided at the same moment.
            } catch is RecordRefusal {
                // Records of one of both people were changed by other means; the other disputes go on.
            }
        }
        return .done
    }
}
