import Programme
import Storage

/// The figures as last counted, held in memory: the same for every reader, without data about one person.
struct Figures: Sendable {
    /// By what they count: a page adds up each kind several times.
    let people: [String: [PeopleFigure]]
    let money: [MoneyFigure]
    let peopleCount: FigureCount?
    let moneyCount: FigureCount?
    /// Every wave that has begun, by its id, in the order of their openings.
    let waves: [Wave]

    /// Which part of the programme is looked at.
    struct Filter: Sendable, Equatable {
        var wave: ID<Wave>?
        var province: Int?
        var edition: String?
        /// Only what happened before this day: the public reads whole days.
        var before: Int64?
    }

    /// How long a reader may see figures older than the last count.
    private static let fresh = Span.seconds(5)
    /// How long one count is kept; a newer one has another name.
    private static let kept = Span.minutes(10)

    /// Reads them once for each count.
    static func latest(on dependencies: Dependencies) async throws -> Figures {
        let now = dependencies.realNow()
        let counted = try await dependencies.publicCache.value("figures-counted", for: fresh, now: now) {
            try await dependencies.database.read { tx in
                [try tx.figures.counted(.people), try tx.figures.counted(.money)]
            }
        }
        let mark = counted.map { "\($0?.at.real.milliseconds ?? 0)" }.joined(separator: "-")
        return try await dependencies.publicCache.value("figures-\(mark)", for: kept, now: now) {
            try await dependencies.database.read { tx in
                Figures(
                    people: Dictionary(grouping: try tx.figures.people(), by: \.what),
                    money: try tx.figures.money(), peopleCount: counted[0],
                    moneyCount: counted[1],
                    waves: (try tx.waves.begun(notOf: "").map(\.wave)).sorted {
                        ($0.opensAt, $0.id) < ($1.opensAt, $1.id)
                    })
            }
        }
    }

    // MARK: - People

    func count(_ what: DailyCount, _ filter: Filter = Filter()) -> Int {
        matching(what, filter).reduce(0) { $0 + $1.people }
    }

    /// By province; 0 is unknown.
    func byProvince(_ what: DailyCount, _ filter: Filter = Filter()) -> [Int: Int] {
        matching(what, filter).reduce(into: [:]) { $0[$1.place.province, default: 0] += $1.people }
    }

    func byWave(_ what: DailyCount, _ filter: Filter = Filter()) -> [Int64: Int] {
        matching(what, filter).reduce(into: [:]) { $0[$1.place.wave, default: 0] += $1.people }
    }

    /// The last `days` days up to `end`, days without people included.
    func byDay(_ what: DailyCount, _ filter: Filter = Filter(), days: Int, to end: Int64) -> [(day: Int64, people: Int)]
    {
        let counts = matching(what, filter).reduce(into: [Int64: Int]()) { $0[$1.place.day, default: 0] += $1.people }
        return (end - Int64(days) + 1...end).map { ($0, counts[$0] ?? 0) }
    }

    private func matching(_ what: DailyCount, _ filter: Filter) -> some Sequence<PeopleFigure> {
        (people[what.name] ?? []).lazy.filter { figure in
            (filter.wave == nil || figure.place.wave == filter.wave?.rawValue)
                && (filter.province == nil || figure.place.province == filter.province)
                && (filter.before.map { figure.place.day < $0 } ?? true)
        }
    }

    // MARK: - Money

    /// The ledger's accounts added up.
    var balance: BudgetBalance {
        var given = Rupiah.zero
        var places: [BudgetPlace: Rupiah] = [:]
        for figure in money where figure.isWhole {
            if let place = BudgetPlace(rawValue: figure.place) { places[place] = figure.amount }
            if figure.place == MoneyFigure.given { given = figure.amount }
        }
        return BudgetBalance(given: given, places: places)
    }

    /// The parts that the filter names, added up by place.
    func parts(_ filter: Filter = Filter()) -> [String: Rupiah] {
        money.filter { figure in
            !figure.isWhole && (filter.wave == nil || figure.wave == filter.wave?.rawValue)
                && (filter.province == nil || figure.province == filter.province)
                && (filter.edition == nil || figure.edition == filter.edition)
        }.reduce(into: [:]) { $0[$1.place, default: .zero] += $1.amount }
    }

    /// Whether the parts by wave and province are the same money as the whole, to the rupiah.
    var partsAgree: Bool {
        let (parts, whole) = (parts(), balance)
        let same: [BudgetPlace] = [.available, .committed, .card, .escrow, .returned]
        return same.allSatisfy { whole[$0] == parts[$0.rawValue] ?? .zero }
            && whole[.payable] + whole[.paid] == parts[MoneyFigure.passedOn] ?? .zero
    }
}

extension Instant {
    /// Days since 1970-01-01 in WIB, as the figures have them.
    var figureDay: Int64 { Zone.wib.date(of: self).daysSinceEpoch }
}
