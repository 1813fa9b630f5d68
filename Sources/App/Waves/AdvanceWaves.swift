import Logging
import Programme
import Storage

/// Opens, closes and announces waves at their instants, by the programme's clock, unless an officer has done it before;
/// starts their news; and runs the deadlines of draws with witnesses.
struct AdvanceWaves: Job {
    static let name = "wave.tend"

    var uniqueKey: String? { "all" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let acts = WaveActions(dependencies: dependencies)
        try await acts.prepare()
        let now = dependencies.clock.now()
        let lives = try await dependencies.database.read { tx in
            try tx.waves.known(of: dependencies.edition.id).map {
                try tx.waves.lifecycle(of: $0, dependencies.edition, at: now)
            }
        }
        for life in lives {
            do {
                try await advance(life, with: acts, at: now)
            } catch is WaveRefusal {
                // An officer has taken the step meanwhile.
                continue
            } catch is RecordRefusal {
                dependencies.logger.error(
                    "a wave stops: it was changed by other means than an act; run `prakerja audit verify`",
                    metadata: ["wave": "\(life.wave.number)"])
            }
        }
        return .done
    }

    private func advance(_ life: WaveLifecycle, with acts: WaveActions, at now: Instant) async throws {
        let number = life.wave.number
        for news in life.news(at: now) { try await send(news, of: life.wave, on: acts.dependencies) }
        if life.isWatched { try await DrawActions(dependencies: acts.dependencies).advanceSealed(number, at: now) }
        guard let act = life.due(at: now), act.isScheduled else { return }
        try await acts.perform(act, on: number, by: .system)
    }

    /// Starts the news once. The read comes first, so that the usual case costs one read every few seconds and no
    /// write.
    private func send(_ news: WaveNews, of wave: Wave, on dependencies: Dependencies) async throws {
        let (hasBegun, place) = try await dependencies.database.read { tx in
            let place = news == .late ? try tx.waves.postponements(of: wave.id).count : 0
            return (try tx.waveNews.hasBegun(news, of: wave.id, place: place), place)
        }
        guard !hasBegun else { return }
        try await dependencies.database.transaction { tx in
            try SendWaveNews.begin(news, of: wave, place: place, in: tx, on: dependencies)
        }
    }
}
