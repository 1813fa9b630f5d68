/// An amount of money: whole rupiah. There is no smaller unit in use and no floating point anywhere.
package struct Rupiah: Hashable, Comparable, Sendable {
    package let amount: Int64

    package init(_ amount: Int64) {
        self.amount = amount
    }

    package static let zero = Rupiah(0)

    package static func < (left: Rupiah, right: Rupiah) -> Bool { left.amount < right.amount }
    package static func + (left: Rupiah, right: Rupiah) -> Rupiah { Rupiah(left.amount + right.amount) }
    package static func - (left: Rupiah, right: Rupiah) -> Rupiah { Rupiah(left.amount - right.amount) }
    package static func * (left: Rupiah, right: Int) -> Rupiah { Rupiah(left.amount * Int64(right)) }
    package static func += (left: inout Rupiah, right: Rupiah) { left = left + right }
    package static func -= (left: inout Rupiah, right: Rupiah) { left = left - right }

    /// The part that `basisPoints` of ten thousand make, rounded down: whoever gets the rest gets the odd rupiah.
    package func share(basisPoints: Int) -> Rupiah {
        precondition((0...10_000).contains(basisPoints))
        let (high, low) = amount.multipliedFullWidth(by: Int64(basisPoints))
        return Rupiah(Int64(10_000).dividingFullWidth((high, low)).quotient)
    }
}

extension Rupiah: CustomStringConvertible, Codable {
    /// As Indonesia writes it: `Rp3.550.000`, `−Rp500`.
    package var description: String {
        (amount < 0 ? "−Rp" : "Rp") + grouped(amount)
    }

    package init(from decoder: any Decoder) throws {
        amount = try decoder.singleValueContainer().decode(Int64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(amount)
    }
}

/// Digits in groups of three with full stops, without a sign.
package func grouped(_ number: some BinaryInteger) -> String {
    let digits = String(number.magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0 { text.append(".") }
        text.append(digit)
    }
    return text
}
