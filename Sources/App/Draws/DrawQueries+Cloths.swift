import Programme
import Storage

extension DrawQueries {
    /// The cloth of each of these waves whose draw may be shown; the others have none yet.
    func cloths(of waves: [Wave], shownAt now: Instant) throws -> [WaveAddress: Cloth] {
        let shown = waves.filter { $0.showsDraw(at: now) }
        guard !shown.isEmpty else { return [:] }
        var seeds: [ID<Wave>: Cloth] = [:]
        for row in try tx.rows("SELECT wave_id, seed FROM draw WHERE seed IS NOT NULL ORDER BY wave_id") {
            seeds[try row["wave_id"]] = Cloth(seed: try row["seed"])
        }
        return Dictionary(
            shown.compactMap { wave in seeds[wave.id].map { (wave.address, $0) } }, uniquingKeysWith: { $1 })
    }

    /// The cloth of one wave; nil before its draw may be shown.
    func cloth(of address: WaveAddress, shownAt now: Instant) throws -> Cloth? {
        let wave = try tx.waves.require(address).wave
        guard wave.showsDraw(at: now) else { return nil }
        return try of(wave.id)?.seed.flatMap { Cloth(seed: $0) }
    }
}
