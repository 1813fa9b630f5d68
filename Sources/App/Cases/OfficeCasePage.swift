import Programme

/// What an appeal's page shows of the contested decision.
struct AppealView: Sendable {
    let contested: ContestedDecision
    /// Its result now; nil where it is gone.
    let result: String?
    /// Every rule's answer now, for eligibility.
    let findings: [StoredFinding]
    let rulings: [CaseRuling]
    let correction: StoredCorrection?
}

/// One case as the office works on it.
struct OfficeCasePage: Page {
    let t: Words
    let now: Instant
    let officer: Officer
    let stored: ServiceCase
    let name: String
    let contacts: [Contact]
    let messages: [CaseMessage]
    let appeal: AppealView?
    let templates: [StoredTemplate]
    let names: [ID<Officer>: String]
    /// Lists that a contested decision may rest on.
    let lists: [ExcludingList]
    let promise: ServiceRules.Promise
    let form: FormState
    let refusal: (any UserFacingRefusal)?
    /// Who answered it, or confirmed the answer that another proposed.
    var answerer: ID<Officer>?
    /// The officer who took it cannot answer it.
    var isHeldInVain = false
    /// To whom the officer may hand it over.
    var heirs: [Officer] = []
    /// The local officer's region, when the person lives outside it.
    var elsewhere: Province?
    /// Of a case about an entry that is missing from a draw.
    var missing: MissingEntryView?

