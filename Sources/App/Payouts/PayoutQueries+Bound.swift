import Programme
import Storage

extension BoundKind {
    /// An account that a person linked with a code: where their money goes. It is bound from its check on, so that a
    /// code links only what was checked for this person.
    static let payees = BoundKind(
        "payee", title: "payee account", covers: "person, bank, number and holder",
        due: "SELECT id FROM payee_account WHERE linked_at IS NOT NULL",
        fields: { _, row, vault in try SealedText.payeeHolder.bound(row, at: 5, of: row["id"], vault) }
    ) { ids in
        [
            """
            SELECT id, person_id, partner, number, lookup, holder, linked_at, sealed_holder
            FROM payee_account
            WHERE id IN (\(list: ids))
            """
        ]
    }

    /// Whether an account in a slightly different name is the person's, once two officers have decided.
    static let payeeNames = BoundKind(
        "payee-name", title: "question about a holder's name", covers: "person, both names and who decided",
        due: "SELECT id FROM payee_question WHERE decided_by IS NOT NULL",
        fields: { place, row, vault in try place == 0 ? PayeeQuestion.bound(row, vault) : row.texts }
    ) { ids in
        [
            """
            SELECT id, person_id, partner, lookup, registry_name, holder, allows, proposed_by, decided_by, decided_at,
                sealed_registry_name, sealed_holder
            FROM payee_question
            WHERE id IN (\(list: ids))
            """,
            "SELECT id, proposed_duty FROM payee_question WHERE id IN (\(list: ids)) AND proposed_duty IS NOT NULL",
        ]
    }

    /// A drafted batch, from its draft on, until it is approved or refused.
    static let payoutDrafts = BoundKind(
        "payout-draft", title: "drafted payout batch",
        covers: "author, people, amounts, payments taken out and refusal",
        due: "SELECT id FROM payout_batch WHERE state = 'drafted'",
        fields: { place, row, vault in
            try place < 2 ? row.texts : SealedText.takenOutBecause.bound(row, at: 4, of: row["payment"], vault)
        }
    ) { ids in
        [
            """
            SELECT id, author_id, drafted_at, refused_by, refused_at,
                CASE WHEN state = 'drafted' THEN 'drafted' ELSE 'approved' END AS answer
            FROM payout_batch
            WHERE id IN (\(list: ids))
            """,
            """
            SELECT batch_id AS id, disbursement.id AS payment, person_id, instalment_id, payee_id, amount
            FROM disbursement
            WHERE batch_id IN (\(list: ids))
            ORDER BY batch_id, disbursement.id
            """,
            // A statement of its own, so that the digest of a draft without such payments stays valid.
            """
            SELECT batch_id AS id, disbursement.id AS payment, withdrawn_at, taken_out_by, taken_out_because,
                sealed_taken_out_because
            FROM disbursement
            WHERE batch_id IN (\(list: ids)) AND taken_out_by IS NOT NULL
            ORDER BY batch_id, disbursement.id
            """,
        ]
    }

    /// An approved batch with every payment in it: to whom, to which account, how much.
    static let payoutBatches = BoundKind(
        "payout", title: "payout batch", covers: "author, approver, payees and amounts",
        due: """
            SELECT id
            FROM payout_batch
            WHERE approver_id IS NOT NULL OR state <> 'drafted' OR EXISTS (
                SELECT 1 FROM disbursement WHERE batch_id = payout_batch.id AND disbursement.state <> 'drafted')
            """,
        fields: { place, row, vault in
            try place == 0 ? row.texts : paidHolder(row, at: 9, vault)
        }
    ) { ids in
        [
            """
            SELECT id, author_id, approver_id, drafted_at, approved_at
            FROM payout_batch
            WHERE id IN (\(list: ids))
            """,
            """
            SELECT disbursement.batch_id AS id, disbursement.id AS payment, disbursement.person_id, instalment_id,
                amount, payee_account.person_id AS payee, partner, number, lookup, holder,
                payee_account.id AS account, sealed_holder
            FROM disbursement
            JOIN payee_account ON payee_account.id = disbursement.payee_id
            WHERE disbursement.batch_id IN (\(list: ids))
            ORDER BY disbursement.batch_id, disbursement.id
            """,
        ]
    }

