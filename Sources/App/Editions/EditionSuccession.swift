import Programme
import Storage

/// Books the budget of an edition that comes into force: what it may commit, less what editions of an overlapping time
/// have already committed. First, the uncommitted rest of every earlier edition returns to the state, whether their
/// times overlap or not: no more decrees are signed under it.
struct EditionSuccession: Sendable {
    let dependencies: Dependencies

    func appropriate(at now: Instant, in tx: Transaction) throws {
        let edition = dependencies.edition
        var committed = Rupiah.zero
        for earlier in dependencies.earlier {
            if earlier.validity.to >= edition.validity.from {
                committed += try tx.editions.committed(under: earlier.id)
            }
            let account = LedgerAccount.Code.programmeAvailable(edition: earlier.id)
            try tx.ledger.open(account, ids: dependencies.ids)
            let rest = try tx.ledger.balance(account).available
            guard rest > .zero else { continue }
            try tx.ledger.post(
                .succession(id: dependencies.ids.next(), from: earlier.id, to: edition.id, rest: rest, at: now),
                ids: dependencies.ids)
        }
        guard committed < edition.budget else { return }
        try tx.ledger.post(
            .appropriation(
                id: dependencies.ids.next(), edition: edition.id, amount: edition.budget - committed, at: now),
            ids: dependencies.ids)
    }
}
