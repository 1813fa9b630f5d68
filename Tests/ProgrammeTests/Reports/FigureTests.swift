import Programme
import Testing

@Suite("Figures of the reports")
struct FigureTests {
    @Test(
        "small numbers: fewer than ten people are hidden, and a single hidden count hides the next smallest",
        arguments: [
            ([0, 9, 12, 40], [0, nil, nil, 40]), ([3, 9, 40], [nil, nil, 40]), ([0, 10, 40], [0, 10, 40]),
            ([9], [nil]), ([9, 0], [nil, 0]), ([], []),
        ] as [([Int], [Int?])])
    func small(counts: [Int], shown: [Int?]) {
        #expect(SmallNumbers.hidden(counts) == shown)
    }

    @Test(
        "small numbers of provinces: while one is hidden, the zeros beside it are hidden too",
        .bug(id: "5.902", "A map of zeros with a single dash said in which province the few recipients live."),
        arguments: [
            ([0, 0, 3, 0], [nil, nil, nil, nil]), ([0, 12, 3], [nil, 12, nil]), ([40, 12, 3], [40, nil, nil]),
            ([0, 0], [0, 0]), ([0, 10], [0, 10]), ([3], [nil]), ([], []),
        ] as [([Int], [Int?])])
    func masked(counts: [Int], shown: [Int?]) {
        #expect(SmallNumbers.masked(counts) == shown)
    }

    @Test(
        "small amounts: the public's money is a multiple of what ten people get, and never more than it is",
        arguments: [
            (0, 0), (35_499_999, 0), (35_500_000, 35_500_000), (36_100_000, 35_500_000), (71_000_001, 71_000_000),
            (-600_000, 0),
        ] as [(Int64, Int64)])
    func amounts(exact: Int64, shown: Int64) {
        let unit = SmallAmounts.unit(perPerson: Rupiah(3_550_000))
        #expect(SmallAmounts.rounded(Rupiah(exact), to: unit) == Rupiah(shown))
        let balance = BudgetBalance(given: Rupiah(exact), places: [.paid: Rupiah(exact)])
        #expect(balance.rounded(to: unit) == BudgetBalance(given: Rupiah(exact), places: [.paid: Rupiah(shown)]))
    }

    @Test("places: every account of the ledger but the state's side is in exactly one")
    func places() {
        let accounts: [(LedgerAccount.Code, BudgetPlace?)] = [
            (.treasury, nil), (.cash(bank: "bni"), nil), (.programmeAvailable(edition: "3"), .available),
            (.waveCommitted(WaveAddress(1)), .committed), (.cardTraining(ID(1)), .card), (.cardIncentive(ID(1)), .card),
            (.purchaseEscrow(ID(1)), .escrow), (.partnerPayable(ID(1)), .payable), (.payoutClearing(ID(1)), .payable),
            (.sink(.paidIncentive), .paid), (.sink(.returned), .returned), (.suspense, .other),
        ]
        for (account, place) in accounts { #expect(BudgetPlace(account) == place, "\(account)") }
    }

    @Test("the map of tiles has 34 provinces, each on a tile of its own, with the inhabitants of the census")
    func tiles() {
        let tiles = ProvinceTile.all
        #expect(tiles.map(\.province) == Province.all)
        #expect(Set(tiles.map { $0.column * ProvinceTile.rows + $0.row }).count == 34)
        #expect(Set(tiles.map(\.letters)).count == 34)
        #expect(
            tiles.allSatisfy {
                (0..<ProvinceTile.columns).contains($0.column) && (0..<ProvinceTile.rows).contains($0.row)
            })
        #expect(tiles.reduce(0) { $0 + $1.inhabitants } == 270_203_917)
    }
}
