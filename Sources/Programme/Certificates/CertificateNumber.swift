/// The number by which a certificate is checked: `7K2M-9QXA-4PTR-W8DC`.
///
/// Thirteen random characters, 65 bits, so that none is found by trying; and three check characters, a Reed–Solomon code
/// over the field of 32 elements, which find every one, two or three mistyped characters and every pair in the wrong
/// order. Letters that look like digits are not used, and are read as the digit.
package struct CertificateNumber: Sendable, Hashable, CustomStringConvertible {
    /// Sixteen characters, without hyphens: as it is stored.
    package let text: String

    /// Characters that are drawn at random, five bits each.
    package static let drawn = 13
    private static let length = 16
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// - Parameter random: the lowest five bits of each of 13 bytes are used; missing ones count as 0.
    package init(random: some Collection<UInt8>) {
        var values = random.prefix(Self.drawn).map { Int($0 & 31) }
        values += [Int](repeating: 0, count: Self.drawn - values.count)
        values += Self.check(values)
        text = String(decoding: values.map { Self.alphabet[$0] }, as: UTF8.self)
    }

    /// Parses a number as typed or read aloud: upper or lower case, with or without hyphens and blanks.
    package init(typed: String) throws(CertificateNumberFault) {
        var values: [Int] = []
        for character in TypedText.digits(typed).uppercased() {
            guard values.count < Self.length else { throw .length }
            guard let value = Self.value(of: character) else { throw .character(character) }
            values.append(value)
        }
        guard values.count == Self.length else { throw .length }
        guard Self.check(Array(values.prefix(Self.drawn))) == Array(values.suffix(Self.length - Self.drawn)) else {
            throw .check
        }
        text = String(decoding: values.map { Self.alphabet[$0] }, as: UTF8.self)
    }

    /// As it is stored. A number that SQL changed is no reason to fail: its record says that it was changed.
    package init(stored: String) { text = stored }

    /// In groups of four, as it is printed.
    package var description: String {
        stride(from: 0, to: Self.length, by: 4).map { text.dropFirst($0).prefix(4) }.joined(separator: "-")
    }

    private static func value(of character: Character) -> Int? {
        switch character {
        case "O": return 0
        case "I", "L": return 1
        default:
            guard let byte = character.asciiValue else { return nil }
            return alphabet.firstIndex(of: byte)
        }
    }

    /// What is left of the characters, as a polynomial, after division by (x + 2)(x + 4)(x + 8).
    private static func check(_ values: [Int]) -> [Int] {
        var rest = [0, 0, 0]
        for value in values {
            let factor = value ^ rest[0]
            rest = [
                rest[1] ^ product(factor, divisor[0]), rest[2] ^ product(factor, divisor[1]),
                product(factor, divisor[2]),
            ]
        }
        return rest
    }

    /// x² , x and 1 of (x + 2)(x + 4)(x + 8).
    private static let divisor: [Int] = [
        2 ^ 4 ^ 8, product(2, 4) ^ product(2, 8) ^ product(4, 8), product(product(2, 4), 8),
    ]

    /// In the field of 32 elements, modulo x⁵ + x² + 1.
    private static func product(_ left: Int, _ right: Int) -> Int {
        var (sum, shifted) = (0, left)
        for bit in 0..<5 {
            if right >> bit & 1 == 1 { sum ^= shifted }
            shifted <<= 1
            if shifted & 32 != 0 { shifted ^= 0b100101 }
        }
        return sum
    }
}

/// Why a text is no certificate's number.
package enum CertificateNumberFault: Error, Equatable, Sendable {
    case character(Character)
    case length
    /// The check characters do not fit the others.
    case check
}
