import Programme
import Storage

/// The data of a wave's public pages, the same for every reader; cached for two seconds.
struct PublicWave: Sendable {
    let board: DrawState
    let joined: Int
    let pools: [Draw.Pool]
    /// The instants for which its announcement was promised before, in order.
    let moved: [MovedAnnouncement]
    /// How many entries were removed before the list was sealed.
    let removed: Int
    /// Nil while no selected person was disqualified.
    let after: PlaceChangesSummary?
    /// Why it ended without a draw; nil of any other wave, and where the decision is not as two officers left it.
    var abandonment: Abandonment?
    /// In its edition; nil where the wave is called by its number alone.
    var name: Bilingual?

    var record: WaveRecord { board.record }
    var wave: Wave { board.wave }

    /// Nil before the wave's draw may be shown.
    func cloth(at now: Instant) -> Cloth? {
        wave.showsDraw(at: now) ? board.draw?.seed.flatMap { Cloth(seed: $0) } : nil
    }

    /// Cache lifetime of live counts and of the news that a wave was announced.
    static let fresh = Span.seconds(2)
    /// Cache lifetime of the count by province, which reads every entry of the wave.
    static let freshTally = Span.seconds(60)

    static func of(_ address: WaveAddress, on dependencies: Dependencies) async throws -> PublicWave {
        try await dependencies.publicCache.value("wave-\(address)", for: fresh, now: dependencies.realNow()) {
            try await dependencies.database.read { tx in
                let wave = try tx.waves.require(address).wave
                let edition = dependencies.edition(wave.edition)
                let board = try tx.draws.board(wave.id, of: edition)
                return PublicWave(
                    board: board, joined: try tx.waves.joined(in: board.wave.id),
                    pools: try tx.draws.pools(of: board.wave.id),
                    moved: MovedAnnouncement.all(
                        wave.number, in: edition.waves, then: try tx.waves.postponements(of: board.wave.id)),
                    removed: try tx.entries.removed(from: board.wave.id),
                    after: try tx.draws.afterwards(of: board.wave),
                    abandonment: wave.state == .abandoned
                        ? try tx.abandonments.decided(of: wave.id, vault: dependencies.vault) : nil,
                    name: edition.waves.name(of: wave.number))
            }
        }
    }

    static func all(on dependencies: Dependencies) async throws -> PublicWaves {
        try await dependencies.publicCache.value("waves", for: fresh, now: dependencies.realNow()) {
            let now = dependencies.clock.now()
            return try await dependencies.database.read { tx in
                let waves = try tx.waves.known(of: dependencies.edition.id)
                let open = waves.first { $0.isJoinable(at: now) }
                let earlier = try tx.waves.begun(notOf: dependencies.edition.id).map(\.wave)
                let cloths = try tx.draws.cloths(of: waves + earlier, shownAt: now)
                dependencies.frames.show(cloths.latest(of: waves + earlier))
                let titles = Dictionary(uniqueKeysWithValues: dependencies.editions.map { ($0.id, $0.title) })
                let rules = dependencies.edition.waves
                let postponed = try tx.waves.postponed(of: dependencies.edition.id)
                let moved = Dictionary(
                    uniqueKeysWithValues: waves.map { wave in
                        (
                            wave.number,
                            MovedAnnouncement.all(wave.number, in: rules, then: postponed[wave.number] ?? [])
                        )
                    })
                return PublicWaves(
                    waves: waves, earlier: earlier, cloths: cloths, moved: moved,
                    joined: try open.map { try tx.waves.joined(in: $0.id) },
                    tables: Dictionary(
                        uniqueKeysWithValues: Words.Reader.all.map {
                            (
                                $0,
                                WaveTable(
                                    t: Words(language: $0.language, zone: $0.zone), now: now, waves: waves,
                                    moved: moved, pauses: rules.pauses ?? [], zone: rules.zone,
                                    names: rules.names ?? [], earlier: earlier,
                                    titles: titles, cloths: Set(cloths.keys)
                                ).html
                            )
                        }))
            }
        }
    }

    static func tally(of wave: Wave, on dependencies: Dependencies) async throws -> ProvinceTally {
        let isDrawn = wave.showsDraw(at: dependencies.clock.now())
        return try await dependencies.publicCache.value(
            "tally-\(wave.id)-\(wave.state)-\(isDrawn)", for: freshTally, now: dependencies.realNow()
        ) {
            try await dependencies.database.read { tx in
                try tx.waves.tally(of: wave.id, withOutcome: isDrawn)
                    .merged(below: dependencies.edition(wave.edition).waves.smallestPool ?? ProvinceTally.smallest)
            }
        }
    }
}

extension PublicWave {
    /// For previews.
    static func sample(_ wave: Wave) -> PublicWave {
        PublicWave(
            board: .sample(wave), joined: Wave.sampleJoined, pools: [], moved: [], removed: 0, after: nil)
    }
}

struct PublicWaves: Sendable {
    let waves: [Wave]
    /// Those of earlier editions, latest first.
    let earlier: [Wave]
    /// Of the waves whose draw may be shown.
    let cloths: [WaveAddress: Cloth]
    /// By the wave's number: the instants for which its announcement was promised before, in order.
    let moved: [Int: [MovedAnnouncement]]
    /// How many people are in the open wave.
    let joined: Int?
    /// The rendered table per language and zone: its formatted dates are the larger part of the page, so it is cached
    /// too.
    let tables: [Words.Reader: HTML]
}

extension [WaveAddress: Cloth] {
    /// The cloth of the wave that was announced last.
    func latest(of waves: [Wave]) -> Cloth? {
        waves.filter { self[$0.address] != nil }.max { $0.announcesAt < $1.announcesAt }.flatMap { self[$0.address] }
    }
}
