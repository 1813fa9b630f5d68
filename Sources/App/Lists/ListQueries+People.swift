import Foundation
import Programme
import Storage

/// Queries on the people of a list: affected, registered, invited.
extension ListQueries {
    /// Deletes contacts of all lists, once they are kept no longer.
    ///
    /// - Returns: how many; as many as `limit` when there may be more.
    func pruneContacts(limit: Int) throws -> Int {
        try tx.run(
            """
            DELETE FROM list_contact
            WHERE id IN (SELECT id FROM list_contact ORDER BY id LIMIT \(limit))
            """)
    }

    /// The kinds of the lists in force that contain this NIK. A line removed on proof does not count.
    func kinds(with nikLookup: Data) throws -> Set<ListKind> {
        try Set(listings(of: nikLookup).keys)
    }

    /// By kind, the lists in force that contain this NIK. A line removed on proof does not count.
    func listings(of nikLookup: Data) throws -> [ListKind: Eligibility.Listing] {
        let rows = try tx.rows(
            """
            SELECT list_import.kind, list_import.source, list_import.as_of
            FROM list_entry
            JOIN list_import ON list_import.id = list_entry.import_id
            WHERE list_entry.lookup = \(nikLookup) AND list_import.state = 'in-force' AND \(Self.countingLine)
            ORDER BY list_import.kind, list_import.source
            """)
        return try rows.reduce(into: [ListKind: Eligibility.Listing]()) { listings, row in
            guard let kind = try ListKind(rawValue: row["kind"]) else { return }
            let listing = try Eligibility.Listing(asOf: row["as_of"], source: row["source"])
            listings[kind] = listings[kind]?.and(listing) ?? listing
        }
    }

    /// People with a NIK on this list or on the one it replaced: their decision may change.
    func touched(by list: ListImport, after: ID<Account>?, limit: Int) throws -> [ID<Account>] {
        try tx.rows(
            """
            SELECT DISTINCT identity_claim.person_id
            FROM identity_claim
            JOIN list_entry ON list_entry.lookup = identity_claim.nik_lookup
            JOIN list_import ON list_import.id = list_entry.import_id
            WHERE list_import.kind = \(list.kind.rawValue) AND list_import.source = \(list.source)
                AND list_import.state IN ('in-force', 'replaced') AND identity_claim.state <> 'replaced'
                AND identity_claim.person_id > \(after?.rawValue ?? 0)
            ORDER BY identity_claim.person_id
            LIMIT \(limit)
            """
        ).map { try $0["person_id"] }
    }

    /// People whose latest decision waits for a list.
    func waiting(after: ID<Account>?, limit: Int) throws -> [ID<Account>] {
        try tx.rows(
            """
            SELECT person_id
            FROM eligibility_decision
            WHERE outcome = 'waiting' AND reasons LIKE '%"list.%' AND person_id > \(after?.rawValue ?? 0)
                AND NOT EXISTS (
                    SELECT 1 FROM eligibility_decision AS newer
                    WHERE newer.person_id = eligibility_decision.person_id AND newer.id > eligibility_decision.id
                )
            ORDER BY person_id
            LIMIT \(limit)
            """
        ).map { try $0["person_id"] }
    }

    // MARK: - After a draw

    /// The imported version of a list that was sealed with a wave, found by its digest.
    func sealedCopy(_ sealed: DrawStatement.List) throws -> SealedCopy? {
        try tx.row(
            """
            SELECT id, kind
            FROM list_import
            WHERE digest = \(sealed.digest) AND state IN ('in-force', 'replaced')
            ORDER BY id
            LIMIT 1
            """
        ).flatMap { row in
            try ListKind(rawValue: row["kind"]).map { try SealedCopy(id: row["id"], name: sealed.name, kind: $0) }
        }
    }

    /// Whether a person is on this version of a list, with a line that was not removed on proof.
    func holds(_ lookup: Data, list: ID<ListImport>) throws -> Bool {
        try tx.row(
            """
            SELECT list_entry.import_id
            FROM list_entry
            JOIN list_import ON list_import.id = list_entry.import_id
            WHERE list_entry.lookup = \(lookup) AND list_entry.import_id = \(list) AND \(Self.countingLine)
            """) != nil
    }

    /// Throws `ListRefusal.ownLine` when the officer's own NIK stands on one of these lists, with a line that counts.
    func checkIsAnother(_ officer: ID<Officer>, thanOn lists: ID<ListImport>?...) throws {
        guard let nik = try tx.officers.nik(of: officer) else { return }
        for case let list? in lists where try holds(nik, list: list) { throw ListRefusal.ownLine }
    }

    // MARK: - Take-up

