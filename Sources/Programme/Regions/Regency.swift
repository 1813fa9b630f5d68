/// A regency or city: the first four digits of a NIK, and the level on which pilots and regional waves are set.
package struct Regency: Hashable, Sendable {
    /// Kemendagri code with its dot, `82.71`.
    package let code: String
    /// `Kota Ternate`, `Kab. Halmahera Barat`.
    package let name: String

    /// A name entered as free text, from before regencies were chosen from a list.
    package init(code: String, name: String) {
        self.code = code
        self.name = name
    }

    /// Nil for a code no regency or city had in 2020.
    package init?(code: String) {
        guard let known = Regions.byCode[code] else { return nil }
        self = known
    }

    /// By its name within a province, for names entered as free text. Nil when it is not on the list.
    package init?(named name: String, in province: Province) {
        let wanted = name.lowercased()
        guard let known = Regions.of(province).first(where: { $0.name.lowercased() == wanted }) else { return nil }
        self = known
    }

    package var province: Province? { Province(code: String(code.prefix(2))) }
}

/// The regions of the country by the Ministry of Home Affairs' numbering of 2020: 34 provinces, 514 regencies and
/// cities.
package enum Regions {
    /// In the order of their codes.
    package static let all: [Regency] = RegencyNames.text.split(separator: ";").flatMap { province -> [Regency] in
        let sides = province.split(separator: ":")
        guard sides.count == 2, let code = sides[0].split(whereSeparator: \.isWhitespace).first else { return [] }
        return sides[1].split(separator: ",").compactMap { regency(in: code, $0) }
    }

    package static func of(_ province: Province) -> [Regency] {
        all.filter { $0.code.hasPrefix(province.code + ".") }
    }

    /// Whether this is the code of a province (`31`), a regency or a city (`32.73`).
    package static func isKnown(_ code: String) -> Bool {
        Province(code: code) != nil || byCode[code] != nil
    }

    /// Whether a regency's code is in any year's list known here: that of 2020, and Papua's provinces of 2022, where
    /// regencies got new numbers.
    package static func stoodIn(_ code: String) -> Bool {
        isKnown(code) || papuaOf2022.contains(String(code.prefix(2)))
    }

    /// Whether two codes of provinces are the same, or one was a part of the other when people now living were
    /// registered.
    static func wereOne(_ first: String, _ second: String) -> Bool {
        first == second || divided.contains { $0.contains(first) && $0.contains(second) }
    }

    /// Provinces that were divided since 1999, with their parts.
    private static let divided: [Set<String>] = [
        ["14", "21"], ["16", "19"], ["32", "36"], ["64", "65"], ["71", "75"], ["73", "76"], ["81", "82"],
        ["91", "92", "93", "94", "95", "96"],
    ]

    /// Papua Selatan, Tengah, Pegunungan and Barat Daya.
    private static let papuaOf2022: Set = ["93", "94", "95", "96"]

    /// The name of a code; the code itself where it is unknown.
    package static func name(of code: String) -> String {
        Province(code: code)?.name ?? byCode[code]?.name ?? code
    }

    fileprivate static let byCode = Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0) })

    /// Numbers from 71 on are the cities of a province.
    private static func regency(in province: Substring, _ text: Substring) -> Regency? {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard let number = words.first, let order = Int(number, in: 1...99) else { return nil }
        let name = words.dropFirst().joined(separator: " ")
        return Regency(code: "\(province).\(number)", name: "\(order >= 71 ? "Kota" : "Kab.") \(name)")
    }
}