    /// A payment of an approved batch, with the account that the money goes to: from the approval on.
    static let payments = BoundKind(
        "payment", title: "approved payment", covers: "batch, person, request, amount and account",
        due: "SELECT id FROM disbursement WHERE state <> 'drafted'",
        fields: { _, row, vault in try paidHolder(row, at: 10, vault) }
    ) { ids in
        [
            """
            SELECT disbursement.id, batch_id, disbursement.person_id, instalment_id, attempt, amount,
                payee_account.person_id AS payee, partner, number, lookup, holder, payee_account.id AS account,
                sealed_holder
            FROM disbursement
            JOIN payee_account ON payee_account.id = disbursement.payee_id
            WHERE disbursement.id IN (\(list: ids))
            ORDER BY disbursement.id
            """
        ]
    }

    /// A row about a payment whose last columns are the payee account and its sealed holder.
    private static func paidHolder(_ row: Row, at place: Int, _ vault: Vault) throws -> [String?] {
        try SealedText.payeeHolder.bound(row, at: place, of: row["account"], leavingOut: 2, vault)
    }

    /// A payment that is never sent: its batch was refused, an officer took it out, or its request changed. From that act
    /// on; a kind of its own, so that the digest of the approval stays valid.
    static let paymentWithdrawals = BoundKind(
        "payment-withdrawal", title: "withdrawn payment", covers: "batch, when, why and who took it out",
        due: "SELECT id FROM disbursement WHERE withdrawn_at IS NOT NULL",
        fields: { _, row, vault in try SealedText.takenOutBecause.bound(row, at: 5, of: row["id"], vault) }
    ) { ids in
        [
            """
            SELECT id, batch_id, withdrawn_at, withdrawal, taken_out_by, taken_out_because, sealed_taken_out_because
            FROM disbursement
            WHERE id IN (\(list: ids))
            """
        ]
    }

    /// A provider's statement with its lines, as the file said. One is read at a time: it may have 20,000 lines.
    static let providerStatements = BoundKind(
        "provider-statement", title: "statement of the provider", covers: "file, days, lines and who took it in",
        due: "SELECT id FROM provider_statement", together: 1
    ) { ids in
        [
            """
            SELECT id, name, digest, first_day, last_day, entries, amount, taken_by, taken_at
            FROM provider_statement
            WHERE id IN (\(list: ids))
            """,
            """
            SELECT statement_id AS id, line, day, reference, number, amount, disbursement_id, repeated
            FROM provider_statement_line
            WHERE statement_id IN (\(list: ids))
            ORDER BY statement_id, line
            """,
        ]
    }

    /// What an officer found in the rail's statement about a payment, from the proposal on.
    static let statementFindings = BoundKind(
        "statement-finding", title: "finding in the rail's statement", covers: "payment, finding, author and decision",
        due: "SELECT id FROM statement_finding",
        fields: { place, row, vault in try place == 0 ? StatementFinding.bound(row, vault) : row.texts }
    ) { ids in
        [
            """
            SELECT id, disbursement_id, arrived, number, reason, proposed_by, proposed_at, state, decided_by, decision,
                decided_at, sealed_reason, sealed_decision
            FROM statement_finding
            WHERE id IN (\(list: ids))
            """,
            "SELECT id, proposed_duty FROM statement_finding WHERE id IN (\(list: ids)) AND proposed_duty IS NOT NULL",
        ]
    }
}

extension StatementFinding {
    /// The columns of a row as they were bound before reasons were sealed.
    fileprivate static func bound(_ row: Row, _ vault: Vault) throws -> [String?] {
        let id: Int64 = try row["id"]
        var texts = try SealedText.findingReason.bound(row, at: 4, of: id, leavingOut: 2, vault)
        texts[9] = try SealedText.findingDecision.find(row, of: id, vault)
        return texts
    }
}

extension PayoutQueries {
    /// Those of the payments whose withdrawal was set, changed or cleared by other means than an act.
    func changedWithdrawals(
        _ payments: [(id: ID<Disbursement>, isWithdrawn: Bool)], vault: Vault
    ) throws -> [ID<Disbursement>] {
        try tx.records.changed(
            .paymentWithdrawals, due: payments.filter(\.isWithdrawn).map(\.id),
            free: payments.filter { !$0.isWithdrawn }.map(\.id), vault: vault)
    }

    /// Payments of these instalments that count as withdrawn.
    func withdrawn(of instalments: [ID<Instalment>]) throws -> [(id: ID<Disbursement>, instalment: ID<Instalment>)] {
        guard !instalments.isEmpty else { return [] }
        return try tx.rows(
            """
            SELECT id, instalment_id
            FROM disbursement
            WHERE instalment_id IN (\(list: instalments)) AND withdrawn_at IS NOT NULL
            """
        ).map { try ($0["id"], $0["instalment_id"]) }
    }
}
