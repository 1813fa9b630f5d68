import Programme
import Storage

/// What `audit verify` says of entries.
extension EntryQueries {
    /// Rows compared in one read.
    private static let compared = 10_000

    /// One sentence in English for each entry that is not as the acts of its person left it, and for each that was
    /// sealed although the last decision on its person was negative. At most `limit`.
    func discrepancies(limit: Int, vault: Vault) throws -> [String] {
        let editions: [String] = try tx.rows("SELECT DISTINCT edition FROM wave ORDER BY edition").map {
            try $0["edition"]
        }
        var findings: [String] = []
        for wave in try editions.flatMap({ try tx.waves.known(of: $0) }) where findings.count < limit {
            findings += try foreign(in: wave.id, limit: limit, vault).map {
                "entry \($0) of wave \(wave.id) is not as its person's joining left it"
            }
            if wave.state < .sealed {
                findings += try strange(in: wave.id, besides: .sealed).map {
                    "entry \($0) of wave \(wave.id) has a number or a state that no act gives"
                }
            }
            let withdrawals = try withdrawals(from: wave, vault: vault)
            findings += try returned(in: wave, withdrawals, vault: vault).map {
                "entry \($0) of wave \(wave.id) counts, although its person withdrew or was removed"
            }
            findings += try left(in: wave, withdrawals, vault: vault).map {
                "entry \($0) of wave \(wave.id) does not count, although its person did not withdraw"
            }
        }
        findings += try gone(from: nil, after: nil, limit: limit, vault: vault).map {
            "entry \($0.entry) is gone, although its person joined by audit event \($0.event)"
        }
        return Array(try (findings + ineligible(limit)).prefix(limit))
    }

    private func foreign(in wave: ID<Wave>, limit: Int, _ vault: Vault) throws -> [ID<Entry>] {
        let mayLack = try mayLackCodes(in: wave, vault: vault)
        var codes = EntryCode(vault)
        var (foreign, last): ([ID<Entry>], ID<Entry>) = ([], ID(Int64.min))
        while foreign.count < limit {
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
                if try !codes.fits(row, in: wave, mayLack: mayLack) { foreign.append(last) }
            }
            guard rows.count == Self.compared else { break }
        }
        return Array(foreign.prefix(limit))
    }

    /// Sealing decides again on each person whose last decision is negative. A decision that was positive only while it
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
}
