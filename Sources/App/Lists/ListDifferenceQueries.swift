import Foundation
import Programme
import Storage

extension Transaction {
    var listDifferences: ListDifferenceQueries { ListDifferenceQueries(tx: self) }
}

extension ListDifference.Change: SQLConvertible {}
extension ListTouch.Standing: SQLConvertible {}
extension ListTouch.Consequence: SQLConvertible {}
extension StoredDifference.Purpose: SQLConvertible {}

/// What versions of lists change: the only writer of `list_difference`, `list_change`, `list_touch` and
/// `list_touch_count`.
struct ListDifferenceQueries {
    let tx: Transaction

    /// Begins to count what a version changes against the one in force, or what withdrawing it changes.
    func begin(
        _ purpose: StoredDifference.Purpose, of list: ListImport, at now: Instant, ids: IDSource
    ) throws -> ID<StoredDifference> {
        let against = purpose == .version ? try tx.lists.versionInForce(of: list.kind, from: list.source) : nil
        let id: ID<StoredDifference> = ids.next()
        try tx.run(
            """
            INSERT INTO list_difference (id, import_id, purpose, against_id, state, position, added, removed, unchanged,
                changed, invited, begun_at)
            VALUES (\(id), \(list.id), \(purpose), \(against), 'counting', \(Data()), 0, 0, 0, 0, 0, \(now))
            """)
        return id
    }

    /// The newest; nil for lists of before differences were counted.
    func latest(of list: ID<ListImport>, _ purpose: StoredDifference.Purpose) throws -> StoredDifference? {
        try some("import_id = \(list) AND purpose = \(purpose) ORDER BY id DESC LIMIT 1").first
    }

    func find(_ id: ID<StoredDifference>) throws -> StoredDifference? {
        try some("id = \(id)").first
    }

    /// Differences that are still counted and were begun before `instant`.
    func counting(before instant: Instant) throws -> [ID<StoredDifference>] {
        try tx.rows("SELECT id FROM list_difference WHERE state = 'counting' AND begun_at < \(instant)").map {
            try $0["id"]
        }
    }

    private func some(_ condition: SQL) throws -> [StoredDifference] {
        try tx.rows(
            """
            SELECT id, import_id, purpose, against_id, state, position, added, removed, unchanged, changed, invited,
                begun_at, counted_at
            FROM list_difference
            WHERE \(condition)
            """
        ).map { row in
            let state: String = try row["state"]
            return try StoredDifference(
                id: row["id"], list: row["import_id"], purpose: row["purpose"], against: row["against_id"],
                isCounted: state == "counted", position: row["position"],
                counts: ListDifference(
                    added: row["added"], removed: row["removed"], unchanged: row["unchanged"], changed: row["changed"]),
                invited: row["invited"], begunAt: row["begun_at"], countedAt: row["counted_at"])
        }
    }

    // MARK: - Counting

    /// The hash at which the next piece of either list ends; nil when both end within it.
    func end(of piece: Int, after: Data, in lists: [ID<ListImport>]) throws -> Data? {
        try lists.compactMap { list -> Data? in
            try tx.row(
                """
                SELECT lookup
                FROM list_entry
                WHERE import_id = \(list) AND lookup > \(after)
                ORDER BY lookup
                LIMIT 1 OFFSET \(piece - 1)
                """)?["lookup"]
        }.min { $0.lexicographicallyPrecedes($1) }
    }

    func count(_ list: ID<ListImport>, in range: LookupRange) throws -> Int {
        try tx.row(
            """
            SELECT COUNT(*) AS number
            FROM list_entry
            WHERE import_id = \(list) AND lookup > \(range.after) AND lookup <= \(range.through)
            """)?["number"] ?? 0
    }

    /// Keeps the lines that only one of the two lists has. Returns how many.
    func keep(
        _ change: ListDifference.Change, of id: ID<StoredDifference>, onlyOn list: ID<ListImport>,
        notOn other: ID<ListImport>, in range: LookupRange
    ) throws -> Int {
        return try tx.run(
            """
            INSERT INTO list_change (difference_id, change, lookup)
            SELECT CAST(\(id) AS BIGINT), CAST(\(change) AS TEXT), list_entry.lookup
            FROM list_entry
            WHERE list_entry.import_id = \(list) AND list_entry.lookup > \(range.after)
                AND list_entry.lookup <= \(range.through)
                AND NOT EXISTS (
                    SELECT 1 FROM list_entry AS other
                    WHERE other.lookup = list_entry.lookup AND other.import_id = \(other)
                )
            ON CONFLICT DO NOTHING
            """)
    }

