import Programme

/// `/kantor/webhook`: where each partner is told of events, those in trouble first.
struct WebhooksPage: Page {
    let t: Words
    let rows: [Row]

    struct Row: Sendable {
        let endpoint: WebhookEndpoint
        /// The partner's.
        let name: String
    }

    var title: String { t("Webhook mitra", "Partners' webhooks") }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p>\(t(
            "Alamat tempat mitra menerima kabar tentang pembelian. Alamat baru diusulkan di halaman mitra.",
            "The addresses at which partners are told of purchases. A new one is proposed on the partner's page."))</p>
        \(Part.table(
            caption: t("Yang bermasalah di atas", "Those in trouble first"),
            [t("Mitra", "Partner"), t("Alamat", "Address"), t("Status", "State"), t("Sejak", "Since")],
            rows.map(cells),
            empty: t("Belum ada mitra dengan alamat webhook.", "No partner has an address for webhooks yet.")))
        """
    }

    private func cells(_ row: Row) -> [HTML] {
        let state = row.endpoint.state.label(t)
        return [
            "<a href=\"\(Paths.officeWebhook(row.endpoint.partner))\">\(row.name)</a>",
            "<code>\(row.endpoint.address)</code>", Part.tag(state.text, state.kind),
            "\(t.shortMoment(real: row.endpoint.stateAt))",
        ]
    }

    static func sample(_ t: Words) -> WebhooksPage {
        WebhooksPage(t: t, rows: [Row(endpoint: .sample, name: PartnerRecord.sample.name)])
    }
}
