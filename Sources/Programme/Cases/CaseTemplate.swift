/// An answer written in advance, in both languages, with places for what differs: `{nama}`, `{nomor}`, `{tanggal}`.
package struct CaseTemplate: Sendable, Equatable {
    package let title: String
    package let text: Bilingual

    package static let titleLength = 3...80
    package static let textLength = 20...1_500

    /// What a template can name.
    package enum Placeholder: String, Sendable, CaseIterable {
        case name = "nama"
        case number = "nomor"
        /// The day on which the case came in.
        case date = "tanggal"

        var mark: String { "{\(rawValue)}" }
    }

    /// Throws for a text that is empty or too long, or has a place that nothing fills.
    package init(title: String, text: Bilingual) throws(CaseTemplateRefusal) {
        guard Self.titleLength.contains(title.count) else { throw .title }
        let parts: [(CaseTemplateRefusal, String)] = [(.indonesian, text.id), (.english, text.en)]
        for (language, part) in parts {
            guard Self.textLength.contains(part.count) else { throw language }
            guard Self.marks(in: part).allSatisfy({ Placeholder(rawValue: $0) != nil }) else { throw .placeholder }
        }
        (self.title, self.text) = (title, text)
    }

    /// The text with every place filled.
    package static func fill(_ text: String, _ values: [Placeholder: String]) -> String {
        Placeholder.allCases.reduce(text) { text, place in
            text.replacing(place.mark, with: values[place] ?? "–")
        }
    }

    /// The names between braces.
    private static func marks(in text: String) -> [String] {
        text.matches(of: /\{([^{}]*)\}/).map { String($0.1) }
    }
}

package enum CaseTemplateRefusal: Refusal, Equatable {
    case title
    case indonesian
    case english
    /// A name between braces that is not one of the known ones.
    case placeholder

    package var code: String {
        switch self {
        case .title: "case-template.title"
        case .indonesian: "case-template.indonesian"
        case .english: "case-template.english"
        case .placeholder: "case-template.placeholder"
        }
    }
}
