import Programme
import Storage

extension BoundKind {
    /// A wave's dates and places, from its planning on, and each postponement.
    static let waves = BoundKind(
        "wave", title: "plan of wave", covers: "dates, quota and postponements", due: "SELECT id FROM wave"
    ) { ids in
        [
            """
            SELECT id, edition, number, quota, opens_at, closes_at, announces_at
            FROM wave
            WHERE id IN (\(list: ids))
            """,
            """
            SELECT wave_id AS id, place, was, becomes, reason, officer_id, decided_at
            FROM wave_postponement
            WHERE wave_id IN (\(list: ids))
            ORDER BY wave_id, place
            """,
        ]
    }

    /// Under which address a wave is published, and by which account of the ledger its cards are paid: from its planning
    /// on. Apart from `waves`, whose digests from before keep their form.
    static let waveBooks = BoundKind(
        "wave-books", title: "address and account of wave", covers: "its address, and the account of its money",
        due: "SELECT id FROM wave"
    ) { ids in
        ["SELECT id, address, books FROM wave WHERE id IN (\(list: ids))"]
    }
}

extension WaveQueries {
    /// As `require`, held. Throws `RecordRefusal.waveChanged` where dates or quota are not as an act left them: by
    /// another quota other people would be selected.
    func requireAsPlanned(_ number: Int, of edition: String, vault: Vault) throws -> WaveRecord {
        let found = try tx.records.findHeld(.waves, by: \WaveRecord.wave.id) { try require(number, of: edition) }
        guard let (record, held) = found, try tx.records.isAsBound(held, vault: vault) else {
            throw RecordRefusal.waveChanged
        }
        try requireOwnBooks(record.wave, vault: vault)
        return record
    }

    /// Throws `RecordRefusal.waveChanged` where the wave's address or account is not the one that it was planned with: by
    /// another account its cards would be paid with another wave's money.
    ///
    /// - Parameter wave: as the act read it.
    func requireOwnBooks(_ wave: Wave, vault: Vault) throws {
        let held = try tx.records.hold(.waveBooks, wave.id)
        let present = try require(wave.id).wave
        guard present.books == wave.books, present.address == wave.address,
            try tx.records.isAsBound(held, vault: vault)
        else { throw RecordRefusal.waveChanged }
    }
}
