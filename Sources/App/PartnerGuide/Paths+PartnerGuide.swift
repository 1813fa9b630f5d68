extension Paths {
    /// For a partner's engineers: the first call, and the chapters beside it.
    static let partnerGuide = "/mitra"
    static let guideChapter = Path<GuideChapter>("/mitra/panduan/{chapter}")
    static let guideSample = Path<GuideSample>("/mitra/contoh/{file}")
}

/// A page of the guide for a partner's engineers.
enum GuideChapter: String, PathValue, CaseIterable {
    case start = "mulai"
    case signing = "tanda-tangan"
    case platform
    case institution = "lembaga"
    case completion = "kelulusan"
    case signIn = "masuk"
    case webhooks = "webhook"
    case testing = "uji"
    case errors = "galat"
    case changes = "perubahan"

    var path: String { self == .start ? Paths.partnerGuide : Paths.guideChapter(self) }

    func title(_ t: Words) -> String {
        switch self {
        case .start: t("Panggilan pertama dalam 10 menit", "The first call in 10 minutes")
        case .signing: t("Tanda tangan", "Signing")
        case .platform: t("Penjualan", "Sales")
        case .institution: t("Kode redeem dan kehadiran", "Redeem codes and attendance")
        case .completion: t("Kelulusan dan pembayaran", "Completion and payment")
        case .signIn: t("Masuk dengan Prakerja", "Sign-in with Prakerja")
        case .webhooks: "Webhook"
        case .testing: t("Kode uji", "Test codes")
        case .errors: t("Kode galat", "Error codes")
        case .changes: t("Perubahan", "Changes")
        }
    }

    /// Its name in the guide's own navigation.
    func name(_ t: Words) -> String {
        self == .start ? t("Mulai cepat", "Quick start") : title(t)
    }
}

/// The same signed call in a language, as a file to download and run.
enum GuideSample: String, PathValue, CaseIterable {
    case shell = "contoh.sh"
    case python = "contoh.py"
    case php = "contoh.php"
    case go = "contoh.go"
    case java = "Contoh.java"
    case node = "contoh.mjs"

    var language: String {
        switch self {
        case .shell: "Terminal"
        case .python: "Python"
        case .php: "PHP"
        case .go: "Go"
        case .java: "Java"
        case .node: "Node"
        }
    }

    /// What runs the file.
    var command: String {
        switch self {
        case .shell: "sh contoh.sh"
        case .python: "python3 contoh.py"
        case .php: "php contoh.php"
        case .go: "go run contoh.go"
        case .java: "java Contoh.java"
        case .node: "node contoh.mjs"
        }
    }
}
