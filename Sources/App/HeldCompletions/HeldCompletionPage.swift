import Programme

/// One reported completion that waits: what the rule compared, the reports of the training, and the form to propose or
/// to decide. It names no participant.
struct HeldCompletionPage: Page {
    let t: Words
    let report: QueuedCompletion
    /// Whether no later report of the same training waited.
    let isLatest: Bool
    /// Of the training, oldest first.
    let reports: [TrainingReport]
    /// Oldest first.
    let verdicts: [CompletionVerdict]
    let names: [ID<Officer>: String]
    /// What this officer may answer to the open proposal; nil where there is none.
    let second: SecondOfficer?
    let now: Instant
    let form: FormState
    let refusal: (any UserFacingRefusal)?

    static let verdictField = "usul"
    static let decisionField = "alasan-putusan"

    private var held: HeldCompletion { report.held }
    private var words: HeldCompletionWords { HeldCompletionWords(t: t) }
    private var reportWords: TrainingReportWords { TrainingReportWords(t: t) }
    private var open: CompletionVerdict? { verdicts.last { $0.state == .proposed } }

    var title: String { t("Laporan selesai: \(report.title)", "Reported completion: \(report.title)") }
    var errors: [FieldError] { form.errors }
    var isWide: Bool { true }
    var crumbs: [Crumb] {
        [Crumb(t("Laporan selesai yang ditahan", "Reported completions that are held"), Paths.heldCompletions)]
    }

    var body: HTML {
        let state = reportWords.state(held.state)
        return """
            <h1>\(title) \(Part.tag(state.text, state.kind))</h1>
            \(refusal.map { Banner(.wrong, $0.sentence(t)).html })
            \(Part.columns("\(facts)\(received)", acts: "\(history)\(act)"))
            """
    }

    private var facts: HTML {
        let minutes = t("\(held.minutes) menit", "\(held.minutes) min")
        let counts = t(
            "\(held.ofInstitution) di lembaga, \(held.ofCourse) di pelatihan ini",
            "\(held.ofInstitution) at the institution, \(held.ofCourse) in this course")
        var rows = [
            SummaryRow(label: t("Sebab ditahan", "Why it is held"), value: "\(words.grounds(held.grounds))"),
            SummaryRow(
                label: t("Lembaga", "Institution"),
                value: "<a href=\"\(Paths.officePartner(report.institution))\">\(report.institutionName)</a>"),
            SummaryRow(
                label: t("Pelatihan", "Training"),
                value: "<a href=\"\(Paths.officeCourse(report.course))\">\(report.title)</a>"),
            SummaryRow(label: t("Dibeli di", "Bought at"), value: "\(report.platformName)"),
            SummaryRow(label: t("Harga", "Price"), value: "\(report.price.description)"),
            SummaryRow(label: t("Dibayar", "Paid"), value: "\(t.shortMoment(report.paidAt))"),
            SummaryRow(label: t("Lama pelatihan", "Length"), value: "\(t("\(report.hours) jam", "\(report.hours) h"))"),
            SummaryRow(
                label: t("Dari hadir pertama sampai dilaporkan", "From first attendance to the report"),
                value: "\(minutes)"),
            SummaryRow(
                label: t("Laporan selesai pada waktu itu", "Completions at that time"), value: "\(counts)"),
        ]
        if let score = held.completion.score {
            rows.append(SummaryRow(label: t("Nilai", "Score"), value: "\(score)"))
        }
        if held.state == .waiting {
            rows.append(
                SummaryRow(
                    label: t("Berlaku otomatis", "Stands by itself"),
                    value: "\(t.nearEnd(held.decideBy, at: now))"))
        }
        return "\(Part.summary(rows))"
    }

    private var received: HTML {
        Part.table(
            caption: t("Laporan tentang pelatihan ini", "Reports of this training"),
            [t("Tanda terima", "Receipt"), t("Laporan", "Report"), t("Diterima", "Received"), t("Cara", "How")],
            reports.map { report in
                [
                    "<code class=\"together\">\(report.number.description)</code>", "\(reportWords.fact(report.fact))",
                    "\(t.shortMoment(report.receivedAt))<small>\(t.age(now - report.receivedAt))</small>",
                    "\(reportWords.path(report.path))",
                ]
            }, empty: t("Tidak ada tanda terima.", "There are no receipts."))
    }

