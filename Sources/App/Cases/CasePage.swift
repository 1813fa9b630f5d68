import Programme

/// One case as its person sees it: how far it is, what was written, what the rules answered, and what they can do.
struct CasePage: Page {
    let t: Words
    let now: Instant
    let stored: ServiceCase
    let messages: [CaseMessage]
    let rulings: [CaseRuling]
    /// Nil where it cannot be reopened now.
    let reopenUntil: Instant?
    let form: FormState

    var title: String { "\(kindName) \(stored.number)" }
    private var kindName: String {
        stored.contested == nil ? t("Keluhan", "Complaint") : t("Sanggahan", "Appeal")
    }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        let (text, kind) = stored.standing(t, at: now)
        return """
            <p class="caption"><a href="\(Paths.cases)">\(t("Bantuan untuk saya", "Help for me"))</a></p>
            <h1>\(kindName) \(Part.number(stored.number))</h1>
            <p>\(Part.tag(text, kind))</p>
            \(Part.summary(facts))
            \(rulings.first.map(ruling))
            <h2>\(t("Percakapan", "What was written"))</h2>
            \(Part.timeline(messages.reversed().map { (t.shortMoment($0.at), message($0)) }))
            \(next)
            """
    }

    private var facts: [SummaryRow] {
        let about = stored.contested.map { t($0.kind.label) } ?? t(stored.category.label)
        var rows = [
            SummaryRow(label: t("Tentang", "About"), value: "\(about)"),
            SummaryRow(label: t("Diterima", "Came in"), value: "\(t.shortMoment(stored.begunAt))"),
        ]
        if let deadline = stored.deadline(t) {
            rows.append(SummaryRow(label: t("Dijawab paling lambat", "Answer by"), value: "\(deadline)"))
        }
        if let answeredAt = stored.answeredAt {
            rows.append(SummaryRow(label: t("Dijawab", "Answered"), value: "\(t.shortMoment(answeredAt))"))
        }
        return rows
    }

    private func message(_ message: CaseMessage) -> HTML {
        let who =
            switch message.kind {
            case .person:
                message.officer == nil
                    ? t("Anda", "You") : t("Anda, dicatat petugas", "You, written down by an officer")
            case .answer: t("Jawaban kantor program", "Answer of the programme office")
            case .note, .draft, .internal: t("Petugas Prakerja", "Programme office")
            }
        return "<strong>\(who)</strong><p class=\"words\">\(message.text)</p>"
    }

    private func ruling(_ ruling: CaseRuling) -> HTML {
        let words = ResultWords(t: t)
        let list = ruling.findings.isEmpty ? HTML.empty : FindingWords(t: t).list(ruling.findings)
        return """
            <h2>\(t("Aturan dijalankan lagi", "The rules were run again"))</h2>
            <p>\(t.shortMoment(ruling.at)): \(t(
                "dari \(words(ruling.was)) menjadi \(words(ruling.becomes)).",
                "from \(words(ruling.was)) to \(words(ruling.becomes))."))</p>
            \(list)
            """
    }

    private var next: HTML {
        switch stored.state {
        case .open, .proposed: replying
        case .answered: reopenUntil.map(reopening) ?? again
        case .withdrawn: again
        }
    }

    private var replying: HTML {
        """
        <h2>\(t("Tambah keterangan", "Add to it"))</h2>
        <form method="post" action="\(Paths.myCaseReply(stored.number))" novalidate>\(Field.token(form.csrf))
        \(CaseForm.area(
            form, t, t("Keterangan Anda", "What you want to add"),
            hint: t("Petugas membacanya bersama keluhan ini.", "The officer reads it with the case.")))
        \(Part.submit(t("Kirim", "Send")))</form>
        \(Part.act(
            t("Tarik kembali, sudah beres", "Take it back, it is settled"), to: Paths.myCaseWithdrawal(stored.number),
            csrf: form.csrf, kind: "secondary"))
        """
    }

    private func reopening(_ until: Instant) -> HTML {
        """
        <h2>\(t("Belum selesai menurut Anda?", "Not settled for you?"))</h2>
        <p>\(t(
            "Buka lagi sampai \(t.lastDay(before: until)). Batas waktu jawaban dihitung lagi.",
            "Reopen it until \(t.lastDay(before: until)). The time to answer then begins again."))</p>
        <form method="post" action="\(Paths.myCaseReopening(stored.number))" novalidate>\(Field.token(form.csrf))
        \(CaseForm.area(
            form, t, t("Apa yang belum selesai", "What is not settled"),
            hint: t("Petugas membaca seluruh percakapan.", "The officer reads all that was written.")))
        \(Part.submit(t("Buka lagi", "Reopen")))</form>
        """
    }

    private var again: HTML {
        """
        <p>\(t(
            "Masih ada masalah? Ajukan keluhan baru dan sebut nomor ini.",
            "Still a problem? Make a new complaint and name this number."))
        <a href="\(Paths.complaint)">\(t("Ajukan keluhan", "Make a complaint"))</a></p>
        """
    }

    static func sample(_ t: Words) -> CasePage {
        CasePage(
            t: t, now: ServiceCase.sampleNow, stored: .sample, messages: CaseMessage.samples(t), rulings: [],
            reopenUntil: nil, form: .sample)
    }

    static func answeredSample(_ t: Words) -> CasePage {
        let rules = EligibilityRules(minimumAge: 18, minimumAgeInclusive: true, source: "Perpres 36/2020")
        let findings = Eligibility.findings(
            on: Eligibility.Facts(inFormalEducation: false, photos: .accepted), terms: Eligibility.Terms(rules: rules),
            today: Zone.wib.date(of: ServiceCase.sampleNow)
        ).map(StoredFinding.init)
        let ruling = CaseRuling(
            at: ServiceCase.sampleNow, officer: ID(1), was: "ineligible", becomes: "eligible", findings: findings)
        return CasePage(
            t: t, now: ServiceCase.sampleNow, stored: .answeredSample, messages: CaseMessage.samples(t),
            rulings: [ruling], reopenUntil: ServiceCase.sampleNow + .days(14), form: .sample)
    }
}

extension ServiceCase {
    static let sampleNow = Instant(milliseconds: 1_586_916_000_000)

    static let sample = sample(.open)
    static let answeredSample = sample(.answered)

    private static func sample(_ state: State) -> ServiceCase {
        let isAnswered = state == .answered
        return ServiceCase(
            id: ID(1), number: CaseNumber(drawn: 20_418_763), person: ID(1),
            category: isAnswered ? .appeal : .incentive, channel: .site,
            state: state, begunAt: sampleNow - .days(2), runningSince: sampleNow - .days(2),
            dueAt: sampleNow + .days(3), outcome: isAnswered ? .granted : nil, answeredAt: isAnswered ? sampleNow : nil,
            contested: isAnswered
                ? ContestedDecision(kind: .eligibility, subject: 1, result: "ineligible") : nil)
    }
}

extension CaseMessage {
    static func samples(_ t: Words) -> [CaseMessage] {
        [
            CaseMessage(
                kind: .person, officer: nil,
                text: t(
                    "Insentif bulan Mei belum masuk ke GoPay saya.", "The incentive of May has not reached my GoPay."),
                at: ServiceCase.sampleNow - .days(2)),
            CaseMessage(
                kind: .note, officer: ID(1),
                text: t(
                    "Kami menanyakannya ke bank. Jawaban biasanya besok.",
                    "We are asking the bank. It usually answers the next day."),
                at: ServiceCase.sampleNow - .days(1)),
        ]
    }
}
