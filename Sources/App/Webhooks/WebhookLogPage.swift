import Programme

/// `/kantor/webhook/{partner}`: the events of a partner, the newest first.
struct WebhookLogPage: Page {
    let t: Words
    let record: PartnerRecord
    /// All that it ever had.
    let endpoints: [WebhookEndpoint]
    let events: [WebhookEvent]
    let last: [ID<WebhookEvent>: WebhookAttempt]
    let hasOlder: Bool

    static let length = 100

    var title: String { t("Webhook \(record.name)", "\(record.name)'s webhook") }
    var isWide: Bool { true }
    var crumbs: [Crumb] { [Crumb(record.name, Paths.officePartner(record.id))] }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <ul class="plain-list">\(each: endpoints, entry)</ul>
        <p>\(t(
            "Kejadian satu pembelian dikirim berurutan. Riwayat disimpan \(TendWebhooks.daysKept) hari.",
            "Events of one purchase are sent in order. The log is kept for \(TendWebhooks.daysKept) days."))</p>
        \(Part.table(
            caption: t("Terbaru di atas", "Newest first"), columns, events.map(row),
            empty: t("Belum ada kejadian.", "No events yet.")))
        \(older)
        """
    }

    private func entry(_ endpoint: WebhookEndpoint) -> HTML {
        let state = endpoint.state.label(t)
        return "<li><code>\(endpoint.address)</code> \(Part.tag(state.text, state.kind))</li>"
    }

    /// Of the endpoint of an event.
    private func address(_ event: WebhookEvent) -> String {
        endpoints.first { $0.id == event.endpoint }?.address ?? "–"
    }

    private var columns: [String] {
        [
            t("Waktu", "Time"), t("Kejadian", "Event"), t("Alamat", "Address"), t("Urutan", "Place"),
            t("Status", "State"), t("Percobaan", "Attempts"), t("Jawaban terakhir", "Last answer"),
        ]
    }

    private func row(_ event: WebhookEvent) -> [HTML] {
        let state = event.state.label(t)
        let answer = last[event.id].map { attempt in
            "\(attempt.result(t)), \(t.count(Int(attempt.took.milliseconds))) \(t("md", "ms"))"
        }
        return [
            "\(t.shortMoment(real: event.recordedAt))",
            "<a href=\"\(Paths.webhookEvent(record.id, event.id))\">\(event.name(t))</a>",
            "<code>\(address(event))</code>", "\(event.sequence)", Part.tag(state.text, state.kind),
            "\(event.attempts)", "\(answer ?? "–")",
        ]
    }

    private var older: HTML {
        guard hasOlder, let last = events.last else { return .empty }
        let path = Paths.officeWebhook(record.id, before: last.id)
        return "<p>\(Part.button(t("Yang lebih lama", "Older"), to: path, secondary: true))</p>"
    }

    static func sample(_ t: Words) -> WebhookLogPage {
        WebhookLogPage(
            t: t, record: .sample, endpoints: [.sample], events: [.sample], last: [WebhookEvent.sample.id: .sample],
            hasOlder: false)
    }
}
