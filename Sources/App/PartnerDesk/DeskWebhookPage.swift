import Programme

/// The partner's webhook as its own people see it: the address and its state, and the events, the newest first.
struct DeskWebhookPage: Page {
    let t: Words
    /// Nil for a partner that is told of nothing.
    let endpoint: WebhookEndpoint?
    let events: [WebhookEvent]
    let last: [ID<WebhookEvent>: WebhookAttempt]
    let hasOlder: Bool

    static let length = 50

    var title: String { "Webhook" }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(endpoint.map(address) ?? missing)
        \(when: endpoint != nil, list)
        """
    }

    private var missing: HTML {
        """
        <p class="empty">\(t(
            "Belum ada alamat webhook. Minta pengelola mitra di kantor mengusulkannya; petugas kedua menyetujuinya.",
            "There is no webhook address yet. Ask the partner managers at the office to propose one; a second officer approves it."))
        <a href="\(GuideChapter.webhooks.path)">\(t("Tentang webhook", "About webhooks"))</a></p>
        """
    }

    private func address(_ endpoint: WebhookEndpoint) -> HTML {
        let state = endpoint.state.label(t)
        return """
            \(stopped(endpoint))
            \(Part.facts([
                (t("Alamat", "Address"), "<code>\(endpoint.address)</code>"),
                (t("Status", "State"), Part.tag(state.text, state.kind)),
                (t("Sejak", "Since"), "\(t.shortMoment(real: endpoint.stateAt))"),
                (t("Kejadian", "Events"), "\(endpoint.types.map { $0.title(t) }.joined(separator: ", "))"),
            ]))
            """
    }

    private func stopped(_ endpoint: WebhookEndpoint) -> HTML {
        switch endpoint.state {
        case .active: .empty
        case .failing:
            Banner(
                .attention,
                t(
                    "Server Anda tidak menerima kejadian terakhir. Perbaiki, lalu kirim lagi kejadian itu di bawah.",
                    "Your server did not take the last event. Correct that, then send that event again below.")
            ).html
        case .disabled:
            Banner(
                .wrong,
                t(
                    "Alamat ini dihentikan: server Anda menjawab 410, atau alamatnya berubah tanpa keputusan. Yang menunggu tidak dikirim. Minta pengelola mitra mengusulkan alamatnya lagi.",
                    "This address was stopped: your server answered 410, or the address was changed without a decision. What waited is not sent. Ask the partner managers to propose the address again."
                )
            ).html
        case .ended:
            Banner(
                .attention,
                t("Webhook ini berakhir. Tidak ada lagi yang dikirim.", "This webhook has ended. Nothing more is sent.")
            ).html
        }
    }

    private var list: HTML {
        """
        <p>\(t(
            "Kejadian satu pembelian dikirim berurutan. Riwayat disimpan \(TendWebhooks.daysKept) hari.",
            "Events of one purchase are sent in order. The log is kept for \(TendWebhooks.daysKept) days."))</p>
        \(Part.table(
            caption: t("Terbaru di atas", "Newest first"),
            [
                t("Waktu", "Time"), t("Kejadian", "Event"), t("Status", "State"), t("Percobaan", "Attempts"),
                t("Jawaban terakhir", "Last answer"),
            ], events.map(row), empty: t("Belum ada kejadian.", "No events yet.")))
        \(older)
        """
    }

    private func row(_ event: WebhookEvent) -> [HTML] {
        let state = event.state.label(t)
        return [
            "\(t.shortMoment(real: event.recordedAt))",
            "<a href=\"\(Paths.deskWebhookEvent(event.id))\">\(event.name(t))</a>", Part.tag(state.text, state.kind),
            "\(event.attempts)", "\(last[event.id]?.result(t) ?? "–")",
        ]
    }

    private var older: HTML {
        guard hasOlder, let last = events.last else { return .empty }
        let path = Paths.deskWebhook(before: last.id)
        return "<p>\(Part.button(t("Yang lebih lama", "Older"), to: path, secondary: true))</p>"
    }

    static func sample(_ t: Words) -> DeskWebhookPage {
        DeskWebhookPage(
            t: t, endpoint: .sample, events: [.sample], last: [WebhookEvent.sample.id: .sample], hasOlder: false)
    }
}

/// One event with its body, and each attempt to deliver it.
struct DeskWebhookEventPage: Page {
    let t: Words
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
            t: t, event: .sample, attempts: [.sample], csrf: FormState.sample.csrf, refusal: nil)
    }
}
