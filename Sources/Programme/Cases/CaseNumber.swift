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
        digits = random + String(Self.check(random) ?? 0)
    }

    /// Parses a number as typed or read aloud: with or without the letter, blanks and dashes. Nil when it is not a
    /// number of a case.
    package init?(_ typed: String) {
        var text = TypedText.digits(typed)
        if let first = text.first, first == "S" || first == "s" { text.removeFirst() }
        guard text.count == Self.randomDigits + 1, Self.check(text) == 0 else { return nil }
        digits = text
    }

    package var description: String {
        "S-\(digits.prefix(3))-\(digits.dropFirst(3).prefix(3))-\(digits.dropFirst(6))"
    }

    /// The check digit by Damm's method; 0 for digits that end in the right one. Nil where a character is no digit.
    private static func check(_ digits: String) -> Int? {
        var carry = 0
        for byte in digits.utf8 {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            carry = table[carry][Int(byte - UInt8(ascii: "0"))]
        }
        return carry
    }

    /// A totally anti-symmetric quasigroup of order ten (H. M. Damm, 2004).
    private static let table: [[Int]] = [
        [0, 3, 1, 7, 5, 9, 8, 6, 4, 2], [7, 0, 9, 2, 1, 5, 4, 8, 6, 3], [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
        [1, 7, 5, 0, 9, 8, 3, 4, 2, 6], [6, 1, 2, 3, 0, 4, 5, 9, 7, 8], [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
        [5, 8, 6, 9, 7, 2, 0, 1, 3, 4], [8, 9, 4, 5, 3, 6, 2, 0, 1, 7], [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
        [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
    ]
}
