import Crypto
import Foundation
import Logging
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
    ///   - row: with the columns of `EntryQueries.coded`.
    ///   - mayLack: whether the wave has entries from before codes.
    mutating func fits(_ row: Row, in wave: ID<Wave>, mayLack: Bool) throws -> Bool {
        let stored: Data? = try row["code"]
        guard let code = stored else { return mayLack }
        let (person, arrivedAt): (Int64, Int64) = try (row["person_id"], row["arrived_at"])
        let marks: Int = try row["marks"]
        let content = Content(
            wave: wave.rawValue, person: person, arrivedAt: arrivedAt, priority: marks >= 256, province: marks % 256,
            household: try row["household"])
        return fits(code, content)
    }
}

extension Joining {
    func code(_ vault: Vault) -> Data {
        var codes = EntryCode(vault)
        return codes.code(
            of: EntryCode.Content(
                wave: wave.rawValue, person: person.rawValue, arrivedAt: arrivedAt.milliseconds, priority: priority,
                province: province, household: household))
    }
}

/// The codes that the act of joining leaves in entries.
extension EntryQueries {
    /// The columns that a code covers, and the code.
    static let coded: SQL = """
        entry.person_id, entry.arrived_at, CASE WHEN entry.priority THEN 1 ELSE 0 END * 256 + entry.province AS marks,
        entry.household, entry.code
        """
    /// Rows compared in one read.
    private static let compared = 10_000

    /// Notes, when a wave opens, that each of its entries has a code. The note is a leaf of the log, and only added.
    func beginCodes(in wave: ID<Wave>, at now: Instant, ids: IDSource) throws {
        try tx.records.insert(Self.codes, wave.rawValue, Self.codes, at: now, ids: ids)
    }

    /// False for a wave that opened before codes: its entries may lack them.
    func haveCodes(in wave: ID<Wave>) throws -> Bool {
        try tx.row("SELECT id FROM bound_record WHERE kind = \(Self.codes) AND row_id = \(wave) LIMIT 1") != nil
    }

    /// Entries with a place, of these ids, that no act of joining wrote as they are.
    func changedWithPlace(in wave: ID<Wave>, _ entries: ClosedRange<ID<Entry>>, vault: Vault) throws -> [ID<Entry>] {
        let mayLack = try !haveCodes(in: wave)
        var codes = EntryCode(vault)
        let rows = try tx.rows(
            """
            SELECT entry.id, \(Self.coded)
            FROM entry_place
            JOIN entry ON entry.id = entry_place.entry_id
            WHERE entry_place.wave_id = \(wave) AND entry_place.entry_id >= \(entries.lowerBound)
                AND entry_place.entry_id <= \(entries.upperBound)
            """)
        return try rows.filter { try !codes.fits($0, in: wave, mayLack: mayLack) }.map { try $0["id"] }
    }

    /// One sentence in English for each entry that no act of joining wrote as it is, and each that was sealed although
    /// the last decision on its person was negative. At most `limit` of each.
    func discrepancies(limit: Int, vault: Vault) throws -> [String] {
        let waves: [ID<Wave>] = try tx.rows("SELECT id FROM wave ORDER BY id").map { try $0["id"] }
        var codes = EntryCode(vault)
        var findings: [String] = []
        for wave in waves where findings.count < limit {
            findings += try foreign(in: wave, &codes, limit: limit - findings.count)
        }
        return try findings + ineligible(limit)
    }

    private func foreign(in wave: ID<Wave>, _ codes: inout EntryCode, limit: Int) throws -> [String] {
        let mayLack = try !haveCodes(in: wave)
        var (findings, last): ([String], Int64) = ([], 0)
        while findings.count < limit {
            let rows = try tx.rows(
                """
                SELECT entry.id, \(Self.coded)
                FROM entry
                WHERE entry.wave_id = \(wave) AND entry.state <> 'withdrawn' AND entry.id > \(last)
                ORDER BY entry.id
                LIMIT \(Self.compared)
                """)
            for row in rows {
                last = try row["id"]
                guard try !codes.fits(row, in: wave, mayLack: mayLack) else { continue }
                findings.append("entry \(last) of wave \(wave) is not as its person's joining left it")
            }
            guard rows.count == Self.compared else { break }
        }
        return Array(findings.prefix(limit))
    }

    /// Sealing decides again on everybody whose last decision is negative. A decision that was positive only while it
    /// was read left such an entry in the list.
    private func ineligible(_ limit: Int) throws -> [String] {
        try tx.rows(
            """
            SELECT entry.id, entry.wave_id
            FROM eligibility_decision
            CROSS JOIN entry
            CROSS JOIN wave
            WHERE eligibility_decision.outcome = 'ineligible' AND entry.person_id = eligibility_decision.person_id
                AND entry.state <> 'withdrawn' AND entry.code IS NOT NULL AND wave.id = entry.wave_id
                AND wave.sealed_at IS NOT NULL AND eligibility_decision.decided_at <= wave.closes_at
                AND eligibility_decision.decided_at >= entry.arrived_at
                AND NOT EXISTS (
                    SELECT 1
                    FROM eligibility_decision AS newer
                    WHERE newer.person_id = eligibility_decision.person_id AND newer.id > eligibility_decision.id
                        AND newer.decided_at <= wave.sealed_at
                )
            ORDER BY entry.id
            LIMIT \(limit)
            """
        ).map { row in
            let (entry, wave): (ID<Entry>, ID<Wave>) = try (row["id"], row["wave_id"])
            return "entry \(entry) of wave \(wave) was sealed although its person did not qualify"
        }
    }

    /// The kind of the rows of `bound_record` that say of a wave that each of its entries has a code.
    static let codes = "entry-codes"
}

extension Dependencies {
    /// Throws `WaveRefusal.entriesChanged`, with an error in the server's log, unless `entries` is empty.
    func requireNone(changed entries: [ID<Entry>], in wave: ID<Wave>) throws {
        guard !entries.isEmpty else { return }
        logger.error(
            "a wave waits: entries were changed by other means than an act; run `prakerja audit verify`",
            metadata: [
                "wave": "\(wave)", "number": "\(entries.count)",
                "first": "\(entries.prefix(5).map(\.description).joined(separator: " "))",
            ])
        throw WaveRefusal.entriesChanged(entries.count)
    }
}
