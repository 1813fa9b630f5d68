extension Rupiah {
    /// The amounts a partner's request may contain, in rupiah. No course costs more: a larger amount is a mistake of
    /// the sending program.
    package static let written: ClosedRange<Int64> = 1...1_000_000_000

    /// Parses an amount as partners' programs write it: `250000`, `250000.0`, `250000.00`, with blanks around it.
    ///
    /// The point separates rupiah from sen, so at most two digits may follow it: `250.000` is refused, because it could
    /// be read as 250,000 or as 250.
    package init(written text: String) throws(RupiahRefusal) {
        let trimmed = text.trimmingWhitespace()
        // A negative amount is readable, and out of range like zero.
        let isNegative = trimmed.hasPrefix("-")
        let parts = (isNegative ? String(trimmed.dropFirst()) : trimmed).split(
            separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first, (1...2).contains(parts.count), !whole.isEmpty, whole.allSatisfy(\.isASCIIDigit)
        else { throw .unreadable }
        if parts.count == 2 {
            guard (1...2).contains(parts[1].count), parts[1].allSatisfy(\.isASCIIDigit) else { throw .unreadable }
            guard parts[1].allSatisfy({ $0 == "0" }) else { throw .fraction }
        }
        guard !isNegative, let amount = Int64(whole, in: Self.written) else { throw .outOfRange }
        self.init(amount)
    }
}

/// Why a written amount is refused.
package enum RupiahRefusal: Refusal {
    case unreadable
    /// Sen: the programme's smallest unit is the rupiah.
    case fraction
    /// Zero, negative, or more than `Rupiah.written` allows.
    case outOfRange

    package var code: String {
        switch self {
        case .unreadable: "amount.unreadable"
        case .fraction: "amount.fraction"
        case .outOfRange: "amount.out-of-range"
        }
    }
}