    /// Counts the take-up of a list and stores it. One pass over the list, in index order.
    func count(_ id: ID<ListImport>, at now: Instant) throws {
        let row = try tx.row(
            """
            SELECT COUNT(*) AS registered, CAST(COALESCE(SUM(joined), 0) AS BIGINT) AS joined,
                CAST(COALESCE(SUM(selected), 0) AS BIGINT) AS selected
            FROM (
                SELECT MAX(CASE WHEN entry.state <> 'withdrawn' THEN 1 ELSE 0 END) AS joined,
                    MAX(CASE WHEN entry_place.state = 'selected' THEN 1 ELSE 0 END) AS selected
                FROM list_entry
                JOIN identity_claim ON identity_claim.nik_lookup = list_entry.lookup
                LEFT JOIN entry ON entry.person_id = identity_claim.person_id
                LEFT JOIN entry_place ON entry_place.wave_id = entry.wave_id AND entry_place.entry_id = entry.id
                WHERE list_entry.import_id = \(id) AND identity_claim.state <> 'replaced'
                GROUP BY list_entry.lookup
            ) AS come
            """)
        let (registered, joined, selected): (Int, Int, Int) = try (
            row?["registered"] ?? 0, row?["joined"] ?? 0, row?["selected"] ?? 0
        )
        let invited: Int = try one("SELECT COUNT(*) AS number FROM invitation WHERE import_id = \(id)")
        try tx.run(
            """
            INSERT INTO list_take_up (import_id, registered, joined, selected, invited, counted_at)
            VALUES (\(id), \(registered), \(joined), \(selected), \(invited), \(now))
            ON CONFLICT (import_id) DO UPDATE
            SET registered = excluded.registered, joined = excluded.joined, selected = excluded.selected,
                invited = excluded.invited, counted_at = excluded.counted_at
            """)
    }

    func takeUp(of id: ID<ListImport>) throws -> TakeUp? {
        try tx.row(
            """
            SELECT registered, joined, selected, invited, counted_at
            FROM list_take_up
            WHERE import_id = \(id)
            """
        ).map { row in
            try TakeUp(
                registered: row["registered"], joined: row["joined"], selected: row["selected"],
                invited: row["invited"], countedAt: row["counted_at"])
        }
    }

    private func one(_ sql: SQL) throws -> Int {
        try tx.row(sql)?["number"] ?? 0
    }

    // MARK: - Invitations

    /// People of a list with a contact, in the order of the file. A person removed on proof is skipped.
    func reachable(on id: ID<ListImport>, after: Int64, limit: Int) throws -> [ReachablePerson] {
        try tx.rows(
            """
            SELECT list_contact.id, list_contact.lookup, list_contact.contacts,
                CASE WHEN EXISTS (
                    SELECT 1 FROM identity_claim
                    WHERE identity_claim.nik_lookup = list_contact.lookup AND identity_claim.state <> 'replaced'
                ) THEN 1 ELSE 0 END AS registered,
                CASE WHEN EXISTS (
                    SELECT 1 FROM invitation WHERE invitation.lookup = list_contact.lookup
                ) THEN 1 ELSE 0 END AS invited
            FROM list_contact
            JOIN list_import ON list_import.id = list_contact.import_id
            WHERE list_contact.import_id = \(id) AND list_contact.id > \(after) AND NOT EXISTS (
                SELECT 1 FROM list_removal
                WHERE list_removal.lookup = list_contact.lookup AND list_removal.kind = list_import.kind
                    AND list_removal.source = list_import.source AND list_removal.state IN ('in-force', 'ending')
            )
            ORDER BY list_contact.id
            LIMIT \(limit)
            """
        ).map { row in
            let (registered, invited): (Int, Int) = try (row["registered"], row["invited"])
            return try ReachablePerson(
                row: row["id"], lookup: row["lookup"], sealed: row["contacts"], isRegistered: registered == 1,
                wasInvited: invited == 1)
        }
    }

    /// Records an invitation. False when the person was invited before, by any list.
    func invite(_ lookup: Data, from id: ID<ListImport>, at now: Instant) throws -> Bool {
        try tx.run(
            """
            INSERT INTO invitation (lookup, import_id, invited_at)
            VALUES (\(lookup), \(id), \(now))
            ON CONFLICT (lookup) DO NOTHING
            """) == 1
    }

    func invited(since: Instant) throws -> Int {
        try one("SELECT COUNT(*) AS number FROM invitation WHERE invited_at >= \(since)")
    }
}

/// A person on a priority list with their contacts, still encrypted.
struct ReachablePerson: Sendable {
    let row: Int64
    let lookup: Data
    let sealed: Data
    let isRegistered: Bool
    let wasInvited: Bool

    func open(_ vault: Vault) throws -> [Contact] {
        let text = try vault.openText(sealed, table: "list_contact", column: "contacts", row: row)
        return text.split(separator: "\n").compactMap { Contact(String($0)) }
    }
}

/// A list as it was when a wave was sealed.
struct SealedCopy: Sendable {
    let id: ID<ListImport>
    /// Its name in the statement.
    let name: String
    let kind: ListKind
}

/// How many people of a list came to the programme.
struct TakeUp: Sendable, Equatable {
    let registered: Int
    let joined: Int
    let selected: Int
    let invited: Int
    /// Real clock.
    let countedAt: Instant
}
