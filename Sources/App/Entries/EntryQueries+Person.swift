import Foundation
import Programme
import Storage

extension EntryQueries {
    /// All entries of a person with their waves, newest first.
    func all(of person: ID<Account>, vault: Vault) throws -> [PersonWave] {
        try tx.rows(
            """
            SELECT id, wave_id, state, arrived_at, ticket, position, pool
            FROM entry
            WHERE person_id = \(person)
            ORDER BY id DESC
            """
        ).map { row in
            let wave = try tx.waves.require(row["wave_id"] as ID<Wave>).wave
            let (position, pool): (Int?, Int?) = try (row["position"], row["pool"])
            let stored: Entry.State = try row["state"]
            let isOutcome = stored == .selected || stored == .notSelected
            let isAnnounced = wave.state == .announced
            var rank: (position: Int, of: Int)?
            if isAnnounced, let position, let pool { rank = (position, pool) }
            return PersonWave(
                wave: wave, state: isOutcome && !isAnnounced ? .sealed : stored, arrivedAt: try row["arrived_at"],
                ticket: try row["ticket"], rank: rank)
        }
    }

    /// People with this ticket, in one wave by its number or in all.
    func people(ticket: Int, wave: Int?, limit: Int) throws -> [(person: ID<Account>, wave: Int)] {
        try tx.rows(
            """
            SELECT entry.person_id, wave.number
            FROM wave
            JOIN entry ON entry.wave_id = wave.id AND entry.ticket = \(ticket)
            WHERE CAST(\(wave) AS BIGINT) IS NULL OR wave.number = \(wave)
            ORDER BY wave.id DESC
            LIMIT \(limit)
            """
        ).map { try ($0["person_id"], $0["number"]) }
    }
}

/// A person's entry with its wave, as an officer may see it: outcomes from the announcement on.
struct PersonWave: Sendable {
    let wave: Wave
    let state: Entry.State
    let arrivedAt: Instant
    let ticket: Int?
    let rank: (position: Int, of: Int)?
}
