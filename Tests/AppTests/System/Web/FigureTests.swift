import Testing

@testable import App

@Suite("Figures in tables")
struct FigureTests {
    static let columns: [(cells: [HTML], areFigures: Bool)] = [
        (["1.204", "–", "17"], true), (["Rp600.000", "<strong>Rp1.800.000</strong>"], true),
        (["57 (98%)", "3 / 20"], true), (["–", ""], false), (["12 Mei 2020", "3"], false),
        (["<a href=\"/kantor/gelombang/1\">Gelombang 1</a>"], false), (["8271 •••• •••• 0011"], false),
        (["127.0.0.1"], false), (["Rp1.250.000", "Rp19.999.996.450.000"], true),
    ]

    @Test("a column of numbers is recognised, and one with anything else is not", arguments: columns)
    func recognised(cells: [HTML], areFigures: Bool) {
        #expect(Figure.fill(cells) == areFigures)
    }

    @Test("a column of figures has its heading and its cells flush right")
    func table() {
        let table = Part.table(
            caption: "", ["Bagian", "Jumlah"], [["Kartu", "Rp600.000"], ["Ditahan", "Rp0"]], empty: ""
        ).text
        #expect(table.matches(of: /class="figure"/).count == 3)
        #expect(table.contains("<th scope=\"col\" class=\"figure\">Jumlah</th>"))
    }
}
