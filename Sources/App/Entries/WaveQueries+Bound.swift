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
}

extension WaveQueries {
    /// As `require`, held. Throws `RecordRefusal.waveChanged` where dates or quota are not as an act left them: by
    /// another quota other people would be selected.
    func requireAsPlanned(_ number: Int, of edition: String, vault: Vault) throws -> WaveRecord {
        let found = try tx.records.findHeld(.waves, by: \WaveRecord.wave.id) { try require(number, of: edition) }
        guard let (record, held) = found, try tx.records.isAsBound(held, vault: vault) else {
            throw RecordRefusal.waveChanged
        }
        return record
    }
}
