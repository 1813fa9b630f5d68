import Crypto
import Foundation
import Programme
import Storage

extension EntryCode {
    /// Under the installation's key.
    init(_ vault: Vault) {
        self.init(key: vault.key("entry-code").withUnsafeBytes { Data($0) })
    }

    /// Whether an act of joining wrote this entry as it is.
    ///
    /// - Parameters:
    ///   - row: with `id` and the columns of `EntryQueries.coded`.
    ///   - mayLack: whether the wave has entries from before codes.
    mutating func fits(_ row: Row, in wave: ID<Wave>, mayLack: Bool) throws -> Bool {
        let stored: Data? = try row["code"]
        guard let code = stored else { return mayLack }
        let (entry, person, arrivedAt): (Int64, Int64, Int64) = try (row["id"], row["person_id"], row["arrived_at"])
        let marks: Int = try row["marks"]
        let content = Content(
            entry: entry, wave: wave.rawValue, person: person, arrivedAt: arrivedAt, priority: marks >= 256,
            province: marks % 256, household: try row["household"])
        return fits(code, content)
    }
}

extension Joining {
    func code(of entry: ID<Entry>, _ vault: Vault) -> Data {
        var codes = EntryCode(vault)
        return codes.code(
            of: EntryCode.Content(
                entry: entry.rawValue, wave: wave.rawValue, person: person.rawValue,
                arrivedAt: arrivedAt.milliseconds, priority: priority, province: province, household: household))
    }
}

/// The codes that the act of joining leaves in entries.
extension EntryQueries {
    /// The columns that a code covers beside the id, and the code.
    static let coded: SQL = """
        entry.person_id, entry.arrived_at, CASE WHEN entry.priority THEN 1 ELSE 0 END * 256 + entry.province AS marks,
        entry.household, entry.code
        """

    /// The kind of the rows that hold how many people were in a wave when it closed.
    private static let count = "entry-count"

    /// True only of a wave that opened before codes, by a row that is bound: what is not there, or was put in by other
    /// means than the migration, permits nothing.
    func mayLackCodes(in wave: ID<Wave>, vault: Vault) throws -> Bool {
        guard try tx.row("SELECT wave_id FROM wave_before_codes WHERE wave_id = \(wave)") != nil else { return false }
        return try tx.records.isAsBound(.wavesBeforeCodes, wave, vault: vault)
    }

    /// Notes, when a wave closes, how many people are in it.
    func bindCount(_ joined: Int, in wave: ID<Wave>, at now: Instant, ids: IDSource) throws {
        let last = try tx.records.lastRow(Self.count, wave.rawValue)
        try tx.records.insert(Self.count, wave.rawValue, String(joined), after: last, at: now, ids: ids)
    }

    /// Whether a wave closed with so many people. False where no number was noted.
    func closed(_ wave: ID<Wave>, with people: Int, vault: Vault) throws -> Bool {
        let rows = try tx.rows(
            """
            SELECT id, digest
            FROM bound_record
            WHERE kind = \(Self.count) AND row_id = \(wave)
            ORDER BY id DESC
            LIMIT 2
            """)
        guard let newest = rows.first else { return false }
        let (id, stored): (Int64, String) = try (newest["id"], newest["digest"])
        let previous: Int64 = try rows.dropFirst().first?["id"] ?? 0
        let named = RowMark.previous(in: stored)
        guard named == nil || named == previous else { return false }
        return stored
            == RowMark(vault).text(
                of: String(people), kind: Self.count, record: wave.rawValue, row: id, after: named)
    }

    /// Whether an entry of a sealed list is there, counts, and is as its person's joining left it.
    func isAsJoined(_ entry: ID<Entry>, in wave: ID<Wave>, vault: Vault) throws -> Bool {
        var codes = EntryCode(vault)
        let row = try tx.row(
            """
            SELECT entry.id, \(Self.coded)
            FROM entry
            WHERE entry.id = \(entry) AND entry.wave_id = \(wave) AND entry.state <> 'withdrawn'
            """)
        return try row.map { try codes.fits($0, in: wave, mayLack: mayLackCodes(in: wave, vault: vault)) } ?? false
    }

    /// Those of the places that are not the ones the draw gave, or whose entry is gone or other than its person's
    /// joining left it. Whose places they are was read from the entries.
    func changed(_ places: [DrawnPlace], in wave: ID<Wave>, vault: Vault) throws -> [ID<Entry>] {
        guard let first = places.first?.entry, let last = places.last?.entry else { return [] }
        let mayLack = try mayLackCodes(in: wave, vault: vault)
        var codes = EntryCode(vault)
        let rows = try tx.rows(
            """
            SELECT entry.id, \(Self.coded), entry_place.person_id AS holder, entry_place.household AS home,
                entry_place.ticket, entry_place.stratum, entry_place.position, entry_place.pool, entry_place.state
            FROM entry_place
            JOIN entry ON entry.id = entry_place.entry_id
            WHERE entry_place.wave_id = \(wave) AND entry_place.entry_id >= \(first)
                AND entry_place.entry_id <= \(last)
            """)
        let given = Dictionary(places.map { ($0.entry, $0.line) }) { first, _ in first }
        var wrong = Set(given.keys)
        for row in rows {
            let id: ID<Entry> = try row["id"]
            let isRight = try given[id].map { try Self.holds(row, $0) && codes.fits(row, in: wave, mayLack: mayLack) }
            if isRight == true { wrong.remove(id) } else { wrong.insert(id) }
        }
        return wrong.sorted()
    }

    /// Whether the row of a place is the one that the draw gave.
    private static func holds(_ row: Row, _ line: Draw.Line) throws -> Bool {
        let (holder, person): (Int64, Int64) = try (row["holder"], row["person_id"])
        let (home, household): (Data, Data) = try (row["home"], row["household"])
        let (ticket, stratum): (Int, Int) = try (row["ticket"], row["stratum"])
        let (position, pool): (Int, Int) = try (row["position"], row["pool"])
        let state: Entry.State = try row["state"]
        return holder == person && home == household && ticket == line.ticket && stratum == line.stratum.number
            && position == line.position && pool == line.of && state == .selected
    }

    /// Places of a wave, also those taken away.
    func places(in wave: ID<Wave>) throws -> Int {
        try tx.row("SELECT COUNT(*) AS places FROM entry_place WHERE wave_id = \(wave)")?["places"] ?? 0
    }
}
