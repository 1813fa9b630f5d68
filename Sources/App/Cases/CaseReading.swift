import Programme
import Storage

/// Records that an officer reads a case, for the person who may ask who did. Without an account, too: then auditors
/// find it by the case.
struct CaseReading: Sendable {
    let dependencies: Dependencies

    /// The case, held until the transaction ends; nil for an unknown one. Throws `RecordRefusal.caseChanged`, with an
    /// error in the server's log, where it is not as its last act left it: moved to another person for a moment, it would
    /// be shown under that person's name, and recorded as a reading about them.
    func find(_ id: ID<ServiceCase>, in tx: Transaction) throws -> ServiceCase? {
        let held = try tx.records.hold(.cases, id)
        guard let stored = try tx.cases.find(id) else { return nil }
        guard try tx.records.isAsBound(held, vault: dependencies.vault) else {
            dependencies.reportChanged(.cases, id)
            throw RecordRefusal.caseChanged
        }
        return stored
    }

    func record(
        _ stored: ServiceCase, by officer: Officer, from address: String, in tx: Transaction
    ) throws {
        try tx.access.record(
            .correspondence, of: [stored.person ?? AccessQueries.guest], by: officer.id,
            as: officer.reading(.correspondence), why: .work(stored.subject), from: address, at: dependencies.moment(),
            ids: dependencies.ids)
    }
}