    var title: String { "\(kindName) \(stored.number)" }
    private var kindName: String {
        stored.contested == nil ? t("Keluhan", "Complaint") : t("Sanggahan", "Appeal")
    }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        let (text, kind) = stored.officeStanding(t, at: now)
        return """
            <h1>\(kindName) <span class="together">\(stored.number.description)</span> \(Part.tag(text, kind))</h1>
            \(refusal.map { Banner(.wrong, $0.sentence(t), title: t(
                "Tidak dapat dilakukan",
                "This cannot be done")).html })
            \(elsewhere.map { RegionBanner(t: t, region: $0).html })
            \(Part.columns(
                """
                \(appeal.map(contested))
                \(missing.map { OfficeMissingEntrySection(t: t, now: now, view: $0).html })
                <h2>\(t("Percakapan", "What was written"))</h2>
                \(Part.timeline(messages.reversed().map { (t.shortMoment($0.at), message($0)) }))
                \(work)
                """,
                acts: Part.panel(
                    t("Siapa dan kapan", "Who and when"),
                    """
                    \(Part.facts(facts.map { ($0.label, $0.value) }))
                    \(stored.person.map {
                        PersonLink(t: t, officer: officer, csrf: form.csrf).html(to: $0, from: stored.subject)
                    })
                    \(when: stored.state.isRunning, assigning)
                    """)))
            """
    }

    private func contested(_ appeal: AppealView) -> HTML {
        OfficeAppealSection(
            t: t, stored: stored, appeal: appeal, officer: officer, names: names, lists: lists, form: form
        ).html
    }

    private func message(_ message: CaseMessage) -> HTML {
        let officer = message.officer.flatMap { names[$0] } ?? "–"
        let who =
            switch message.kind {
            case .person:
                message.officer == nil
                    ? t("Orangnya", "The person")
                    : t("Orangnya, dicatat \(officer)", "The person, written down by \(officer)")
            case .note: t("\(officer) kepada orangnya", "\(officer) to the person")
            case .draft: t("Usulan jawaban \(officer)", "Proposed answer of \(officer)")
            case .answer: t("Jawaban, \(officer)", "Answer, \(officer)")
            case .internal: t("Catatan dalam, \(officer)", "Internal note, \(officer)")
            }
        return "<strong>\(who)</strong><p class=\"words\">\(message.text)</p>"
    }

    // MARK: - Assignment

    private var assigning: HTML {
        func act(_ label: String, _ act: CaseAct) -> HTML {
            Part.act(label, to: Paths.officeCaseAct(stored.id, act), csrf: form.csrf, kind: "secondary")
        }
        switch stored.assignee {
        case nil: return mayTake ? act(t("Ambil", "Take it"), .take) : .empty
        case officer.id: return act(t("Lepas", "Release it"), .release) + handingOver
        default: return isHeldInVain && mayTake ? act(t("Ambil alih", "Take it over"), .take) : .empty
        }
    }

    private var mayTake: Bool { (try? stored.checkAnswerer(officer.signatory)) != nil }

    private var handingOver: HTML {
        guard !heirs.isEmpty else { return .empty }
        let fields = """
            <form method="post" action="\(Paths.officeCaseAct(stored.id, .handOver))">\(Field.token(form.csrf))
            \(Field.select(
                form, CaseHandling.heir, t("Serahkan kepada", "Hand over to"),
                options: heirs.map { ($0.id.description, $0.name) }, prompt: t(
                    "Pilih petugas",
                    "Choose an officer")))
            \(Part.submit(t("Serahkan", "Hand over"), kind: "secondary"))</form>
            """ as HTML
        return Part.details(t("Serahkan kepada petugas lain", "Hand over to another officer"), fields)
    }

    // MARK: - Work

    private var work: HTML {
        switch stored.state {
        case .proposed: confirming
        case .answered, .withdrawn: noting
        case .open:
            if let refusal = obstacle {
                "<p class=\"empty\">\(said(refusal))</p>\(noting)"
            } else {
                "\(answering)\(messaging)\(noting)"
            }
        }
    }

    private func said(_ refusal: CaseRefusal) -> String {
        guard refusal == .takenByOther, isHeldInVain else { return refusal.sentence(t) }
        return t(
            "Petugas yang mengambilnya tidak dapat menjawab. Ambil alih dulu.",
            "The officer who took it cannot answer it. Take it over first.")
    }

    /// Why this officer cannot answer it; nil when they can.
    private var obstacle: CaseRefusal? {
        do throws(CaseRefusal) {
            try stored.checkAnswer(.explained, by: officer.signatory, now: nil)
            return nil
        } catch {
            return error
        }
    }

    private var outcomes: [ServiceCase.Outcome] {
        if let missing, missing.standing != .counts { return [.explained, .dismissed] }
        guard let appeal else { return [.settled, .explained, .dismissed] }
        let isLifted = appeal.result.map { appeal.contested.isLifted(by: $0) } ?? false
        return isLifted ? [.granted, .dismissed] : [.dismissed]
    }

    private var answering: HTML {
        """
        <h2>\(t("Jawab", "Answer"))</h2>
        \(when: promise.twoOfficers && appeal == nil && missing == nil, twoOfficers)
        \(when: !templates.isEmpty, templateLinks)
        \(CaseForm.begin(stored.id, .answer, form))
        \(Field.radios(
            form, CaseHandling.outcome, t("Hasil", "Outcome"), options: outcomes.map { ($0.rawValue, t($0.label)) }))
        \(CaseForm.area(
            form, t("Jawaban kepada orangnya", "Answer to the person"),
            hint: t(
                "Dengan “Anda”, kalimat pendek, dan apa yang perlu dilakukan.",
                "Short sentences, and what they have to do.")))
        \(ReasonField.area(
            form, t, hint: t(
                "Hanya untuk “Tidak dikabulkan”: alasan yang dibaca orangnya.",
                "Only for “Not upheld”: the reason the person reads.")))
        \(Part.submit(t("Kirim jawaban", "Send the answer"), kind: correctionWaits ? "secondary" : ""))</form>
        """
    }

    /// Whether the person's correction comes before the answer.
    private var correctionWaits: Bool { appeal?.correction.map { $0.state != .done } ?? false }

    private var twoOfficers: HTML {
        let text = t(
            "Jawaban “Diselesaikan” di jenis ini mengeluarkan uang atau tempat. "
                + "Petugas dengan peran lain menyetujuinya dulu.",
            "“Put right” costs money or a place here. An officer of another duty confirms it first.")
        return "<p>\(text)</p>"
    }

    private var templateLinks: HTML {
        func link(_ template: StoredTemplate) -> HTML {
            let path = "\(Paths.officeCase(stored.id))?templat=\(template.id)#\(CaseForm.text)"
            return "<li><a href=\"\(path)\">\(template.value.title)</a></li>"
        }
        return Part.details(t("Isi dari templat", "Fill in from a template"), "<ul>\(each: templates, link)</ul>")
    }

    private var messaging: HTML {
        let fields = """
            \(CaseForm.begin(stored.id, .message, form))
            \(CaseForm.area(
                form, t("Kabar atau pertanyaan kepada orangnya", "News or a question to the person"),
                hint: t("Orangnya mendapat pesan dan dapat menjawab.", "They get a message and can reply."),
                name: CaseHandling.message))
            \(Part.submit(t("Kirim kabar", "Send it"), kind: "secondary"))</form>
            """ as HTML
        return section(
            t("Tulis kepada orangnya sebelum menjawab", "Write to the person before answering"), fields,
            CaseHandling.message)
    }

    private var noting: HTML {
        let fields = """
            \(CaseForm.begin(stored.id, .note, form))
            \(CaseForm.area(
                form, t("Catatan dalam", "Internal note"),
                hint: t("Hanya petugas yang membacanya.", "Only officers read it."), name: CaseHandling.note))
            \(Part.submit(t("Simpan catatan", "Save the note"), kind: "secondary"))</form>
            """ as HTML
        return section(t("Tambah catatan dalam", "Add an internal note"), fields, CaseHandling.note)
    }

    /// Folded, unless its field has an error that must be seen.
    private func section(_ label: String, _ fields: HTML, _ field: String) -> HTML {
        form.error(field) == nil ? Part.details(label, fields) : "<h2>\(label)</h2>\(fields)"
    }

    private var confirming: HTML {
        let second = SecondOfficer { (approving) throws(CaseRefusal) in
            try stored.checkConfirmation(by: officer.signatory(for: .answerCases), approving: approving)
        }
        return "\(second.html(t, answers))\(noting)"
    }

    private func answers(_ mayApprove: Bool) -> HTML {
        """
        <h2>\(t("Setujui jawaban ini?", "Confirm this answer?"))</h2>
        <p>\(t("Hasil", "Outcome")): <strong>\(stored.outcome.map { t($0.label) })</strong></p>
        \(when: mayApprove, Part.act(
            t("Setujui dan kirim", "Confirm and send"), to: Paths.officeCaseAct(stored.id, .confirm), csrf: form.csrf))
        \(CaseForm.begin(stored.id, .sendBack, form))
        \(ReasonField.area(
            form, t, hint: t("Apa yang perlu diperbaiki petugas pertama.", "What the first officer should change."),
            name: CaseHandling.returning))
        \(Part.submit(t("Kembalikan", "Return it"), kind: "secondary"))</form>
        """
    }

    static func sample(_ t: Words) -> OfficeCasePage {
        OfficeCasePage(
            t: t, now: ServiceCase.sampleNow, officer: .sample(2, "Hasti", .waveManager),
            stored: .sample, name: "Siti Nurhaliza", contacts: [], messages: CaseMessage.samples(t), appeal: nil,
            templates: [], names: [ID(1): "Rini"], lists: [],
            promise: ServiceRules.usual.promise(for: .incentive), form: .sample, refusal: nil)
    }
}
