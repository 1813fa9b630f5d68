import Foundation
import Programme

/// A field of an event's `data`, for the guide and the document of the API.
struct WebhookField: Sendable {
    enum Kind: Sendable {
        case text
        case number
        case choice([String])
    }

    let name: String
    let kind: Kind
    /// The only kind of partner that reads it; nil where both do.
    let reader: Partner.Kind?
    /// Whether every event of the type has it.
    let isAlways: Bool
    let meaning: Bilingual
    let example: WebhookValue

    init(
        _ name: String, _ kind: Kind = .text, for reader: Partner.Kind? = nil, always isAlways: Bool = true,
        example: WebhookValue, id: String, en: String
    ) {
        (self.name, self.kind, self.reader, self.isAlways) = (name, kind, reader, isAlways)
        (self.example, meaning) = (example, Bilingual(id: id, en: en))
    }
}

/// What an event of a type tells.
struct WebhookPayload: Sendable {
    let type: WebhookType

    static let all = WebhookType.allCases.map(WebhookPayload.init)

    var fields: [WebhookField] {
        guard type != .cardExpired else { return Self.numbers + [Self.invoice, Self.transaction] }
        return Self.numbers + [Self.invoice, Self.transaction, Self.redeem] + Self.sale + [state] + own
    }

    /// The kinds of partners that are told.
    var readers: [Partner.Kind] {
        WebhookType.of(isPlatform: false).contains(type) ? [.platform, .institution] : [.platform]
    }

    /// The body of an event as the partner of this kind reads it.
    func example(seenBy kind: Partner.Kind) -> String {
        let shown = fields.filter { $0.reader == nil || $0.reader == kind }
        let body = WebhookBody(
            type: type, at: Instant(milliseconds: 1_587_348_000_000),
            data: Dictionary(shown.map { ($0.name, $0.example) }) { first, _ in first })
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return (try? encoder.encode(body)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    private var own: [WebhookField] {
        switch type {
        case .attendanceRecorded: [Self.attendance, Self.paid]
        case .completionRecorded: [Self.basis, Self.paid]
        case .completionSettled: [Self.returned, Self.missing]
        case .completionHeld: [Self.heldUntil, Self.receipt]
        case .completionDecided: [Self.decision, Self.receipt]
        default: []
        }
    }

    private var state: WebhookField {
        let value: Purchase.State =
            switch type {
            case .purchasePosted: .posted
            case .purchaseVoided: .voided
            case .purchaseLapsed, .completionSettled: .lapsed
            case .completionRecorded: .completed
            default: .attended
            }
        let words: [Purchase.State] = [.posted, .attended, .completed, .voided, .lapsed]
        return WebhookField(
            "state", .choice(words.map(\.rawValue)), example: .text(value.rawValue),
            id: "Status pembelian. Untuk platform, daftar di `/api/v2` menulis `posted`, `attended`, dan `completed` "
                + "sebagai `paid`. `voided` dan `lapsed` ditulis `returned`.",
            en: "The purchase's state. The list at `/api/v2` calls `posted`, `attended` and `completed` `paid` for a "
                + "platform, and `voided` and `lapsed` `returned`.")
    }

    private static let numbers = [
        WebhookField(
            "purchase", example: "7340221440000000", id: "Nomor pembelian dari kami, seperti `id` di `/api/v2`.",
            en: "Our number of the purchase, as `id` at `/api/v2`."),
        WebhookField(
            "sequence", .number, example: .number(1), id: "Urutan di antara kejadian Anda untuk pembelian ini, dari 1.",
            en: "The place among your events of this purchase, from 1."),
    ]
    private static let invoice = WebhookField(
        "invoice_code", example: "INV-1", id: "Nomor tagihan dari platform.", en: "The platform's invoice.")
    private static let transaction = WebhookField(
        "transaction_code", for: .platform, example: "K7PQ2MXW4RTB9ZCD", id: "Seperti di jawaban `authorize`.",
        en: "As in the answer of `authorize`.")
    private static let redeem = WebhookField(
        "redeem_code", for: .institution, example: "GHOPNYXUVMT0", id: "Kode redeem peserta.",
        en: "The participant's redeem code.")
    private static let sale = [
        WebhookField(
            "course_code", example: "barista", id: "Seperti di berkas pelatihan.", en: "As in the file of courses."),
        WebhookField(
            "schedule_code", example: "barista-1", id: "Kode jadwal dari berkas itu.", en: "Of the same file."),
        WebhookField(
            "amount", .number, example: .number(600_000), id: "Harga dalam rupiah utuh.",
            en: "The price in whole rupiah."),
    ]
    private static let attendance = WebhookField(
        "attendance", .number, example: .number(1), id: "Nomor kehadiran: 1 sampai 10, atau 999.",
        en: "The number of the attendance: 1 to 10, or 999.")
    private static let paid = WebhookField(
        "paid", .number, always: false, example: .number(60_000), id: "Yang dibayar kepada Anda karena kejadian ini.",
        en: "What the fact pays to you.")
    private static let basis = WebhookField(
        "basis", .choice(Completion.Basis.allCases.map(\.rawValue)), example: .text(Completion.Basis.reported.rawValue),
        id: "Apa yang membuktikannya.", en: "What proved it.")
    private static let returned = WebhookField(
        "returned", .number, example: .number(540_000), id: "Yang kembali ke kartu.", en: "What went back to the card.")
    private static let missing = WebhookField(
        "missing", .choice(CourseProgress.Missing.allCases.map(\.rawValue)),
        example: .text(CourseProgress.Missing.grade.rawValue), id: "Yang belum ada pada pelatihan.",
        en: "What the training lacked.")
    private static let heldUntil = WebhookField(
        "held_until", example: .instant(Instant(milliseconds: 1_588_557_600_000)),
        id: "Laporan selesai berlaku sendiri mulai saat ini.",
        en: "From then on the reported completion stands by itself.")
    private static let decision = WebhookField(
        "decision",
        .choice(HeldCompletion.State.allCases.filter { $0 != .waiting }.map(\.rawValue)),
        example: .text(HeldCompletion.State.accepted.rawValue),
        id: "Putusan atas laporan selesai.", en: "What became of the reported completion.")
    private static let receipt = WebhookField(
        "receipt", always: false, example: .text("T-2041-8763-5196"), id: "Nomor tanda terima laporan itu.",
        en: "The number of that report's receipt.")
}
