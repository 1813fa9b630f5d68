import Programme
import Storage

/// An officer opens a person's page, sees masked data in full, or searches for people: each is recorded in the
/// transaction that allows it.
struct OpenPerson: Sendable {
    let dependencies: Dependencies

    /// Opens the page for a stated reason.
    func open(
        _ person: ID<Account>, because reason: OfficeReason, by officer: ID<Officer>, in tx: Transaction
    ) throws {
        try tx.openings.open(
            person, by: officer, why: .stated(reason), at: dependencies.realNow(), vault: dependencies.vault)
    }

    /// Opens the page from an item of work, such as `photo:5`. False unless the item concerns this person.
    func open(_ person: ID<Account>, from item: String, by officer: ID<Officer>, in tx: Transaction) throws -> Bool {
        let parts = item.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, let id = Int64(parts[1], in: 1...Int64.max),
            let source = PersonWorkSource.known.first(where: { $0.kind == parts[0] }),
            try source.concerns(tx, id, person)
        else { return false }
        try tx.openings.open(
            person, by: officer, why: .work("\(parts[0]):\(id)"), at: dependencies.realNow(),
            vault: dependencies.vault)
        return true
    }

    /// Counts one search for people. Throws `SearchRefusal.tooMany`, committed, when the hour's searches are used up;
    /// the first refusal of an hour is written to the audit log.
    func countSearch(by officer: ID<Officer>, in tx: Transaction) throws {
        let moment = dependencies.moment()
        guard try !tx.openings.countSearch(by: officer, at: moment.real) else { return }
        if try tx.openings.countRefusal(of: officer, at: moment.real) {
            let event = AuditEvent(
                "search.too-many", subject: "officer:\(officer)",
                detail: ["people": String(Opening.searchesPerHour)])
            try tx.audit.record(event, by: .officer(officer), at: moment, ids: dependencies.ids)
        }
        throw CommittedRefusal(SearchRefusal.tooMany)
    }
}

extension Opening {
    /// As it is recorded with each view.
    func accessReason() throws -> AccessReason {
        work.isEmpty ? .stated(try OfficeReason(reason)) : .work(work)
    }
}
