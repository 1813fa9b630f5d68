import Programme
import Storage

/// Ends overdue purchases: unconfirmed ones by the real clock, unattended and unfinished ones by the programme's.
struct EndPurchases: Job {
    static let name = "purchases.end"
    static let chunk = 100

    var uniqueKey: String? { "all" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let (real, now) = (dependencies.realNow(), dependencies.clock.now())
        let (unanswered, unattended) = try await dependencies.database.read { tx in
            (
                try tx.purchases.unanswered(at: real, limit: Self.chunk),
                try tx.purchases.unattended(at: now, limit: Self.chunk)
            )
        }
        let returning = ReturnPurchase(dependencies: dependencies)
        for purchase in unanswered {
            try await dependencies.database.transaction { tx in try returning.expire(purchase, in: tx) }
        }
        var heldBack = 0
        for purchase in unattended {
            do {
                try await dependencies.database.transaction { tx in try returning.lapse(purchase, in: tx) }
            } catch is PurchaseRefusal {
                // The platform returned it, or the institution used its code, at this moment.
                continue
            } catch is RecordRefusal {
                // It was changed by other means: nothing is returned by it, and the others go on.
                heldBack += 1
            }
        }
        if try await SettlePurchases(dependencies: dependencies).settle(limit: Self.chunk) {
            return .again(after: .zero)
        }
        let ended = max(unanswered.count, unattended.count - heldBack)
        return ended > 0 && max(unanswered.count, unattended.count) == Self.chunk ? .again(after: .zero) : .done
    }
}
