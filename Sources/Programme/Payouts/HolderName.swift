/// A name as two registers can compare it: case, spacing, punctuation and titles say nothing about who somebody is.
///
/// Everything else is strict. A word more or less, another order or another spelling is another person, because the
/// price of a wrong yes is somebody else's money.
package struct HolderName: Hashable, Sendable {
    package let words: [String]

    package init(_ text: String) {
        // What follows a comma is a degree: "Siti Aminah, S.E., M.M."
        let parts = text.uppercased().split(separator: ",").map(String.init)
        let degreesOnly = parts.dropFirst().allSatisfy { part in
            part.split(whereSeparator: \.isWhitespace).allSatisfy { Self.degrees.contains(Self.joined($0)) }
        }
        let kept = degreesOnly ? parts.first ?? "" : parts.joined(separator: " ")
        var words = kept.split(whereSeparator: \.isWhitespace).flatMap(Self.split)
        while words.count > 1, let first = words.first, Self.titles.contains(first) { words.removeFirst() }
        while words.count > 1, let last = words.last, Self.degrees.contains(last) { words.removeLast() }
        self.words = words
    }

    /// An empty name is nobody's.
    package func isSame(as other: HolderName) -> Bool {
        !words.isEmpty && words == other.words
    }

    /// "S.E." is one degree, "Moh.Yusuf" two words, "Nur'aini" one.
    private static func split(_ word: Substring) -> [String] {
        let whole = joined(word)
        if degrees.contains(whole) || titles.contains(whole) { return [whole] }
        return word.split { $0 == "." || $0 == "-" }.map { piece in
            String(piece.filter { $0.isLetter || $0.isNumber || $0 == "*" })
        }.filter { !$0.isEmpty }
    }

    private static func joined(_ word: Substring) -> String {
        String(word.filter { $0.isLetter || $0.isNumber })
    }

    private static let titles: Set<String> = [
        "H", "HJ", "DR", "DRS", "DRA", "IR", "PROF", "KH", "BPK", "BAPAK", "IBU", "TN", "NY", "NN", "SDR", "SDRI",
    ]

    /// Those people write behind their name without a comma; longer ones stand behind one.
    private static let degrees: Set<String> = [
        "AMD", "SE", "SH", "ST", "SS", "SSI", "SPD", "SPDI", "SKOM", "SSOS", "SKM", "SAG", "SIP", "SFARM", "SKEP",
        "SPT",
        "SP", "SPSI", "MM", "MH", "MT", "MSI", "MPD", "MKOM", "MBA", "MSC", "MA", "PHD",
    ]
}
