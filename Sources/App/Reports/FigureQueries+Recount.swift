import Programme
import Storage

/// What `prakerja ledger verify` adds up again. In English.
extension FigureQueries {
    /// Places of the budget whose figure is not what the books give. Compared while the books have the entries that were
    /// counted: later entries are in the next count, which replaces every figure.
    func discrepancies() throws -> [String] {
        guard let counted = try counted(.money) else { return [] }
        let (figures, entries) = try recountMoney()
        guard counted.entries <= entries else {
            return ["the budget's figures name \(counted.entries) entries, but the books have \(entries)"]
        }
        guard counted.entries == entries else { return [] }
        func amounts(_ figures: [MoneyFigure]) -> [String: Rupiah] {
            Dictionary(figures.map { ($0.name, $0.amount) }, uniquingKeysWith: +)
        }
        let (stored, now) = (amounts(try money()), amounts(figures))
        return Set(stored.keys).union(now.keys).sorted().filter { stored[$0] != now[$0] }.map {
            "the budget's figure of \($0) is \(stored[$0] ?? .zero), but the books give \(now[$0] ?? .zero)"
        }
    }
}

extension MoneyFigure {
    fileprivate var name: String {
        isWhole ? place : "\(place) of edition \(edition), wave \(wave), province \(province)"
    }
}
