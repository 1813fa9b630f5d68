import Programme
import Storage

/// What is on a card, and whether a training on it is unfinished, by rows that SQL cannot make or take away: postings have
/// the ledger's codes, an act bound each purchase, and each sealed entry of the card is still there. `ledger_account` and
/// `card` say both too, and one statement changes them.
struct ProvedCard: Sendable {
    let dependencies: Dependencies

    /// Throws `RecordRefusal.heldBack`, with an error in the server's log, where the rows say otherwise.
    ///
    /// - Returns: everything on the card, reservations included.
    func require(_ card: Card, in tx: Transaction) throws -> Rupiah {
        let account = try dependencies.requireProved(.cardTraining(card.id), in: tx)
        try dependencies.requireSealedEntries(of: [.cardIncentive(card.id)], in: tx)
        guard try unfinished(on: card, account.postings, in: tx) == card.unfinished else {
            dependencies.reportChanged(.cards, card.id)
            throw RecordRefusal.heldBack
        }
        return account.balance.posted
    }

    /// How many trainings the card has paid for that were neither completed nor returned.
    private func unfinished(on card: Card, _ postings: [Posting], in tx: Transaction) throws -> Int {
        let bought = Set(postings.compactMap { $0.to.purchase })
        let running = bought.subtracting(postings.compactMap { $0.from.purchase }).sorted()
        // Read before the comparison, and locked: a completion that SQL puts in is compared with the purchase.
        let completed = try tx.purchases.completed(among: running)
        let asBound = try tx.records.asBound(.purchases, of: running, vault: dependencies.vault)
        let paid = try tx.purchases.paid(on: card)
        let wrong = Set(running).subtracting(asBound).union(paid.subtracting(bought))
        guard wrong.isEmpty else {
            for purchase in wrong.sorted() { dependencies.reportChanged(.purchases, purchase) }
            throw RecordRefusal.heldBack
        }
        let open = running.filter { !completed.contains($0) }
        guard open.count > card.unfinished else { return open.count }
        return try open.count { try !hasReturnedToState($0, in: tx) }
    }

    /// Whether the training was returned while the card took no money: then its price went to the state.
    private func hasReturnedToState(_ purchase: ID<Purchase>, in tx: Transaction) throws -> Bool {
        try dependencies.requireProved(.purchaseEscrow(purchase), in: tx).postings.contains { posting in
            posting.to == .sink(.returned)
        }
    }
}

extension LedgerAccount.Code {
    /// The purchase whose escrow it is.
    fileprivate var purchase: ID<Purchase>? {
        if case .purchaseEscrow(let purchase) = self { purchase } else { nil }
    }
}
