import Programme

/// The partner's endpoints as its own people see them: address and state of each, what they propose about them, and the
/// events, the newest first.
struct DeskWebhookPage: Page {
    let t: Words
    let person: PartnerPerson
    /// Those that have not ended, the first one first.
    let webhooks: [WebhookFile]
    /// All that the partner ever had, for the addresses of events.
    let endpoints: [WebhookEndpoint]
    /// In a sandbox the secrets that sign, as text: its visitors share the partner. Empty elsewhere.
    let secrets: [ID<PartnerEndpoint>: [String]]
    /// Proposals about endpoints that wait.
    let waiting: [PartnerProposal]
    let isSandbox: Bool
    let events: [WebhookEvent]
    let last: [ID<WebhookEvent>: WebhookAttempt]
    let hasOlder: Bool
    let form: FormState
    let refusal: (any UserFacingRefusal)?

    static let length = 50

    var title: String { "Webhook" }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        let shown: HTML = """
            \(webhooks.isEmpty ? missing : "\(each: webhooks, address)")
            \(when: !endpoints.isEmpty, list)
            """
        return """
            <h1>\(title)</h1>
            \(refusal.map { Banner(.wrong, $0.sentence(t)).html })
            \(when: isSandbox, trial)
            \(person.isAdministrator ? Part.columns(shown, acts: "\(each: waiting, proposal)\(acts)") : shown)
            """
    }

    private var trial: HTML {
        Banner(
            .information,
            t(
                "Di situs uji, yang Anda kirim di sini langsung berlaku, tanpa petugas. Alamatnya boleh di server mana pun yang terbuka di internet. Semua pengunjung melihat alamat dan rahasianya.",
                "On the trial site, what you send here takes effect at once, without an officer. The address may be of any server on the internet. All visitors see addresses and secrets."
            )
        ).html
    }

    private var missing: HTML {
        let how =
            isSandbox && person.isAdministrator
            ? t("Isi formulir di halaman ini.", "Fill in the form on this page.")
            : t(
                "Administrator mitra mengusulkannya di sini; petugas kantor menyetujuinya.",
                "An administrator of the partner proposes one here; an officer approves it.")
        return """
            <p class="empty">\(t("Belum ada alamat webhook.", "There is no webhook address yet.")) \(how)
            <a href="\(GuideChapter.webhooks.path)">\(t("Tentang webhook", "About webhooks"))</a></p>
            """
    }

    private func address(_ webhook: WebhookFile) -> HTML {
        let endpoint = webhook.endpoint
        let state = endpoint.state.label(t)
        let rows: [(label: String, value: HTML)] = [
            (t("Status", "State"), Part.tag(state.text, state.kind)),
            (t("Sejak", "Since"), "\(t.shortMoment(real: endpoint.stateAt))"),
            (t("Kejadian", "Events"), "\(endpoint.types.map { $0.title(t) }.joined(separator: ", "))"),
        ]
        return """
            <section><h2><code>\(endpoint.address)</code></h2>
            \(stopped(endpoint))
            \(Part.facts(rows + secretRows(of: webhook)))</section>
            """
    }

    private func secretRows(of webhook: WebhookFile) -> [(label: String, value: HTML)] {
        let label = t("Rahasia", "Secret")
        guard isSandbox else { return [(label, "\(fetching(webhook))")] }
        return (secrets[webhook.endpoint.id] ?? []).map { secret in (label, "<code>\(secret)</code>") }
    }

    private func fetching(_ webhook: WebhookFile) -> String {
        guard let newest = webhook.secrets.first else { return "–" }
        guard let fetched = newest.shownAt else {
            return t(
                "Belum diambil: buka tautan di email integrasi Anda.", "Not fetched: open the link in your e-mail.")
        }
        return t("Diambil \(t.shortMoment(real: fetched))", "Fetched \(t.shortMoment(real: fetched))")
    }

    private func proposal(_ proposal: PartnerProposal) -> HTML {
        Part.panel(
            proposal.change.title(t),
            """
            <p>\(proposal.change.consequence(t))</p>
            <p class="hint">\(t("Petugas kantor yang memutuskannya.", "An officer decides on it."))</p>
            """)
    }

    private var acts: HTML {
        let fields = WebhookFields(
            t: t, isPlatform: person.partner.kind == .platform, present: webhooks.map(\.endpoint), form: form,
            isTyped: isOpen(.webhook), isSandbox: isSandbox)
        var state = form
        if state.values["hari-rahasia"] == nil { state.values["hari-rahasia"] = "\(WebhookSecret.usualOverlapDays)" }
        let overlap = Field.text(
            state, "hari-rahasia",
            t("Rahasia lama ikut menandatangani berapa hari?", "For how many days does the old secret sign too?"),
            hint: t("0 sampai 30. Pilih 0 bila rahasia bocor.", "0 to 30. Choose 0 if the secret leaked."),
            keyboard: "numeric", width: 3, maxLength: 2)
        func choice(_ act: PartnerAct) -> HTML { WebhookFields.choice(act, among: webhooks, form, t) }
        let others: HTML = """
            \(panel(.webhookSecret, t("Minta rahasia baru", "Ask for a new secret"), choice(.webhookSecret) + overlap))
            \(panel(.webhookEnd, t("Akhiri satu alamat", "End an address"), choice(.webhookEnd) + ending))
            """
        return """
            \(panel(.webhook, t("Alamat dan kejadian", "Address and events"), fields.html))
            \(when: !webhooks.isEmpty, others)
            """
    }

    /// Nothing while a proposal of the kind waits.
    private func panel(_ act: PartnerAct, _ label: String, _ fields: HTML) -> HTML {
        guard !waiting.contains(where: { $0.change.act == act.change }) else { return .empty }
        let name = PartnerForm.reasonField(act)
        let reason =
            isSandbox
            ? Field.hidden(name, "Percobaan di situs uji coba")
            : ReasonField.area(
                form, t, hint: t("Misalnya server pindah.", "Such as that the server moves."), name: name)
        return Part.panel(
            label,
            """
            <form method="post" action="\(Paths.deskWebhookAct(act))">\(Field.token(form.csrf))
            \(fields)\(reason)
            \(Part.submit(
                isSandbox ? verb(act) : t("Usulkan", "Propose"), kind: act == .webhookEnd ? "danger" : "secondary"))</form>
            """)
    }

    /// What the button does at once: an end cannot be taken back.
    private func verb(_ act: PartnerAct) -> String {
        switch act {
        case .webhookSecret: t("Buat rahasia baru", "Make a new secret")
        case .webhookEnd: t("Akhiri alamat", "End the address")
        default: t("Simpan alamat", "Save the address")
        }
    }

    /// The address that the form ends, where the form does not ask which.
    private var ending: HTML {
        guard webhooks.count == 1 else { return .empty }
        return "<p><code>\(webhooks[0].endpoint.address)</code></p>"
    }

    private func isOpen(_ act: PartnerAct) -> Bool {
        !form.errors.isEmpty && form.values[PartnerForm.reasonField(act)] != nil
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
                    "Alamat ini dihentikan: server Anda menjawab 410, atau alamatnya berubah tanpa keputusan. Yang menunggu tidak dikirim. Usulkan alamatnya lagi.",
                    "This address was stopped: your server answered 410, or the address was changed without a decision. What waited is not sent. Propose the address again."
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
                t("Waktu", "Time"), t("Kejadian", "Event"), t("Alamat", "Address"), t("Status", "State"),
                t("Percobaan", "Attempts"), t("Jawaban terakhir", "Last answer"),
            ], events.map(row), empty: t("Belum ada kejadian.", "No events yet.")))
        \(older)
        """
    }

    private func row(_ event: WebhookEvent) -> [HTML] {
        let state = event.state.label(t)
        return [
            "\(t.shortMoment(real: event.recordedAt))",
            "<a href=\"\(Paths.deskWebhookEvent(event.id))\">\(event.name(t))</a>",
            "<code>\(endpoints.first { $0.id == event.endpoint }?.address ?? "–")</code>",
            Part.tag(state.text, state.kind),
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
            t: t, person: .sample, webhooks: [.sample], endpoints: [.sample], secrets: [:], waiting: [],
            isSandbox: false, events: [.sample], last: [WebhookEvent.sample.id: .sample], hasOlder: false,
            form: .sample, refusal: nil)
    }
}
