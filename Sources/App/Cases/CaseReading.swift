import Programme
import Storage

/// Records that an officer reads a case, for the person who may ask who did. Without an account, too: then auditors
/// find it by the case.
struct CaseReading: Sendable {
    let dependencies: Dependencies

    func record(
        _ stored: ServiceCase, by officer: Officer, from address: String, in tx: Transaction
    ) throws {
        try tx.access.record(
            .correspondence, of: [stored.person ?? AccessQueries.guest], by: officer.id,
            as: officer.reading(.correspondence), why: .work(stored.subject), from: address, at: dependencies.moment(),
            ids: dependencies.ids)
    }
}
