import Programme
import Storage

/// Records that an officer reads a case, for the person who may ask who did.
struct CaseReading: Sendable {
    let dependencies: Dependencies

    func record(
        _ stored: ServiceCase, by officer: Officer, from address: String, in tx: Transaction
    ) throws {
        guard let person = stored.person else { return }
        try tx.access.record(
            .correspondence, of: [person], by: officer.id, why: .work(stored.subject), from: address,
            at: dependencies.moment(), ids: dependencies.ids)
    }
}
