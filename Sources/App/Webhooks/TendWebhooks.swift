import Programme
import Storage

/// Starts the delivery of events that are due, and deletes the log of those that are older than its days.
struct TendWebhooks: Job {
    static let name = "webhooks.tend"
    static let mayBeGivenUp = true
    /// How long an event and its attempts are kept.
    static let daysKept = 90
    /// Events deleted in one transaction.
    static let chunk = 500

    var uniqueKey: String? { "all" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let now = dependencies.realNow()
        let due = try await dependencies.database.read { try $0.webhooks.due(at: now) }
        if !due.isEmpty {
            try await dependencies.database.transaction { tx in
                for (endpoint, lane) in due {
                    try tx.jobs.enqueue(DeliverWebhooks(endpoint: endpoint, lane: lane), on: dependencies)
                }
            }
        }
        let oldest = now - .days(Self.daysKept)
        let isOld = try await dependencies.database.read { try $0.webhooks.hasOld(before: oldest) }
        guard isOld else { return .done }
        let pruned = try await dependencies.database.transaction { tx in
            try tx.webhooks.prune(before: oldest, limit: Self.chunk)
        }
        return pruned == Self.chunk ? .again(after: .zero) : .done
    }
}
