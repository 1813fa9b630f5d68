import Logging
import Programme
import Storage

/// Opens, closes and announces waves at their instants, by the programme's clock, when no officer has done it before;
/// and keeps the hours of those whose draw is watched by witnesses.
struct TendWaves: Job {
    static let name = "wave.tend"

    var uniqueKey: String? { "all" }

    func run(on platform: Platform) async throws -> Verdict {
        let acts = WaveActs(platform: platform)
        try await acts.prepare()
        let now = platform.clock.now()
        let waves = try await platform.database.read { tx in
            try tx.waves.all(of: platform.edition.id).map(\.wave)
        }
        for wave in waves {
            do {
                try await tend(wave, with: acts, at: now)
            } catch is WaveRefusal {
                // An officer was quicker.
                continue
            }
        }
        return .done
    }

    private func tend(_ wave: Wave, with acts: WaveActs, at now: Instant) async throws {
        switch wave.state {
        case .planned where now >= wave.opensAt && now < wave.closesAt:
            try await acts.open(wave.number, by: .system)
        case .open where now >= wave.closesAt + Wave.drain:
            try await acts.close(wave.number, by: .system)
        case .sealed where acts.edition.waves.draw != nil:
            try await acts.tendSealed(wave.number, at: now)
        case .decreed where now >= wave.announcesAt:
            try await acts.announce(wave.number, by: .system)
        default:
            break
        }
    }
}
