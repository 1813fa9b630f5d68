import Programme

extension Figures {
    /// The day after the last one of `sample`.
    static let sampleDay = Wave.sample.closesAt.figureDay

    /// For previews: figures of the size that the first four waves had.
    static let sample: Figures = {
        let steps: [(FunnelStep, Int)] = [
            (.account, 9_410_000), (.identity, 5_310_000), (.sent, 4_902_000), (.eligible, 4_466_000),
            (.joined, 4_130_000), (.selected, 844_918), (.card, 844_918), (.bought, 681_402), (.completed, 402_117),
            (.paid, 288_640),
        ]
        let whole = ProvinceTile.all.reduce(0) { $0 + $1.inhabitants }
        let people = steps.flatMap { step, people in
            ProvinceTile.all.map { tile in
                PeopleFigure(
                    what: step.rawValue,
                    PeopleFigure.Place(
                        day: sampleDay - 1, wave: FunnelBars.beforeWave.contains(step) ? 0 : Wave.sample.id.rawValue,
                        province: Int(tile.province.code, in: 11...97) ?? 0),
                    people: people / 1_000 * (tile.inhabitants / 1_000) / (whole / 1_000) * 1_000 + 40)
            }
        }
        let amounts: [(BudgetPlace, Int64)] = [
            (.available, 17_000_000_000_000), (.committed, 2_130_000_000_000), (.card, 590_000_000_000),
            (.escrow, 50_000_000_000), (.payable, 20_000_000_000), (.paid, 190_000_000_000),
            (.returned, 20_000_000_000),
        ]
        let given = amounts.reduce(Int64(0)) { $0 + $1.1 }
        let parts = amounts.map { place, amount in
            MoneyFigure(
                isWhole: false, edition: "3", wave: place == .available ? 0 : Wave.sample.id.rawValue, province: 0,
                place: place == .payable || place == .paid ? MoneyFigure.passedOn : place.rawValue,
                amount: Rupiah(place == .paid ? 210_000_000_000 : amount))
        }.filter { $0.place != MoneyFigure.passedOn || $0.amount == Rupiah(210_000_000_000) }
        let at = Moment(programme: Wave.sample.closesAt, real: Wave.sample.closesAt)
        return Figures(
            people: Dictionary(grouping: people, by: \.what),
            money: amounts.map { MoneyFigure.whole($0.rawValue, Rupiah($1)) } + parts
                + [.whole(MoneyFigure.given, Rupiah(given))],
            peopleCount: FigureCount(at: at, milliseconds: 900, entries: 0),
            moneyCount: FigureCount(at: at, milliseconds: 400, entries: 1_204_551), waves: [.sample])
    }()
}
