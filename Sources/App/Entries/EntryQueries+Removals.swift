import Foundation
import Programme
import Storage

/// Removals of entries before a wave is sealed.
extension EntryQueries {
    /// The highest id of the next page of joined entries; nil when there are no more.
    func lastOfPage(in wave: ID<Wave>, after: Int64, limit: Int) throws -> Int64? {
        try tx.row(
            """
            SELECT MAX(id) AS last
            FROM (
                SELECT id
                FROM entry
                WHERE wave_id = \(wave) AND state = 'joined' AND id > \(after)
                ORDER BY id
                LIMIT \(limit)
            ) AS page
            """)?["last"]
    }

    /// Entries of the page whose person is on an excluding list in force, or whose latest eligibility decision is
    /// negative.
    func doubtful(in wave: ID<Wave>, after: Int64, through last: Int64, kinds: [ListKind]) throws -> [DoubtfulEntry] {
        try tx.rows(
            """
            SELECT entry.id, entry.person_id
            FROM entry
            WHERE entry.wave_id = \(wave) AND entry.state = 'joined' AND entry.id > \(after)
                AND entry.id <= \(last) AND (
                    EXISTS (
                        SELECT 1
                        FROM identity_claim
                        JOIN list_entry ON list_entry.lookup = identity_claim.nik_lookup
                        JOIN list_import ON list_import.id = list_entry.import_id
                        WHERE identity_claim.person_id = entry.person_id AND identity_claim.state <> 'replaced'
                            AND list_import.state = 'in-force'
                            AND list_import.kind IN (\(list: kinds.map(\.rawValue)))
                    )
                    OR (
                        SELECT eligibility_decision.outcome
                        FROM eligibility_decision
                        WHERE eligibility_decision.person_id = entry.person_id
                        ORDER BY eligibility_decision.id DESC
                        LIMIT 1
                    ) = 'ineligible'
                )
            ORDER BY entry.id
            """
        ).map { try DoubtfulEntry(id: $0["id"], person: $0["person_id"]) }
    }

    /// Removes an entry before the list is sealed. False when it was no longer joined.
    ///
    /// - Parameter reasons: as `Eligibility.Decision.reasons()` writes them.
    func remove(_ entry: ID<Entry>, from wave: ID<Wave>, because reasons: String, at now: Instant) throws -> Bool {
        let changed = try tx.run(
            "UPDATE entry SET state = 'withdrawn' WHERE id = \(entry) AND state = 'joined'")
        guard changed == 1 else { return false }
        try tx.run(
            """
            INSERT INTO entry_removal (entry_id, wave_id, reasons, removed_at)
            VALUES (\(entry), \(wave), \(reasons), \(now))
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
struct DoubtfulEntry: Sendable {
    let id: ID<Entry>
    let person: ID<Account>
}

/// How many entries were removed for one reason.
struct RemovalCount: Sendable {
    let code: String
    let people: Int
}
