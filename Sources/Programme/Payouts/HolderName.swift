import Foundation

/// A name for comparing the civil registry with a bank. Case, accents, blanks, full stops, dashes and apostrophes are
/// ignored, because every bank keeps other characters. Titles and degrees are ignored too, but only where they are
/// distinguishable from names: after a comma, with full stops, or words that are never a name.
///
/// Everything else is strict. A word more or less, another order or another spelling is another person, because the
/// cost of a wrong yes is another person's money. Between yes and no is `ask`: cases that an officer looks at.
package struct HolderName: Hashable, Sendable {
    /// In capitals, without punctuation; titles and degrees left out where they are certain.
    package let words: [String]
    /// The same with every word of the text.
    private let all: [String]
    /// The text in capitals and with single blanks.
    private let written: String

    package init(_ text: String) {
        let folded = text.folding(options: [.diacriticInsensitive, .widthInsensitive], locale: nil).uppercased()
        written = folded.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let parts = folded.split(separator: ",").map { $0.split(whereSeparator: \.isWhitespace).map(String.init) }
        let behind = parts.dropFirst().joined()
        let onlyDegrees = behind.allSatisfy { Self.degrees.contains(Self.letters($0)) }
        var tokens = onlyDegrees ? parts.first ?? [] : Array(parts.joined())
        all = parts.joined().flatMap(Self.pieces)
        while tokens.count > 1, let first = tokens.first, Self.isTitle(first) { tokens.removeFirst() }
        while tokens.count > 1, let last = tokens.last, Self.isDegree(last) { tokens.removeLast() }
        words = Self.withoutLeadingTitles(tokens.flatMap(Self.pieces), of: tokens.first)
    }

    /// Compares the name that a bank or wallet returned with the one the registry confirmed.
    package func compared(toRegistry registry: HolderName) -> NameComparison {
        if !readings.isDisjoint(with: registry.readings) { return .same }
        guard !words.isEmpty, !registry.words.isEmpty else { return .different }
        if Self.isAlias(words, of: registry.words) || Self.isAlias(registry.words, of: words) { return .ask(.alias) }
        if Self.isShortened(words, registry.words) { return .ask(.shortened) }
        if Self.isBareTitle(words, registry.words) || Self.isBareTitle(registry.words, words) { return .ask(.title) }
        if written.count >= Self.shortestCut, registry.all.joined().hasPrefix(all.joined()) { return .ask(.cut) }
        return .different
    }

    /// An empty name equals no name.
    package func isSame(as other: HolderName) -> Bool { compared(toRegistry: other) == .same }

    /// Every possible reading, letters only. A masked name (`SI** AM***`) keeps its asterisks, so that it equals no
    /// other.
    private var readings: Set<String> { Set([words.joined(), all.joined()].filter { !$0.isEmpty }) }
}

/// The result of comparing two names.
package enum NameComparison: Equatable, Sendable {
    case same
    /// Refused, and the person is shown what differs; officers can decide.
    case ask(NameDifference)
    case different
}

/// How two names differ that may belong to one person.
package enum NameDifference: String, Sendable, Codable, CaseIterable {
    /// An initial or a usual short form replaces a name: `M ALI`, `MUH ALI`.
    case shortened
    /// One register has another name of the person beside the first: `SUPARMAN ALIAS MANTO`.
    case alias
    /// The bank's field was too short for the whole name.
    case cut
    /// A leading letter that may be a title or an initial: `H YUSUF`.
    case title
}

// MARK: - Reading

extension HolderName {
    private static let apostrophes: Set<Character> = [
        "'", "\u{2018}", "\u{2019}", "\u{201B}", "\u{02BC}", "\u{02BB}", "\u{00B4}", "\u{2032}", "`",
    ]

    private static func letters(_ word: some StringProtocol) -> String {
        String(word.filter { $0.isLetter || $0.isNumber || $0 == "*" })
    }

