/// Indonesian first, English beside it: `t("Masuk", "Sign in")`. Both stand where they are used, so a missing, unused
/// or
/// half-translated text cannot be written, and a placeholder is Swift's own interpolation.
/// Why not .strings files: `docs/decisions/0003-words-side-by-side.md`.
struct Words: Sendable, Equatable {
    let language: Language

    func callAsFunction(_ indonesian: @autoclosure () -> String, _ english: @autoclosure () -> String) -> String {
        switch language {
        case .indonesian: indonesian()
        case .english: english()
        }
    }

    static let indonesian = Words(language: .indonesian)
    static let english = Words(language: .english)
}

enum Language: String, Sendable, CaseIterable {
    case indonesian = "id"
    case english = "en"
}
