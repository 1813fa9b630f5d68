import Programme

/// The cloth of a draw as a drawing. Its colours are its own in both themes.
struct ClothDrawing: Sendable {
    let cloth: Cloth

    private static let square = "viewBox=\"0 0 15 15\""
    private static let warps = 8

    /// The cloth as a file of its own.
    var file: String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" \(Self.square) width="150" height="150" shape-rendering="crispEdges">\
        \(picture(0..<Cloth.side).text)</svg>
        """
    }

    /// Before the draw: threads of the warp, and nothing woven.
    static let bareFile = """
        <svg xmlns="http://www.w3.org/2000/svg" \(square) width="150" height="150">\
        <path d="\((0..<warps).map { "M\($0 * 2).5 0v15" }.joined())" stroke="#b9a985" stroke-width=".5"/></svg>
        """

    /// Pita: rows 4 to 10, two pixels a thread, repeated along the page's width.
    var band: HTML {
        """
        <svg class="pita" height="14" aria-hidden="true"><defs>\(pattern("pita", scale: 2, rows: 4..<11))</defs>\
        <rect width="100%" height="14" fill="url(#pita)"/></svg>
        """
    }

    /// At the upper and lower edge of a certificate, as wide as the sheet: rows 4 to 10, three pixels a thread.
    var hem: HTML {
        """
        <svg class="hem" height="21" aria-hidden="true"><defs>\(pattern("bingkai", scale: 3, rows: 4..<11))</defs>\
        <rect width="100%" height="21" fill="url(#bingkai)"/></svg>
        """
    }

    /// On the right of a card, as high as the card.
    var edge: HTML {
        """
        <svg class="weave" aria-hidden="true"><defs>\(pattern("kain", scale: 4, rows: 0..<Cloth.side))</defs>\
        <rect width="100%" height="100%" fill="url(#kain)"/></svg>
        """
    }

    /// What hangs from a table in a drawing is filled with `url(#meja)`: repeats 60 units wide and 44 high.
    var tablecloth: HTML { "<defs>\(pattern("meja", scale: 4, rows: 2..<13))</defs>" }

    private func pattern(_ id: String, scale: Int, rows: Range<Int>) -> HTML {
        """
        <pattern id="\(id)" width="\(Cloth.side * scale)" height="\(rows.count * scale)" \
        patternUnits="userSpaceOnUse"><g transform="scale(\(scale))" shape-rendering="crispEdges">\(picture(rows))</g>\
        </pattern>
        """
    }

    /// The threads of these rows on the ground, one unit a thread, from the origin.
    private func picture(_ rows: Range<Int>) -> HTML {
        """
        <path fill="\(cloth.ground.colour)" d="M0 0h15v\(rows.count)H0z"/>\
        \(path(.kapas, rows))\(path(.kunyit, rows))
        """
    }

    private func path(_ thread: Cloth.Thread, _ rows: Range<Int>) -> HTML {
        let runs = cloth.runs(of: thread, in: rows)
        guard !runs.isEmpty else { return .empty }
        let data = runs.map { "M\($0.column) \($0.row - rows.lowerBound)h\($0.length)v1h-\($0.length)z" }.joined()
        return "<path fill=\"\(thread.colour)\" d=\"\(data)\"/>"
    }
}
