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
    /// The report of completion that two officers looked at; nil for a contested purchase without one.
    var held: ID<HeldCompletion>?
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
    /// Of a case about money.
    var money: CaseMoney?
    /// Until when the answered case may be opened again; nil where it may not.
    var reopenUntil: Instant?

    var title: String { "\(kindName) \(stored.number)" }
    private var kindName: String {
        stored.contested == nil ? t("Keluhan", "Complaint") : t("Sanggahan", "Appeal")
    }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        let (text, kind) = stored.officeStanding(t, at: now)
        return """
            <h1>\(kindName) \(Part.number(stored.number)) \(Part.tag(text, kind))</h1>
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
                \(money.map { CaseMoneySection(t: t, money: $0, isProposed: stored.state == .proposed).html })
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
                    ? t("Pelapor", "The person")
                    : t("Pelapor, dicatat \(officer)", "The person, written down by \(officer)")
            case .note: t("\(officer) kepada orangnya", "\(officer) to the person")
            case .draft: t("Usulan jawaban \(officer)", "Proposed answer of \(officer)")
            case .answer: t("Jawaban, \(officer)", "Answer, \(officer)")
            case .internal: t("Catatan internal, \(officer)", "Internal note, \(officer)")
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

    static func sample(_ t: Words) -> OfficeCasePage {
        var page = OfficeCasePage(
            t: t, now: ServiceCase.sampleNow, officer: .sample(2, "Hasti", .waveManager),
            stored: .sample, name: "Siti Nurhaliza", contacts: [], messages: CaseMessage.samples(t), appeal: nil,
            templates: [], names: [ID(1): "Rini"], lists: [],
            promise: ServiceRules.usual.promise(for: .incentive), form: .sample, refusal: nil)
        page.money = .sample
        return page
    }
}
