import Programme

/// `/kantor/undangan/{id}`: whom a batch invites and with which text, before it is started; then how far it has come.
struct InvitationBatchPage: Page {
    let t: Words
    let officer: Officer
    let list: ListImport
    let batch: InvitationBatch
    let countedAt: Instant?
    let figures: InvitationFigures
    let figuresAt: Instant?
    let plan: InvitationPlan
    /// The day's cap on codes by text message, and how many were sent; nil where there is no cap.
    let budget: (of: Int, spent: Int)?
    let messages: InvitationMessages
    let names: [ID<Officer>: String]
    let form: FormState
    let refusal: (any UserFacingRefusal)?

    var title: String { t("Undangan", "Invitations") }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        let (text, kind) = batch.state.label(t)
        return """
            <h1>\(title) \(Part.tag(text, kind))</h1>
            \(refusal.map { Banner(.wrong, $0.sentence(t), title: t(
                "Tidak dapat dilakukan", "This cannot be done")).html })
            \(Part.columns(
                """
                \(when: batch.state == .counting, counting)
                \(when: batch.decidedBy != nil && batch.state != .refused, progress)
                \(when: batch.state != .counting, counts)
                \(preview)
                """, acts: acts))
            """
    }
    var crumbs: [Crumb] { [Crumb("\(EditionWords(t: t).list(list.kind)), \(list.source)", Paths.officeList(list.id))] }

    private var counting: HTML {
        """
        <p class="empty">\(t(
            "Penerimanya sedang dihitung. Muat ulang halaman ini sebentar lagi.",
            "The recipients are being counted. Reload this page in a moment."))</p>
        """
    }

    // MARK: - Before

    private var counts: HTML {
        let counts = batch.counts
        func row(_ label: String, _ count: Int) -> SummaryRow { SummaryRow(label: label, value: "\(t.count(count))") }
        var rows = [
            row(t("Akan diundang", "Would be invited"), counts.people),
            row(t("Lewat SMS", "By text message"), counts.texts), row(t("Lewat email", "By e-mail"), counts.mails),
            row(t("Sudah punya akun, dilewati", "Have an account, skipped"), counts.registered),
            row(t("Pernah diundang, dilewati", "Invited before, skipped"), counts.invitedBefore),
            row(t("Tanpa kontak, dilewati", "Without a contact, skipped"), list.counts.unreachable),
            SummaryRow(label: t("Biaya", "Cost"), value: "\(cost)"),
            SummaryRow(label: t("Lamanya", "How long"), value: "\(duration)"),
            SummaryRow(label: t("Alasan", "Reason"), value: "\(batch.reason)"),
            SummaryRow(label: t("Disusun", "Drafted by"), value: "\(names[batch.proposer.officer] ?? "–")"),
        ]
        if let by = batch.decidedBy, let answer = batch.answer {
            rows.append(
                SummaryRow(label: t("Diputuskan", "Decided by"), value: "\(names[by] ?? "–"): \(answer)"))
        }
        let at: HTML =
            countedAt.map { "<p><small>\(t("Dihitung", "Counted")) \(t.shortMoment(real: $0)).</small></p>" }
            ?? .empty
        return "<h2>\(t("Siapa yang diundang", "Who is invited"))</h2>\(Part.summary(rows))\(at)"
    }

    private var cost: String {
        let texts = t(
            "\(t.count(batch.counts.texts)) SMS, satu bagian setiap SMS.",
            "\(t.count(batch.counts.texts)) text messages of one part each.")
        let cap = t(
            "Batas undangan \(t.count(InvitationPlan.mostADay)) orang sehari, hari ini terpakai \(t.count(plan.today)).",
            "At most \(t.people(InvitationPlan.mostADay)) a day are invited; \(t.count(plan.today)) were today.")
        guard let budget else { return "\(texts) \(cap)" }
        let codes = t(
            "Anggaran SMS kode hari ini \(t.count(budget.spent)) dari \(t.count(budget.of)); undangan tidak memakainya.",
            "Codes used \(t.count(budget.spent)) of today's \(t.count(budget.of)) text messages; invitations use none of them."
        )
        return "\(texts) \(cap) \(codes)"
    }

    private var duration: String {
        let minutes = t(
            "Sekitar \(t.count(plan.minutes)) menit, \(t.count(InvitationPlan.perMinute)) orang setiap menit.",
            "About \(t.count(plan.minutes)) minutes, \(t.people(InvitationPlan.perMinute)) a minute.")
        guard plan.furtherDays > 0 else { return minutes }
        return minutes + " "
            + t(
                "Sisanya \(t.count(plan.furtherDays)) hari berikutnya karena batas harian.",
                "The others take \(t.count(plan.furtherDays)) further days because of the daily limit.")
    }

    private var preview: HTML {
        """
        <h2>\(t("Persis begini yang dikirim", "Exactly what is sent"))</h2>
        <div class="halves">\(sent(.indonesian))\(sent(.english))</div>
        """
    }

    private func sent(_ language: Words) -> HTML {
        let mail = messages.mail(language)
        return """
            <section class="card" lang="\(language.language.rawValue)"><h3>\(language.language == .english
                ? t("Bahasa Inggris", "English") : t("Bahasa Indonesia", "Indonesian"))</h3>
            <p><strong>SMS</strong></p><p class="words">\(messages.text(language))</p>
            <p><strong>\(t("Email", "E-mail")): \(mail.subject)</strong></p><p class="words">\(mail.text)</p></section>
            """
    }

    // MARK: - Progress

    private var progress: HTML {
        let total = Int64(max(batch.counts.people, batch.invited))
        let label = t(
            "\(t.count(batch.invited)) dari \(t.count(Int(total))) orang diundang",
            "\(t.count(batch.invited)) of \(t.count(Int(total))) people invited")
        let (sent, arrived) = (t.count(figures.sent), t.count(figures.delivered))
        let reload =
            batch.state == .running
            ? t("Muat ulang untuk melihat kemajuannya. ", "Reload to see how far it is. ") : ""
        let at = figuresAt.map { "\(t("Dihitung", "Counted")) \(t.shortMoment(real: $0)). " } ?? ""
        return """
            <h2>\(t("Kemajuan", "Progress"))</h2>
            \(Part.bar(Int64(batch.invited), of: total, label: label))
            \(Part.summary([
                SummaryRow(label: t("Pesan diterima gateway", "Messages at the gateways"), value: "\(sent)"),
                SummaryRow(label: t("Sampai di HP", "Arrived on phones"), value: "\(arrived)"),
                SummaryRow(label: t("Gagal", "Failed"), value: "\(t.count(figures.failed))"),
            ]))
            <p><small>\(at)\(reload)\(t(
                "Email tidak melaporkan kedatangan.", "E-mail does not report arrival."))</small></p>
            """
    }

    // MARK: - Acts

    private var acts: HTML {
        switch batch.state {
        case .drafted: deciding
        case .running where officer.may(.approveLists):
            reasoned(
                .pause, t("Jeda", "Pause"), hint: t("Mengapa berhenti dulu.", "Why it stops for now."),
                kind: "secondary")
        case .paused where officer.may(.approveLists):
            reasoned(
                .goOn, t("Lanjutkan", "Go on"), hint: t("Mengapa dapat dilanjutkan.", "Why it may resume."), kind: "")
        default: .empty
        }
    }

    private var deciding: HTML {
        guard officer.may(.approveLists) else {
            return "<p class=\"empty\">\(t("Menunggu petugas kedua.", "Waits for a second officer."))</p>"
        }
        let second = SecondOfficer { (approving) throws(ListRefusal) in
            try batch.checkDecision(by: officer.signatory(for: .approveLists), approving: approving)
        }
        return second.html(t, answers)
    }

    private func answers(_ mayApprove: Bool) -> HTML {
        Part.panel(
            t("Putusan Anda", "Your decision"),
            """
            <form method="post" action="\(Paths.invitationBatchAct(batch.id, .start))">\(Field.token(form.csrf))
            \(ReasonField.area(form, t, hint: t("Apa yang Anda periksa.", "What you checked.")))
            \(when: mayApprove, Part.submit(t("Mulai mengundang", "Start inviting")))
            <button class="button secondary" type="submit" formaction="\(
                Paths.invitationBatchAct(batch.id, .refuse))">\(t("Tolak", "Refuse"))</button></form>
            """)
    }

    private func reasoned(_ act: InvitationAct, _ label: String, hint: String, kind: String) -> HTML {
        """
        <form method="post" action="\(Paths.invitationBatchAct(batch.id, act))">\(Field.token(form.csrf))
        \(ReasonField.area(form, t, hint: hint))\(Part.submit(label, kind: kind))</form>
        """
    }

    static func sample(_ t: Words) -> InvitationBatchPage {
        InvitationBatchPage(
            t: t, officer: .sample(2, "Hasti", .programmeManager), list: StoredList.sample.value,
            batch: InvitationBatch(
                id: ID(1), list: ID(1), state: .drafted, reason: "Gelombang 4 dibuka hari Sabtu untuk pekerja PHK",
                benefit: Rupiah(3_550_000),
                counts: InvitationBatch.Counts(
                    people: 261_442, registered: 143_000, invitedBefore: 997_671, texts: 230_000, mails: 88_100),
                proposer: Signatory(officer: ID(1), duty: .waveManager), decidedBy: nil, answer: nil, invited: 0),
            countedAt: Instant(milliseconds: 1_586_606_440_000),
            figures: InvitationFigures(sent: 0, delivered: 0, failed: 0), figuresAt: nil,
            plan: InvitationPlan(people: 261_442, today: 0), budget: (of: 500_000, spent: 41_223),
            messages: InvitationMessages(
                benefit: Rupiah(3_550_000), site: "prakerja.go.id", baseURL: "https://prakerja.go.id"),
            names: [ID(1): "Ratna"], form: .sample, refusal: nil)
    }
}

extension InvitationBatch.State {
    func label(_ t: Words) -> (text: String, kind: Tag) {
        switch self {
        case .counting: (t("Sedang dihitung", "Being counted"), .waiting)
        case .drafted: (t("Menunggu petugas kedua", "Waits for a second officer"), .waiting)
        case .running: (t("Sedang dikirim", "Being sent"), .waiting)
        case .paused: (t("Dijeda", "Paused"), .blocked)
        case .done: (t("Selesai", "Done"), .done)
        case .refused: (t("Ditolak", "Refused"), .blocked)
        }
    }
}
