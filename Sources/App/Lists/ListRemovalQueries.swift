import Foundation
import Programme
import Storage

extension Transaction {
    var listRemovals: ListRemovalQueries { ListRemovalQueries(tx: self) }
}

extension ListRemoval.State: SQLConvertible {}

extension BoundKind {
    /// A removal from a list once the second officer decided, and whether it still counts.
    static let listRemovals = BoundKind(
        "list-removal", title: "removal from a list", covers: "line, proof, state and who decided",
        due: "SELECT id FROM list_removal WHERE decided_by IS NOT NULL"
    ) { ids in
        [
            """
            SELECT id, kind, source, lookup, import_id, person_id, case_id, nik, proof, reason, state, proposed_by,
                proposed_duty, proposed_at, decided_by, decided_at, answer, end_reason, end_proposed_by,
                end_proposed_duty, ended_by, ended_at
            FROM list_removal
            WHERE id IN (\(list: ids))
            """
        ]
    }
}

/// Lines removed from lists on proof: the only writer of `list_removal`.
struct ListRemovalQueries {
    let tx: Transaction

    /// False when a removal of the line waits or is in force.
    func propose(_ new: NewRemoval, by officer: Signatory, at now: Instant, vault: Vault) throws -> Bool {
        func seal(_ text: String, _ column: String) throws -> Data {
            try vault.seal(text, table: "list_removal", column: column, row: new.id.rawValue)
        }
        return try tx.run(
            """
            INSERT INTO list_removal (id, kind, source, lookup, import_id, person_id, case_id, nik, proof, reason,
                state, proposed_by, proposed_duty, proposed_at)
            VALUES (\(new.id), \(new.list.kind.rawValue), \(new.list.source), \(new.lookup), \(new.list.id),
                \(new.person), \(new.serviceCase), \(try seal(new.nik.digits, "nik")),
                \(try seal(new.proof.text, "proof")), \(try seal(new.reason.text, "reason")), 'proposed',
                \(officer.officer), \(officer.duty), \(now))
            ON CONFLICT DO NOTHING
            """) == 1
    }

    /// The second officer's answer to a proposed removal. False when it does not wait any more.
    func decide(
        _ id: ID<ListRemoval>, as state: ListRemoval.State, because answer: OfficeReason, by officer: ID<Officer>,
        at now: Instant, vault: Vault
    ) throws -> Bool {
        let sealed = try vault.seal(answer.text, table: "list_removal", column: "answer", row: id.rawValue)
        return try tx.run(
            """
            UPDATE list_removal
            SET state = \(state), decided_by = \(officer), decided_at = \(now), answer = \(sealed)
            WHERE id = \(id) AND state = 'proposed'
            """) == 1
    }

    /// One officer proposes that the line counts again. False when the removal is not in force.
    func proposeEnd(
        _ id: ID<ListRemoval>, because reason: OfficeReason, by officer: Signatory, vault: Vault
    ) throws -> Bool {
        let sealed = try vault.seal(reason.text, table: "list_removal", column: "end_reason", row: id.rawValue)
        return try tx.run(
            """
            UPDATE list_removal
            SET state = 'ending', end_reason = \(sealed), end_proposed_by = \(officer.officer),
                end_proposed_duty = \(officer.duty)
            WHERE id = \(id) AND state = 'in-force'
            """) == 1
    }

    /// False when the end does not wait any more.
    func end(_ id: ID<ListRemoval>, by officer: ID<Officer>, at now: Instant) throws -> Bool {
        try tx.run(
            """
            UPDATE list_removal
            SET state = 'ended', ended_by = \(officer), ended_at = \(now)
            WHERE id = \(id) AND state = 'ending'
            """) == 1
    }

    /// The removal stays in force. False when its end does not wait any more.
    func keep(_ id: ID<ListRemoval>) throws -> Bool {
        try tx.run(
            """
            UPDATE list_removal
            SET state = 'in-force', end_reason = NULL, end_proposed_by = NULL, end_proposed_duty = NULL
            WHERE id = \(id) AND state = 'ending'
            """) == 1
    }

    func find(_ id: ID<ListRemoval>) throws -> StoredRemoval? {
        try some("id = \(id)", limit: 1).first
    }

    /// The removal of a line that waits or is in force.
    func current(of lookup: Data, on list: ListImport) throws -> StoredRemoval? {
        try some(
            """
            lookup = \(lookup) AND kind = \(list.kind.rawValue) AND source = \(list.source)
                AND state IN ('proposed', 'in-force', 'ending')
            """, limit: 1
        ).first
    }

