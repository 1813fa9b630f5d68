import Programme

/// A flow in which every stage passes on what does not stay: money on its way from the state to people. The places
/// where it ends are labelled at the right, with their amounts, and each amount is drawn once.
struct FlowChart {
    struct End {
        let label: String
        let text: String
        let value: Int64
        /// The stage that it leaves the flow at, from 0.
        let stage: Int
        let colour: ChartColour
    }

    /// A sentence that says what the flow shows, and one with its numbers.
    let title: String
    let description: String
    /// Short: they stand above their stage, every second one lower, so that neighbours have room.
    let stages: [String]
    /// In the order of their stages: what leaves first comes first.
    let ends: [End]

    private enum Size {
        static let width = 312, stageWidth = 36, left = 2, node = 9
        static let turn = 122, end = 142, text = 156
        static let top = 42, flow: Int64 = 190
        /// Letters that fit beside an end, and the height of one line of them.
        static let letters = 20, boldLetters = 17, line = 16
    }

    private struct Drawn {
        let end: End
        let height: Int
        /// Where it leaves its stage, and where it arrives.
        let from: Int
        let to: Int
        /// The label and the amount, in as many lines as they need.
        let lines: [String]
        let amount: [String]

        /// What both need at least.
        var slot: Int { FlowChart.slot(lines, amount) }
    }

    private static func slot(_ lines: [String], _ amount: [String]) -> Int {
        (lines.count + amount.count) * Size.line + 8
    }

    /// The words in lines that fit between the ends and the edge of the drawing.
    private static func lines(of label: String, letters: Int = Size.letters) -> [String] {
        label.split(separator: " ").reduce(into: []) { lines, word in
            if let last = lines.last, last.count + 1 + word.count <= letters {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(String(word))
            }
        }
    }

    var html: HTML {
        let drawn = layout
        let bottom = (drawn.last.map { $0.to + max($0.height, $0.slot) } ?? Size.top) + 4
        func stage(_ item: (offset: Int, element: String)) -> HTML {
            let x = Size.left + item.offset * Size.stageWidth
            let passing = drawn.filter { $0.end.stage >= item.offset }
            guard let first = passing.first, let last = passing.last else { return .empty }
            let height = last.from + last.height - first.from
            return """
                <text class="stage" x="\(x)" y="\(item.offset.isMultiple(of: 2) ? 14 : 32)">\(item.element)</text>\
                <path class="c5" d="M\(x) \(first.from)h\(Size.node)v\(height)h-\(Size.node)z"/>
                """
        }
        return """
            <svg class="chart flow" viewBox="0 0 \(Size.width) \(bottom)" role="img" aria-labelledby="aliran aliran-isi">\
            <title id="aliran">\(title)</title><desc id="aliran-isi">\(description)</desc>
            \(each: drawn, ribbon)\(each: stages.enumerated(), stage)\(each: drawn, label)</svg>
            """
    }

    /// A place without money has a label and no ribbon.
    private var layout: [Drawn] {
        let whole = max(1, ends.reduce(0) { $0 + max(0, $1.value) })
        var (from, to) = (Size.top, Size.top)
        return ends.map { end in
            let share = Double(max(0, end.value)) / Double(whole) * Double(Size.flow)
            let height = end.value > 0 ? max(1, Int(share)) : 0
            let (lines, amount) = (Self.lines(of: end.label), Self.lines(of: end.text, letters: Size.boldLetters))
            defer {
                from += height
                to += max(height + 4, Self.slot(lines, amount))
            }
            return Drawn(end: end, height: height, from: from, to: to, lines: lines, amount: amount)
        }
    }

    private func ribbon(_ drawn: Drawn) -> HTML {
        guard drawn.height > 0 else { return .empty }
        let x = Size.left + drawn.end.stage * Size.stageWidth + Size.node
        let middle = (Size.turn + Size.end) / 2
        let (top, low) = (drawn.from, drawn.from + drawn.height)
        return """
            <path class="ribbon \(drawn.end.colour.rawValue)" d="M\(x) \(top)H\(Size.turn)C\(middle) \(top) \(middle) \
            \(drawn.to) \(Size.end) \(drawn.to)v\(drawn.height)C\(middle) \(drawn.to + drawn.height) \(middle) \(low) \
            \(Size.turn) \(low)H\(x)z"/>
            """
    }

    private func label(_ drawn: Drawn) -> HTML {
        let node: HTML =
            drawn.height > 0
            ? "<path class=\"\(drawn.end.colour.rawValue)\" d=\"M\(Size.end) \(drawn.to)h\(Size.node)v\(drawn.height)h-\(Size.node)z\"/>"
            : .empty
        let first = drawn.to + 12
        func line(_ line: (offset: Int, element: String)) -> HTML {
            "<tspan x=\"\(Size.text)\" y=\"\(first + line.offset * Size.line)\">\(line.element) </tspan>"
        }
        func amountLine(_ one: (offset: Int, element: String)) -> HTML {
            line((one.offset + drawn.lines.count, one.element))
        }
        return """
            \(node)<text>\(each: drawn.lines.enumerated(), line)</text>\
            <text class="amount">\(each: drawn.amount.enumerated(), amountLine)</text>
            """
    }
}
