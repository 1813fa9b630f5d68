import Foundation
import Programme
import Storage

extension Transaction {
    var entries: EntryQueries { EntryQueries(tx: self) }
}

/// The entries of people in waves: the only writer of `entry`, whose rows say that a person joined or withdrew, and of
/// `entry_place`, the few with a place. What the draw made of all others stands in the pages of the sealed list.
struct EntryQueries {
    let tx: Transaction

    /// Inserts the person's entry, or restores it after a withdrawal. Nil when they are in the wave already, so that
    /// submitting twice changes nothing.
    func join(_ joining: Joining, ids: IDSource) throws -> (id: ID<Entry>, isAgain: Bool)? {
        guard let vault = ids.mark?.vault else { throw Inconsistency("a process that joins people has the key") }
        // The code names the row, which a person who withdrew has already.
        let row = try tx.row(
            "SELECT id FROM entry WHERE wave_id = \(joining.wave) AND person_id = \(joining.person)")
        let id: ID<Entry> = try row?["id"] ?? ids.next()
        let joined = try tx.row(
            """
            INSERT INTO entry (id, wave_id, person_id, application_id, state, arrived_at, shard, priority, province,
                household, code)
            VALUES (\(id), \(joining.wave), \(joining.person), \(joining.application), 'joined', \(joining.arrivedAt),
                \(joining.shard), \(joining.priority), \(joining.province), \(joining.household),
                \(joining.code(of: id, vault)))
            ON CONFLICT (wave_id, person_id) DO UPDATE
            SET state = 'joined', arrived_at = excluded.arrived_at, shard = excluded.shard,
                priority = excluded.priority, province = excluded.province, household = excluded.household,
                code = excluded.code
            WHERE entry.state = 'withdrawn' AND entry.id = excluded.id
            RETURNING id
            """)
        return try joined.map { try ($0["id"], row != nil) }
    }

    /// Withdraws the person's entry. Returns it with the `wave_gate` shard it was counted on, or nil when they were not
    /// in the wave.
    func withdraw(_ person: ID<Account>, from wave: ID<Wave>) throws -> (entry: ID<Entry>, shard: Int)? {
        try tx.row(
            """
            UPDATE entry
            SET state = 'withdrawn'
            WHERE wave_id = \(wave) AND person_id = \(person) AND state = 'joined'
            RETURNING id, shard
            """
        ).map { try ($0["id"], $0["shard"]) }
    }

    /// One statement, with the page of the sealed list that holds the entry: a million people ask for it within a minute
    /// of an announcement.
    func of(_ person: ID<Account>, in wave: ID<Wave>) throws -> PersonEntry? {
        try tx.row(
            """
            SELECT entry.id, entry.arrived_at, \(Self.state) AS state, \(Self.line)
            FROM \(Self.entries)
            WHERE entry.wave_id = \(wave) AND entry.person_id = \(person)
            """
        ).map(PersonEntry.init)
    }

    /// How many waves the person had taken part in with this entry: 1 for the first. Withdrawn entries do not count.
    func attempt(_ entry: ID<Entry>, of person: ID<Account>) throws -> Int {
        try tx.row(
            """
            SELECT COUNT(*) AS number
            FROM \(Self.entries)
            WHERE entry.person_id = \(person) AND entry.id <= \(entry) AND \(Self.state) <> 'withdrawn'
            """)?["number"] ?? 0
    }

    /// The person's entries in other waves, latest first, without withdrawn ones.
    func others(of person: ID<Account>, than wave: ID<Wave>) throws -> [OtherEntry] {
        try tx.rows(
            """
            SELECT wave.id, wave.number, \(WaveQueries.state) AS wave_state, \(Self.state) AS entry_state,
                card_lapse.lapsed_at
            FROM \(Self.entries)
            LEFT JOIN card_lapse ON card_lapse.entry_id = entry.id
            WHERE entry.person_id = \(person) AND entry.wave_id <> \(wave) AND entry.state <> 'withdrawn'
            ORDER BY wave.opens_at DESC, wave.id DESC
            """
        ).map { row in
            let lapsedAt: Instant? = try row["lapsed_at"]
            return try OtherEntry(
                id: row["id"], wave: row["number"], waveState: row["wave_state"], state: row["entry_state"],
                hasLapsed: lapsedAt != nil)
        }
    }

