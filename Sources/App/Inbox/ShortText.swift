import Connectors

/// Makes a text message fit one part, in the alphabet all networks share, with the official address at its end.
enum ShortText {
    static let limit = 160

    static func fit(_ text: String, site: String) -> String {
        let plain = simplified(text)
        let name = site.replacing("https://", with: "")
        if plain.contains(name), parts(plain) == 1 { return plain }
        let whole = plain.contains(name) ? plain : "\(plain) \(name)"
        if parts(whole) == 1 { return whole }
        return "\(cut(plain, to: limit - name.count - 4))... \(name)"
    }

    private static func parts(_ text: String) -> Int { GSMAlphabet.parts(of: text) }

    /// Typographic signs cost a whole alphabet: one dash makes 160 places into 70.
    private static func simplified(_ text: String) -> String {
        guard !text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "`") }) else { return text }
        let signs: [Character: String] = [
            "–": "-", "—": "-", "−": "-", "‘": "'", "’": "'", "“": "\"", "”": "\"", "…": "...", "•": "*", "·": "-",
            "\u{A0}": " ", "\t": " ", "`": "'", "✓": "",
        ]
        return text.map { signs[$0] ?? String($0) }.joined()
    }

    private static func cut(_ text: String, to places: Int) -> String {
        var kept = ""
        for character in text {
            guard (GSMAlphabet.length(of: kept + String(character)) ?? (kept.count + 1) * 2) <= places else { break }
            kept.append(character)
        }
        return kept
    }
}
