import Foundation
import Programme
import Storage

extension Transaction {
    var waves: WaveQueries { WaveQueries(tx: self) }
}

/// The waves of an edition and their state. The only writer of `wave` and `wave_gate`.
struct WaveQueries {
    let tx: Transaction

    static let shards = 64

    /// Every wave of an edition, by number.
    func all(of edition: String) throws -> [WaveRecord] {
        try tx.rows(
            """
            SELECT \(Self.columns)
            FROM wave
            WHERE edition = \(edition)
            ORDER BY number
            """
        ).map(WaveRecord.init)
    }

    /// As `all(of:)`, without waves that this version cannot read: for pages, and for the schedule of the others.
    func known(of edition: String) throws -> [Wave] {
        try tx.rows(
            """
            SELECT \(Self.columns)
            FROM wave
            WHERE edition = \(edition)
            ORDER BY number
            """
        ).known(WaveRecord.init).map(\.wave)
    }

    func count(of edition: String) throws -> Int {
        try tx.row("SELECT COUNT(*) AS waves FROM wave WHERE edition = \(edition)")?["waves"] ?? 0
    }

    /// Throws `WaveRefusal.unknown` when the edition has no such wave.
    func require(_ number: Int, of edition: String) throws -> WaveRecord {
        let row = try tx.row("SELECT \(Self.columns) FROM wave WHERE edition = \(edition) AND number = \(number)")
        guard let row else { throw WaveRefusal.unknown }
        return try WaveRecord(row)
    }

    /// By the short address or the full name, of any edition. Throws `WaveRefusal.unknown` when there is none.
    func require(_ address: WaveAddress) throws -> WaveRecord {
        if let edition = address.edition { return try require(address.number, of: edition) }
        let row = try tx.row("SELECT \(Self.columns) FROM wave WHERE address = \(address.description)")
        guard let row else { throw WaveRefusal.unknown }
        return try WaveRecord(row)
    }

    /// Waves of other editions that have begun, latest first.
    func begun(notOf edition: String) throws -> [WaveRecord] {
        try tx.rows(
            """
            SELECT \(Self.columns)
            FROM wave
            WHERE edition <> \(edition) AND state <> 'planned'
            ORDER BY opens_at DESC, id DESC
            """
        ).known(WaveRecord.init)
    }

    func require(_ id: ID<Wave>) throws -> WaveRecord {
        let row = try tx.row("SELECT \(Self.columns) FROM wave WHERE id = \(id)")
        guard let row else { throw WaveRefusal.unknown }
        return try WaveRecord(row)
    }

    /// Inserts a planned wave; an existing one is left unchanged. Its address is permanent: the number alone, unless a
    /// wave of another edition has that already. Returns nil for one that exists.
    func plan(_ dates: WaveDates, quota: Int, edition: String, ids: IDSource) throws -> ID<Wave>? {
        let id: ID<Wave> = ids.next()
        let short = WaveAddress(dates.number)
        let isTaken = try tx.row("SELECT id FROM wave WHERE address = \(short.description)") != nil
        let address = (isTaken ? WaveAddress(edition: edition, number: dates.number) : short).description
        let inserted = try tx.run(
            """
            INSERT INTO wave (id, edition, number, address, books, quota, opens_at, closes_at, announces_at, state,
                told)
            VALUES (\(id), \(edition), \(dates.number), \(address), \(address), \(quota), \(dates.opens),
                \(dates.closes), \(dates.shows), 'planned', 0)
            ON CONFLICT (edition, number) DO NOTHING
            """)
        return inserted == 1 ? id : nil
    }

    /// Moves a wave to its next state. Throws `WaveRefusal.wrongState` when another caller has moved it meanwhile.
    func advance(_ wave: Wave, to state: Wave.State, at now: Instant) throws {
        let changed = try tx.run(
            """
            UPDATE wave
            SET state = \(state), \(Self.stamp(state)) = \(now)
            WHERE id = \(wave.id) AND state = \(wave.state) AND abandoned_at IS NULL
            """)
        guard changed == 1 else { throw WaveRefusal.wrongState(is: state, expected: wave.state) }
    }

    /// Ends a sealed wave without a draw. Throws `WaveRefusal.wrongState` when it was drawn or ended meanwhile.
    func abandon(_ wave: Wave, at now: Instant) throws {
        let changed = try tx.run(
            """
            UPDATE wave
            SET abandoned_at = \(now)
            WHERE id = \(wave.id) AND state = 'sealed' AND abandoned_at IS NULL
            """)
        guard changed == 1 else { throw WaveRefusal.wrongState(is: wave.state, expected: .sealed) }
    }

    /// Whether a wave ended without a draw, of any edition: its people are still to be taken into another.
    func hasAbandoned() throws -> Bool {
        try tx.row("SELECT id FROM wave WHERE abandoned_at IS NOT NULL LIMIT 1") != nil
    }

    /// Creates the counters of a wave that opens: one row per shard, so that concurrent joins rarely update the same
    /// row.
    func openJoining(of wave: ID<Wave>) throws {
        for shard in 0..<Self.shards {
            try tx.run("INSERT INTO wave_gate (wave_id, shard, open, joined) VALUES (\(wave), \(shard), \(true), 0)")
        }
    }

