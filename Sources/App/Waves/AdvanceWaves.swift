import Logging
import Programme
import Storage

/// Opens, closes and announces waves at their instants, by the programme's clock, unless an officer has done it before;
/// starts their news; and runs the deadlines of draws with witnesses.
struct AdvanceWaves: Job {
    static let name = "wave.tend"

    var uniqueKey: String? { "all" }

    func run(on platform: Platform) async throws -> JobResult {
        let acts = WaveActions(platform: platform)
        try await acts.prepare()
        let now = platform.clock.now()
        let waves = try await platform.database.read { tx in
            try tx.waves.known(of: platform.edition.id)
        }
        for wave in waves {
            do {
                try await tend(wave, with: acts, at: now)
            } catch is WaveRefusal {
                // An officer has taken the step meanwhile.
                continue
            }
        }
        return .done
    }

    private func tend(_ wave: Wave, with acts: WaveActions, at now: Instant) async throws {
        if wave.isLate(at: now) { try await tell(.late, of: wave, on: acts.platform) }
        switch wave.state {
        case .planned where now >= wave.opensAt && now < wave.closesAt:
            try await acts.open(wave.number, by: .system)
        case .open where now >= wave.closesAt + Wave.drain:
            try await acts.close(wave.number, by: .system)
        case .open where now >= wave.closesSoonAt && now < wave.closesAt:
            try await tell(.closing, of: wave, on: acts.platform)
        case .sealed where acts.edition.waves.draw != nil:
            try await acts.advanceSealed(wave.number, at: now)
        case .decreed where now >= wave.announcesAt:
            try await acts.announce(wave.number, by: .system)
        default:
            break
        }
    }

    /// Starts the news once. The read comes first, so that the usual case costs one read every few seconds and no
    /// write.
    private func tell(_ news: WaveNews, of wave: Wave, on platform: Platform) async throws {
        let (isTold, place) = try await platform.database.read { tx in
            let place = news == .late ? try tx.waves.postponements(of: wave.id).count : 0
            return (try tx.waveNews.hasBegun(news, of: wave.id, place: place), place)
        }
        guard !isTold else { return }
        try await platform.database.transaction { tx in
            try SendWaveNews.begin(news, of: wave, place: place, in: tx, on: platform)
        }
    }
}