    /// "Moh.Yusuf" and "Wanimbo-Kogoya" are two words, "Nur'aini" is one.
    private static func pieces(_ token: String) -> [String] {
        token.filter { !apostrophes.contains($0) }
            .split { !($0.isLetter || $0.isNumber || $0 == "*") }.map { letters($0) }
            .filter { !$0.isEmpty }
    }

    private static func isTitle(_ token: String) -> Bool {
        let letters = letters(token)
        return neverNames.contains(letters) || token.contains(".") && titles.contains(letters)
    }

    private static func isDegree(_ token: String) -> Bool {
        token.contains(".") && degrees.contains(letters(token))
    }

    /// "H.Yusuf" is a title and a name, "F.X." two initials.
    private static func withoutLeadingTitles(_ words: [String], of first: String?) -> [String] {
        guard let first, first.contains("."), words.count > 1 else { return words }
        let inFirst = pieces(first)
        guard inFirst.count > 1, inFirst.contains(where: { $0.count > 2 }) else { return words }
        let leading = inFirst.dropLast().prefix { titles.contains($0) || neverNames.contains($0) }.count
        return Array(words.dropFirst(leading))
    }

    /// Words before a name that are never names.
    private static let neverNames: Set<String> = [
        "HJ", "HAJI", "HAJJAH", "DR", "DRS", "DRA", "IR", "PROF", "KH", "BPK", "BAPAK", "IBU", "TN", "NY", "NN", "SDR",
        "SDRI",
    ]

    /// Only with a full stop: without one it may be an initial.
    private static let titles: Set<String> = ["H"]

    /// Without full stops and without a comma each of these can be a name: `HENDRA MA` is not `HENDRA`.
    private static let degrees: Set<String> = [
        "AMD", "SE", "SH", "ST", "SS", "SSI", "SPD", "SPDI", "SKOM", "SSOS", "SKM", "SAG", "SIP", "SFARM", "SKEP",
        "SPT", "SP", "SPSI", "MM", "MH", "MT", "MSI", "MPD", "MKOM", "MBA", "MSC", "MA", "PHD",
    ]
}

// MARK: - Uncertain cases

extension HolderName {
    /// No bank's field is shorter than this; a shorter text was not cut.
    private static let shortestCut = 18

    private static let aliases: Set<String> = ["ALIAS", "ALS"]

    /// Whether `short` is one of the names in `long`, which has several.
    private static func isAlias(_ short: [String], of long: [String]) -> Bool {
        guard let place = long.firstIndex(where: aliases.contains), place > 0, place + 1 < long.count else {
            return false
        }
        return [long[..<place].joined(), long[(place + 1)...].joined()].contains(short.joined())
    }

    /// Same words, except that one or more are shortened; at least one is written out in both.
    private static func isShortened(_ left: [String], _ right: [String]) -> Bool {
        guard left.count == right.count else { return false }
        let pairs = zip(left, right)
        guard pairs.contains(where: { $0 == $1 && $0.count > 1 }) else { return false }
        return pairs.allSatisfy { $0 == $1 || isShort($0, for: $1) || isShort($1, for: $0) }
    }

    private static func isShort(_ short: String, for long: String) -> Bool {
        if short.count == 1 { return long.hasPrefix(short) }
        return shortForms.contains { $0.short.contains(short) && $0.long.contains(long) }
    }

    private static let shortForms: [(short: Set<String>, long: Set<String>)] = [
        (
            ["MUH", "MOH", "MOCH", "MUHD", "MOHD", "MHD", "MUHAMAD", "MOHAMAD", "MOCHAMAD"],
            ["MUHAMMAD", "MOHAMMAD", "MUHAMAD", "MOHAMAD", "MOCHAMAD", "MOCHAMMAD", "MUHAMMED", "MOHAMMED"]
        ),
        (["ABD", "ABDL"], ["ABDUL", "ABDUR", "ABDULLAH"]), (["ACH", "AHM"], ["ACHMAD", "AHMAD"]), (["ST"], ["SITI"]),
    ]

    private static func isBareTitle(_ long: [String], _ short: [String]) -> Bool {
        guard let first = long.first, titles.contains(first) else { return false }
        return Array(long.dropFirst()) == short
    }
}
