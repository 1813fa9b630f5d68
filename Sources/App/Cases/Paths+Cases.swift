import Programme

extension Paths {
    /// The public figures of how long answers take.
    static let service = "/layanan"

    static let cases = "/akun/bantuan"
    static let complaint = "/akun/bantuan/keluhan"
    /// For a person who holds a receipt of the wave and is not in its draw.
    static let missingEntry = Path<WaveAddress>("/gelombang/{number}/tidak-ikut")
    static let appeal = Path<ContestedDecision.Kind, Int64>("/akun/bantuan/sanggahan/{kind}/{id}")
    static let myCase = Path<CaseNumber>("/akun/bantuan/{number}")
    static let myCaseReply = Path<CaseNumber>("/akun/bantuan/{number}/balas")
    static let myCaseReopening = Path<CaseNumber>("/akun/bantuan/{number}/buka-lagi")
    static let myCaseWithdrawal = Path<CaseNumber>("/akun/bantuan/{number}/tarik")

    static let caseOffice = "/kantor/sanggahan"
    static let caseEntry = "/kantor/sanggahan/baru"
    static let officeCase = Path<ID<ServiceCase>>("/kantor/sanggahan/{id}")
    static let officeCaseAct = Path<ID<ServiceCase>, CaseAct>("/kantor/sanggahan/{id}/{act}")

    static let caseTemplates = "/kantor/templat-jawaban"
    static let caseTemplateEnd = Path<ID<StoredTemplate>>("/kantor/templat-jawaban/{id}/hapus")
    static let caseBatches = "/kantor/jawaban-bersama"
    static let caseBatch = Path<ID<CaseBatch>>("/kantor/jawaban-bersama/{id}")
    static let caseBatchAnswer = Path<ID<CaseBatch>, CaseBatchAnswer>("/kantor/jawaban-bersama/{id}/{answer}")

    /// For a complaint of the person whose page the officer has open.
    static func caseEntry(of person: ID<Account>) -> String { "\(caseEntry)?\(CaseEntry.person)=\(person)" }

    /// A page of the queue: whose cases, and of which category.
    static func caseOffice(_ view: CaseView, _ category: CaseCategory? = nil) -> String {
        let parts = [
            view == .all ? nil : "siapa=\(view.rawValue)", category.map { "kategori=\($0.rawValue)" },
        ].compactMap(\.self)
        return parts.isEmpty ? caseOffice : "\(caseOffice)?\(parts.joined(separator: "&"))"
    }
}

extension ContestedDecision.Kind: PathValue {
    /// As it stands in addresses.
    var pathText: String { slug }

    var slug: String {
        switch self {
        case .eligibility: "kelayakan"
        case .photo: "foto"
        case .purchase: "pelatihan"
        case .payout: "insentif"
        case .suspension: "penangguhan"
        case .revocation: "pencabutan"
        }
    }

    init?(slug: String) {
        guard let kind = Self.allCases.first(where: { $0.slug == slug }) else { return nil }
        self = kind
    }
}

extension Int64: PathValue {}

extension CaseNumber: PathValue {
    /// Digits only: nothing to encode, and short enough to read aloud.
    var pathText: String { digits }
}

/// What an officer does with a case, as the last component of its address.
enum CaseAct: String, PathValue, CaseIterable {
    case take = "ambil"
    case release = "lepas"
    case handOver = "serahkan"
    case note = "catatan"
    case message = "kabar"
    case reopen = "buka-lagi"
    case answer = "jawab"
    case confirm = "setujui"
    case sendBack = "kembalikan"
    case runRules = "aturan"
    case askRegistry = "dukcapil"
    case reopenDispute = "sengketa"
    case grantSitting = "tes-lagi"
    case lookAgain = "periksa-ulang"
    case acceptCorrection = "koreksi"
    case confirmCorrection = "koreksi-setuju"
    case refuseCorrection = "koreksi-kembali"

    /// The authenticator is asked before an answer of a person's application is changed, because selection follows from
    /// it, and with it money.
    var needsProof: Bool { self == .acceptCorrection || self == .confirmCorrection }
}

/// Whose cases the queue shows.
enum CaseView: String, CaseIterable {
    case all = "semua"
    case mine = "saya"
    case free = "bebas"
    case late = "terlambat"
    /// An answer or a correction waits for a second officer.
    case second = "kedua"
    /// What the officer entered, and appeals against their own decisions.
    case others = "lain"
}
