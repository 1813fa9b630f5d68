/// The programme's mark: nine diamonds on a lattice turned by 45°, the edges gold, the middle blue. The stylesheet gives
/// the corners the colour that shows on the ground behind them.
enum Mark {
    static let html = drawing(size: 30)

    /// - Parameter size: in pixels.
    static func drawing(size: Int) -> HTML {
        func path(_ kind: String, _ places: [Int]) -> HTML {
            let data = places.map { place in
                let (row, column) = (place / 3, place % 3)
                return "M\(17 + (row - column) * 5) \(13 + (row + column - 2) * 5)l4 4-4 4-4-4z"
            }
            return "<path class=\"\(kind)\" d=\"\(data.joined())\"/>"
        }
        return """
            <svg class="nine" viewBox="0 0 34 34" width="\(size)" height="\(size)" aria-hidden="true">\
            \(path("corner", [0, 2, 6, 8]))\(path("edge", [1, 3, 5, 7]))\(path("middle", [4]))</svg>
            """
    }
}
