import Programme
import Storage

/// What is decided about a list, by whoever may: each with its event in the audit trail.
struct ListActs: Sendable {
    let platform: Platform

    /// A second officer agrees to a list that keeps people out.
    func approve(_ id: ID<ListImport>, by officer: ID<Officer>) async throws {
        let now = platform.realNow()
        try await platform.database.transaction { [platform] tx in
            guard let list = try tx.lists.find(id)?.value else { throw ListRefusal.notProposed }
            do throws(ListRefusal) {
                try list.checkApproval(by: officer)
            } catch {
                try tx.audit.record(
                    AuditEvent("list.approval-denied", subject: "list:\(id)", detail: ["reason": error.code]),
                    by: .officer(officer), on: platform)
                throw Recorded(error)
            }
            try ListActs(platform: platform).putInForce(list, by: officer, at: now, in: tx)
        }
    }

    /// An officer sends a list back. Whoever brought it in may do so too: nobody is kept out by it.
    func refuse(_ id: ID<ListImport>, by officer: ID<Officer>) async throws {
        let now = platform.realNow()
        try await platform.database.transaction { [platform] tx in
            guard let list = try tx.lists.find(id)?.value, list.state == .proposed else {
                throw ListRefusal.notProposed
            }
            guard list.importedBy != officer else { throw ListRefusal.ownImport }
            guard try tx.lists.refuse(id, by: officer, at: now) else { throw ListRefusal.notProposed }
            try tx.audit.record(
                AuditEvent("list.refused", subject: "list:\(id)"), by: .officer(officer), on: platform)
        }
    }

    /// From here on the list counts: everybody it touches is decided on anew.
    func putInForce(_ list: ListImport, by officer: ID<Officer>?, at now: Instant, in tx: Transaction) throws {
        guard try tx.lists.putInForce(list, by: officer, at: now) else { throw ListRefusal.notProposed }
        try tx.jobs.enqueue(ApplyList(list: list.id, group: .touched, after: nil), on: platform)
        if list.kind.effect == .prefers { try tx.jobs.enqueue(CountTakeUp(only: list.id), on: platform) }
        try tx.audit.record(
            AuditEvent("list.in-force", subject: "list:\(list.id)", detail: ["kind": list.kind.rawValue]),
            by: officer.map(Actor.officer) ?? .system, on: platform)
    }

    func invite(_ id: ID<ListImport>, by officer: ID<Officer>) async throws {
        try await platform.database.transaction { [platform] tx in
            guard let list = try tx.lists.find(id)?.value else { throw ListRefusal.notInForce }
            try list.checkInviting()
            try tx.jobs.enqueue(InvitePeople(list: id, after: 0), on: platform)
            try tx.audit.record(
                AuditEvent("list.inviting", subject: "list:\(id)"), by: .officer(officer), on: platform)
        }
    }
}
