import Programme

/// `/kantor/webhook/{partner}/kejadian/{event}`: one event with its body, and each attempt to deliver it.
struct WebhookEventPage: Page {
    let t: Words
    let record: PartnerRecord
    let endpoint: WebhookEndpoint
    let event: WebhookEvent
    let attempts: [WebhookAttempt]
    let mayAct: Bool
    let csrf: String
    let refusal: WebhookRefusal?

    var title: String { event.name(t) }
    var isWide: Bool { true }
    var crumbs: [Crumb] {
        [
            Crumb(record.name, Paths.officePartner(record.id)),
            Crumb(t("Webhook", "Webhook"), Paths.officeWebhook(record.id)),
        ]
    }

    var body: HTML {
        let state = event.state.label(t)
        return """
            <h1>\(title) \(Part.tag(state.text, state.kind))</h1>
            \(refusal.map { Banner(.wrong, $0.sentence(t)).html } ?? .empty)
            \(Part.facts([
                (t("Terjadi", "Recorded"), "\(t.shortMoment(real: event.recordedAt))"),
                (t("Alamat", "Address"), "<code>\(endpoint.address)</code>"),
                (t("Nomor kejadian", "Number of the event"), "<code>\(event.messageID)</code>"),
                (t("Urutan pada pembelian", "Place in the purchase"), "\(event.sequence)"),
            ]))
            <h2>\(t("Isi", "Body"))</h2>
            <pre>\(event.body)</pre>
            \(when: mayAct && event.state != .waiting, again)
            <h2>\(t("Percobaan", "Attempts"))</h2>
            \(Part.table(
                caption: t("Terbaru di atas", "Newest first"),
                [
                    t("Ke-", "No."), t("Waktu", "Time"), t("Jawaban", "Answer"), t("Milidetik", "Milliseconds"),
                    t("Awal jawaban", "Beginning of the answer"),
                ], attempts.map(row), empty: t("Belum ada percobaan.", "No attempts yet.")))
            """
    }

    private var again: HTML {
        """
        <p>\(t(
            "Kejadian dikirim lagi dengan nomor yang sama. Penerima mengenalinya dari nomor itu.",
            "The event is sent again with the same number, by which the receiver knows it."))</p>
        \(Part.act(
            t("Kirim lagi", "Send again"), to: Paths.webhookSendAgain(record.id, event.id), csrf: csrf,
            kind: "secondary"))
        """
    }

    private func row(_ attempt: WebhookAttempt) -> [HTML] {
        [
            "\(attempt.number)", "\(t.shortMoment(real: attempt.at))", "\(attempt.result(t))",
            "\(t.count(Int(attempt.took.milliseconds)))", "<code>\(attempt.answer)</code>",
        ]
    }

    static func sample(_ t: Words) -> WebhookEventPage {
        WebhookEventPage(
            t: t, record: .sample, endpoint: .sample, event: .sample, attempts: [.sample], mayAct: true,
            csrf: FormState.sample.csrf, refusal: nil)
    }
}

extension WebhookEvent {
    static let sample = WebhookEvent(
        id: ID(12), object: ID(4), endpoint: ID(31), partner: ID(7), sequence: 1, type: .purchasePosted,
        body: #"{"data":{"amount":600000,"purchase":"11"},"type":"purchase.posted"}"#,
        recordedAt: Instant(milliseconds: 1_587_000_000_000), state: .delivered,
        stateAt: Instant(milliseconds: 1_587_000_001_000), attempts: 1, tries: 1)
}

extension WebhookAttempt {
    static let sample = WebhookAttempt(
        number: 1, at: Instant(milliseconds: 1_587_000_001_000), status: 204, took: Span(milliseconds: 84), answer: "")
}
