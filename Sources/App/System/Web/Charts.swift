import Programme

/// A colour of a chart: a class of the stylesheet, so that both themes have their own.
enum ChartColour: String, Sendable {
    /// From light to dark; the last is the strongest.
    case c1, c2, c3, c4, c5
    /// What the reader should look at.
    case now
    case good
    case bad
}

/// Horizontal bars as a list of label, number and drawn length, so that the list is its own table.
struct BarList {
    struct Row {
        let label: String
        /// The number as it is read.
        let text: String
        /// What the bar is stacked of.
        let parts: [(value: Int64, colour: ChartColour)]
        var path: String?

        init(_ label: String, _ text: String, _ value: Int64, _ colour: ChartColour = .c4, path: String? = nil) {
            (self.label, self.text, self.path) = (label, text, path)
            parts = [(value, colour)]
        }

        init(_ label: String, _ text: String, parts: [(value: Int64, colour: ChartColour)]) {
            (self.label, self.text, self.parts) = (label, text, parts)
        }

        fileprivate var length: Int64 { parts.reduce(0) { $0 + max(0, $1.value) } }
    }

    let rows: [Row]

    /// The bar of the largest row, in units of the drawing. A bar of something is at least `least` long.
    private static let full: Int64 = 1_000
    private static let least: Int64 = 4

    var html: HTML {
        let most = max(1, rows.map(\.length).max() ?? 1)
        func bar(_ row: Row) -> HTML {
            var x: Int64 = 0
            func piece(_ part: (value: Int64, colour: ChartColour)) -> HTML {
                guard part.value > 0 else { return .empty }
                let length = max(Self.least, Int64(Double(part.value) / Double(most) * Double(Self.full)))
                defer { x += length }
                return "<path class=\"\(part.colour.rawValue)\" d=\"M\(x) 0h\(length)v16h-\(length)z\"/>"
            }
            let label: HTML = row.path.map { "<a href=\"\($0)\">\(row.label)</a>" } ?? "<span>\(row.label)</span>"
            return """
                <li>\(label)<strong>\(row.text)</strong>\
                <svg viewBox="0 0 1000 16" preserveAspectRatio="none" aria-hidden="true">\(each: row.parts, piece)</svg></li>
                """
        }
        return "<ul class=\"bars\">\(each: rows, bar)</ul>"
    }
}

/// Columns over days, with the table of the same numbers folded away beneath.
struct ColumnChart {
    struct Column {
        let label: String
        let text: String
        let value: Int64
        var colour = ChartColour.c4
    }

    /// A sentence that says what the columns show.
    let title: String
    let columns: [Column]
    /// The headings of the table: what a row is, and what is counted.
    let headings: (String, String)
    let tableLabel: String

    private static let height: Int64 = 100

    var html: HTML {
        guard let first = columns.first, let last = columns.last else { return .empty }
        let most = max(1, columns.map(\.value).max() ?? 1)
        let largest = columns.first { $0.value == most }?.text ?? ""
        func path(_ colour: ChartColour) -> HTML {
            let own = columns.enumerated().filter { $0.element.colour == colour && $0.element.value > 0 }
            guard !own.isEmpty else { return .empty }
            func column(_ item: (offset: Int, element: Column)) -> HTML {
                let height = max(1, item.element.value * Self.height / most)
                return "M\(item.offset * 10 + 1) \(Self.height)v-\(height)h8v\(height)z"
            }
            return "<path class=\"\(colour.rawValue)\" d=\"\(each: own, column)\"/>"
        }
        func row(_ column: Column) -> [HTML] { ["\(column.label)", "\(column.text)"] }
        let colours: [ChartColour] = [.c1, .c2, .c3, .c4, .c5, .now, .good, .bad]
        return """
            <div class="chart"><p class="axis"><span>\(largest)</span></p>
            <svg class="chart-columns" viewBox="0 0 \(columns.count * 10) 100" preserveAspectRatio="none" role="img" \
            aria-label="\(title)"><title>\(title)</title>\(each: colours, path)</svg>
            <p class="axis"><span>\(first.label)</span><span>\(last.label)</span></p></div>
            \(Part.details(
                tableLabel,
                Part.table(caption: title, [headings.0, headings.1], columns.map(row), empty: "")))
            """
    }
}
