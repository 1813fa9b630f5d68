import Programme

/// `/kantor/jawaban-bersama`.
struct CaseBatchesPage: Page {
    let t: Words
    let templates: [StoredTemplate]
    let batches: [(CaseBatch, CaseBatchProgress)]
    let names: [ID<Officer>: String]
    let form: FormState

    static let template = "templat"

    var title: String { t("Jawab bersama", "Answer many at once") }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Satu jawaban untuk banyak keluhan sejenis, misalnya setelah gangguan. Anda melihat dulu untuk siapa. "
                + "Petugas dengan peran lain menyetujui.",
            "One answer for many complaints of a kind, after an outage for example. You see first for whom. "
                + "An officer of another duty approves."))</p>
        \(Part.columns(
            list, acts: templates.isEmpty ? noTemplate : Part.panel(t("Susun jawaban", "Draft an answer"), drafting)))
        """
    }

    private var list: HTML {
        Part.table(
            caption: t("Yang sudah disusun, terbaru dulu", "Drafted so far, newest first"),
            [
                t("Jenis", "Kind"), t("Status", "Status"), t("Terjawab", "Answered"), t("Diusulkan", "Proposed by"),
                t("Diputuskan", "Decided by"),
            ],
            batches.map(row),
            empty: t("Belum ada. Yang disusun petugas tampil di sini.", "None yet. Drafts by officers appear here."))
    }

    private var noTemplate: HTML {
        """
        <p class="empty">\(t("Tulis templatnya dulu.", "Write the template first."))
        <a href="\(Paths.caseTemplates)">\(t("Templat jawaban", "Answer templates"))</a></p>
        """
    }

    private var drafting: HTML {
        """
        <form method="post" action="\(Paths.caseBatches)" novalidate>\(Field.token(form.csrf))
        \(CaseForm.categories(form, t))
        \(Field.select(
            form, Self.template, t("Templat", "Template"),
            options: templates.map { ($0.id.description, $0.value.title) }, prompt: t("Pilih", "Choose")))
        \(Field.radios(
            form, CaseHandling.outcome, t("Hasil", "Outcome"),
            options: CaseBatch.outcomes.map { ($0.rawValue, t($0.label)) }))
        \(ReasonField.area(
            form, t, hint: t(
                "Mengapa semua keluhan ini sama. Petugas kedua membacanya.",
                "Why all of them are alike. The second officer reads it.")))
        \(Part.submit(t("Lihat untuk siapa saja", "See for whom")))</form>
        """
    }

    private func row(_ pair: (CaseBatch, CaseBatchProgress)) -> [HTML] {
        let (batch, progress) = pair
        let (answered, total) = (t.count(progress.answered), t.count(progress.total))
        let (text, kind) = batch.state.label(t)
        return [
            "<a href=\"\(Paths.caseBatch(batch.id))\">\(t(batch.category.label))</a><small>\(batch.reason)</small>",
            Part.tag(text, kind),
            "\(t("\(answered) dari \(total) keluhan", "\(answered) of \(total) complaints"))",
            "\(names[batch.proposer.officer] ?? "–")",
            "\(batch.decidedBy.flatMap { names[$0] } ?? "–")",
        ]
    }

    static func sample(_ t: Words) -> CaseBatchesPage {
        CaseBatchesPage(
            t: t, templates: [.sample].compactMap(\.self),
            batches: [(.sample, CaseBatchProgress(waiting: 12, answered: 0, skipped: 0))], names: [:], form: .sample)
    }
}

/// One batch: for whom it is, and how far it has come.
struct CaseBatchPage: Page {
    let t: Words
    let officer: Officer
    let batch: CaseBatch
    /// Its title; nil only where the sample's text is no template.
    let template: StoredTemplate?
    let progress: CaseBatchProgress
    /// The answer as some of the people will read it, while the batch is a draft.
    let examples: [String]
    /// The cases that a draft waits with, the first of them.
    let cases: [ServiceCase]
    let names: [ID<Officer>: String]
    let csrf: String
    let refusal: (any UserFacingRefusal)?

    var title: String { t("Jawab bersama: \(t(batch.category.label))", "Answer many: \(t(batch.category.label))") }
    var isWide: Bool { true }
    var crumbs: [Crumb] { [Crumb(t("Jawab bersama", "Answer many at once"), Paths.caseBatches)] }

    var body: HTML {
        let (text, kind) = batch.state.label(t)
        return """
            <h1>\(title) \(Part.tag(text, kind))</h1>
            \(refusal.map { Banner(.wrong, $0.sentence(t), title: t(
                "Tidak dapat dilakukan",
                "This cannot be done")).html })
            \(Part.columns(
                """
                \(when: batch.state == .running || batch.state == .done, bars)
                \(when: !examples.isEmpty, preview)
                \(when: !cases.isEmpty, list)
                """,
                acts: """
                \(Part.panel(t("Jawaban ini", "This answer"), Part.facts(facts)))
                \(when: batch.state == .drafted, Part.panel(t("Putusan petugas kedua", "The second officer's decision"), deciding))
                """))
            """
    }

    private var facts: [(label: String, value: HTML)] {
        // One person may have several.
        let total = t.count(progress.total)
        var facts: [(label: String, value: HTML)] = [
            (t("Untuk", "For"), "\(t("\(total) keluhan", "\(total) complaints"))"),
            (t("Hasil", "Outcome"), "\(t(batch.outcome.label))"),
            (t("Templat", "Template"), "\(template?.value.title ?? "–")"), (t("Alasan", "Reason"), "\(batch.reason)"),
            (t("Diusulkan", "Proposed by"), "\(names[batch.proposer.officer] ?? "–")"),
        ]
        if let decider = batch.decidedBy {
            facts.append((t("Diputuskan", "Decided by"), "\(names[decider] ?? "–")"))
        }
        return facts
    }

    private var preview: HTML {
        func quote(_ example: String) -> HTML { "<blockquote class=\"panel words\">\(example)</blockquote>" }
        return """
            <h2>\(t("Begini yang mereka baca", "What they will read"))</h2>
            \(each: examples, quote)
            """
    }

    /// Each case can be opened before the decision; opening one is recorded.
    private var list: HTML {
        func row(_ stored: ServiceCase) -> [HTML] {
            [
                "<a href=\"\(Paths.officeCase(stored.id))\">\(Part.number(stored.number))</a>",
                "\(t.shortMoment(stored.begunAt))", "\(t.lastDay(before: stored.dueAt))",
            ]
        }
        let shown = t.count(cases.count)
        let caption = t(
            "\(shown) dari \(t.count(progress.waiting)) keluhan", "\(shown) of \(t.count(progress.waiting)) complaints")
        return """
            <h2>\(t("Keluhan di dalamnya", "The complaints in it"))</h2>
            <p>\(t(
                "Buka beberapa sebelum memutuskan. Bila tidak diputuskan dalam dua hari, keluhan ini dilepas.",
                "Open some before you decide. Without a decision within two days they are released."))</p>
            \(Part.table(
                caption: caption, [t("Nomor", "Number"), t("Diterima", "Received"), t("Batas", "Due")], cases.map(row),
                empty: ""))
            """
    }

    private var bars: HTML {
        let done = Int64(progress.answered + progress.skipped)
        let (answered, skipped) = (t.count(progress.answered), t.count(progress.skipped))
        let waiting = t.count(progress.waiting)
        let passedOver = t(
            "Dilewati: sudah dijawab, ditarik, atau diambil petugas lain.",
            "Skipped: answered, withdrawn or taken by an officer in the meantime.")
        let reload = t("Muat ulang untuk melihat kemajuannya.", "Reload to see how far it is.")
        let label = t(
            "\(answered) keluhan dijawab, \(skipped) dilewati, \(waiting) menunggu",
            "\(answered) complaints answered, \(skipped) skipped, \(waiting) waiting"
        )
        return """
            \(Part.bar(done, of: Int64(progress.total), label: label))
            \(when: progress.skipped > 0, "<p>\(passedOver)</p>")\(when: batch.state == .running, "<p>\(reload)</p>")
            """
    }

    private var deciding: HTML {
        SecondOfficer(batch.proposer, by: officer.signatory(for: .answerCases)).html(t) { mayApprove in
            """
            \(when: mayApprove, Part.act(
                t("Setujui dan jawab semua", "Approve and answer all"), to: Paths.caseBatchAnswer(batch.id, .approve),
                csrf: csrf))
            \(Part.act(
                t("Tolak", "Refuse"), to: Paths.caseBatchAnswer(batch.id, .refuse), csrf: csrf, kind: "secondary"))
            """
        }
    }

    static func sample(_ t: Words) -> CaseBatchPage {
        CaseBatchPage(
            t: t, officer: .sample(2, "Hasti", .waveManager), batch: .sample,
            template: .sample, progress: CaseBatchProgress(waiting: 12, answered: 0, skipped: 0),
            examples: [StoredTemplate.sample?.value.text.id].compactMap(\.self), cases: [], names: [ID(1): "Rini"],
            csrf: FormState.sample.csrf,
            refusal: nil)
    }
}

extension CaseBatch {
    /// The first, the middle and the last of the cases, so that the examples are not all of one hour.
    static func spread(_ cases: [ServiceCase]) -> [ServiceCase] {
        guard cases.count > examples else { return cases }
        return (0..<examples).map { cases[$0 * (cases.count - 1) / (examples - 1)] }
    }

    static let sample = CaseBatch(
        id: ID(1), category: .incentive, template: ID(1), outcome: .explained,
        reason: "Bank tutup dua hari, semua pembayaran dikirim ulang", state: .drafted,
        proposer: Signatory(officer: ID(1), duty: .helpdesk), decidedBy: nil)
}

extension CaseBatch.State {
    func label(_ t: Words) -> (text: String, kind: Tag) {
        switch self {
        case .drafted: (t("Menunggu petugas kedua", "Waits for the second officer"), .waiting)
        case .running: (t("Sedang berjalan", "Running"), .waiting)
        case .done: (t("Selesai", "Done"), .done)
        case .refused: (t("Ditolak", "Refused"), .wrong)
        }
    }
}
