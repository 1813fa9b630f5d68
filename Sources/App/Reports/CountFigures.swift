import Programme
import Storage

/// Counts the figures of the reports from the rows themselves. Counting everything again is simple and cannot drift;
/// its cost is bounded by counting the more rarely the longer it takes. Each thing is counted in a snapshot of its own,
/// so that no snapshot is old; money is added up in one, so that it balances.
struct CountFigures: Job {
    static let name = "reports.count"
    static let mayBeGivenUp = true

    /// Counting takes at most one part in this many of the time.
    static let share: Int64 = 200
    static let shortest = Span.seconds(10)
    static let longest = Span.hours(1)

    var uniqueKey: String? { "all" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        try await countPeople(on: dependencies)
        try await countMoney(on: dependencies)
        return .done
    }

    private func countPeople(on dependencies: Dependencies) async throws {
        guard try await isDue(.people, on: dependencies) else { return }
        let (moment, timer) = (dependencies.moment(), ContinuousClock.now)
        var found: [(what: DailyCount, figures: [PeopleFigure])] = []
        for what in DailyCount.all {
            found.append((what, try await dependencies.database.read { try $0.figures.recount(what) }))
        }
        let count = FigureCount(at: moment, milliseconds: Self.milliseconds(since: timer), entries: 0)
        try await dependencies.database.transaction { [found] tx in
            for (what, figures) in found { try tx.figures.keep(figures, of: what) }
            try tx.figures.mark(.people, count)
        }
    }

    private func countMoney(on dependencies: Dependencies) async throws {
        guard try await isDue(.money, on: dependencies) else { return }
        let (moment, timer) = (dependencies.moment(), ContinuousClock.now)
        let found = try await dependencies.database.read { try $0.figures.recountMoney() }
        let count = FigureCount(at: moment, milliseconds: Self.milliseconds(since: timer), entries: found.entries)
        try await dependencies.database.transaction { tx in
            try tx.figures.keep(found.figures)
            try tx.figures.mark(.money, count)
        }
    }

    private func isDue(_ kind: FigureCount.Kind, on dependencies: Dependencies) async throws -> Bool {
        guard let last = try await dependencies.database.read({ try $0.figures.counted(kind) }) else { return true }
        let pause = Span(milliseconds: last.milliseconds * Self.share)
        return dependencies.realNow() - last.at.real >= min(max(pause, Self.shortest), Self.longest)
    }

    private static func milliseconds(since start: ContinuousClock.Instant) -> Int64 {
        let passed = (ContinuousClock.now - start).components
        return passed.seconds * 1_000 + passed.attoseconds / 1_000_000_000_000_000
    }
}
