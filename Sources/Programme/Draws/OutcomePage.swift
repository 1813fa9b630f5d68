import Foundation

/// What the draw decided about the entries of one `TicketPage`, in the same order.
package struct OutcomePage: Sendable, Equatable {
    /// For each entry: verdict u8, number of the pool u8, position u32, entries of the pool u32. All are 0 where the
    /// edition has no pool for the ticket.
    package let bytes: Data

    private static let lineBytes = 10

    package init(_ results: Draw.Results, of page: TicketPage) {
        var bytes = Data(capacity: page.count * Self.lineBytes)
        for line in 0..<page.count {
            let result = results[page.ticket(line)]
            let verdict: Draw.Verdict =
                switch result {
                case let result? where result.selected: .selected
                case let result? where result.isPassedOver: .passedOver
                default: .notSelected
                }
            bytes.append(verdict.rawValue)
            bytes.append(UInt8(result?.stratum.number ?? 0))
            bytes.append(bigEndian: UInt32(result?.position ?? 0))
            bytes.append(bigEndian: UInt32(result?.of ?? 0))
        }
        self.bytes = bytes
    }

    /// Nil unless the bytes are whole lines.
    package init?(bytes: Data) {
        guard bytes.count.isMultiple(of: Self.lineBytes) else { return nil }
        self.bytes = bytes
    }

    /// Nil where the edition has no pool for the ticket, and for a line that this page does not have.
    ///
    /// - Parameters:
    ///   - line: as on the `TicketPage`, from 0.
    ///   - ticket: of that line there.
    package func line(_ line: Int, ticket: Int) -> Draw.Line? {
        let start = line * Self.lineBytes
        guard line >= 0, start + Self.lineBytes <= bytes.count,
            let verdict = Draw.Verdict(rawValue: bytes.number(UInt8.self, at: start)),
            let stratum = Stratum(number: Int(bytes.number(UInt8.self, at: start + 1)))
        else { return nil }
        return Draw.Line(
            ticket: ticket, stratum: stratum, position: Int(bytes.number(UInt32.self, at: start + 2)),
            of: Int(bytes.number(UInt32.self, at: start + 6)), selected: verdict == .selected,
            isPassedOver: verdict == .passedOver)
    }
}
