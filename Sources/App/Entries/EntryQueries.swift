import Foundation
import Programme
import Storage

extension Transaction {
    var entries: EntryQueries { EntryQueries(tx: self) }
}

/// The entries of people in waves. The only writer of `entry` while a wave is open; `DrawQueries` takes over at
/// sealing.
struct EntryQueries {
    let tx: Transaction

    /// Inserts the person's entry, or restores it after a withdrawal. Nil when they are in the wave already, so that
    /// submitting twice changes nothing.
    func join(_ joining: Joining, ids: IDSource) throws -> ID<Entry>? {
        let id: ID<Entry> = ids.next()
        return try tx.row(
            """
            INSERT INTO entry (id, wave_id, person_id, application_id, state, arrived_at, shard, priority, province,
                household)
            VALUES (\(id), \(joining.wave), \(joining.person), \(joining.application), 'joined', \(joining.arrivedAt),
                \(joining.shard), \(joining.priority), \(joining.province), \(joining.household))
            ON CONFLICT (wave_id, person_id) DO UPDATE
            SET state = 'joined', arrived_at = excluded.arrived_at, shard = excluded.shard,
                priority = excluded.priority, province = excluded.province, household = excluded.household
            WHERE entry.state = 'withdrawn'
            RETURNING id
            """)?["id"]
    }

    /// Withdraws the person's entry. Returns the `wave_gate` shard it was counted on, or nil when they were not in the
    /// wave.
    func withdraw(_ person: ID<Account>, from wave: ID<Wave>) throws -> Int? {
        try tx.row(
            """
            UPDATE entry
            SET state = 'withdrawn'
            WHERE wave_id = \(wave) AND person_id = \(person) AND state = 'joined'
            RETURNING shard
            """)?["shard"]
    }

    func of(_ person: ID<Account>, in wave: ID<Wave>) throws -> PersonEntry? {
        try tx.row(
            """
            SELECT id, state, arrived_at, ticket, stratum, position, pool
            FROM entry
            WHERE wave_id = \(wave) AND person_id = \(person)
            """
        ).map(PersonEntry.init)
    }

    /// The person's entries in other waves, latest first, without withdrawn ones.
    func others(of person: ID<Account>, than wave: ID<Wave>) throws -> [OtherEntry] {
        try tx.rows(
            """
            SELECT wave.id, wave.number, wave.state AS wave_state, entry.state AS entry_state, card_lapse.lapsed_at
            FROM entry
            JOIN wave ON wave.id = entry.wave_id
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

    /// Entries to carry over, a page at a time: not selected, announced, and the person's newest entry of any wave. An
    /// entry of a later wave, also a withdrawn one, excludes the person.
    func carriable(
        edition: String, after: ID<Entry>?, limit: Int
    ) throws -> [(entry: ID<Entry>, person: ID<Account>)] {
        try tx.rows(
            """
            SELECT entry.id, entry.person_id
            FROM entry
            JOIN wave ON wave.id = entry.wave_id
            WHERE entry.state = 'not-selected' AND wave.edition = \(edition) AND wave.state = 'announced'
                AND entry.id > \(after?.rawValue ?? 0)
                AND NOT EXISTS (
                    SELECT 1 FROM entry AS newer
                    WHERE newer.person_id = entry.person_id AND newer.id > entry.id
                )
            ORDER BY entry.id
            LIMIT \(limit)
            """
        ).map { try ($0["id"], $0["person_id"]) }
    }

    /// The selected and not-selected entries of a wave, a page at a time.
    func outcomes(of wave: ID<Wave>, after: ID<Entry>?, limit: Int) throws -> [Outcome] {
        try tx.rows(
            """
            SELECT id, person_id, state
            FROM entry
            WHERE wave_id = \(wave) AND state IN ('selected', 'not-selected') AND id > \(after?.rawValue ?? 0)
            ORDER BY id
            LIMIT \(limit)
            """
        ).map { try Outcome(entry: $0["id"], person: $0["person_id"], selected: $0["state"] == Entry.State.selected) }
    }
}

extension WaveQueries {
    /// The person's latest entry in any wave, without withdrawn ones. Nil when there is none, and when its card lapsed
    /// unused under an edition that lets the person join again: they have the same status as any other applicant.
    func entry(of person: ID<Account>) throws -> EntryView? {
        try tx.row(
            """
            SELECT entry.id, entry.wave_id, entry.state, card_lapse.lapsed_at
            FROM entry
            JOIN wave ON wave.id = entry.wave_id
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
        let (ticket, number): (Int?, Int?) = try (row["ticket"], row["stratum"])
        let (position, pool): (Int?, Int?) = try (row["position"], row["pool"])
        let state: Entry.State = try row["state"]
        var line: Draw.Line?
        if let ticket, let stratum = number.flatMap(Stratum.init(number:)), let position, let pool {
            line = Draw.Line(
                ticket: ticket, stratum: stratum, position: position, of: pool, selected: state == .selected)
        }
        try self.init(id: row["id"], state: state, arrivedAt: row["arrived_at"], ticket: ticket, line: line)
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

struct Outcome: Sendable {
    let entry: ID<Entry>
    let person: ID<Account>
    let selected: Bool
}

extension Entry.State: SQLConvertible {}
