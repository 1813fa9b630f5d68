import Programme

/// Texts in Indonesian and English side by side: `t("Masuk", "Sign in")`. Both are written where they are used, so that
/// a missing, unused or half-translated text cannot occur; placeholders are Swift interpolations. The reasons are in
/// `docs/decisions/0003-both-languages-side-by-side.md`.
struct Words: Sendable, Equatable {
    let language: Language
    /// The reader's time zone, in which times are shown as well; nil while unknown, and then all three zones are shown.
    var zone: Zone?
    /// What the programme's clock shows at a real time: the same except in the demo, where pages show a single clock.
    var timeline = ProgrammeTimeline()
    /// For an officer in the office: times are in the officer's own zone, `zone`, first.
    var isOffice = false

    func callAsFunction(_ indonesian: @autoclosure () -> String, _ english: @autoclosure () -> String) -> String {
        switch language {
        case .indonesian: indonesian()
        case .english: english()
        }
    }

    /// For the office and the command line, which use the programme's zone.
    static let indonesian = Words(language: .indonesian, zone: .wib)
    static let english = Words(language: .english, zone: .wib)

    /// The cache key of texts shared by many readers.
    var reader: Reader { Reader(language: language, zone: zone) }

    struct Reader: Sendable, Hashable {
        let language: Language
        let zone: Zone?

        static let all = Language.allCases.flatMap { language in
            [nil, Zone.wib, .wita, .wit].map { Reader(language: language, zone: $0) }
        }
    }
}

enum Language: String, Sendable, Codable, CaseIterable {
    case indonesian = "id"
    case english = "en"
}
