/// Why an officer does something that others must be able to judge later: a sentence, not a mark that fills the field.
/// Everybody affected may read it, and it stays in the log.
package struct OfficeReason: Sendable, Equatable {
    /// Letters, counted without blanks and signs.
    package static let fewestLetters = 15
    package static let fewestWords = 3
    /// A reason made of fewer different letters is a key that was held down.
    package static let fewestDifferentLetters = 6
    /// Characters, blanks and signs included.
    package static let longest = 300

    /// Blanks at both ends are gone, and those inside are one each.
    package let text: String

    /// Takes what an officer typed. Throws `OfficeReasonRefusal` for a text that says nothing.
    package init(_ typed: String) throws(OfficeReasonRefusal) {
        let words = typed.split(whereSeparator: \.isWhitespace)
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

    /// What people type when a field only has to be filled.
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
    /// Long enough, and says nothing.
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
