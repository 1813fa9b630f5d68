import Programme
import Storage

/// Compares what is held back again: a matter ends by itself once its row is as it was, and in no other way.
struct ReviewHeldMatters: Job {
    static let name = "held-matters.review"
    static let chunk = 50
    /// Between two comparisons of one row.
    static let pause = Span.minutes(1)

    var uniqueKey: String? { "all" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let now = dependencies.realNow()
        let matters = try await dependencies.database.read { tx in
            try tx.heldMatters.toCompare(before: now - Self.pause, limit: Self.chunk)
        }
        for matter in matters {
            try await dependencies.database.transaction { [vault = dependencies.vault] tx in
                let isAsBefore = try tx.heldMatters.isAsBefore(matter, at: now, vault: vault)
                try tx.heldMatters.compared(matter.id, isAsBefore: isAsBefore, at: now)
            }
        }
        return matters.count == Self.chunk ? .again(after: .zero) : .done
    }
}
