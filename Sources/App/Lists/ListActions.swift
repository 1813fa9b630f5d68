import Programme
import Storage

/// Decisions on lists, each recorded in the audit trail.
struct ListActions: Sendable {
    let dependencies: Dependencies

    /// An officer of another duty than the importer's approves the list, with a reason. The list is then in force, and
    /// every person on it is decided on again.
    ///
    /// - Parameters:
    ///   - lost: the number that the officer typed, where the version loses many lines.
    ///   - seen: the comparison on the officer's page; nil where the page named none.
    func approve(
        _ id: ID<ListImport>, because reason: OfficeReason, losing lost: Int64? = nil,
        having seen: ID<StoredDifference>? = nil, by officer: ID<Officer>
    ) async throws {
        let now = dependencies.realNow()
        try await dependencies.database.transaction { [dependencies] tx in
            let held = try tx.records.hold(.lists, id)
            guard let list = try tx.lists.find(id)?.value else { throw ListRefusal.notProposed }
            let former: ID<ListImport>?
            do {
                try list.checkDecision()
                try tx.records.check(held, vault: dependencies.vault)
                guard try tx.lists.lines(of: id) == list.counts.accepted else {
                    dependencies.reportChanged(.listEntries, id)
                    throw RecordRefusal.changed
                }
                try FourEyes.confirm(
                    try author(of: list, in: tx),
                    by: try tx.officers.signatory(
                        officer, for: .approveLists, at: now, of: dependencies.officeRoles))
                former = try checkComparison(of: list, seen: seen, in: tx)
                try tx.lists.checkIsAnother(officer, thanOn: id, former)
            } catch let refusal as any Refusal {
                throw try denied(refusal, id, by: officer, in: tx)
            }
            try tx.listDifferences.latest(of: id, .version)?.counts.checkLoss(typed: lost)
            guard try tx.lists.putInForce(list, replacing: former, because: reason, by: officer, at: now) else {
                throw ListRefusal.notProposed
            }
            try tx.records.bind(.lists, list.id, at: now, ids: dependencies.ids)
            // Versions that were compared with the replaced one are compared again.
            for other in try tx.lists.proposedVersions(of: list) { try compare(other.value, in: tx) }
            try tx.jobs.enqueue(ApplyList(list: list.id, group: .touched, after: nil), on: dependencies)
            if list.kind.effect == .prefers { try tx.jobs.enqueue(CountTakeUp(only: list.id), on: dependencies) }
            try tx.audit.record(
                AuditEvent(
                    "list.in-force", subject: "list:\(list.id)",
                    detail: ["kind": list.kind.rawValue, "reason": reason.text]
                        .merging(lost.map { ["removed": "\($0)"] } ?? [:]) { $1 }),
                by: .officer(officer), at: dependencies.moment(), ids: dependencies.ids)
        }
    }

    /// Throws `ListRefusal.notCompared` unless the officer has seen what the list changes against the version in force;
    /// it is counted again where another version came into force meanwhile, and after people were decided on again by
    /// that version. Returns the version in force.
    private func checkComparison(
        of list: ListImport, seen: ID<StoredDifference>?, in tx: Transaction
    ) throws -> ID<ListImport>? {
        guard try !tx.lists.isBeingApplied(list) else { throw ListRefusal.notCompared }
        let latest = try tx.listDifferences.latest(of: list.id, .version)
        let inForce = try tx.lists.versionInForce(of: list.kind, from: list.source)
        let counted: ID<ListImport>?? = latest.flatMap { $0.isCounted ? .some($0.against) : .none }
        do throws(ListRefusal) {
            try ListDifference.check(countedAgainst: counted, inForce: inForce)
        } catch {
            if latest == nil || latest?.against != inForce { try compare(list, in: tx) }
            throw error
        }
        if let seen, seen != latest?.id { throw ListRefusal.notCompared }
        return inForce
    }

    /// Counts again what each proposed version and each withdrawal changes, after decisions on people have changed.
    func compareProposed(in tx: Transaction) throws {
        for list in try tx.lists.allProposed() { try compare(list.value, in: tx) }
        for id in try tx.listWithdrawals.counted() {
            if let list = try tx.lists.find(id)?.value { try compare(list, .withdrawal, in: tx) }
        }
    }

    /// Counts what the list changes against the version in force, or what its withdrawal changes.
    private func compare(
        _ list: ListImport, _ purpose: StoredDifference.Purpose = .version, in tx: Transaction
    ) throws {
        let id = try tx.listDifferences.begin(
            purpose, of: list, at: dependencies.realNow(), ids: dependencies.ids)
        try tx.jobs.enqueue(CompareList(difference: id), on: dependencies)
    }

    /// Another officer refuses a list, with a reason; it never comes into force.
    func refuse(_ id: ID<ListImport>, because reason: OfficeReason, by officer: ID<Officer>) async throws {
        let now = dependencies.realNow()
        try await dependencies.database.transaction { [dependencies] tx in
            guard let list = try tx.lists.find(id)?.value else { throw ListRefusal.notProposed }
            try list.checkDecision()
            guard try !tx.officers.isSame(officer, as: list.importedBy) else { throw FourEyesRefusal.ownRequest }
            do {
                let former = try tx.lists.versionInForce(of: list.kind, from: list.source)
                try tx.lists.checkIsAnother(officer, thanOn: id, former)
            } catch let refusal as ListRefusal {
                throw try denied(refusal, id, by: officer, in: tx)
            }
            guard try tx.lists.refuse(id, because: reason, by: officer, at: now) else {
                throw ListRefusal.notProposed
            }
            try tx.records.bind(.lists, id, at: now, ids: dependencies.ids)
            try tx.audit.record(
                AuditEvent("list.refused", subject: "list:\(id)", detail: ["reason": reason.text]),
                by: .officer(officer), at: dependencies.moment(), ids: dependencies.ids)
        }
    }

    /// Nil where the command line imported it.
    func author(of list: ListImport, in tx: Transaction) throws -> Signatory? {
        try list.importedBy.flatMap { officer in
            try tx.officers.author(
                officer, as: tx.lists.importerDuty(of: list.id), or: .importLists, .approveLists,
                at: dependencies.realNow(), of: dependencies.officeRoles)
        }
    }

    private func denied(
        _ refusal: any Refusal, _ id: ID<ListImport>, by officer: ID<Officer>, in tx: Transaction
    ) throws -> CommittedRefusal {
        try dependencies.denied(
            refusal, "list.approval-denied", about: "list:\(id)", by: .officer(officer), in: tx)
    }
}
