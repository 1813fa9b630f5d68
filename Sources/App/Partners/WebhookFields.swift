import Programme

/// The fields by which an address and its events are proposed, in the office and at the partner's desk.
struct WebhookFields {
    let t: Words
    let isPlatform: Bool
    /// The partner's endpoints that have not ended.
    let present: [WebhookEndpoint]
    let form: FormState
    /// Whether the form comes back as it was sent.
    let isTyped: Bool
    var isSandbox = false

    var html: HTML {
        var state = form
        let types = WebhookType.of(isPlatform: isPlatform)
        if !isTyped {
            let only = present.count == 1 ? present[0] : nil
            state.values[WebhookSites.chosen(.webhook)] = only.map { "\($0.id)" } ?? ""
            state.values["alamat-webhook"] = only?.address ?? ""
            for type in only?.types ?? types { state.values[WebhookSites.field(type)] = "ya" }
        }
        func box(_ type: WebhookType) -> HTML { Field.checkbox(state, WebhookSites.field(type), type.title(t)) }
        return """
            \(choice(state))
            \(Field.text(
                state, "alamat-webhook", t("Alamat webhook", "Webhook's address"),
                hint: isSandbox
                    ? t("https pada server Anda.", "https on your server.")
                    : t("https pada situs mitra yang tercatat.", "https on a recorded site of the partner."),
                keyboard: "url", maxLength: PartnerAddress.longest))
            \(Field.group(
                state, "kejadian", t("Kejadian yang dikirim", "Events that are sent"), hint: nil, "\(each: types, box)"))
            """
    }

    /// Which endpoint another form is of: a question only where there are several.
    static func choice(_ act: PartnerAct, among webhooks: [WebhookFile], _ form: FormState, _ t: Words) -> HTML {
        guard webhooks.count != 1 else { return Field.hidden(WebhookSites.chosen(act), "\(webhooks[0].endpoint.id)") }
        return Field.select(
            form, WebhookSites.chosen(act), t("Webhook yang mana?", "Which webhook?"),
            options: webhooks.map { ("\($0.endpoint.id)", $0.endpoint.address) }, prompt: t("Pilih", "Choose"))
    }

    private func choice(_ state: FormState) -> HTML {
        let name = WebhookSites.chosen(.webhook)
        guard !present.isEmpty else { return Field.hidden(name, WebhookSites.new) }
        let isRoom = isSandbox || present.count < PartnerEndpoint.most
        let known: [(value: String, label: String)] = present.map { ("\($0.id)", $0.address) }
        let new = (value: WebhookSites.new, label: t("Alamat tambahan", "A further address"))
        return Field.select(
            state, name, t("Ubah yang mana?", "Which one is changed?"),
            options: isRoom ? known + [new] : known, prompt: t("Pilih", "Choose"))
    }
}

extension WebhookSites {
    /// Which endpoint a form is of. A page with several forms needs a name for each.
    static func chosen(_ act: PartnerAct) -> String { "webhook-\(act.rawValue)" }
}
