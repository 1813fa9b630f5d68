/// Whole numbers that were written outside: in an address, a form, a header, a file or an answer. Each is read with the
/// range in which what follows can reckon with it, because Swift ends the process when a sum or a product overflows.
extension FixedWidthInteger {
    /// Reads decimal digits, with a minus in front where `range` has negative numbers. Zeros in front are allowed, as
    /// people type them in dates.
    ///
    /// Nil for anything else: a plus, a blank, a fraction, no digit at all, or a number outside of `range`.
    package init?(_ text: some StringProtocol, in range: ClosedRange<Self>) {
        let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        guard !digits.isEmpty, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let number = Self(text, radix: 10), range.contains(number)
        else { return nil }
        self = number
    }

    /// The same, but a number beyond `range` counts as its nearest end, however many digits it has: for how long
    /// another system asks us to wait, or lets us go on.
    package init?(clamping text: some StringProtocol, to range: ClosedRange<Self>) {
        if let number = Self(text, in: range) {
            self = number
            return
        }
        let isNegative = text.utf8.first == UInt8(ascii: "-")
        let digits = isNegative ? text.utf8.dropFirst() : text.utf8[...]
        guard !digits.isEmpty, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        let number = Self(text, radix: 10) ?? (isNegative ? .min : .max)
        self = Swift.min(Swift.max(number, range.lowerBound), range.upperBound)
    }
}

// The standard library reads a number of any size from a text. These stand in its way: who writes `Int(text)` is told
// by the compiler, for which every warning is an error, to name a range. `Tests/HouseTests/NumberRule.swift` sees to the
// files that do not import this module.

extension Int {
    @available(*, deprecated, message: "a number from outside needs a range: Int(text, in: 1...31)")
    package init?(_ text: String) { self.init(text, radix: 10) }

    @available(*, deprecated, message: "a number from outside needs a range: Int(text, in: 1...31)")
    package init?(_ text: Substring) { self.init(text, radix: 10) }
}

extension Int64 {
    @available(*, deprecated, message: "a number from outside needs a range: Int64(text, in: 1...31)")
    package init?(_ text: String) { self.init(text, radix: 10) }

    @available(*, deprecated, message: "a number from outside needs a range: Int64(text, in: 1...31)")
    package init?(_ text: Substring) { self.init(text, radix: 10) }
}

extension UInt64 {
    @available(*, deprecated, message: "a number from outside needs a range: UInt64(text, in: 1...31)")
    package init?(_ text: String) { self.init(text, radix: 10) }
}
