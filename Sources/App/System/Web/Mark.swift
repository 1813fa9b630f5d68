/// The programme's mark: nine diamonds on a lattice turned by 45°, the edges gold, the middle blue. The stylesheet gives
/// the corners the colour that shows on the ground behind them.
enum Mark {
    static let html = drawing(size: 30)

    /// - Parameter size: in pixels.
    static func drawing(size: Int) -> HTML {
        func diamond(_ place: Int) -> HTML {
            let (row, column) = (place / 3, place % 3)
            let (x, y) = (17 + (row - column) * 5, 17 + (row + column - 2) * 5)
            let kind = place == 4 ? "middle" : place % 2 == 0 ? "corner" : "edge"
            return "<path class=\"\(kind)\" d=\"M\(x) \(y - 4)l4 4-4 4-4-4z\"/>"
        }
        return """
            <svg class="nine" viewBox="0 0 34 34" width="\(size)" height="\(size)" aria-hidden="true">\
            \(each: 0..<9, diamond)</svg>
            """
    }
}
