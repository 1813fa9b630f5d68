import Foundation
import Programme
import Storage

/// Removals of entries before a wave is sealed.
extension EntryQueries {
    /// Entries whose person is on an excluding list in force, or whose latest eligibility decision is negative, by id.
    ///
    /// Two set operations over the whole wave, which begin with the lists and with the negative decisions: looking up
    /// both for each of two million entries took fifty times as long. `CROSS JOIN` keeps SQLite to this order;
    /// PostgreSQL chooses its own.
    func doubtful(
        in wave: ID<Wave>, after: ID<Entry>?, limit: Int, kinds: [ListKind]
    ) throws -> [DoubtfulEntry] {
        try tx.rows(
            """
            SELECT doubtful.id, doubtful.person_id
            FROM (
                SELECT entry.id, entry.person_id
                FROM list_import
                CROSS JOIN list_entry
                CROSS JOIN identity_claim
                CROSS JOIN entry
                WHERE list_import.state = 'in-force' AND list_import.kind IN (\(list: kinds.map(\.rawValue)))
                    AND list_entry.import_id = list_import.id AND identity_claim.nik_lookup = list_entry.lookup
                    AND identity_claim.state <> 'replaced' AND entry.wave_id = \(wave)
                    AND entry.person_id = identity_claim.person_id AND entry.state <> 'withdrawn'
                    AND entry.id > \(after?.rawValue ?? 0)
                UNION
                SELECT entry.id, entry.person_id
                FROM eligibility_decision
                CROSS JOIN entry
                WHERE eligibility_decision.outcome = 'ineligible' AND entry.wave_id = \(wave)
                    AND entry.person_id = eligibility_decision.person_id AND entry.state <> 'withdrawn'
                    AND entry.id > \(after?.rawValue ?? 0) AND NOT EXISTS (
                        SELECT 1 FROM eligibility_decision AS newer
                        WHERE newer.person_id = eligibility_decision.person_id
                            AND newer.id > eligibility_decision.id
                    )
            ) AS doubtful
            ORDER BY doubtful.id
            LIMIT \(limit)
            """
        ).map { try DoubtfulEntry(id: $0["id"], person: $0["person_id"]) }
    }

    /// Removes an entry before the list is sealed. False when it was no longer joined. The reasons of an earlier
    /// removal stay: SQL has brought back an entry that has one.
    ///
    /// - Parameter reasons: as `Eligibility.Decision.reasons()` writes them.
    func remove(_ entry: ID<Entry>, from wave: ID<Wave>, because reasons: String, at now: Instant) throws -> Bool {
        let changed = try tx.run(
            "UPDATE entry SET state = 'withdrawn' WHERE id = \(entry) AND state = 'joined'")
        guard changed == 1 else { return false }
        try tx.send(
            """
            INSERT INTO entry_removal (entry_id, wave_id, reasons, removed_at)
            VALUES (\(entry), \(wave), \(reasons), \(now))
            ON CONFLICT (entry_id) DO NOTHING
            """)
        return true
    }

    /// Why an entry was removed before the draw; nil when it was not.
    func removal(of entry: ID<Entry>) throws -> [Ineligibility]? {
        let reasons: String? = try tx.row("SELECT reasons FROM entry_removal WHERE entry_id = \(entry)")?["reasons"]
        return try reasons.map { try JSONDecoder().decode([Ineligibility].self, from: Data($0.utf8)) }
    }

    /// How many entries were removed before the draw.
    func removed(from wave: ID<Wave>) throws -> Int {
        try tx.row("SELECT COUNT(*) AS people FROM entry_removal WHERE wave_id = \(wave)")?["people"] ?? 0
    }

    /// How many have ever joined, and how many of them are not in the wave any more.
    func counts(in wave: ID<Wave>) throws -> (joined: Int, withdrawn: Int) {
        let row = try tx.row(
            """
            SELECT COUNT(*) AS joined, COUNT(CASE WHEN state = 'withdrawn' THEN 1 END) AS withdrawn
            FROM entry
            WHERE wave_id = \(wave)
            """)
        return try (row?["joined"] ?? 0, row?["withdrawn"] ?? 0)
    }

    /// How many were removed before the draw, each counted under the first of its reasons.
    func firstRemovals(from wave: ID<Wave>) throws -> [RemovalCount] {
        var counts: [String: Int] = [:]
        let rows = try tx.rows(
            "SELECT reasons, COUNT(*) AS people FROM entry_removal WHERE wave_id = \(wave) GROUP BY reasons")
        for row in rows {
            let (text, people): (String, Int) = try (row["reasons"], row["people"])
            let reasons = try JSONDecoder().decode([Ineligibility].self, from: Data(text.utf8))
            counts[reasons.first?.code ?? "unknown", default: 0] += people
        }
        return counts.sorted { $0.key < $1.key }.map(RemovalCount.init)
    }

    /// The same by reason code, for the office; a person with two reasons counts under both.
    func removals(from wave: ID<Wave>) throws -> [RemovalCount] {
        var counts: [String: Int] = [:]
        let rows = try tx.rows(
            "SELECT reasons, COUNT(*) AS people FROM entry_removal WHERE wave_id = \(wave) GROUP BY reasons")
        for row in rows {
            let (text, people): (String, Int) = try (row["reasons"], row["people"])
            let reasons = try JSONDecoder().decode([Ineligibility].self, from: Data(text.utf8))
            for code in Set(reasons.map(\.code)) { counts[code, default: 0] += people }
        }
        return counts.sorted { $0.key < $1.key }.map(RemovalCount.init)
    }
}

/// An entry whose person may no longer qualify.
struct DoubtfulEntry: InDoubt {
    let id: ID<Entry>
    let person: ID<Account>
}

/// How many entries were removed for one reason.
struct RemovalCount: Sendable {
    let code: String
    let people: Int
}
