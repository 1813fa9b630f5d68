import Programme

/// The answers of the help page by their words, in memory: with synonyms, and forgiving a typing error, as the catalogue.
struct HelpSearch: Sendable {
    /// In letters; the rest of a longer search is left out.
    static let longest = CourseIndex.longestSearch
    static let field = "cari"

    struct Found: Sendable {
        let questions: [HelpQuestions.Question]
        let isPartial: Bool
        let corrections: [CourseIndex.Correction]
    }

    private let questions: [HelpQuestions.Question]
    private let index: CourseIndex

    private init(_ language: Language) {
        let groups = HelpQuestions(t: Words(language: language)).groups
        questions = groups.flatMap(\.questions)
        index = CourseIndex(
            groups.flatMap { group in
                group.questions.map {
                    CourseIndex.Text(
                        title: $0.asked, category: group.title, institution: "",
                        content: "\($0.answer) \($0.way?.label ?? "")")
                }
            }, synonyms: SearchSynonyms(Self.synonyms))
    }

    private static let indices = Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0, HelpSearch($0)) })

    /// The best answers first; nil when nothing was asked.
    static func find(_ words: String, in language: Language) -> Found? {
        guard let search = indices[language],
            let found = search.index.find(language == .indonesian ? written(words) : words)
        else { return nil }
        return Found(
            questions: found.hits.map { search.questions[$0.place] }, isPartial: found.isPartial,
            corrections: found.corrections)
    }

    /// With the words that people shorten in messages written out: no answer has the short ones.
    private static func written(_ words: String) -> String {
        words.lowercased().split(separator: " ").map { shortened[String($0)] ?? String($0) }.joined(separator: " ")
    }

    private static let shortened = [
        "blm": "belum", "blom": "belum", "blum": "belum", "gak": "tidak", "ga": "tidak", "gk": "tidak",
        "nggak": "tidak",
        "enggak": "tidak", "tdk": "tidak", "tak": "tidak", "udah": "sudah", "udh": "sudah", "sdh": "sudah",
        "brp": "berapa", "gmn": "bagaimana", "gimana": "bagaimana", "knp": "mengapa", "kenapa": "mengapa",
        "kpn": "kapan", "dmn": "di mana", "krn": "karena", "dgn": "dengan", "utk": "untuk", "yg": "yang",
        "bs": "bisa", "msk": "masuk", "byr": "bayar", "dpt": "dapat", "no": "nomor", "rek": "rekening",
    ]

    /// What people call the things that the answers name.
    private static let synonyms = [
        ["kode", "otp", "code"], ["hp", "handphone", "ponsel", "telepon", "nomor", "phone", "mobile"],
        ["email", "surel", "imel", "gmail", "mail"], ["kata sandi", "password", "sandi", "pin"],
        ["insentif", "uang", "dana", "duit", "cair", "pencairan", "incentive", "money", "cash"],
        ["rekening", "bank", "dompet", "gopay", "ovo", "linkaja", "dana", "account", "wallet"],
        ["ktp", "nik", "kartu keluarga", "kk", "identity"], ["foto", "swafoto", "selfie", "gambar", "photo"],
        ["gelombang", "batch", "wave"], ["undian", "lolos", "terpilih", "seleksi", "selected", "draw"],
        [
            "belum dibayar", "belum masuk", "tidak masuk", "belum cair", "tidak cair", "belum terima", "belum datang",
            "not paid",
        ],
        ["keluhan", "lapor", "laporan", "pengaduan", "aduan", "komplain", "complaint"],
        ["sanggah", "banding", "appeal"], ["gagal", "ditolak", "tolak", "rejected", "failed"],
        ["penipuan", "tipu", "palsu", "hoaks", "calo", "fraud", "scam"],
        ["pelatihan", "kursus", "kelas", "training", "course"], ["beli", "bayar", "buy", "pay"],
        ["hapus", "tutup", "delete"], ["masuk", "login", "sign in"], ["daftar", "registrasi", "sign up"],
    ]
}
