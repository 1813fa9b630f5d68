import Foundation
import Programme
import TestSupport
import Testing

@testable import App

@Suite("Charts")
struct ChartTests {
    /// Bytes of one drawing, without the table beneath it.
    private static let heaviest = 6_000

    @Test("a chart is below six kilobytes, has a title for screen readers, and neither style nor script")
    func light() throws {
        let t = Words.indonesian
        let flow = BudgetFlow(t: t, balance: Figures.sample.balance).html.text
        let map = ProvinceMap(t: t, cards: Figures.sample.byProvince(.step(.card)), shown: { $0 }).html.text
        let start = try #require(map.range(of: "<svg class=\"chart map\""))
        let end = try #require(map.range(of: "</svg>", range: start.upperBound..<map.endIndex))
        for chart in [flow, String(map[start.lowerBound..<end.upperBound])] {
            #expect(chart.utf8.count < Self.heaviest, "\(chart.utf8.count)")
            #expect(chart.contains("role=\"img\"") && chart.contains("<title"))
            #expect(!chart.contains("style=") && !chart.contains("<script"))
        }
        #expect(flow.contains("<desc id=\"aliran-isi\">Belum terikat: Rp17 triliun"))
    }

    @Test("levels: the colours part the values into about equal numbers, and the legend says where")
    func levels() {
        let scale = TileMap.Scale(Array(1...10))
        #expect(scale.limits == [3, 5, 7, 9])
        #expect([1, 2, 3, 8, 9, 10].map(scale.level) == [1, 1, 2, 4, 5, 5])
        #expect(scale.legend(.indonesian) == ["di bawah 3", "3–4", "5–6", "7–8", "9 ke atas"])
        #expect(TileMap.Scale([4, 4, 4]).legend(.indonesian) == ["semua"])
        #expect(TileMap.Scale([]).level(of: 0) == 1)
    }

    @Test(
        "a percentage is the nearest one, and neither nothing nor the whole unless it is so",
        .bug(id: "5.494", "Percentages were cut: 16 of 18 were 88%, and 2 of 3 were 66%."),
        arguments: [
            (16, 18, "89%"), (2, 3, "67%"), (1, 3, "33%"), (199, 200, "99%"), (200, 200, "100%"),
            (1, 1_000, "kurang dari 1%"), (999, 1_000, "lebih dari 99%"), (0, 18, "0%"), (0, 0, "0%"), (3, 2, "150%"),
        ] as [(Int, Int, String)])
    func percent(part: Int, whole: Int, words: String) {
        #expect(Words.indonesian.percent(part, of: whole) == words)
    }

    @Test(
        "short amounts are cut, never rounded up",
        arguments: [
            (582_299_999_999, "Rp582,2 miliar"), (20_000_000_000_000, "Rp20 triliun"), (600_000, "Rp600.000"),
            (1_500_000, "Rp1,5 juta"), (0, "Rp0"), (17_004_000_000_000, "Rp17 triliun"),
        ] as [(Int64, String)])
    func brief(amount: Int64, words: String) {
        #expect(FigureWords(t: .indonesian).brief(Rupiah(amount)) == words)
    }
}
