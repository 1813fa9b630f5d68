import Foundation
import Programme
import Storage

extension Transaction {
    var lists: ListQueries { ListQueries(tx: self) }
}

/// Lists of other offices. With its extensions the only writer of `list_import`, `list_entry`, `list_contact`,
/// `list_slip`, `invitation` and `list_take_up`.
struct ListQueries {
    let tx: Transaction

    /// Unreadable lines stored per list.
    static let mostRowErrors = 200
    /// Changes of lists that are looked at while they are applied; there are as many as lists, of which there are few.
    private static let mostApplied = 200

    /// Newest first.
    func latest(limit: Int) throws -> [StoredList] {
        try tx.rows("SELECT \(Self.columns) FROM list_import ORDER BY id DESC LIMIT \(limit)").known(StoredList.init)
    }

    func find(_ id: ID<ListImport>) throws -> StoredList? {
        try tx.row("SELECT \(Self.columns) FROM list_import WHERE id = \(id)").map(StoredList.init)
    }

    /// How many lists await an officer of this duty, which must differ from the importer's. Lists imported by the
    /// command line await a programme manager.
    func proposed(for officer: Signatory) throws -> Backlog {
        try tx.row(
            """
            SELECT COUNT(*) AS waiting, CAST(SUM(list_import.accepted) AS BIGINT) AS people,
                CAST(NULL AS BIGINT) AS amount, MIN(list_import.imported_at) AS oldest, CAST(NULL AS BIGINT) AS due
            FROM list_import
            WHERE \(awaits(officer))
            """
        ).map(Backlog.init) ?? .empty
    }

    /// The first of those, the oldest first.
    func firstProposed(for officer: Signatory, limit: Int) throws -> [ID<ListImport>] {
        try tx.rows("SELECT id FROM list_import WHERE \(awaits(officer)) ORDER BY id LIMIT \(limit)")
            .map { try $0["id"] }
    }

    private func awaits(_ officer: Signatory) -> SQL {
        """
        state = 'proposed' AND (
                (imported_by IS NULL AND \(officer.duty == .programmeManager))
                OR (\(tx.officers.isAnother("list_import.imported_by", than: officer.officer))
                    AND (imported_duty <> \(officer.duty) OR (imported_duty IS NULL AND NOT EXISTS (
                        SELECT 1
                        FROM officer_role
                        WHERE officer_role.officer_id = list_import.imported_by AND officer_role.role = \(officer.duty)
                    ))))
            )
        """
    }

