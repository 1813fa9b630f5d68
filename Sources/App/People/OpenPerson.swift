import Programme
import Storage

/// An officer opens a person's page, sees masked data in full, or searches for people: each is recorded in the
/// transaction that allows it.
struct OpenPerson: Sendable {
    let dependencies: Dependencies

    private var limit: RegionLimit { RegionLimit(dependencies: dependencies) }

    /// Opens the page for a stated reason. That a local officer opens a person of another region is allowed, because
    /// people move, and is written to the audit log besides.
    func open(
        _ person: ID<Account>, because reason: OfficeReason, by officer: ID<Officer>, in tx: Transaction
    ) throws {
        if let region = try limit.regionWithout(person, of: officer, in: tx) {
            let event = AuditEvent(
                "person.opened-elsewhere", subject: "account:\(person)", detail: ["region": region.name])
            try tx.audit.record(event, by: .officer(officer), at: dependencies.moment(), ids: dependencies.ids)
        }
        try tx.openings.open(
            person, by: officer, why: .stated(reason), at: dependencies.realNow(), vault: dependencies.vault)
    }

    /// Opens the page from an item of work, such as `photo:5`. False unless the item is open work of this officer's and
    /// concerns this person, who lives in the officer's region.
    func open(_ person: ID<Account>, from item: String, by officer: Officer, in tx: Transaction) throws -> Bool {
        let parts = item.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, let id = Int64(parts[1], in: 1...Int64.max),
            let source = PersonWorkSource.all.first(where: { $0.kind == parts[0] }),
            officer.mayAny(source.workers), try source.concerns(tx, id, person),
            try limit.regionWithout(person, of: officer.id, in: tx) == nil
        else { return false }
        try tx.openings.open(
            person, by: officer.id, why: .work("\(parts[0]):\(id)"), at: dependencies.realNow(),
            vault: dependencies.vault)
        return true
    }

    /// Counts one search for people, and throws when the hour's are used up.
    func countSearch(by officer: ID<Officer>, in tx: Transaction) throws {
        try tx.openings.countLookUp(by: officer, at: dependencies.moment(), ids: dependencies.ids)
    }

    func recordMiss(by officer: ID<Officer>, in tx: Transaction) throws {
        try tx.openings.recordMiss("search", by: officer, at: dependencies.moment(), ids: dependencies.ids)
    }
}

extension Opening {
    /// As it is recorded with each view.
    func accessReason() throws -> AccessReason {
        work.isEmpty ? .stated(try OfficeReason(reason)) : .work(work)
    }
}
