import Programme
import Storage

/// Whom and what a held row concerns, and how much money waits for it.
extension HeldMatterQueries {
    func subject(of note: HeldNote) throws -> HeldMatter.Subject {
        switch note.cause {
        case .record: try subject(ofRecord: note.what, note.row)
        case .balance, .entries: try subject(ofAccount: note.what)
        case .proof: try purchase(note.row)
        case .paid: try card(note.row)
        case .unreadable: try subject(ofTable: String(note.what.prefix { $0 != "." }), note.row)
        }
    }

    private func subject(ofRecord kind: String, _ row: Int64) throws -> HeldMatter.Subject {
        switch kind {
        case BoundKind.purchases.name: try purchase(row)
        case BoundKind.payments.name, BoundKind.paymentWithdrawals.name: try payment(row)
        case BoundKind.payees.name: try subject(ofTable: "payee_account", row)
        case BoundKind.cards.name, BoundKind.instalments.name: try card(row)
        case BoundKind.payoutBatches.name, BoundKind.payoutDrafts.name: try batch(row)
        case BoundKind.certificates.name: try subject(ofTable: "certificate", row)
        case BoundKind.heldCompletions.name: try report(row)
        case let kind where Self.ofAccounts.contains(kind): HeldMatter.Subject(person: ID(row))
        default: HeldMatter.Subject()
        }
    }

    /// Kinds whose records have the account's id.
    private static let ofAccounts: Set<String> = Set(
        [
            BoundKind.declared, .personDisputes, .personSuspensions, .payeeHolds, .personContactCases,
        ].map(\.name))

    private func subject(ofAccount text: String) throws -> HeldMatter.Subject {
        var subject =
            switch LedgerAccount.Code(text) {
            case .cardTraining(let id), .cardIncentive(let id): try card(id.rawValue)
            case .purchaseEscrow(let id): try purchase(id.rawValue)
            default: HeldMatter.Subject()
            }
        subject.amount = try tx.row("SELECT posted FROM ledger_account WHERE code = \(text)")?["posted"]
        return subject
    }

    private func subject(ofTable table: String, _ row: Int64) throws -> HeldMatter.Subject {
        switch table {
        case "personal_data", "person_address": HeldMatter.Subject(person: ID(row))
        case "payee_account":
            HeldMatter.Subject(
                person: try tx.row("SELECT person_id FROM payee_account WHERE id = \(row)")?["person_id"])
        case "certificate":
            HeldMatter.Subject(person: try tx.row("SELECT person_id FROM certificate WHERE id = \(row)")?["person_id"])
        case "completion", "purchase": try purchase(row)
        case "disbursement": try payment(row)
        default: HeldMatter.Subject()
        }
    }

    private func purchase(_ id: Int64) throws -> HeldMatter.Subject {
        let row = try tx.row("SELECT person_id, price FROM purchase WHERE id = \(id)")
        return try HeldMatter.Subject(person: row?["person_id"], purchase: ID(id), amount: row?["price"])
    }

    private func payment(_ id: Int64) throws -> HeldMatter.Subject {
        let row = try tx.row("SELECT person_id, amount FROM disbursement WHERE id = \(id)")
        return try HeldMatter.Subject(person: row?["person_id"], payment: ID(id), amount: row?["amount"])
    }

    private func card(_ id: Int64) throws -> HeldMatter.Subject {
        let person: ID<Account>? = try tx.row("SELECT person_id FROM card WHERE id = \(id)")?["person_id"]
        let open = try tx.row(
            """
            SELECT CAST(SUM(amount) AS BIGINT) AS amount
            FROM instalment
            WHERE card_id = \(id) AND state IN ('earned', 'requested', 'sent')
            """)
        return HeldMatter.Subject(person: person, amount: try open.flatMap { try $0["amount"] })
    }

    private func batch(_ id: Int64) throws -> HeldMatter.Subject {
        let sum = try tx.row(
            "SELECT CAST(SUM(amount) AS BIGINT) AS amount FROM disbursement WHERE batch_id = \(id)")
        return HeldMatter.Subject(amount: try sum.flatMap { try $0["amount"] })
    }

    private func report(_ id: Int64) throws -> HeldMatter.Subject {
        let purchase: Int64? = try tx.row("SELECT purchase_id FROM held_completion WHERE id = \(id)")?["purchase_id"]
        return try purchase.map { try self.purchase($0) } ?? HeldMatter.Subject()
    }
}

/// Whether the row is as it was again.
extension HeldMatterQueries {
    func isAsBefore(_ matter: HeldMatter, at now: Instant, vault: Vault) throws -> Bool {
        let note = matter.note
        switch note.cause {
        case .record:
            guard let kind = BoundKind.all.first(where: { $0.name == note.what }) else {
                return matter.lastAt <= now - HeldMatter.forgotten
            }
            return try tx.records.isAsBound(kind, ID<HeldRecord>(note.row), vault: vault)
        case .balance, .entries:
            guard let code = LedgerAccount.Code(note.what) else { return matter.lastAt <= now - HeldMatter.forgotten }
            guard case .proved = try tx.ledger.proof(of: code, vault: vault) else { return false }
            return true
        case .unreadable:
            guard
                let (text, key) = SealedText.columns.first(where: { "\($0.text.table).\($0.text.clear)" == note.what })
            else { return matter.lastAt <= now - HeldMatter.forgotten }
            return try text.isReadable(note.row, key: key, vault: vault, in: tx)
        case .proof, .paid:
            return matter.lastAt <= now - HeldMatter.forgotten
        }
    }
}
