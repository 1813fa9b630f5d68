import Programme
import Storage

/// Carries out deletions whose days of waiting are over. A photo's file is removed after the transaction that blanks
/// the account, and the deletion is done only then: a process that stops in between repeats the removal.
struct DeleteAccounts: Job {
    static let name = "account.delete"
    /// Accounts in one run.
    private static let chunk = 20

    var uniqueKey: String? { "all" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let now = dependencies.clock.now()
        let due = try await dependencies.database.read { try $0.deletions.due(at: now, limit: Self.chunk) }
        let act = DeleteAccount(dependencies: dependencies)
        for deletion in due {
            let photos = try await dependencies.database.transaction { try act.carryOut(deletion, in: $0) }
            guard let photos else { continue }
            let store = PhotoStore(dependencies)
            for photo in photos { store.remove(photo) }
            try await dependencies.database.transaction { try act.finish(deletion, in: $0) }
        }
        return due.count == Self.chunk ? .again(after: .seconds(1)) : .done
    }
}
