import Programme

/// The partner's webhooks: where it is told of events, and their secrets.
extension PartnerPage {
    var webhook: HTML {
        let heading = t("Webhook", "Webhooks")
        guard !file.webhooks.isEmpty else {
            return """
                <section><h2>\(heading)</h2>
                <p>\(t("Mitra ini belum menerima kejadian.", "This partner is told of no events."))</p>
                \(when: mayAct, webhookProposal)</section>
                """
        }
        return """
            <section><h2>\(heading)</h2>
            \(each: file.webhooks, endpoint)
            <p>\(Part.button(
                t("Riwayat pengiriman", "Delivery log"), to: Paths.officeWebhook(record.id), secondary: true))</p>
            \(when: mayAct, webhookForms)</section>
            """
    }

    private func endpoint(_ webhook: WebhookFile) -> HTML {
        let state = webhook.endpoint.state.label(t)
        return """
            <h3><code>\(webhook.endpoint.address)</code> \(Part.tag(state.text, state.kind))</h3>
            <p>\(webhook.endpoint.types.map { $0.title(t) }.joined(separator: ", "))</p>
            \(secrets(of: webhook))
            """
    }

    private func secrets(of webhook: WebhookFile) -> HTML {
        func row(_ secret: WebhookSecretState) -> [HTML] {
            [
                "\(t.shortMoment(real: secret.madeAt))", "\(name(secret.madeBy))",
                "\(validity(of: secret))",
                "\(secret.shownAt.map { t.shortMoment(real: $0) } ?? t("Belum", "Not yet"))",
            ]
        }
        return Part.table(
            caption: t("Rahasia webhook", "Secrets of the webhook"),
            [
                t("Dibuat", "Made"), t("Oleh", "By"), t("Berlaku", "Valid"),
                t("Diambil mitra", "Fetched by the partner"),
            ],
            webhook.secrets.map(row), empty: t("Belum ada rahasia.", "No secrets yet."))
    }

    private func validity(of secret: WebhookSecretState) -> String {
        guard let end = secret.endsAt else { return t("Rahasia sekarang", "Present secret") }
        let text = t.shortMoment(real: end)
        return secret.isValid(at: file.now)
            ? t("sampai \(text)", "until \(text)") : t("Berakhir \(text)", "Ended \(text)")
    }

    private var webhookForms: HTML {
        var state = form
        if state.values["hari-rahasia"] == nil { state.values["hari-rahasia"] = "\(WebhookSecret.usualOverlapDays)" }
        let overlap = Field.text(
            state, "hari-rahasia",
            t("Rahasia lama ikut menandatangani berapa hari?", "For how many days does the old secret sign too?"),
            hint: t("0 sampai 30. Pilih 0 bila rahasia bocor.", "0 to 30. Choose 0 if the secret leaked."),
            keyboard: "numeric", width: 3, maxLength: 2)
        let unread = file.webhooks.filter { webhook in
            webhook.endpoint.isTold
                && webhook.secrets.first.map { $0.shownAt == nil && $0.isValid(at: file.now) } ?? false
        }
        let newLink = section(
            t("Kirim tautan rahasia baru", "Send a new link to the secret"), isOpen: isOpen(.newSecretLink),
            """
            <p>\(t(
                "Rahasia yang belum diambil diganti, dan tautan lamanya tidak berlaku lagi.",
                "The secret that was not fetched is replaced, and its old link ends."))</p>
            <form method="post" action="\(Paths.officePartnerAct(record.id, .newSecretLink))">\(Field.token(form.csrf))
            \(choice(.newSecretLink, among: unread))
            \(reason(.newSecretLink))
            \(Part.submit(t("Kirim tautan rahasia baru", "Send a new link to the secret"), kind: "secondary"))</form>
            """)
        return """
            \(when: !unread.isEmpty, newLink)
            \(webhookProposal)
            \(proposing(
                .webhookSecret, t("Usulkan penggantian rahasia", "Propose a new secret"),
                choice(.webhookSecret, among: file.webhooks) + overlap))
            \(proposing(
                .webhookEnd, t("Usulkan mengakhiri webhook", "Propose to end a webhook"),
                choice(.webhookEnd, among: file.webhooks)))
            """
    }

    private func choice(_ act: PartnerAct, among webhooks: [WebhookFile]) -> HTML {
        WebhookFields.choice(act, among: webhooks, form, t)
    }

    private var webhookProposal: HTML {
        let fields = WebhookFields(
            t: t, isPlatform: record.kind == .platform, present: file.webhooks.map(\.endpoint), form: form,
            isTyped: isOpen(.webhook))
        return proposing(.webhook, t("Usulkan alamat webhook", "Propose a webhook's address"), fields.html)
    }
}
