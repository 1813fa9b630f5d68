import Programme
import Storage

/// Carries out deletions whose days of waiting are over. A photo's file is removed after the transaction that blanks
/// the account, and the deletion is done only then: a process that stops in between repeats the removal.
struct DeleteAccounts: Job {
    static let name = "account.delete"
    /// Accounts that are read at once.
    private static let chunk = 20
    /// Chunks in one run.
    private static let most = 50

    var uniqueKey: String? { "all" }

    /// A request that SQL put in or changed stays waiting; those after it are carried out all the same.
    func run(on dependencies: Dependencies) async throws -> JobResult {
        let now = dependencies.clock.now()
        var last: ID<AccountDeletion>?
        for _ in 0..<Self.most {
            let due = try await dependencies.database.read { [last] tx in
                try tx.deletions.due(at: now, after: last, limit: Self.chunk)
            }
            for deletion in due { try await delete(deletion, on: dependencies) }
            guard due.count == Self.chunk else { return .done }
            last = due.last?.id
        }
        return .again(after: .seconds(1))
    }

    private func delete(_ deletion: AccountDeletion, on dependencies: Dependencies) async throws {
        let act = DeleteAccount(dependencies: dependencies)
        let photos = try await dependencies.database.transaction { try act.carryOut(deletion, in: $0) }
        guard let photos else { return }
        let store = PhotoStore(dependencies)
        for photo in photos { store.remove(photo) }
        try await dependencies.database.transaction { try act.finish(deletion, in: $0) }
    }
}
