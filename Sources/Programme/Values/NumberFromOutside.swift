/// Parsing of whole numbers from outside: addresses, forms, headers, files or answers. Each is parsed with a range
/// within which later arithmetic is safe, because Swift ends the process when a sum or product overflows.
extension FixedWidthInteger {
    /// Parses decimal digits, with a leading minus where `range` has negative numbers. Leading zeros are allowed, as
    /// people type them in dates.
    ///
    /// Nil for anything else: a plus, a blank, a fraction, no digit at all, or a number outside `range`.
    package init?(_ text: some StringProtocol, in range: ClosedRange<Self>) {
        let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        guard !digits.isEmpty, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let number = Self(text, radix: 10), range.contains(number)
        else { return nil }
        self = number
    }

    /// The same, but a number outside `range` is clamped to it, however many digits it has: for durations that another
    /// system sends, such as how long to wait.
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

// These shadow the standard library's initialisers, which accept a number of any size: `Int(text)` gets a deprecation
// warning, which is a compile error here, and asks for a range. `Tests/HouseTests/NumberRule.swift` covers the files
// that do not import this module.

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
