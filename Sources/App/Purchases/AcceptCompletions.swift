import Programme
import Storage

/// Lets reported completions stand whose last day passed without a decision of two officers.
struct AcceptCompletions: Job {
    static let name = "completions.accept"
    static let chunk = 100

    var uniqueKey: String? { "all" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let now = dependencies.clock.now()
        let due = try await dependencies.database.read { tx in
            try tx.heldCompletions.overdue(at: now, limit: Self.chunk)
        }
        let deciding = DecideCompletion(dependencies: dependencies)
        var ended = 0
        for id in due {
            do {
                try await dependencies.database.transaction { tx in try deciding.accept(unanswered: id, in: tx) }
                ended += 1
            } catch is HeldCompletionRefusal {
                // Two officers decided at this moment.
                ended += 1
            } catch is RecordRefusal {
                // It was changed by other means: no money moves by it, and the others go on.
                continue
            }
        }
        return due.count == Self.chunk && ended > 0 ? .again(after: .zero) : .done
    }
}
