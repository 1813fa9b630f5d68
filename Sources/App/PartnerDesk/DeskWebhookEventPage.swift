import Programme

/// One event with its body, and each attempt to deliver it.
struct DeskWebhookEventPage: Page {
    let t: Words
    let endpoint: WebhookEndpoint
    let event: WebhookEvent
    let attempts: [WebhookAttempt]
    let csrf: String
    let refusal: WebhookRefusal?

    var title: String { event.name(t) }
    var isWide: Bool { true }
    var crumbs: [Crumb] { [Crumb("Webhook", Paths.deskWebhook)] }

    var body: HTML {
        let state = event.state.label(t)
        return """
            <h1>\(title) \(Part.tag(state.text, state.kind))</h1>
            \(refusal.map { Banner(.wrong, $0.sentence(t)).html } ?? .empty)
            \(Part.facts([
                (t("Terjadi", "Recorded"), "\(t.shortMoment(real: event.recordedAt))"),
                (t("Alamat", "Address"), "<code>\(endpoint.address)</code>"),
                ("webhook-id", "<code>\(event.messageID)</code>"),
                (t("Urutan pada pembelian", "Place in the purchase"), "\(event.sequence)"),
            ]))
            <h2>\(t("Isi", "Body"))</h2>
            <pre tabindex="0" aria-label="\(t("Isi", "Body"))"><code>\(event.body)</code></pre>
            \(when: event.state != .waiting, again)
            <h2>\(t("Percobaan", "Attempts"))</h2>
            \(Part.table(
                caption: t("Terbaru di atas", "Newest first"),
                [
                    t("Waktu", "Time"), t("Jawaban", "Answer"), t("Milidetik", "Milliseconds"),
                    t("Awal jawaban", "Beginning of the answer"),
                ], attempts.map(row), empty: t("Belum ada percobaan.", "No attempts yet.")))
            """
    }

    private var again: HTML {
        """
        <p>\(t(
            "Kejadian dikirim lagi dengan webhook-id yang sama; server Anda mengenalinya dari nomor itu.",
            "The event is sent again with the same webhook-id, by which your server knows it."))</p>
        \(Part.act(t("Kirim lagi", "Send again"), to: Paths.deskWebhookAgain(event.id), csrf: csrf, kind: "secondary"))
        """
    }

    private func row(_ attempt: WebhookAttempt) -> [HTML] {
        [
            "\(t.shortMoment(real: attempt.at))", "\(attempt.result(t))",
            "\(t.count(Int(attempt.took.milliseconds)))", "<code>\(attempt.answer)</code>",
        ]
    }

    static func sample(_ t: Words) -> DeskWebhookEventPage {
        DeskWebhookEventPage(
            t: t, endpoint: .sample, event: .sample, attempts: [.sample], csrf: FormState.sample.csrf, refusal: nil)
    }
}
