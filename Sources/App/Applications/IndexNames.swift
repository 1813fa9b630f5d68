import Programme
import Storage

/// Enters names that were stored before the index of names, or without the application's pages, into it. Running it
/// again changes nothing.
struct IndexNames: Job {
    static let name = "application.index-names"
    /// People in one run; the rest follow a few seconds later.
    private static let batch = 500

    var uniqueKey: String? { "all" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let waiting = try await dependencies.database.read { [vault = dependencies.vault] tx in
            try tx.nameWords.unread(limit: Self.batch, vault: vault)
        }
        guard let last = waiting.last else { return .done }
        try await dependencies.database.transaction { [vault = dependencies.vault] tx in
            for (person, name) in waiting { try tx.nameWords.index(name, of: person, vault: vault) }
            try tx.nameWords.markRead(through: last.person)
        }
        return waiting.count < Self.batch ? .done : .again(after: .seconds(1))
    }
}