    /// The freshness of each list of the edition.
    func freshness(_ rules: [ListRule], on today: CivilDate) throws -> [ListKind: Freshness] {
        // Where several offices provide lists of one kind, the oldest counts.
        let rows = try tx.rows(
            """
            SELECT kind, MIN(as_of) AS as_of, MIN(expires_on) AS expires_on
            FROM list_import
            WHERE state = 'in-force'
            GROUP BY kind
            """)
        let dates = try Dictionary(
            rows.map { try ($0["kind"] as String, ($0["as_of"] as CivilDate?, $0["expires_on"] as CivilDate?)) },
            uniquingKeysWith: { first, _ in first })
        let pairs = rules.map { rule in
            let known = dates[rule.kind.rawValue]
            return (rule.kind, Freshness(asOf: known?.0, expires: known?.1, rule: rule, on: today))
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    /// The answer of each list of the edition on a person; nil for a person who has given no NIK.
    func answers(
        on nikLookup: Data?, rules: [ListRule], today: CivilDate
    ) throws -> [ListKind: Eligibility.ListAnswer] {
        guard !rules.isEmpty else { return [:] }
        let listed = try nikLookup.map(listings) ?? [:]
        return try freshness(rules, on: today).reduce(into: [:]) { answers, pair in
            answers[pair.key] = .init(freshness: pair.value, listing: listed[pair.key])
        }
    }

    /// Throws `ListRefusal.stale` while a mandatory list is missing or too old; no wave is sealed then.
    func requireFresh(at now: Instant, edition: Edition) throws {
        let today = edition.waves.zone.date(of: now)
        let rules = edition.eligibility
        try rules.requireFresh(try freshness(rules.lists, on: today))
    }

    /// The lists in force, with kind, source, date and digest, to be named in a draw's statement.
    func inForce() throws -> [StoredList] {
        try tx.rows("SELECT \(Self.columns) FROM list_import WHERE state = 'in-force' ORDER BY kind, source")
            .map(StoredList.init)
    }

    /// The version in force of the list of this kind that this office keeps.
    func versionInForce(of kind: ListKind, from source: String) throws -> ID<ListImport>? {
        try tx.row(
            """
            SELECT id
            FROM list_import
            WHERE kind = \(kind.rawValue) AND source = \(source) AND state = 'in-force'
            """)?["id"]
    }

    /// Versions of the same list that wait for the second officer.
    func proposedVersions(of list: ListImport) throws -> [StoredList] {
        try tx.rows(
            """
            SELECT \(Self.columns)
            FROM list_import
            WHERE kind = \(list.kind.rawValue) AND source = \(list.source) AND state = 'proposed'
                AND id <> \(list.id)
            ORDER BY id
            """
        ).map(StoredList.init)
    }

    /// All versions that wait for the second officer, of whatever list.
    func allProposed() throws -> [StoredList] {
        try tx.rows("SELECT \(Self.columns) FROM list_import WHERE state = 'proposed' ORDER BY id")
            .map(StoredList.init)
    }

    /// Whether people are still decided on again after a version of this list came into force or was withdrawn: what
    /// another version changes for them cannot be told before.
    func isBeingApplied(_ list: ListImport) throws -> Bool {
        try tx.jobs.underway(ApplyList.name, atMost: Self.mostApplied).contains { payload in
            let job = try JSONDecoder().decode(ApplyList.self, from: Data(payload.utf8))
            guard let changed = try find(job.list)?.value else { return false }
            return changed.kind == list.kind && changed.source == list.source
        }
    }

    func rowErrors(of id: ID<ListImport>) throws -> [(line: Int, error: ListRowError)] {
        try tx.rows("SELECT line, reason FROM list_slip WHERE import_id = \(id) ORDER BY line").compactMap { row in
            try ListRowError(rawValue: row["reason"]).map { try (row["line"], $0) }
        }
    }

    // MARK: - Importing

    /// - Parameter duty: under which the officer imports it; nil for the command line.
    func begin(_ order: ListOrder, as duty: Role?, id: ID<ListImport>, at now: Instant) throws {
        try tx.run(
            """
            INSERT INTO list_import (id, kind, source, as_of, expires_on, state, accepted, duplicates, bad, contacts,
                imported_by, imported_duty, imported_at)
            VALUES (\(id), \(order.kind.rawValue), \(order.source), \(order.asOf), \(order.expiresOn), 'reading', 0, 0,
                0, 0, \(order.by), \(duty), \(now))
            """)
    }

    /// Nil for the command line, and for a list from before duties were stored.
    func importerDuty(of id: ID<ListImport>) throws -> Role? {
        try tx.row("SELECT imported_duty FROM list_import WHERE id = \(id)")?["imported_duty"]
    }

    /// Inserts lines of the file. Returns those that were new to this list.
    func add(_ lookups: [Data], to id: ID<ListImport>) throws -> [Data] {
        guard !lookups.isEmpty else { return [] }
        let rows = lookups.map { [$0.sqlValue, id.sqlValue] }
        return try tx.rows(
            """
            INSERT INTO list_entry (lookup, import_id)
            VALUES \(rows: rows)
            ON CONFLICT (lookup, import_id) DO NOTHING
            RETURNING lookup
            """
        ).map { try $0["lookup"] }
    }

    /// False when the list has a contact of this person from another line.
    func addContact(_ contact: SealedContacts, of lookup: Data, to id: ID<ListImport>) throws -> Bool {
        try tx.run(
            """
            INSERT INTO list_contact (id, import_id, lookup, contacts, fingerprint)
            SELECT \(contact.row), \(id), \(lookup), \(contact.sealed), \(contact.fingerprint)
            WHERE NOT EXISTS (SELECT 1 FROM list_contact WHERE import_id = \(id) AND lookup = \(lookup))
            """) == 1
    }

    func addRowError(_ error: ListRowError, line: Int, to id: ID<ListImport>) throws {
        try tx.send(
            """
            INSERT INTO list_slip (import_id, line, reason)
            VALUES (\(id), \(line), \(error.rawValue))
            ON CONFLICT DO NOTHING
            """)
    }

    /// The file was read to its end: the list awaits approval. Throws `ListRefusal.interrupted` when the reading was
    /// given up meanwhile.
    func finish(_ id: ID<ListImport>, digest: Data, counts: ListImport.Counts) throws {
        let changed = try tx.run(
            """
            UPDATE list_import
            SET state = 'proposed', digest = \(digest), accepted = \(counts.accepted),
                duplicates = \(counts.duplicates), bad = \(counts.bad), contacts = \(counts.contacts),
                unread_contacts = \(counts.unreadContacts)
            WHERE id = \(id) AND state = 'reading' AND trouble IS NULL
            """)
        guard changed == 1 else { throw ListRefusal.interrupted }
    }

    /// The file was refused: the list ends with the reason, and its contacts are deleted.
    func fail(_ id: ID<ListImport>, because refusal: ListRefusal) throws {
        try forgetContacts(of: id)
        try tx.send(
            """
            UPDATE list_import
            SET trouble = \(refusal.sentence(.indonesian)), trouble_en = \(refusal.sentence(.english))
            WHERE id = \(id) AND state = 'reading' AND trouble IS NULL
            """)
    }

    /// Lists whose reading began before `instant` and neither ended nor failed: their process was killed.
    func abandoned(before instant: Instant) throws -> [ID<ListImport>] {
        try tx.rows(
            "SELECT id FROM list_import WHERE state = 'reading' AND trouble IS NULL AND imported_at < \(instant)"
        ).map { try $0["id"] }
    }

    // MARK: - Deciding

    /// Puts a list in force in place of `former`, the version with which it was compared. False when it no longer awaits
    /// approval, or another version came into force meanwhile.
    func putInForce(
        _ list: ListImport, replacing former: ID<ListImport>?, because reason: OfficeReason, by officer: ID<Officer>,
        at now: Instant
    ) throws -> Bool {
        if let former {
            try forgetContacts(of: former)
            let replaced = try tx.run(
                "UPDATE list_import SET state = 'replaced' WHERE id = \(former) AND state = 'in-force'")
            guard replaced == 1 else { return false }
        }
        return try decide(list.id, as: .inForce, because: reason, by: officer, at: now)
    }

    func forgetContacts(of id: ID<ListImport>) throws {
        try tx.run("DELETE FROM list_contact WHERE import_id = \(id)")
    }

    func refuse(
        _ id: ID<ListImport>, because reason: OfficeReason, by officer: ID<Officer>, at now: Instant
    ) throws -> Bool {
        try forgetContacts(of: id)
        return try decide(id, as: .refused, because: reason, by: officer, at: now)
    }

    private func decide(
        _ id: ID<ListImport>, as state: ListImport.State, because reason: OfficeReason, by officer: ID<Officer>,
        at now: Instant
    ) throws -> Bool {
        try tx.run(
            """
            UPDATE list_import
            SET state = \(state.rawValue), decided_by = \(officer), decided_at = \(now), reason = \(reason.text)
            WHERE id = \(id) AND state = 'proposed'
            """) == 1
    }

    private static let columns: SQL = """
        id, kind, source, as_of, expires_on, state, digest, accepted, duplicates, bad, contacts, unread_contacts,
        imported_by, imported_at, decided_by, decided_at, reason, trouble, trouble_en, withdrawn_at
        """

    /// A line of `list_entry`, joined with its `list_import`, that was not removed on proof.
    static let countingLine: SQL = """
        NOT EXISTS (
            SELECT 1 FROM list_removal
            WHERE list_removal.lookup = list_entry.lookup AND list_removal.kind = list_import.kind
                AND list_removal.source = list_import.source AND list_removal.state IN ('in-force', 'ending')
        )
        """
}

/// The contacts of one line, ready to be stored.
struct SealedContacts: Sendable {
    let row: Int64
    let sealed: Data
    /// A keyed hash, the same for the same contacts.
    let fingerprint: Data
}
