import Programme
import Storage

extension WaveQueries {
    /// Entries by province; the outcome only once it may be shown.
    func tally(of wave: ID<Wave>, withOutcome: Bool) throws -> ProvinceTally {
        var rows: [Int: ProvinceTally.Row] = [:]
        let joined = try tx.rows(
            """
            SELECT province, COUNT(*) AS entries
            FROM entry
            WHERE wave_id = \(wave) AND state <> 'withdrawn'
            GROUP BY province
            """)
        for count in joined {
            let province: Int = try count["province"]
            rows[province] = try ProvinceTally.Row(province: province, joined: count["entries"], selected: 0)
        }
        let selected =
            withOutcome
            ? try tx.rows(
                """
                SELECT entry.province, COUNT(*) AS entries
                FROM entry_place
                JOIN entry ON entry.id = entry_place.entry_id
                WHERE entry_place.wave_id = \(wave) AND entry_place.state = 'selected'
                GROUP BY entry.province
                """) : []
        for count in selected { rows[try count["province"]]?.selected = try count["entries"] }
        return ProvinceTally(rows: rows.values.sorted { $0.province < $1.province })
    }

    // MARK: Postponed announcements

    /// Moves the announcement; the old date stays on record with the reason. Throws when another officer has moved it
    /// or the wave was announced meanwhile.
    func postpone(_ wave: Wave, to date: Instant, reason: String, by officer: ID<Officer>, at now: Instant) throws {
        let changed = try tx.run(
            """
            UPDATE wave
            SET announces_at = \(date)
            WHERE id = \(wave.id) AND announces_at = \(wave.announcesAt) AND state <> 'announced'
                AND abandoned_at IS NULL
            """)
        guard changed == 1 else { throw WaveRefusal.wrongState(is: .announced, expected: wave.state) }
        let place = try postponements(of: wave.id).count + 1
        try tx.run(
            """
            INSERT INTO wave_postponement (wave_id, place, was, becomes, reason, officer_id, decided_at)
            VALUES (\(wave.id), \(place), \(wave.announcesAt), \(date), \(reason), \(officer), \(now))
            """)
    }

    /// The postponements of all waves of an edition, by the wave's number.
    func postponed(of edition: String) throws -> [Int: [Postponement]] {
        let rows = try tx.rows(
            """
            SELECT wave.number, wave_postponement.was, wave_postponement.becomes, wave_postponement.reason,
                wave_postponement.decided_at
            FROM wave_postponement
            JOIN wave ON wave.id = wave_postponement.wave_id
            WHERE wave.edition = \(edition)
            ORDER BY wave.number, wave_postponement.place
            """)
        return try Dictionary(grouping: rows) { try $0["number"] as Int }.mapValues { rows in
            try rows.map {
                try Postponement(
                    was: $0["was"], becomes: $0["becomes"], reason: $0["reason"], decidedAt: $0["decided_at"])
            }
        }
    }

    func postponements(of wave: ID<Wave>) throws -> [Postponement] {
        try tx.rows(
            "SELECT was, becomes, reason, decided_at FROM wave_postponement WHERE wave_id = \(wave) ORDER BY place"
        ).map {
            try Postponement(was: $0["was"], becomes: $0["becomes"], reason: $0["reason"], decidedAt: $0["decided_at"])
        }
    }
}

/// An announcement that was postponed; the promised date stays visible.
struct Postponement: Sendable {
    let was: Instant
    let becomes: Instant
    let reason: String
    let decidedAt: Instant
}

/// How many people of each province are in a wave, and how many were selected once the draw is shown.
struct ProvinceTally: Sendable, Equatable {
    struct Row: Sendable, Equatable {
        /// 0 is the merged row of provinces with too few people to be shown separately.
        let province: Int
        var joined: Int
        var selected: Int
    }

    let rows: [Row]

    /// The default where the edition sets none: too many people to identify one of them.
    static let smallest = 10

    /// Merges provinces with fewer people than `smallest` into one row; while that row is itself too small, the next
    /// smallest province is added.
    func merged(below smallest: Int) -> ProvinceTally {
        var large = rows.filter { $0.province > 0 && $0.joined >= smallest }
            .sorted { ($0.joined, $0.province) > ($1.joined, $1.province) }
        var small = rows.filter { $0.province == 0 || $0.joined < smallest }
        while !small.isEmpty, small.reduce(0, { $0 + $1.joined }) < smallest, let next = large.popLast() {
            small.append(next)
        }
        let rest = small.reduce(into: Row(province: 0, joined: 0, selected: 0)) { sum, row in
            sum.joined += row.joined
            sum.selected += row.selected
        }
        let shown = large.sorted { $0.province < $1.province }
        return ProvinceTally(rows: small.isEmpty ? shown : shown + [rest])
    }
}