    /// Removals in force of lines that this version carries, newest first.
    func carried(by list: ListImport, limit: Int) throws -> [StoredRemoval] {
        try some(
            """
            kind = \(list.kind.rawValue) AND source = \(list.source) AND state IN ('in-force', 'ending')
                AND EXISTS (
                    SELECT 1 FROM list_entry
                    WHERE list_entry.lookup = list_removal.lookup AND list_entry.import_id = \(list.id)
                )
            """, limit: limit)
    }

    /// Of all lists, newest first.
    func latest(before: ID<ListRemoval>?, limit: Int) throws -> [StoredRemoval] {
        try some("id < \(before?.rawValue ?? .max)", limit: limit)
    }

    /// Proposals that wait for an officer of another duty than their author's, newest first.
    func waiting(for officer: Signatory, limit: Int) throws -> [StoredRemoval] {
        try some(
            """
            (state = 'proposed' AND proposed_duty <> \(officer.duty)
                AND \(tx.officers.isAnother("proposed_by", than: officer.officer)))
                OR (state = 'ending' AND end_proposed_duty <> \(officer.duty)
                    AND \(tx.officers.isAnother("end_proposed_by", than: officer.officer)))
            """, limit: limit)
    }

    private func some(_ condition: SQL, limit: Int) throws -> [StoredRemoval] {
        try tx.rows(
            """
            SELECT id, kind, source, lookup, import_id, person_id, case_id, nik, proof, reason, state, proposed_by,
                proposed_duty, proposed_at, decided_by, answer, end_reason, end_proposed_by, end_proposed_duty, ended_by
            FROM list_removal
            WHERE \(condition)
            ORDER BY id DESC
            LIMIT \(limit)
            """
        ).compactMap { try StoredRemoval($0, tx) }
    }

    /// The versions in force that carry the line, whether or not it was removed.
    func lists(with lookup: Data) throws -> [ListImport] {
        let rows = try tx.rows(
            """
            SELECT list_import.id
            FROM list_entry
            JOIN list_import ON list_import.id = list_entry.import_id
            WHERE list_entry.lookup = \(lookup) AND list_import.state = 'in-force'
            ORDER BY list_import.id
            """)
        return try rows.compactMap { try tx.lists.find($0["id"])?.value }
    }

    /// Whether the version carries the line, whether or not it was removed.
    func isCarried(_ lookup: Data, by list: ID<ListImport>) throws -> Bool {
        try tx.row("SELECT import_id FROM list_entry WHERE lookup = \(lookup) AND import_id = \(list)") != nil
    }
}

/// A removal that an officer proposes.
struct NewRemoval: Sendable {
    let id: ID<ListRemoval>
    let list: ListImport
    let lookup: Data
    let nik: NIK
    let person: ID<Account>?
    let serviceCase: ID<ServiceCase>?
    let proof: ListProof
    let reason: OfficeReason
}

/// A removal as stored; NIK, proof and reasons stay encrypted until they are shown.
struct StoredRemoval: Sendable {
    let value: ListRemoval
    let lookup: Data
    let serviceCase: ID<ServiceCase>?
    /// Real clock.
    let proposedAt: Instant
    private let nik: Data
    private let proof: Data
    private let reason: Data
    private let answer: Data?
    private let endReason: Data?

    /// Nil for a kind of list that this version of the program does not know.
    fileprivate init?(_ row: Row, _ tx: Transaction) throws {
        guard let kind = ListKind(rawValue: try row["kind"]) else { return nil }
        let (ender, duty): (ID<Officer>?, Role?) = try (row["end_proposed_by"], row["end_proposed_duty"])
        value = ListRemoval(
            id: try row["id"], kind: kind, source: try row["source"], list: try row["import_id"],
            person: try row["person_id"], state: try row["state"],
            proposer: try tx.officers.author(row["proposed_by"], as: row["proposed_duty"]),
            decidedBy: try row["decided_by"], ender: try tx.officers.author(ender, as: duty),
            endedBy: try row["ended_by"])
        (lookup, serviceCase, proposedAt) = try (row["lookup"], row["case_id"], row["proposed_at"])
        (nik, proof, reason) = try (row["nik"], row["proof"], row["reason"])
        (answer, endReason) = try (row["answer"], row["end_reason"])
    }

    func open(_ vault: Vault) throws -> RemovalTexts {
        func text(_ sealed: Data, _ column: String) throws -> String {
            try vault.openText(sealed, table: "list_removal", column: column, row: value.id.rawValue)
        }
        return RemovalTexts(
            nik: try NIK(text(nik, "nik")).masked, proof: try text(proof, "proof"), reason: try text(reason, "reason"),
            answer: try answer.map { try text($0, "answer") },
            endReason: try endReason.map { try text($0, "end_reason") })
    }
}

/// What officers wrote, opened, and the masked NIK.
struct RemovalTexts: Sendable {
    let nik: String
    let proof: String
    let reason: String
    let answer: String?
    let endReason: String?
}
