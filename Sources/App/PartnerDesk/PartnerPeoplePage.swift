import Programme

/// `/kantor/orang-mitra/{id}`: the people of one partner, for the office.
struct PartnerPeoplePage: Page {
    let t: Words
    let record: PartnerRecord
    let people: [PartnerPersonEntry]
    /// The newest first.
    let requests: [PartnerPersonRequest]
    let officer: Officer
    let form: FormState
    let refusal: (any UserFacingRefusal)?

    var title: String { t("Orang \(record.name)", "People of \(record.name)") }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }
    var crumbs: [Crumb] { [Crumb(record.name, Paths.officePartner(record.id))] }

    private var mayAct: Bool { officer.may(.managePartners) && record.state != .ended }

    private var names: [ID<PartnerPerson>: String] {
        Dictionary(uniqueKeysWithValues: people.map { ($0.id, $0.name) })
    }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(refusal.map { Banner(.wrong, $0.sentence(t)).html })
        <p>\(t(
            "Orang pertama diusulkan satu petugas dan disetujui petugas lain. Selanjutnya mitra sendiri yang mengusulkan dan memutuskan.",
            "One officer proposes the first person, another approves. After that the partner proposes and decides itself."))</p>
        \(Part.columns("\(list)\(history)", acts: "\(when: mayAct, invitation)"))
        """
    }

    private var list: HTML {
        func row(_ entry: PartnerPersonEntry) -> [HTML] {
            let state = entry.label(t)
            return [
                "\(entry.name)<small>\(entry.signIn)</small>", "\(entry.role.name(t))",
                Part.tag(state.text, state.kind),
                mayAct ? acts(on: entry) : "–",
            ]
        }
        return """
            <section><h2>\(t("Semua orang", "All people"))</h2>
            \(Part.table(
                caption: t("Urut nama", "By name"),
                [t("Nama", "Name"), t("Peran", "Role"), t("Status", "State"), t("Tindakan", "Acts")],
                people.map(row), empty: t("Belum ada orang di meja mitra ini.", "No people at this desk yet.")))</section>
            """
    }

    private func acts(on entry: PartnerPersonEntry) -> HTML {
        func button(_ act: PartnerPersonAct) -> HTML {
            let label = act == .suspend ? t("Hentikan sekarang", "Suspend now") : act.label(t)
            return """
                <button class="button \(act == .suspend ? "danger" : "secondary")" type="submit" \
                formaction="\(Paths.officePartnerPersonAct(record.id, entry.id, act))">\(label)</button>
                """
        }
        let acts = PartnerPersonAct.open(on: entry)
        return Part.details(
            t("Ubah", "Change"),
            """
            <form method="post" action="\(Paths.officePartnerPersonAct(record.id, entry.id, acts[0]))">\(Field.token(form.csrf))
            \(ReasonField.area(
                form, t, hint: t("Misalnya surat mitra.", "Such as the partner's letter."),
                name: DeskPeoplePage.reason(entry.id)))
            \(each: acts, button)</form>
            """)
    }

    private var invitation: HTML {
        Part.panel(
            t("Usulkan orang", "Propose a person"),
            """
            <form method="post" action="\(Paths.officePartnerPeople(record.id))">\(Field.token(form.csrf))
            \(PartnerInvitationFields.html(form, t))
            \(ReasonField.area(
                form, t, hint: t("Misalnya surat penunjukan dari mitra.", "Such as the partner's letter of appointment.")))
            \(Part.submit(t("Usulkan undangan", "Propose the invitation")))</form>
            """)
    }

    private var history: HTML {
        func row(_ request: PartnerPersonRequest) -> TaskRow {
            let state = request.label(t)
            return TaskRow(
                name: request.title(t, names: names), status: state.text, kind: state.kind,
                path: Paths.officePersonRequest(request.id), hint: t.shortMoment(real: request.proposedAt))
        }
        guard !requests.isEmpty else { return .empty }
        return """
            <section><h2>\(t("Usulan dan putusan", "Proposals and decisions"))</h2>\(Part.taskList(requests.map(row)))</section>
            """
    }

    static func sample(_ t: Words) -> PartnerPeoplePage {
        PartnerPeoplePage(
            t: t, record: .sample, people: [.sample], requests: [.sample],
            officer: .sample(2, "Ratna", .partnerManager), form: .sample, refusal: nil)
    }
}

/// `/kantor/usul-orang-mitra/{id}`: one proposal about a person of a partner, and the officer's decision.
struct PartnerPersonRequestPage: Page {
    let t: Words
    let request: PartnerPersonRequest
    let record: PartnerRecord
    /// People of the partner.
    let colleagues: [ID<PartnerPerson>: String]
    let names: [ID<Officer>: String]
    /// Why this officer may not approve; nil when they may.
    let obstacle: (any UserFacingRefusal)?
    let mayRefuse: Bool
    let mayAct: Bool
    let form: FormState
    let refusal: (any UserFacingRefusal)?

    var title: String { request.title(t, names: colleagues) }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }
    var crumbs: [Crumb] {
        [
            Crumb(record.name, Paths.officePartner(record.id)),
            Crumb(t("Orang", "People"), Paths.officePartnerPeople(record.id)),
        ]
    }

    var body: HTML {
        let state = request.label(t)
        return """
            <h1>\(title) \(Part.tag(state.text, state.kind))</h1>
            \(refusal.map { Banner(.wrong, $0.sentence(t)).html })
            \(Part.columns(Part.summary(rows), acts: "\(when: request.state == .proposed && mayAct, decision)"))
            """
    }

    private var rows: [SummaryRow] {
        var rows = [SummaryRow(label: t("Mitra", "Partner"), value: "\(record.name)")]
        if case .invite(_, let address, _) = request.change {
            rows.append(SummaryRow(label: t("Email", "E-mail"), value: "\(address.address)"))
        }
        rows += [
            SummaryRow(
                label: t("Diusulkan", "Proposed"),
                value: "\(name(request.author)), \(t.shortMoment(real: request.proposedAt))"),
            SummaryRow(label: t("Alasan", "Reason"), value: "\(request.reason)"),
        ]
        if let at = request.decidedAt, let second = request.decidedBy {
            rows.append(
                SummaryRow(
                    label: t("Diputuskan", "Decided"), value: "\(name(second)), \(t.shortMoment(real: at))"))
        }
        if let because = request.decidedBecause {
            rows.append(SummaryRow(label: t("Alasan putusan", "Reason of the decision"), value: "\(because)"))
        }
        return rows
    }

    private func name(_ author: PartnerAuthor) -> String {
        switch author {
        case .officer(let id): names[id] ?? t("Petugas \(t.short(id))", "Officer \(t.short(id))")
        case .person(let id):
            t("\(colleagues[id] ?? t.short(id)), dari mitra", "\(colleagues[id] ?? t.short(id)), of the partner")
        }
    }

    private var decision: HTML {
        let note: HTML = obstacle.map { "\(Banner(.attention, $0.sentence(t)))" } ?? .empty
        guard obstacle == nil || mayRefuse else { return note }
        return Part.panel(
            t("Putusan Anda", "Your decision"),
            """
            \(note)<form method="post" action="\(Paths.officePersonAnswer(request.id, .approve))">\(Field.token(form.csrf))
            \(ReasonField.area(
                form, t, hint: t(
                    "Misalnya apa yang Anda cocokkan dengan surat mitra.",
                    "Such as what you compared with the partner's letter.")))
            \(when: obstacle == nil, Part.submit(t("Setujui", "Approve")))
            <button class="button danger" type="submit" formaction="\(Paths.officePersonAnswer(request.id, .refuse))">\(t(
            "Tolak", "Refuse"))</button></form>
            """)
    }

    static func sample(_ t: Words) -> PartnerPersonRequestPage {
        PartnerPersonRequestPage(
            t: t, request: .sample, record: .sample, colleagues: [ID(5): "Maya Lestari"], names: [:], obstacle: nil,
            mayRefuse: true, mayAct: true, form: .sample, refusal: nil)
    }
}
