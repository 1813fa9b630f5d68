import Programme

/// `/mitra/meja/orang`: the partner's people.
struct DeskPeoplePage: Page {
    let t: Words
    let person: PartnerPerson
    let people: [PartnerPersonEntry]
    /// The newest first.
    let requests: [PartnerPersonRequest]
    let form: FormState
    let refusal: (any UserFacingRefusal)?

    static let mostRequests = 30

    var title: String { t("Orang di meja mitra", "People at the partner's desk") }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }

    /// A page with several forms needs a name for each one's reason.
    static func reason(_ id: ID<PartnerPerson>) -> String { "\(ReasonField.name)-\(id)" }
    static func answer(_ id: ID<PartnerPersonRequest>) -> String { "\(ReasonField.name)-usul-\(id)" }

    private var names: [ID<PartnerPerson>: String] {
        Dictionary(uniqueKeysWithValues: people.map { ($0.id, $0.name) })
    }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(refusal.map { Banner(.wrong, $0.sentence(t)).html })
        <p>\(t(
            "Setiap perubahan diusulkan satu administrator dan diputuskan administrator lain. Bila hanya ada satu, kantor yang memutuskan.",
            "One administrator proposes each change, another decides. Where there is only one, the office decides."))</p>
        \(when: person.isAdministrator, Part.button(t("Undang orang", "Invite a person"), to: Paths.deskInvitation))
        \(Part.columns("\(waiting)\(list)", acts: decided))
        """
    }

    private var list: HTML {
        func row(_ entry: PartnerPersonEntry) -> [HTML] {
            let state = entry.label(t)
            return [
                "\(entry.name)<small>\(entry.signIn)</small>", "\(entry.role.name(t))",
                Part.tag(state.text, state.kind),
                acts(on: entry),
            ]
        }
        return """
            <section><h2>\(t("Semua orang", "All people"))</h2>
            \(Part.table(
                caption: t("Urut nama", "By name"),
                [t("Nama", "Name"), t("Peran", "Role"), t("Status", "State"), t("Usulkan", "Propose")],
                people.map(row), empty: t("Belum ada orang.", "No people yet.")))</section>
            """
    }

    private func acts(on entry: PartnerPersonEntry) -> HTML {
        guard person.isAdministrator, entry.id != person.id else {
            return "\(entry.id == person.id ? t("Anda", "You") : "–")"
        }
        func button(_ act: PartnerPersonAct) -> HTML {
            """
            <button class="button \(act == .suspend ? "danger" : "secondary")" type="submit" \
            formaction="\(Paths.deskPersonAct(entry.id, act))">\(act.label(t))</button>
            """
        }
        let acts = PartnerPersonAct.open(on: entry)
        return Part.details(
            t("Ubah", "Change"),
            """
            <form method="post" action="\(Paths.deskPersonAct(entry.id, acts[0]))">\(Field.token(form.csrf))
            \(ReasonField.area(
                form, t, hint: t("Misalnya pindah bagian.", "Such as a move to another team."),
                name: Self.reason(entry.id)))
            \(each: acts, button)</form>
            """)
    }

    private var waiting: HTML {
        let open = requests.filter { $0.state == .proposed }
        guard !open.isEmpty else { return .empty }
        return """
            <section><h2>\(t("Menunggu putusan", "Waiting for a decision"))</h2>\(each: open, decision)</section>
            """
    }

    private func decision(_ request: PartnerPersonRequest) -> HTML {
        let author = request.author.person.map { names[$0] ?? t.short($0) } ?? t("kantor", "the office")
        let why = t("Diusulkan \(author): \(request.reason)", "Proposed by \(author): \(request.reason)")
        return Part.panel(
            request.title(t, names: names), "<p>\(why)</p>\(answer(to: request))")
    }

    private func answer(to request: PartnerPersonRequest) -> HTML {
        do throws(PartnerPersonRefusal) {
            try PartnerPersonRule.decide(request.author, about: request.change.subject, by: person)
        } catch {
            return "<p class=\"hint\">\(error.sentence(t))</p>"
        }
        return """
            <form method="post" action="\(Paths.deskPersonAnswer(request.id, .approve))">\(Field.token(form.csrf))
            \(ReasonField.area(
                form, t, hint: t("Apa yang Anda pastikan.", "What you made sure of."), name: Self.answer(request.id)))
            \(Part.submit(t("Setujui", "Approve")))
            <button class="button danger" type="submit" formaction="\(Paths.deskPersonAnswer(request.id, .refuse))">\(t(
            "Tolak", "Refuse"))</button></form>
            """
    }

    private var decided: HTML {
        func row(_ request: PartnerPersonRequest) -> TaskRow {
            let state = request.label(t)
            return TaskRow(
                name: request.title(t, names: names), status: state.text, kind: state.kind,
                hint: t.shortMoment(real: request.decidedAt ?? request.proposedAt))
        }
        let rows = requests.filter { $0.state != .proposed }.map(row)
        return rows.isEmpty ? .empty : Part.panel(t("Sudah diputuskan", "Decided"), Part.taskList(rows))
    }

    static func sample(_ t: Words) -> DeskPeoplePage {
        DeskPeoplePage(t: t, person: .sample, people: [.sample], requests: [.sample], form: .sample, refusal: nil)
    }
}

/// `/mitra/meja/orang-baru`: the form for an invitation.
struct DeskInvitationPage: Page {
    let t: Words
    let form: FormState

    var title: String { t("Undang orang ke meja mitra", "Invite a person to the partner's desk") }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <form method="post" action="\(Paths.deskInvitation)">\(Field.token(form.csrf))
        \(PartnerInvitationFields.html(form, t))
        \(ReasonField.area(
            form, t, hint: t("Misalnya tugasnya di tempat Anda.", "Such as their work with you.")))
        \(Part.submit(t("Usulkan undangan", "Propose the invitation")))</form>
        """
    }

    static func sample(_ t: Words) -> DeskInvitationPage { DeskInvitationPage(t: t, form: .sample) }
}

extension PartnerPerson {
    static let sample = PartnerPerson(
        id: ID(6), partner: .deskSample, name: "Budi Santoso", role: .administrator)
}

extension Partner {
    static let deskSample = Partner(
        id: ID(7), kind: .institution, name: "Balai Kopi", clientCode: "balai-kopi",
        redirectURI: "https://balai-kopi.example/kembali", feeBasisPoints: 0)
}

extension PartnerPersonRequest {
    static let sample = PartnerPersonRequest(
        id: ID(9), partner: ID(7), change: .suspend(ID(5)), reason: "Sudah pindah ke bagian lain",
        author: .person(ID(5)),
        duty: nil, proposedAt: Instant(milliseconds: 1_587_000_000_000), state: .proposed, decidedBy: nil,
        decidedAt: nil, decidedBecause: nil)
}
