import Programme
import Storage

/// Ends overdue purchases: unconfirmed ones by the real clock, unattended and unfinished ones by the programme's.
///
/// A purchase that was changed by other means than an act stays, and no money moves by it. The others go on, however many
/// such purchases stand before them.
struct EndPurchases: Job {
    static let name = "purchases.end"
    static let chunk = 100
    /// Chunks that are looked past in one run, at most.
    static let most = 1_000

    var uniqueKey: String? { "all" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        try await run(on: dependencies, limit: Self.chunk)
    }

    /// - Parameter limit: of one chunk.
    func run(on dependencies: Dependencies, limit: Int) async throws -> JobResult {
        let isMore = (
            expired: try await expire(limit, on: dependencies), lapsed: try await lapse(limit, on: dependencies),
            settled: try await SettlePurchases(dependencies: dependencies).settle(limit: limit)
        )
        return isMore.expired || isMore.lapsed || isMore.settled ? .again(after: .zero) : .done
    }

    /// - Returns: whether more are waiting.
    private func expire(_ limit: Int, on dependencies: Dependencies) async throws -> Bool {
        let now = dependencies.realNow()
        let due = try await dependencies.database.read { try $0.purchases.unanswered(at: now, limit: limit) }
        let returning = ReturnPurchase(dependencies: dependencies)
        for purchase in due {
            try await dependencies.database.transaction { tx in try returning.expire(purchase, in: tx) }
        }
        return due.count == limit
    }

    /// - Returns: whether more are waiting.
    private func lapse(_ limit: Int, on dependencies: Dependencies) async throws -> Bool {
        let now = dependencies.clock.now()
        let returning = ReturnPurchase(dependencies: dependencies)
        return try await Self.past(limit) { last in
            let due = try await dependencies.database.read { tx in
                try tx.purchases.unattended(at: now, after: last, limit: limit)
            }
            var ended = 0
            for purchase in due {
                do {
                    try await dependencies.database.transaction { tx in try returning.lapse(purchase, in: tx) }
                    ended += 1
                } catch is PurchaseRefusal {
                    // The platform returned it, or the institution used its code, at this moment.
                    ended += 1
                } catch is RecordRefusal {
                    continue
                }
            }
            return (due.map(\.id), ended)
        }
    }

    /// Goes on behind a chunk of which all stay.
    ///
    /// - Parameter chunk: ends what is due after an id, in the order of ids; returns the due and how many of them ended.
    /// - Returns: whether more are waiting.
    static func past(
        _ limit: Int, _ chunk: (ID<Purchase>) async throws -> (due: [ID<Purchase>], ended: Int)
    ) async throws -> Bool {
        var last = ID<Purchase>(0)
        for _ in 0..<most {
            let (due, ended) = try await chunk(last)
            guard due.count == limit, let end = due.last else { return false }
            if ended > 0 { return true }
            last = end
        }
        return false
    }
}