    /// Keeps the people on both lists whose contacts differ. Contacts of before fingerprints were kept count as equal.
    func keepChanged(
        of id: ID<StoredDifference>, from old: ID<ListImport>, to new: ID<ListImport>, in range: LookupRange
    ) throws -> Int {
        return try tx.run(
            """
            INSERT INTO list_change (difference_id, change, lookup)
            SELECT CAST(\(id) AS BIGINT), 'changed', list_entry.lookup
            FROM list_entry
            JOIN list_entry AS earlier ON earlier.lookup = list_entry.lookup AND earlier.import_id = \(old)
            LEFT JOIN list_contact ON list_contact.import_id = \(new) AND list_contact.lookup = list_entry.lookup
            LEFT JOIN list_contact AS former ON former.import_id = \(old) AND former.lookup = list_entry.lookup
            WHERE list_entry.import_id = \(new) AND list_entry.lookup > \(range.after)
                AND list_entry.lookup <= \(range.through)
                AND COALESCE(list_contact.fingerprint, \(Data())) <> COALESCE(former.fingerprint, \(Data()))
                AND (list_contact.id IS NULL OR list_contact.fingerprint IS NOT NULL)
                AND (former.id IS NULL OR former.fingerprint IS NOT NULL)
            ON CONFLICT DO NOTHING
            """)
    }

    /// People invited from lines that only one of the two lists has, without an account.
    func invited(
        onlyOn list: ID<ListImport>, notOn other: ID<ListImport>, in range: LookupRange
    ) throws -> Int {
        try tx.row(
            """
            SELECT COUNT(*) AS number
            FROM list_entry
            JOIN invitation ON invitation.lookup = list_entry.lookup
            WHERE list_entry.import_id = \(list) AND list_entry.lookup > \(range.after)
                AND list_entry.lookup <= \(range.through)
                AND NOT EXISTS (
                    SELECT 1 FROM list_entry AS other
                    WHERE other.lookup = list_entry.lookup AND other.import_id = \(other)
                )
                AND NOT EXISTS (
                    SELECT 1 FROM identity_claim
                    WHERE identity_claim.nik_lookup = list_entry.lookup AND identity_claim.state <> 'replaced'
                )
            """)?["number"] ?? 0
    }

    /// Stores the figures of one piece. False when another worker has counted it.
    func advance(
        _ stored: StoredDifference, by counts: ListDifference, invited: Int, to position: Data?, at now: Instant
    ) throws -> Bool {
        let (state, end) = (position == nil ? "counted" : "counting", position == nil ? now : nil)
        return try tx.run(
            """
            UPDATE list_difference
            SET state = \(state), position = \(position ?? stored.position), added = added + \(counts.added),
                removed = removed + \(counts.removed), unchanged = unchanged + \(counts.unchanged),
                changed = changed + \(counts.changed), invited = invited + \(invited), counted_at = \(end)
            WHERE id = \(stored.id) AND state = 'counting' AND position = \(stored.position)
            """) == 1
    }

    // MARK: - Lines

    /// The lines of a change in the order of their hashes.
    func lines(
        _ change: ListDifference.Change, of stored: StoredDifference, after: Data, limit: Int
    ) throws -> [Data] {
        let from: SQL =
            stored.keepsLines
            ? "FROM list_change WHERE difference_id = \(stored.id) AND change = \(change) AND lookup > \(after)"
            : "FROM list_entry WHERE import_id = \(stored.list) AND lookup > \(after)"
        return try tx.rows("SELECT lookup \(from) ORDER BY lookup LIMIT \(limit)").map { try $0["lookup"] }
    }
}

/// A range of hashes: after the first, through the second.
struct LookupRange: Sendable {
    let after: Data
    let through: Data

    /// - Parameter through: nil for the end of all hashes.
    init(after: Data, through: Data?) {
        self.after = after
        self.through = through ?? Data(repeating: 0xFF, count: 64)
    }
}

/// A difference as stored, perhaps still being counted.
struct StoredDifference: Sendable {
    let id: ID<StoredDifference>
    let list: ID<ListImport>
    let purpose: Purpose
    let against: ID<ListImport>?
    let isCounted: Bool
    let position: Data
    let counts: ListDifference
    let invited: Int
    /// Real clock.
    let begunAt: Instant
    let countedAt: Instant?

    enum Purpose: String, Sendable {
        case version
        case withdrawal
    }

    /// Where there is nothing to compare with, the lines are those of the list itself.
    var keepsLines: Bool { purpose == .version && against != nil }
}
