import Programme
import Storage

extension Transaction {
    var listWithdrawals: ListWithdrawalQueries { ListWithdrawalQueries(tx: self) }
}

extension ListWithdrawal.State: SQLConvertible {}

extension BoundKind {
    /// A withdrawal once the second officer decided, with the state it left the list in.
    static let listWithdrawals = BoundKind(
        "list-withdrawal", title: "withdrawal of a list", covers: "list, reasons and who decided",
        due: "SELECT id FROM list_withdrawal WHERE decided_by IS NOT NULL"
    ) { ids in
        [
            """
            SELECT list_withdrawal.id, list_withdrawal.import_id, list_withdrawal.reason, list_withdrawal.state,
                list_withdrawal.proposed_by, list_withdrawal.proposed_duty, list_withdrawal.proposed_at,
                list_withdrawal.decided_by, list_withdrawal.decided_at, list_withdrawal.answer,
                CASE WHEN list_withdrawal.state = 'in-force' THEN list_import.state END AS left_as,
                CASE WHEN list_withdrawal.state = 'in-force' THEN list_import.withdrawn_at END AS left_at
            FROM list_withdrawal
            JOIN list_import ON list_import.id = list_withdrawal.import_id
            WHERE list_withdrawal.id IN (\(list: ids))
            """
        ]
    }
}

/// Withdrawals of lists: the only writer of `list_withdrawal`.
struct ListWithdrawalQueries {
    let tx: Transaction

    /// False when one waits already, or the list is withdrawn.
    func propose(
        _ id: ID<ListWithdrawal>, of list: ID<ListImport>, because reason: OfficeReason, by officer: Signatory,
        at now: Instant
    ) throws -> Bool {
        try tx.run(
            """
            INSERT INTO list_withdrawal (id, import_id, reason, state, proposed_by, proposed_duty, proposed_at)
            VALUES (\(id), \(list), \(reason.text), 'proposed', \(officer.officer), \(officer.duty), \(now))
            ON CONFLICT DO NOTHING
            """) == 1
    }

    /// False when it does not wait any more.
    func decide(
        _ id: ID<ListWithdrawal>, as state: ListWithdrawal.State, because answer: OfficeReason, by officer: ID<Officer>,
        at now: Instant
    ) throws -> Bool {
        try tx.run(
            """
            UPDATE list_withdrawal
            SET state = \(state), decided_by = \(officer), decided_at = \(now), answer = \(answer.text)
            WHERE id = \(id) AND state = 'proposed'
            """) == 1
    }

    /// Ends the list and deletes its contacts. False when it is not in force any more.
    func withdraw(_ list: ID<ListImport>, at now: Instant) throws -> Bool {
        try tx.lists.forgetContacts(of: list)
        return try tx.run(
            """
            UPDATE list_import
            SET state = 'replaced', withdrawn_at = \(now)
            WHERE id = \(list) AND state = 'in-force'
            """) == 1
    }

    /// The newest of a list; nil when none was proposed.
    func latest(of list: ID<ListImport>) throws -> ListWithdrawal? {
        try tx.row(
            """
            SELECT id, import_id, reason, state, proposed_by, proposed_duty, decided_by, answer
            FROM list_withdrawal
            WHERE import_id = \(list)
            ORDER BY id DESC
            LIMIT 1
            """
        ).map { row in
            try ListWithdrawal(
                id: row["id"], list: row["import_id"], reason: row["reason"], state: row["state"],
                proposer: tx.officers.author(row["proposed_by"], as: row["proposed_duty"]),
                decidedBy: row["decided_by"], answer: row["answer"])
        }
    }

    /// Lists in force of which an officer had counted what a withdrawal changes, unless it was refused since.
    func counted() throws -> [ID<ListImport>] {
        try tx.rows(
            """
            SELECT list_difference.import_id
            FROM list_difference
            JOIN list_import ON list_import.id = list_difference.import_id
            WHERE list_difference.purpose = 'withdrawal' AND list_import.state = 'in-force'
                AND NOT EXISTS (
                    SELECT 1 FROM list_withdrawal
                    WHERE list_withdrawal.import_id = list_import.id AND list_withdrawal.state = 'refused'
                        AND list_withdrawal.decided_at >= list_difference.begun_at
                )
            GROUP BY list_difference.import_id
            ORDER BY list_difference.import_id
            """
        ).map { try $0["import_id"] }
    }

    /// Withdrawals that wait for an officer of another duty than their author's, and the list of the oldest.
    func waiting(for officer: Signatory) throws -> (count: Int, oldest: Instant?, list: ID<ListImport>?) {
        let rows = try tx.rows(
            """
            SELECT import_id, proposed_at
            FROM list_withdrawal
            WHERE state = 'proposed' AND proposed_duty <> \(officer.duty)
                AND \(tx.officers.isAnother("proposed_by", than: officer.officer))
            ORDER BY id
            """)
        return (rows.count, try rows.first?["proposed_at"], try rows.first?["import_id"])
    }
}
