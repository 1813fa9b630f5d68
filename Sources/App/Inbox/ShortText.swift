import Connectors
import Programme

/// Makes a text message fit one part, with the official address at its end: in the GSM alphabet where the text can be
/// spelled in it, otherwise within the fewer characters of a Unicode part.
enum ShortText {
    /// Marks where the text was cut.
    private static let dots = "..."

    static func fit(_ text: String, site: String) -> String {
        let plain = GSMAlphabet.folded(text)
        let name = site.replacing("https://", with: "")
        if plain.contains(name), GSMAlphabet.parts(of: plain) == 1 { return plain }
        // An address inside a text that is cut would be cut away, or appear twice.
        let words = plain.split(separator: " ").filter { !$0.contains(name) }.joined(separator: " ")
        let whole = words.isEmpty ? name : "\(words) \(name)"
        if GSMAlphabet.parts(of: whole) == 1 { return whole }
        return "\(cut(words, before: "\(dots) \(name)"))\(dots) \(name)"
    }

    /// As much of `text` as fits one part together with `ending`. Whole characters only, so that no surrogate pair is
    /// cut.
    private static func cut(_ text: String, before ending: String) -> String {
        var kept = ""
        for character in text {
            guard GSMAlphabet.parts(of: kept + String(character) + ending) == 1 else { break }
            kept.append(character)
        }
        return kept.trimmingWhitespace()
    }
}