    // MARK: - Acts

    private var act: HTML {
        if let second, open != nil { return second.html(t, decision) }
        guard report.purchaseState == .attended, isLatest else { return .empty }
        switch held.state {
        case .waiting: return proposal([.accept, .refuse])
        case .refused: return proposal([.accept])
        case .accepted, .unanswered: return .empty
        }
    }

    private func proposal(_ verdicts: [HeldCompletion.Verdict]) -> HTML {
        """
        <form method="post" action="\(Paths.heldCompletion(held.id))" class="panel">\(Field.token(form.csrf))
        \(Field.radios(
            form, Self.verdictField, t("Usul Anda", "Your proposal"), options: verdicts.map(option)))
        \(ReasonField.area(form, t, hint: t(
            "Apa yang Anda tanyakan kepada lembaga, dan apa jawabannya?",
            "What did you ask the institution, and what did it answer?")))
        \(Part.submit(t("Ajukan usul", "Propose")))</form>
        """
    }

    private func option(_ verdict: HeldCompletion.Verdict) -> (String, String) {
        switch verdict {
        case .accept:
            (
                verdict.rawValue,
                t(
                    "Terima: uang dibayarkan dan insentif direncanakan",
                    "Let it stand: the money is paid and incentives are planned")
            )
        case .refuse:
            (
                verdict.rawValue,
                t(
                    "Jangan terima: pelatihan belum selesai, peserta dapat menyanggah",
                    "Do not let it stand: the training is not completed, and the participant can appeal")
            )
        }
    }

    private func decision(_ mayApprove: Bool) -> HTML {
        """
        <form method="post" action="\(Paths.heldCompletionDecision(held.id))" class="panel">\(Field.token(form.csrf))
        \(ReasonField.area(form, t, hint: t(
            "Apa yang Anda cocokkan sendiri?", "What did you compare yourself?"), name: Self.decisionField))
        \(when: mayApprove, Part.submit(t("Setuju dengan usul", "Agree"), name: "putusan", value: "setuju"))
        \(Part.submit(t("Kembalikan", "Send back"), name: "putusan", value: "tolak", kind: "secondary"))</form>
        """
    }

    // MARK: - What officers proposed and decided

    private var history: HTML {
        guard !verdicts.isEmpty else { return .empty }
        let events = verdicts.reversed().map { verdict in
            (when: t.shortMoment(real: verdict.proposedAt), what: said(verdict))
        }
        return Part.panel(t("Usul dan putusan", "Proposals and decisions"), Part.timeline(events))
    }

    private func said(_ verdict: CompletionVerdict) -> HTML {
        let (first, act) = (names[verdict.proposedBy] ?? "–", words.name(verdict.verdict))
        let proposed: HTML = "\(t("\(first) mengusulkan: \(act).", "\(first) proposes: \(act).")) \(verdict.reason)"
        guard let by = verdict.decidedBy else {
            guard verdict.state == .late else { return proposed }
            let late = t("Tidak dijawab petugas kedua sampai batasnya.", "Not answered by a second officer in time.")
            return "\(proposed)<br>\(late)"
        }
        let (second, because) = (names[by] ?? "–", verdict.decidedBecause ?? "")
        let answer =
            verdict.state == .approved
            ? t("\(second) setuju.", "\(second) agreed.") : t("\(second) mengembalikan.", "\(second) sent it back.")
        return "\(proposed)<br>\(answer) \(because)"
    }

    static func sample(_ t: Words) -> HeldCompletionPage {
        HeldCompletionPage(
            t: t, report: .sample, isLatest: true, reports: [.sample], verdicts: [], names: [:], second: nil,
            now: CardView.sampleNow, form: .sample, refusal: nil)
    }
}
