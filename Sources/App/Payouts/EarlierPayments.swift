import Logging
import Programme
import Storage

/// Whether an instalment was paid before, by the books and by what the officers approved: its own row, and those of its
/// payments, could be changed by SQL so that the same instalment is requested, drafted and approved once more.
///
/// Money that left a card's purse for a payment has an entry with the payment's number. Each of these payments that the
/// rail did not refuse must be as it was approved, and must be for another instalment.
struct EarlierPayments: Sendable {
    let dependencies: Dependencies

    /// Those of the instalments that no earlier payment can have paid. The others, and those of a card whose books or
    /// earlier payments are not as acts left them, are left out, with an error in the server's log.
    func unpaid(_ instalments: [Instalment], in tx: Transaction) throws -> Set<ID<Instalment>> {
        var (unpaid, known): (Set<ID<Instalment>>, [ID<Card>: Set<ID<Instalment>>?]) = ([], [:])
        for instalment in instalments {
            let paid: Set<ID<Instalment>>?
            if let found = known[instalment.card] {
                paid = found
            } else {
                paid = try self.paid(instalment.card, in: tx)
            }
            known[instalment.card] = .some(paid)
            guard let paid else { continue }
            if paid.contains(instalment.id) { report(instalment) } else { unpaid.insert(instalment.id) }
        }
        return unpaid
    }

    /// What has left the card so far, by the instalments that it was for. Nil where that is not known.
    private func paid(_ card: ID<Card>, in tx: Transaction) throws -> Set<ID<Instalment>>? {
        let vault = dependencies.vault
        guard let purse = try tx.ledger.proved(.cardIncentive(card), vault: vault),
            let entries = try tx.ledger.written(Self.payments(in: purse), vault: vault)
        else {
            report(card)
            return nil
        }
        let gone = Self.numbers(of: .instalmentSent, entries).subtracting(Self.numbers(of: .instalmentFailed, entries))
        let approved = try tx.records.asBound(.payments, of: gone.sorted(), vault: vault)
        guard approved == gone else {
            for payment in gone.subtracting(approved).sorted() { dependencies.reportChanged(.payments, payment) }
            return nil
        }
        return try tx.payouts.instalments(of: gone.sorted())
    }

    /// The entries that moved money between a purse and the clearing of a batch.
    private static func payments(in purse: ProvedAccount) -> [ID<JournalEntry>] {
        let moved = purse.stored.filter { $0.value.from.isClearing || $0.value.to.isClearing }
        return Set(moved.map(\.entry)).sorted()
    }

    private static func numbers(of kind: JournalEntry.Kind, _ entries: [JournalEntry]) -> Set<ID<Disbursement>> {
        Set(entries.filter { $0.kind == kind }.compactMap { ID<Disbursement>($0.subject) })
    }

    private func report(_ instalment: Instalment) {
        dependencies.logger.error(
            "an instalment was paid before, and its row does not say so: SQL changed it; nothing is paid again",
            metadata: ["instalment": "\(instalment.id)", "card": "\(instalment.card)"])
    }

    private func report(_ card: ID<Card>) {
        dependencies.heldNotes.note(HeldNote(.paid, "disbursement", row: card.rawValue))
        dependencies.logger.error(
            "nothing is paid: what a card paid before is not what the ledger wrote; run `prakerja audit verify`",
            metadata: ["card": "\(card)"])
    }
}

extension LedgerAccount.Code {
    fileprivate var isClearing: Bool {
        if case .payoutClearing = self { true } else { false }
    }
}
