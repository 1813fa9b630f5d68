import Programme

/// The partner's webhook: where it is told of events, and its secrets.
extension PartnerPage {
    var webhook: HTML {
        let heading = t("Webhook", "Webhook")
        guard let webhook = file.webhook, webhook.endpoint.state != .ended else {
            return """
                <section><h2>\(heading)</h2>
                <p>\(t("Mitra ini belum menerima kejadian.", "This partner is told of no events."))</p>
                \(when: mayAct, webhookProposal)</section>
                """
        }
        let state = webhook.endpoint.state.label(t)
        return """
            <section><h2>\(heading) \(Part.tag(state.text, state.kind))</h2>
            <p><code>\(webhook.endpoint.address)</code></p>
            <p>\(webhook.endpoint.types.map { $0.title(t) }.joined(separator: ", "))</p>
            <p>\(Part.button(
                t("Riwayat pengiriman", "Delivery log"), to: Paths.officeWebhook(record.id), secondary: true))</p>
            \(secrets(of: webhook))
            \(when: mayAct, webhookForms(webhook))</section>
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

    private func webhookForms(_ webhook: WebhookFile) -> HTML {
        var state = form
        if state.values["hari-rahasia"] == nil { state.values["hari-rahasia"] = "\(WebhookSecret.usualOverlapDays)" }
        let rotation = proposing(
            .webhookSecret, t("Usulkan penggantian rahasia", "Propose a new secret"),
            Field.text(
                state, "hari-rahasia",
                t("Rahasia lama ikut menandatangani berapa hari?", "For how many days does the old secret sign too?"),
                hint: t("0 sampai 30. Pilih 0 bila rahasia bocor.", "0 to 30. Choose 0 if the secret leaked."),
                keyboard: "numeric", width: 3, maxLength: 2))
        let isUnread = webhook.secrets.first.map { $0.shownAt == nil && $0.isValid(at: file.now) } ?? false
        let newLink = section(
            t("Kirim tautan rahasia baru", "Send a new link to the secret"), isOpen: isOpen(.newSecretLink),
            """
            <p>\(t(
                "Rahasia yang belum diambil diganti, dan tautan lamanya tidak berlaku lagi.",
                "The secret that was not fetched is replaced, and its old link ends."))</p>
            <form method="post" action="\(Paths.officePartnerAct(record.id, .newSecretLink))">\(Field.token(form.csrf))
            \(reason(.newSecretLink))
            \(Part.submit(t("Kirim tautan rahasia baru", "Send a new link to the secret"), kind: "secondary"))</form>
            """)
        return """
            \(when: isUnread && webhook.endpoint.isTold, newLink)
            \(webhookProposal)
            \(rotation)
            \(proposing(.webhookEnd, t("Usulkan mengakhiri webhook", "Propose to end the webhook"), .empty))
            """
    }

    private var webhookProposal: HTML {
        var state = form
        let types = WebhookType.of(isPlatform: record.kind == .platform)
        if !isOpen(.webhook) {
            let present = file.webhook?.endpoint
            state.values["alamat-webhook"] = present?.address ?? ""
            for type in present?.types ?? types { state.values[WebhookSites.field(type)] = "ya" }
        }
        func box(_ type: WebhookType) -> HTML { Field.checkbox(state, WebhookSites.field(type), type.title(t)) }
        let fields: HTML = """
            \(Field.text(
                state, "alamat-webhook", t("Alamat webhook", "Webhook's address"),
                hint: t("https pada situs mitra yang tercatat.", "https on a recorded site of the partner."),
                keyboard: "url", maxLength: PartnerAddress.longest))
            \(Field.group(
                state, "kejadian", t("Kejadian yang dikirim", "Events that are sent"), hint: nil, "\(each: types, box)"))
            """
        return proposing(.webhook, t("Usulkan alamat webhook", "Propose the webhook's address"), fields)
    }
}
