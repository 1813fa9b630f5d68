import Programme
import Storage

/// After a list came into force: decides again on every person on it (or on the one it replaced), in chunks, and then
/// on the people whose decision waits for a list. What proposed versions change is then counted again.
struct ApplyList: Job {
    static let name = "list.apply"
    /// People decided on per run.
    static let chunk = 100

    let list: ID<ListImport>
    let group: Group
    let after: ID<Account>?

    enum Group: String, Codable, Sendable {
        case touched
        case waiting
    }

    var uniqueKey: String? { "\(list)/\(group.rawValue)/\(after?.rawValue ?? 0)" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        try await dependencies.database.transaction { tx in
            guard let stored = try tx.lists.find(list) else { return }
            let people =
                switch group {
                case .touched: try tx.lists.touched(by: stored.value, after: after, limit: Self.chunk)
                case .waiting: try tx.lists.waiting(after: after, limit: Self.chunk)
                }
            for person in people { try tx.applications.decideUnlessChanged(person, on: dependencies) }
            if let last = people.last {
                try tx.jobs.enqueue(ApplyList(list: list, group: group, after: last), on: dependencies)
            } else if group == .touched {
                try tx.jobs.enqueue(ApplyList(list: list, group: .waiting, after: nil), on: dependencies)
            } else {
                try ListActions(dependencies: dependencies).compareProposed(in: tx)
            }
        }
        return .done
    }
}
