/// The permanent name of a wave in addresses, in the books and in the audit trail: `1` in the first edition of an
/// installation that had such a wave, `2020-4.1` in every later one (docs/decisions/0016).
package struct WaveAddress: Hashable, Sendable {
    /// Nil where the number alone is the address.
    package let edition: String?
    /// Within `Wave.numbers`.
    package let number: Int

    /// The valid length of an edition's id, in characters.
    package static let editionLength = 1...40

    /// The number alone, without the edition.
    package init(_ number: Int) {
        (edition, self.number) = (nil, number)
    }

    /// The full name. It also finds a wave that has a shorter address.
    package init(edition: String, number: Int) {
        (self.edition, self.number) = (edition, number)
    }

    /// Parses what `description` wrote; nil for anything else.
    package init?(_ text: String) {
        let end = text.lastIndex(of: ".")
        let digits = end.map { text[text.index(after: $0)...] } ?? text[...]
        guard let number = Int(digits, in: Wave.numbers), "\(number)" == digits else { return nil }
        guard let end else {
            self.init(number)
            return
        }
        let edition = String(text[..<end])
        guard Self.isEditionName(edition) else { return nil }
        self.init(edition: edition, number: number)
    }

    /// Whether an edition's id is usable in addresses and accounts: ASCII letters, digits, dots, dashes and
    /// underscores.
    package static func isEditionName(_ id: String) -> Bool {
        editionLength.contains(id.utf8.count)
            && id.utf8.allSatisfy { letter in
                switch letter {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}

extension WaveAddress: CustomStringConvertible {
    package var description: String { edition.map { "\($0).\(number)" } ?? "\(number)" }
}
