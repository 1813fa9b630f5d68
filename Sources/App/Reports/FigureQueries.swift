import Programme
import Storage

extension Transaction {
    var figures: FigureQueries { FigureQueries(tx: self) }
}

/// The figures of the reports as last counted. The only writer of `daily_count`, `budget_figure` and `figure_count`.
struct FigureQueries {
    let tx: Transaction

    // MARK: - People

    func people() throws -> [PeopleFigure] {
        try tx.rows("SELECT what, day, wave_id, province, people FROM daily_count WHERE people > 0").map(
            PeopleFigure.init)
    }

    /// Stores a new count of one thing: only rows that changed are written, which are those of the last days.
    func keep(_ found: [PeopleFigure], of what: DailyCount) throws {
        let stored = try tx.rows(
            "SELECT what, day, wave_id, province, people FROM daily_count WHERE what = \(what.name)"
        ).map(PeopleFigure.init)
        var known = Dictionary(uniqueKeysWithValues: stored.map { ($0.place, $0.people) })
        for figure in found where known.removeValue(forKey: figure.place) != figure.people { try write(figure) }
        for (place, people) in known where people > 0 { try write(PeopleFigure(what: what.name, place, people: 0)) }
    }

    private func write(_ figure: PeopleFigure) throws {
        let place = figure.place
        try tx.send(
            """
            INSERT INTO daily_count (what, day, wave_id, province, people)
            VALUES (\(figure.what), \(place.day), \(place.wave), \(place.province), \(figure.people))
            ON CONFLICT (what, day, wave_id, province) DO UPDATE SET people = excluded.people
            """)
    }

    // MARK: - Money

    func money() throws -> [MoneyFigure] {
        try tx.rows("SELECT scope, edition, wave_id, province, place, amount FROM budget_figure").map(MoneyFigure.init)
    }

    func keep(_ figures: [MoneyFigure]) throws {
        try tx.run("DELETE FROM budget_figure")
        for figure in figures {
            try tx.send(
                """
                INSERT INTO budget_figure (scope, edition, wave_id, province, place, amount)
                VALUES (\(figure.isWhole ? "whole" : "part"), \(figure.edition), \(figure.wave), \(figure.province),
                    \(figure.place), \(figure.amount))
                """)
        }
    }

    // MARK: - When

    func counted(_ kind: FigureCount.Kind) throws -> FigureCount? {
        try tx.row(
            """
            SELECT counted_at, programme_at, milliseconds, entries
            FROM figure_count
            WHERE kind = \(kind.rawValue)
            """
        ).map(FigureCount.init)
    }

    func mark(_ kind: FigureCount.Kind, _ count: FigureCount) throws {
        try tx.run(
            """
            INSERT INTO figure_count (kind, counted_at, programme_at, milliseconds, entries)
            VALUES (\(kind.rawValue), \(count.at.real), \(count.at.programme), \(count.milliseconds), \(count.entries))
            ON CONFLICT (kind) DO UPDATE
            SET counted_at = excluded.counted_at, programme_at = excluded.programme_at,
                milliseconds = excluded.milliseconds, entries = excluded.entries
            """)
    }
}

/// How many people reached something on one day, of one wave and province.
struct PeopleFigure: Sendable, Equatable {
    struct Place: Hashable, Sendable {
        /// Days since 1970-01-01 in WIB.
        let day: Int64
        /// 0 before a wave.
        let wave: Int64
        /// 0 where it is not known.
        let province: Int
    }

    let what: String
    let place: Place
    let people: Int

    init(what: String, _ place: Place, people: Int) {
        (self.what, self.place, self.people) = (what, place, people)
    }

    fileprivate init(_ row: Row) throws {
        try self.init(what: row["what"], row)
    }

    init(what: String, _ row: Row) throws {
        try self.init(
            what: what, Place(day: row["day"], wave: row["wave_id"], province: row["province"]), people: row["people"])
    }
}

/// Money in one place: of the whole programme, or of one edition, wave and province.
struct MoneyFigure: Sendable, Equatable {
    let isWhole: Bool
    let edition: String
    let wave: Int64
    let province: Int
    /// A `BudgetPlace`, or one of the two below.
    let place: String
    let amount: Rupiah

    /// Of the whole: what the state gave.
    static let given = "given"
    /// Of a part: owed to or with partners and people. The ledger tells these two apart for the whole only.
    static let passedOn = "passed-on"

    static func whole(_ place: String, _ amount: Rupiah) -> MoneyFigure {
        MoneyFigure(isWhole: true, edition: "", wave: 0, province: 0, place: place, amount: amount)
    }

    init(isWhole: Bool, edition: String, wave: Int64, province: Int, place: String, amount: Rupiah) {
        (self.isWhole, self.edition, self.wave, self.province) = (isWhole, edition, wave, province)
        (self.place, self.amount) = (place, amount)
    }

    fileprivate init(_ row: Row) throws {
        let scope: String = try row["scope"]
        try self.init(
            isWhole: scope == "whole", edition: row["edition"], wave: row["wave_id"], province: row["province"],
            place: row["place"], amount: row["amount"])
    }
}

/// When figures were counted.
struct FigureCount: Sendable, Equatable {
    enum Kind: String { case people, money }

    let at: Moment
    let milliseconds: Int64
    let entries: Int

    init(at: Moment, milliseconds: Int64, entries: Int) {
        (self.at, self.milliseconds, self.entries) = (at, milliseconds, entries)
    }

    fileprivate init(_ row: Row) throws {
        at = try Moment(programme: row["programme_at"], real: row["counted_at"])
        milliseconds = try row["milliseconds"]
        entries = try row["entries"]
    }

    static func == (left: FigureCount, right: FigureCount) -> Bool {
        left.at.real == right.at.real && left.entries == right.entries
    }
}
