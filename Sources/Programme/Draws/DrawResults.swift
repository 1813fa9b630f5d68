extension Draw {
    /// What a draw decided about one ticket, with the number it is stored under.
    package enum Verdict: UInt8, Sendable {
        case notSelected = 0
        case selected = 1
        /// Its rank was reached while there were places, and only the household limit kept it from one.
        case passedOver = 2
    }

    /// The outcome of every ticket, in eight bytes each: a line of its own for each of ten million would not fit in
    /// memory.
    package struct Results: Sendable {
        /// The pool in which a ticket was last drawn, and its position there.
        struct Compact: Sendable {
            let verdict: Verdict
            /// Number of the pool; 0 where the edition has no pool for the ticket.
            let stratum: UInt8
            let position: UInt32

            static let unranked = Compact(verdict: .notSelected, stratum: 0, position: 0)
        }

        /// In the order in which they were drawn; empty pools are left out.
        package let pools: [Pool]
        private let results: [Compact]
        /// How many entries were ranked, by the number of the pool.
        private let sizes: [Int: Int]

        init(_ results: [Compact], pools: [Pool]) {
            self.results = results
            self.pools = pools
            sizes = Dictionary(pools.map { ($0.stratum.number, $0.entries) }, uniquingKeysWith: { $1 })
        }

        /// Nil where the edition has no pool for the ticket.
        package subscript(ticket: Int) -> Line? {
            let result = results[ticket - 1]
            guard let stratum = Stratum(number: Int(result.stratum)), let size = sizes[stratum.number] else {
                return nil
            }
            return Line(
                ticket: ticket, stratum: stratum, position: Int(result.position), of: size,
                selected: result.verdict == .selected, isPassedOver: result.verdict == .passedOver)
        }

        /// Every ticket that was ranked, by number; for draws small enough.
        package var lines: [Line] { (1...max(1, results.count)).prefix(results.count).compactMap { self[$0] } }
    }
}
