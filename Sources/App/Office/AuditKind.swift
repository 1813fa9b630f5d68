import Programme

/// The kinds of acts by which the audit trail is filtered. Each act belongs to one, by its first word.
enum AuditKind: String, Sendable, CaseIterable {
    case accounts = "akun"
    case applications = "pendaftaran"
    case photos = "foto"
    case waves = "gelombang"
    case disqualifications = "pembatalan"
    case lists = "data-instansi"
    case cards = "kartu"
    case courses = "pelatihan"
    case incentives = "insentif"
    case payouts = "penyaluran"
    case partners = "mitra"
    case cases = "keluhan"
    case personActs = "tindakan-orang"
    case officers = "petugas"
    case exports = "ekspor"
    case system = "sistem"

    var name: Bilingual {
        switch self {
        case .accounts: Bilingual(id: "Akun dan kontak", en: "Accounts and contacts")
        case .applications: Bilingual(id: "Pendaftaran dan NIK", en: "Applications and NIKs")
        case .photos: Bilingual(id: "Foto", en: "Photos")
        case .waves: Bilingual(id: "Gelombang dan undian", en: "Waves and draws")
        case .disqualifications: Bilingual(id: "Pembatalan tempat", en: "Withdrawn places")
        case .lists: Bilingual(id: "Data instansi", en: "Agency lists")
        case .cards: Bilingual(id: "Kartu dan pembelian", en: "Cards and purchases")
        case .courses: Bilingual(id: "Pelatihan", en: "Courses")
        case .incentives: Bilingual(id: "Insentif dan rekening", en: "Incentives and payee accounts")
        case .payouts: Bilingual(id: "Penyaluran", en: "Payouts")
        case .partners: Bilingual(id: "Mitra", en: "Partners")
        case .cases: Bilingual(id: "Keluhan dan sanggahan", en: "Complaints and appeals")
        case .personActs: Bilingual(id: "Tindakan pada orang", en: "Acts on people")
        case .officers: Bilingual(id: "Petugas", en: "Officers")
        case .exports: Bilingual(id: "Ekspor dan pencarian", en: "Exports and searches")
        case .system: Bilingual(id: "Sistem", en: "System")
        }
    }

    /// The first words of its acts.
    private var words: Set<String> {
        switch self {
        case .accounts: ["account", "consent", "contact-case", "counter"]
        case .applications: ["application", "dispute", "identity"]
        case .photos: ["photo"]
        case .waves: ["decree", "draw", "edition", "entry", "wave", "witness"]
        case .disqualifications: ["disqualification"]
        case .lists: ["list"]
        case .cards: ["attendance", "card", "cards", "certificate", "completion", "coursework", "purchase", "review"]
        case .courses: ["course", "courses"]
        case .incentives: ["incentive", "incentives", "payee", "survey"]
        case .payouts: ["disbursement", "payout", "rail", "statement"]
        case .partners: ["partner", "partner-person", "webhook"]
        case .cases: ["case", "case-batch", "case-template"]
        case .personActs:
            ["correction", "lifting", "message", "person-act", "restoration", "revocation", "suspension"]
        case .officers: ["officer", "officers", "roles"]
        case .exports: ["export", "person", "report", "search"]
        case .system:
            ["demo", "door", "help-offices", "job", "jobs", "log", "questions", "record", "regions", "sandbox"]
        }
    }

    /// Nil for an act of no known kind.
    init?(of act: String) {
        let word = String(act.prefix { $0 != "." })
        guard let kind = Self.allCases.first(where: { $0.words.contains(word) }) else { return nil }
        self = kind
    }

    /// Its acts, as recorded.
    var acts: [String] { AuditWords.acts.keys.filter { AuditKind(of: $0) == self }.sorted() }
}
