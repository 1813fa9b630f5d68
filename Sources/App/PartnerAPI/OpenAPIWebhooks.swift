import Foundation
import Programme

/// The events of webhooks in the OpenAPI document: a partner's own address answers them.
enum OpenAPIWebhooks {
    /// One entry for each type.
    static var json: JSON {
        .object(WebhookType.allCases.map { JSON.Member(name: $0.rawValue, value: ["post": operation($0)]) })
    }

    static let event = APIObject(
        name: "WebhookEvent",
        fields: [
            APIField("type", .choice(WebhookType.allCases.map(\.rawValue)), id: "Kejadiannya.", en: "What happened."),
            APIField("timestamp", .instant, id: "Saat terjadi.", en: "When it happened."),
            APIField("data", .named(data), id: "Tanpa data peserta.", en: "Without anything of the participant."),
        ])

    /// More fields may come.
    private static let data = APIObject(
        name: "WebhookData",
        fields: [
            APIField("purchase", .id, id: "Nomor pembelian.", en: "The purchase's id."),
            APIField(
                "sequence", .integer(in: 1...Int(Int32.max)), id: "Urutan kejadian pembelian ini bagi Anda, dari 1.",
                en: "Its place among your events of this purchase, from 1."),
            APIField("invoice_code", .text(), id: "Dari platform.", en: "The platform's."),
            APIField(
                "course_code", .text(), required: false, id: "Seperti di berkas pelatihan.",
                en: "As in the file of courses."),
            APIField(
                "schedule_code", .text(), required: false, id: "Seperti di berkas pelatihan.",
                en: "As in the file of courses."),
            APIField(
                "transaction_code", .text(), required: false, id: "Untuk platform.", en: "For platforms."),
            APIField("redeem_code", .text(), required: false, id: "Untuk lembaga.", en: "For institutions."),
            APIField("amount", .integer(), required: false, id: "Harga, rupiah utuh.", en: "The price, whole rupiah."),
            APIField("state", .text(), required: false, id: "Status pembelian.", en: "The purchase's state."),
            APIField(
                "attendance", .integer(in: 1...999), required: false, id: "Nomor kehadiran.",
                en: "The number of an attendance."),
            APIField(
                "paid", .integer(), required: false, id: "Yang dibayar kepada Anda.", en: "What is paid to you."),
            APIField("returned", .integer(), required: false, id: "Yang kembali.", en: "What went back."),
            APIField("missing", .text(), required: false, id: "Yang kurang.", en: "What the training lacked."),
            APIField("basis", .text(), required: false, id: "Yang membuktikannya.", en: "What proved it."),
            APIField(
                "held_until", .instant, required: false, id: "Laporan selesai berlaku sendiri mulai saat ini.",
                en: "From then on the reported completion stands by itself."),
            APIField(
                "decision", HeldCompletion.apiDecisions, required: false, id: "Putusan atas laporan selesai.",
                en: "What became of the reported completion."),
            APIField(
                "receipt", .text(), required: false, id: "Nomor tanda terima laporan itu.",
                en: "The number of that report's receipt."),
        ], isOpen: true)

    private static func operation(_ type: WebhookType) -> JSON {
        .members([
            "operationId": .text(type.rawValue),
            "summary": .text(type.title(.english)),
            "x-summary-id": .text(type.title(.indonesian)),
            // Standard Webhooks 1.0.0: verified by the secret, not by a token.
            "security": .list([]),
            "parameters": .list(headers.map(\.json)),
            "requestBody": [
                "required": true,
                "content": .object([
                    JSON.Member(
                        name: APIReply.mediaType,
                        value: ["schema": APISchema.named(event).json, "example": example(type)])
                ]),
            ],
            "responses": ["2XX": ["description": "Taken. Anything else is tried again."]],
        ])
    }

    private static let headers = [
        (WebhookSignature.idHeader, Bilingual(id: "Sama pada setiap pengulangan.", en: "The same at each attempt.")),
        (WebhookSignature.timestampHeader, Bilingual(id: "Detik sejak 1970.", en: "Seconds since 1970.")),
        (WebhookSignature.signatureHeader, Bilingual(id: "Satu untuk tiap rahasia.", en: "One for each secret.")),
    ].map { name, meaning in
        APIParameter(name: name, place: .header, schema: .text(), isRequired: true, meaning: meaning)
    }

    private static func example(_ type: WebhookType) -> JSON {
        var data: [String: WebhookValue] = [
            "purchase": .text(PurchaseItem.example.id), "sequence": .number(1), "invoice_code": "INV-1",
            "course_code": "barista", "schedule_code": "barista-1", "amount": .number(600_000),
        ]
        switch type {
        case .completionHeld: data["held_until"] = .instant(APIPaging.example + .days(14))
        case .completionDecided: data["decision"] = .text(HeldCompletion.State.accepted.rawValue)
        default: break
        }
        let body = WebhookBody(type: type, at: APIPaging.example, data: data)
        return (try? JSONDecoder().decode(JSON.self, from: Data(body.text().utf8))) ?? .null
    }
}

extension HeldCompletion {
    fileprivate static let apiDecisions = APISchema.choice(
        State.allCases.filter { $0 != .waiting }.map(\.rawValue))
}