    /// After this no join can succeed. The UPDATE waits for joins in progress, which hold the lock of their shard's
    /// row.
    func closeJoining(of wave: ID<Wave>) throws {
        try tx.run("UPDATE wave_gate SET open = \(false) WHERE wave_id = \(wave)")
    }

    /// Adds `difference` to the shard's count of people. False when the wave is closed for joining.
    func count(_ difference: Int, at shard: Int, of wave: ID<Wave>) throws -> Bool {
        try tx.run(
            """
            UPDATE wave_gate
            SET joined = joined + \(difference)
            WHERE wave_id = \(wave) AND shard = \(shard) AND open
            """) == 1
    }

    /// How many people are in the wave now.
    func joined(in wave: ID<Wave>) throws -> Int {
        let row = try tx.row(
            "SELECT CAST(COALESCE(SUM(joined), 0) AS BIGINT) AS joined FROM wave_gate WHERE wave_id = \(wave)")
        return try row?["joined"] ?? 0
    }

    /// The last entry whose person an earlier version notified of the outcome, in the order of entries; nil for none.
    func notifiedUpTo(in wave: ID<Wave>) throws -> ID<Entry>? {
        let position: Int64? = try tx.row("SELECT told FROM wave WHERE id = \(wave)")?["told"]
        return position.flatMap { $0 > 0 ? ID($0) : nil }
    }

    /// The selected people of a wave by entry id, a page at a time.
    func selected(in wave: ID<Wave>, after: ID<Entry>?, limit: Int) throws -> [(ID<Entry>, ID<Account>)] {
        try tx.rows(
            """
            SELECT entry_id, person_id
            FROM entry_place
            WHERE wave_id = \(wave) AND state = 'selected' AND entry_id > \(after?.rawValue ?? 0)
            ORDER BY entry_id
            LIMIT \(limit)
            """
        ).map { try ($0["entry_id"], $0["person_id"]) }
    }

    private static let columns: SQL = """
        id, edition, number, address, books, quota, opens_at, closes_at, announces_at, \(state) AS state, opened_at,
        closed_at, sealed_at, abandoned_at, drawn_at, decreed_at, announced_at
        """

    /// A wave's state. The column of this name says *sealed* also of a wave that ended without a draw.
    static let state: SQL = "CASE WHEN wave.abandoned_at IS NULL THEN wave.state ELSE 'abandoned' END"

    private static func stamp(_ state: Wave.State) throws -> SQL {
        switch state {
        case .planned: throw Inconsistency("no wave goes back to its plan")
        case .abandoned: throw Inconsistency("a wave is ended without a draw by its own statement")
        case .open: "opened_at"
        case .closed: "closed_at"
        case .sealed: "sealed_at"
        case .drawn: "drawn_at"
        case .decreed: "decreed_at"
        case .announced: "announced_at"
        }
    }
}

/// A wave and when it reached each state, by the programme's clock.
struct WaveRecord: Sendable {
    let wave: Wave
    let openedAt: Instant?
    let closedAt: Instant?
    let sealedAt: Instant?
    let abandonedAt: Instant?
    let drawnAt: Instant?
    let decreedAt: Instant?
    let announcedAt: Instant?

    fileprivate init(_ row: Row) throws {
        wave = try Wave(
            id: row["id"], edition: row["edition"], number: row["number"],
            address: WaveAddress(stored: row["address"], of: row), books: WaveAddress(stored: row["books"], of: row),
            quota: row["quota"], opensAt: row["opens_at"], closesAt: row["closes_at"],
            announcesAt: row["announces_at"], state: row["state"])
        openedAt = try row["opened_at"]
        closedAt = try row["closed_at"]
        sealedAt = try row["sealed_at"]
        abandonedAt = try row["abandoned_at"]
        drawnAt = try row["drawn_at"]
        decreedAt = try row["decreed_at"]
        announcedAt = try row["announced_at"]
    }

    /// With typical times for a wave in this state, for previews.
    init(sample wave: Wave) {
        func at(_ state: Wave.State, _ instant: Instant) -> Instant? { wave.state >= state ? instant : nil }
        let abandoned = wave.closesAt + .days(AbandonmentProgress.days) + .hours(3)
        self.wave = wave
        openedAt = at(.open, wave.opensAt)
        closedAt = at(.closed, wave.closesAt + Wave.drain)
        sealedAt = at(.sealed, wave.closesAt + .minutes(2))
        abandonedAt = wave.state == .abandoned ? abandoned : nil
        drawnAt = at(.drawn, wave.closesAt + .hours(2))
        decreedAt = at(.decreed, wave.closesAt + .hours(4))
        announcedAt = at(.announced, wave.announcesAt)
    }
}

extension Wave.State: SQLConvertible {}

extension WaveAddress {
    /// From a row that also has `edition` and `number`. The address is empty where an older build, which knows no
    /// addresses, planned the wave; the full name is used then.
    init(stored text: String?, of row: Row) throws {
        self =
            try text.flatMap(WaveAddress.init)
            ?? WaveAddress(edition: row["edition"] as String, number: row["number"] as Int)
    }
}
