/// The number by which people and officers name a case: `S-204-187-635`.
///
/// Eight random digits and a check digit. Random and not counted, because a counted number would tell every holder of
/// two cases how many others came in between. It opens nothing: a case is shown to its person and to officers only. The
/// check digit finds every mistyped digit and every pair in the wrong order, so that a call about the wrong case is
/// noticed before it is opened.
package struct CaseNumber: Sendable, Hashable, CustomStringConvertible {
    /// Nine digits.
    package let digits: String

    /// Digits that are drawn at random.
    package static let randomDigits = 8

    /// - Parameter drawn: the first eight digits; of a larger number the last eight.
    package init(drawn: Int) {
        let random = padded(Int(drawn.magnitude % 100_000_000), to: Self.randomDigits)
        digits = random + String(CheckDigit.of(random) ?? 0)
    }

    /// Parses a number as typed or read aloud: with or without the letter, blanks and dashes. Nil when it is not a
    /// number of a case.
    package init?(_ typed: String) {
        var text = TypedText.digits(typed)
        if let first = text.first, first == "S" || first == "s" { text.removeFirst() }
        guard text.count == Self.randomDigits + 1, CheckDigit.of(text) == 0 else { return nil }
        digits = text
    }

    package var description: String {
        "S-\(digits.prefix(3))-\(digits.dropFirst(3).prefix(3))-\(digits.dropFirst(6))"
    }
}
