/// The reason an officer gives for an act that others must be able to judge later: a sentence, not a filler. Every
/// affected person may read it, and it stays in the audit log.
package struct OfficeReason: Sendable, Equatable {
    /// In letters, without blanks and punctuation.
    package static let fewestLetters = 15
    package static let fewestWords = 3
    /// A reason of fewer different letters is a key that was held down.
    package static let fewestDifferentLetters = 6
    /// In characters, blanks and punctuation included.
    package static let longest = 300

    /// Without blanks at the ends, words separated by one space.
    package let text: String

    /// Parses what an officer typed. Throws `OfficeReasonRefusal` for a text without content.
    package init(_ typed: String) throws(OfficeReasonRefusal) {
        let words = TypedText.visible(typed).split(whereSeparator: \.isWhitespace)
        let text = words.joined(separator: " ")
        guard !text.isEmpty else { throw .missing }
        guard text.count <= Self.longest else { throw .tooLong }
        let letters = text.lowercased().filter(\.isLetter)
        let spoken = Set(words.map { $0.lowercased().filter(\.isLetter) }.filter { $0.count > 1 })
        guard letters.count >= Self.fewestLetters, spoken.count >= Self.fewestWords else { throw .tooShort }
        guard Set(letters).count >= Self.fewestDifferentLetters, !spoken.isSubset(of: Self.fillers) else {
            throw .placeholder
        }
        self.text = text
    }

    /// Words that people type only to fill a field.
    private static let fillers: Set = [
        "alasan", "asal", "asdf", "asdfgh", "bla", "coba", "contoh", "dummy", "isi", "ipsum", "dolor", "lorem",
        "percobaan",
        "placeholder", "qwerty", "reason", "sebab", "sit", "test", "testing", "tes", "uji", "xx", "xxx", "the", "ini",
        "itu", "dan", "tidak", "ada", "none", "na", "for", "no",
    ]
}

package enum OfficeReasonRefusal: Refusal {
    case missing
    case tooShort
    case tooLong
    /// Long enough, but without content.
    case placeholder

    package var code: String {
        switch self {
        case .missing: "office.reason.missing"
        case .tooShort: "office.reason.too-short"
        case .tooLong: "office.reason.too-long"
        case .placeholder: "office.reason.placeholder"
        }
    }
}
