/// An amount of money: whole rupiah. There is no smaller unit in use and no floating point anywhere.
package struct Rupiah: Hashable, Comparable, Sendable {
    package let amount: Int64

    package init(_ amount: Int64) {
        self.amount = amount
    }

    package static let zero = Rupiah(0)

    /// The valid range of an amount from outside, in rupiah: fifty times the budget of the whole programme, and so far
    /// below `Int64.max` that sums of thousands of amounts cannot overflow.
    package static let range: ClosedRange<Int64> = -1_000_000_000_000_000...1_000_000_000_000_000
    /// The same without negative amounts.
    package static let price: ClosedRange<Int64> = 0...1_000_000_000_000_000

    package static func < (left: Rupiah, right: Rupiah) -> Bool { left.amount < right.amount }
    package static func + (left: Rupiah, right: Rupiah) -> Rupiah { Rupiah(left.amount + right.amount) }
    package static func - (left: Rupiah, right: Rupiah) -> Rupiah { Rupiah(left.amount - right.amount) }
    /// Clamped to 10^18 rupiah, a thousand times `range`: products of an edition's values cannot overflow, and the
    /// edition's check reports the wrong total.
    package static func * (left: Rupiah, right: Int) -> Rupiah {
        let (product, overflow) = left.amount.multipliedReportingOverflow(by: Int64(right))
        guard overflow || product.magnitude > UInt64(largestProduct) else { return Rupiah(product) }
        return Rupiah((left.amount < 0) == (right < 0) ? largestProduct : -largestProduct)
    }

    private static let largestProduct: Int64 = 1_000_000_000_000_000_000
    package static func += (left: inout Rupiah, right: Rupiah) { left = left + right }
    package static func -= (left: inout Rupiah, right: Rupiah) { left = left - right }

    /// `basisPoints` hundredths of a percent of the amount, rounded down: the recipient of the rest gets the odd
    /// rupiah. `basisPoints` is clamped to 0...10,000.
    package func share(basisPoints: Int) -> Rupiah {
        let (high, low) = amount.multipliedFullWidth(by: Int64(min(max(basisPoints, 0), 10_000)))
        return Rupiah(Int64(10_000).dividingFullWidth((high, low)).quotient)
    }
}

extension Rupiah: CustomStringConvertible, Codable {
    /// In Indonesian notation: `Rp3.550.000`, `−Rp500`.
    package var description: String {
        (amount < 0 ? "−Rp" : "Rp") + grouped(amount)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        amount = try container.decode(Int64.self)
        guard Self.range.contains(amount) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "\(amount) rupiah are more than anything costs: write a smaller amount"
            )
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(amount)
    }
}

/// The digits in groups of three separated by full stops, without a sign.
package func grouped(_ number: some BinaryInteger) -> String {
    let digits = String(number.magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0 { text.append(".") }
        text.append(digit)
    }
    return text
}
