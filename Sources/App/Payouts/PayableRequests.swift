import Programme
import Storage

/// The requests that a batch takes: the longest waiting first, at most as many as fit.
///
/// Requests of a person without a linked account, or whose money waits, are left for a later batch, and the officer's
/// own for another officer's. They keep their places in the queue, and those behind them are read too: otherwise 500
/// people who cannot be paid would keep all others from being paid.
struct PayableRequests: Sendable {
    let dependencies: Dependencies
    /// Drafts the batch.
    let officer: ID<Officer>
    /// Requests that are read at once.
    var piece = PayoutBatch.limit

    /// Pieces that are read at most, so that the transaction ends.
    private static let pieces = 200

    /// What a batch can take, and the cards that it must leave out because a sealed entry of theirs is gone.
    struct Found: Sendable {
        var payable: [(Instalment, ID<PayeeAccount>)] = []
        var leftOut: Set<ID<Card>> = []
    }

    func all(in tx: Transaction) throws -> Found {
        let own = try tx.officers.themselves(officer)
        var (found, last): (Found, Instalment?) = (Found(), nil)
        for _ in 0..<Self.pieces where found.payable.count < PayoutBatch.limit {
            let requested = try tx.incentives.requested(limit: piece, after: last).map(\.instalment)
            guard let end = requested.last else { break }
            let others = requested.filter { !own.contains($0.person) }
            let gone = try tx.ledger.gone(fromCards: Set(others.map(\.card)).sorted())
            dependencies.reportGone(gone)
            let lacking = Set(gone.compactMap(\.card))
            found.leftOut.formUnion(lacking)
            found.payable += try payable(among: others.filter { !lacking.contains($0.card) }, in: tx)
            last = end
        }
        found.payable = Array(found.payable.prefix(PayoutBatch.limit))
        return found
    }

    private func payable(
        among requested: [Instalment], in tx: Transaction
    ) throws -> [(Instalment, ID<PayeeAccount>)] {
        let people = requested.map(\.person)
        let waiting = try MoneyHold(dependencies: dependencies).waiting(among: people, in: tx)
        let accounts = try tx.payees.linked(to: people)
        let linked = requested.compactMap { instalment -> (Instalment, ID<PayeeAccount>)? in
            guard !waiting.contains(instalment.person) else { return nil }
            return accounts[instalment.person].map { (instalment, $0) }
        }
        let cards = try intact(.instalments, Set(linked.map(\.0.card)), in: tx)
        let payees = try intact(.payees, Set(linked.map(\.1)), in: tx)
        let disputed = try withdrawnBySQL(linked.map(\.0.id), in: tx)
        let due = linked.filter {
            cards.contains($0.0.card) && payees.contains($0.1) && !disputed.contains($0.0.id)
        }
        let unpaid = try EarlierPayments(dependencies: dependencies).unpaid(due.map(\.0), in: tx)
        return due.filter { unpaid.contains($0.0.id) }
    }

    /// Instalments with a payment that SQL withdrew: it may have been sent, so another one would pay twice.
    private func withdrawnBySQL(_ instalments: [ID<Instalment>], in tx: Transaction) throws -> Set<ID<Instalment>> {
        let withdrawn = try tx.payouts.withdrawn(of: instalments)
        let payments = withdrawn.map { (id: $0.id, isWithdrawn: true) }
        let changed = Set(try tx.payouts.changedWithdrawals(payments, vault: dependencies.vault))
        for payment in changed.sorted() { dependencies.reportChanged(.paymentWithdrawals, payment) }
        return Set(withdrawn.filter { changed.contains($0.id) }.map(\.instalment))
    }

    /// The records that are as an act left them: cards with the instalments that were planned, accounts that their
    /// people linked. Requests that rest on the others are left out, until an operator has found out who changed them.
    private func intact<Entity>(
        _ kind: BoundKind, _ records: Set<ID<Entity>>, in tx: Transaction
    ) throws -> Set<ID<Entity>> {
        let intact = try tx.records.asBound(kind, of: records.sorted(), vault: dependencies.vault)
        for record in records.subtracting(intact).sorted() { dependencies.reportChanged(kind, record) }
        return intact
    }
}
