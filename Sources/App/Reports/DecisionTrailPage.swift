import Programme

/// `/kantor/laporan/keputusan/{application}`: what a decision rests on, what followed from it, and what came before.
struct DecisionTrailPage: Page {
    let t: Words
    let trail: DecisionTrail
    let acts: [AuditRecord]
    let names: [ID<Officer>: String]

    static let acts = 50

    var title: String { t("Keputusan pendaftaran \(trail.id)", "Decision on application \(trail.id)") }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p>\(t(
            "Halaman ini tanpa nama dan alamat. Pembacaan Anda dicatat.",
            "This page has no name and no address. That you read it is recorded."))</p>
        <ol class="story">
        <li><h2>\(t("Pendaftaran", "Application"))</h2><p>\(sent)</p></li>
        \(trail.decisions.first.map(current) ?? none)
        <li><h2>\(t("Pemberitahuan", "Notices"))</h2>\(notices)</li>
        <li><h2>\(t("Tindakan dan sanggahan", "Acts and appeals"))</h2>\(Part.timeline(acts.map(act)))</li>
        </ol>
        \(each: trail.decisions.dropFirst(), earlier)
        """
    }

    private var sent: String {
        let edition = t("edisi \(trail.edition)", "edition \(trail.edition)")
        guard let at = trail.sentAt else {
            return t(
                "Dimulai \(t.moment(trail.begunAt)), belum dikirim, \(edition).",
                "Begun \(t.moment(trail.begunAt)), not sent, \(edition).")
        }
        return t("Dikirim \(t.moment(at)), \(edition).", "Sent \(t.moment(at)), \(edition).")
    }

    private var none: HTML {
        let text = t(
            "Belum ada keputusan: pendaftaran belum dikirim.", "There is no decision: the application was not sent.")
        return "<li><h2>\(t("Keputusan", "Decision"))</h2><p>\(text)</p></li>"
    }

    private func current(_ decision: DecisionTrail.Decision) -> HTML {
        """
        <li><h2>\(t("Data dan jawaban setiap aturan", "Data and each rule's answer"))</h2>\(findings(decision))</li>
        <li><h2>\(t("Hasil", "Outcome")) \(outcome(decision))</h2>
        <p>\(t.moment(decision.at)). \(t("Umur dihitung pada \(t.date(decision.date)).", "Ages counted on \(t.date(decision.date))."))</p>
        \(decision.revisitOn.map(revisit))</li>
        """
    }

    private func revisit(_ day: CivilDate) -> HTML {
        "<p>\(t("Diperiksa lagi otomatis \(t.date(day)).", "Looked at again by itself on \(t.date(day))."))</p>"
    }

    private func earlier(_ decision: DecisionTrail.Decision) -> HTML {
        Part.details(
            t(
                "Sebelumnya: \(word(decision)), \(t.moment(decision.at))",
                "Before: \(word(decision)), \(t.moment(decision.at))"),
            findings(decision))
    }

    private func findings(_ decision: DecisionTrail.Decision) -> HTML {
        Part.table(
            caption: t("Edisi \(decision.edition)", "Edition \(decision.edition)"),
            [t("Aturan", "Rule"), t("Jawaban", "Answer"), t("Alasan", "Reason"), t("Data per", "Data as of")],
            decision.findings.map(finding),
            empty: t(
                "Keputusan ini dibuat sebelum jawaban setiap aturan disimpan.",
                "This decision is from before each rule's answer was kept."))
    }

    private func finding(_ finding: StoredFinding) -> [HTML] {
        let answer: HTML =
            switch finding.verdict {
            case "pass": Part.tag(t("Terpenuhi", "Met"), .done)
            case "fail": Part.tag(t("Tidak terpenuhi", "Not met"), .wrong)
            default: Part.tag(t("Belum diketahui", "Not known"), .waiting)
            }
        return [
            "\(RuleWords.name(finding.rule, t))", answer, "\(finding.code.map { RuleWords.reason($0, t) } ?? "–")",
            "\(finding.asOf.flatMap(CivilDate.init).map(t.date) ?? "–")",
        ]
    }

    private func word(_ decision: DecisionTrail.Decision) -> String {
        switch decision.outcome {
        case "eligible": t("memenuhi syarat", "qualifies")
        case "ineligible": t("belum memenuhi syarat", "does not qualify")
        default: t("menunggu", "waiting")
        }
    }

    private func outcome(_ decision: DecisionTrail.Decision) -> HTML {
        let kind: Tag = decision.outcome == "eligible" ? .done : decision.outcome == "ineligible" ? .wrong : .waiting
        return Part.tag(word(decision), kind)
    }

    private var notices: HTML {
        func row(_ notice: DecisionTrail.Notice) -> [HTML] {
            let state =
                switch notice.state {
                case "delivered": t("sampai", "arrived")
                case "handed-over" where notice.channel != "sms":
                    t("diserahkan ke penyedia email", "handed to the mail provider")
                case "handed-over": t("diserahkan ke operator", "handed to the operator")
                case "failed": t("gagal", "failed")
                default: t("menunggu dikirim", "waits to be sent")
                }
            return [
                "\(t.shortMoment(notice.at))", "\(notice.channel == "sms" ? "SMS" : t("Email", "E-mail"))", "\(state)",
            ]
        }
        return Part.table(
            caption: t("Pesan terbaru kepada orang ini", "The latest messages to this person"),
            [t("Kapan", "When"), t("Lewat", "By"), t("Status", "Status")], trail.notices.map(row),
            empty: t("Belum ada pesan.", "There is no message yet."))
    }

    private func act(_ record: AuditRecord) -> (when: String, what: HTML) {
        let words = AuditWords(t: t)
        return (
            t.shortMoment(record.programmeAt),
            "<strong>\(words.act(record.action))</strong>, \(words.actor(record, names: names))<small>\(words.detail(record))</small>"
        )
    }

    static func sample(_ t: Words) -> DecisionTrailPage {
        let at = Wave.sample.opensAt
        let decision = DecisionTrail.Decision(
            edition: "3", outcome: "eligible", at: at, date: Zone.wib.date(of: at), findings: [])
        return DecisionTrailPage(
            t: t,
            trail: DecisionTrail(
                id: ID(1), person: ID(1), edition: "3", begunAt: at, sentAt: at, decisions: [decision], notices: []),
            acts: [], names: [:])
    }
}