    /// Entries to carry over, a page at a time: the person's newest entry of any wave, in a wave that ended without a draw,
    /// or not selected in one that is announced. An entry of a later wave, also a withdrawn one, excludes the person.
    ///
    /// - Parameter edition: whose announced waves count; nil: none, only those without a draw, of any edition.
    func carriable(edition: String?, after: ID<Entry>?, limit: Int) throws -> [CarriableEntry] {
        try tx.rows(
            """
            SELECT entry.id, entry.person_id, CASE WHEN wave.abandoned_at IS NULL THEN 0 ELSE wave.number END AS undrawn
            FROM entry
            JOIN wave ON wave.id = entry.wave_id
            WHERE entry.state <> 'withdrawn'
                AND (wave.abandoned_at IS NOT NULL OR (wave.edition = \(edition ?? "") AND wave.state = 'announced'))
                AND entry.id > \(after?.rawValue ?? 0)
                AND NOT EXISTS (
                    SELECT 1 FROM entry_place
                    WHERE entry_place.wave_id = entry.wave_id AND entry_place.entry_id = entry.id
                )
                AND NOT EXISTS (
                    SELECT 1 FROM entry AS newer
                    WHERE newer.person_id = entry.person_id AND newer.id > entry.id
                )
            ORDER BY entry.id
            LIMIT \(limit)
            """
        ).map { row in
            let undrawn: Int = try row["undrawn"]
            return CarriableEntry(
                entry: try row["id"], person: try row["person_id"], undrawn: undrawn == 0 ? nil : undrawn)
        }
    }
}

/// An entry whose person is to be taken into another wave.
struct CarriableEntry: Sendable {
    let entry: ID<Entry>
    let person: ID<Account>
    /// The number of its wave, where that ended without a draw.
    let undrawn: Int?
}

extension WaveQueries {
    /// The person's latest entry in any wave, without withdrawn ones. Nil when there is none, and when its card lapsed
    /// unused under an edition that lets the person join again: they have the same status as any other applicant.
    func entry(of person: ID<Account>) throws -> EntryView? {
        try tx.row(
            """
            SELECT entry.id, entry.wave_id, \(EntryQueries.state) AS state, card_lapse.lapsed_at
            FROM \(EntryQueries.entries)
            LEFT JOIN card_lapse ON card_lapse.entry_id = entry.id
            WHERE entry.person_id = \(person) AND entry.state <> 'withdrawn'
            ORDER BY wave.opens_at DESC, entry.id DESC
            LIMIT 1
            """
        ).flatMap { row in
            let lapsedAt: Instant? = try row["lapsed_at"]
            guard lapsedAt == nil else { return nil }
            return try EntryView(
                entry: row["id"], wave: try require(row["wave_id"] as ID<Wave>).wave, state: row["state"])
        }
    }
}

/// The columns written when a person joins.
struct Joining: Sendable {
    let wave: ID<Wave>
    let person: ID<Account>
    let application: ID<Application>
    let arrivedAt: Instant
    let shard: Int
    let priority: Bool
    let province: Int
    let household: Data
}

/// A person's entry in one wave.
struct PersonEntry: Sendable {
    let id: ID<Entry>
    let state: Entry.State
    let arrivedAt: Instant
    let ticket: Int?
    let line: Draw.Line?

    init(id: ID<Entry>, state: Entry.State, arrivedAt: Instant, ticket: Int?, line: Draw.Line?) {
        self.id = id
        self.state = state
        self.arrivedAt = arrivedAt
        self.ticket = ticket
        self.line = line
    }

    fileprivate init(_ row: Row) throws {
        let id: ID<Entry> = try row["id"]
        let known = try EntryQueries.line(row, of: id)
        try self.init(
            id: id, state: row["state"], arrivedAt: row["arrived_at"], ticket: known.ticket, line: known.line)
    }
}

extension PersonEntry {
    /// The limit per family card, where it is why the draw passed this entry over; nil for any other reason, and before
    /// the draw is shown.
    func familyLimit(in wave: Wave, of edition: Edition, at now: Instant) -> Int? {
        guard wave.showsDraw(at: now), state == .notSelected, line?.isPassedOver == true else { return nil }
        return edition.eligibility.beneficiariesPerFamilyCard
    }
}

/// A person's latest entry, as other slices see it.
struct EntryView: Sendable {
    let entry: ID<Entry>
    let wave: Wave
    private let stored: Entry.State

    init(entry: ID<Entry>, wave: Wave, state: Entry.State) {
        self.entry = entry
        self.wave = wave
        stored = state
    }

    var announced: Bool { wave.state == .announced }

    /// The state that may be shown: until the announcement an outcome reads as `sealed`.
    var state: Entry.State {
        switch stored {
        case .selected, .notSelected: announced ? stored : .sealed
        case .joined, .sealed, .withdrawn, .disqualified: stored
        }
    }
}

struct OtherEntry: Sendable {
    let id: ID<Wave>
    /// The wave's number.
    let wave: Int
    let waveState: Wave.State
    let state: Entry.State
    /// The card of this entry lapsed unused, so the person may join again.
    let hasLapsed: Bool

    /// Whether the person holds a place by this entry.
    var isPlace: Bool { state == .selected && !hasLapsed }
}

extension Entry.State: SQLConvertible {}
