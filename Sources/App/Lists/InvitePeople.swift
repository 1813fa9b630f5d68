import Programme
import Storage

/// Invites people of a priority list who have not registered: each once in their life, whichever lists they are on, and
/// at most as many per day as the gateways and the call centre can handle.
struct InvitePeople: Job {
    static let name = "list.invite"
    /// People processed per run.
    static let chunk = 100
    /// Invitations of all lists per day, by the real clock.
    static let mostADay = 100_000

    let list: ID<ListImport>
    /// The contact's row id after which to continue.
    let after: Int64

    var uniqueKey: String? { "\(list)/\(after)" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let now = dependencies.realNow()
        return try await dependencies.database.transaction { tx in
            guard let stored = try tx.lists.find(list), stored.value.state == .inForce else { return .done }
            guard try tx.lists.invited(since: now - .days(1)) < Self.mostADay else { return .again(after: .hours(1)) }
            let people = try tx.lists.reachable(on: list, after: after, limit: Self.chunk)
            for person in people {
                if try tx.lists.isRegistered(person.lookup) { continue }
                guard try tx.lists.invite(person.lookup, from: list, at: now) else { continue }
                for contact in try person.open(dependencies.vault) {
                    try tx.inbox.invite(InvitationNotice(edition: dependencies.edition), contact, on: dependencies)
                }
            }
            if let last = people.last {
                try tx.jobs.enqueue(InvitePeople(list: list, after: last.row), on: dependencies)
            } else {
                try tx.jobs.enqueue(CountTakeUp(only: list), on: dependencies)
            }
            return .done
        }
    }
}
