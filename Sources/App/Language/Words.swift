import Programme

/// Indonesian first, English beside it: `t("Masuk", "Sign in")`. Both stand where they are used, so a missing, unused
/// or half-translated text cannot be written, and a placeholder is Swift's own interpolation.
/// Why not .strings files: `docs/decisions/0003-words-side-by-side.md`.
struct Words: Sendable, Equatable {
    let language: Language
    /// Where the reader lives, so that a time is told in their zone as well; nil while it is not known, and then every
    /// time is told in all three.
    var zone: Zone?
    /// How far the programme's clock is ahead of the real one: zero but in the demo, where people see one clock only.
    var lead: Span = .zero

    func callAsFunction(_ indonesian: @autoclosure () -> String, _ english: @autoclosure () -> String) -> String {
        switch language {
        case .indonesian: indonesian()
        case .english: english()
        }
    }

    /// For the office and the command line, where the programme's zone is everybody's.
    static let indonesian = Words(language: .indonesian, zone: .wib)
    static let english = Words(language: .english, zone: .wib)

    /// What a text made for many readers is kept by.
    var reader: Reader { Reader(language: language, zone: zone) }

    struct Reader: Sendable, Hashable {
        let language: Language
        let zone: Zone?

        static let all = Language.allCases.flatMap { language in
            [nil, Zone.wib, .wita, .wit].map { Reader(language: language, zone: $0) }
        }
    }
}

enum Language: String, Sendable, CaseIterable {
    case indonesian = "id"
    case english = "en"
}
