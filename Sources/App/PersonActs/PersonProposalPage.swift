import Programme

/// `/kantor/tindakan-orang/{id}`: what one officer proposes about a person, and another's decision.
struct PersonProposalPage: Page {
    let t: Words
    let proposal: StoredPersonProposal
    let name: String
    let officer: Officer
    let names: [ID<Officer>: String]
    /// Until when a second officer has to confirm an urgent suspension that is running.
    let confirmBy: Instant?
    /// The roles whose officers decide it.
    let deciders: [RoleDefinition]
    /// What the person has and may lose by it.
    var stake: [PersonActStake] = []
    let form: FormState
    let refusal: (any UserFacingRefusal)?
    /// The local officer's region, when the person lives outside it.
    var elsewhere: Province?

    private var value: PersonProposal { proposal.value }

    var title: String { "\(t(value.act.label)): \(name)" }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        let state = value.state.label(t)
        return """
            <h1>\(title) \(Part.tag(state.text, state.kind))</h1>
            \(refusal.map { Banner(.wrong, $0.sentence(t)).html })
            \(elsewhere.map { RegionBanner(t: t, region: $0).html })
            \(confirmBy.map(urgent))
            \(Part.columns(
                """
                <p class="lead">\(t(value.act.consequence))</p>
                \(proposal.text.correction.map(differences))
                \(Part.summary(rows))
                \(PersonLink(t: t, officer: officer, csrf: form.csrf).html(
                    to: value.person, from: "person-proposal:\(value.id)"))
                """, acts: "\(when: value.state == .proposed, decision)"))
            """
    }

    private func urgent(_ until: Instant) -> HTML {
        Banner(
            .attention,
            t(
                "Akun sudah ditangguhkan mendesak. Tanpa putusan, berakhir sendiri \(t.moment(until)).",
                "The account is suspended urgently already. Without a decision it ends by itself on \(t.moment(until))."
            )
        ).html
    }

    /// Old and new side by side, only what differs.
    private func differences(_ correction: DataCorrection) -> HTML {
        Part.table(
            caption: t("Yang berubah", "What changes"),
            [t("Data", "Data"), t("Sebelum", "Before"), t("Sesudah", "After")],
            correction.changes.map { item in
                [
                    "\(t(item.label))", "\(correction.before.text(item, t))",
                    "<strong>\(correction.after.text(item, t))</strong>",
                ]
            }, empty: "")
    }

    private var rows: [SummaryRow] {
        var rows = [
            SummaryRow(
                label: t("Diusulkan", "Proposed"),
                value: "\(officerName(value.proposedBy.officer)), \(t.shortMoment(value.proposedAt))")
        ]
        if let cause = value.cause {
            rows.append(SummaryRow(label: t("Sebab", "Cause"), value: "\(cause.heading(t))"))
        }
        rows.append(
            contentsOf: stake.map { SummaryRow(label: t($0.label), value: "<strong>\($0.value)</strong>") })
        rows.append(
            SummaryRow(label: t("Alasan untuk peserta", "Reason for the person"), value: "\(proposal.text.reason)"))
        rows.append(SummaryRow(label: t("Bukti", "Proof"), value: "\(proposal.text.proof)"))
        if let at = proposal.decidedAt {
            let decider =
                proposal.decidedBy.map { "\(officerName($0)), " } ?? ""
            rows.append(
                SummaryRow(label: t("Diputuskan", "Decided"), value: "\(decider)\(t.shortMoment(at))"))
        }
        if let answer = proposal.answer {
            rows.append(SummaryRow(label: t("Alasan putusan", "Reason of the decision"), value: "\(answer)"))
        }
        return rows
    }

    private func officerName(_ id: ID<Officer>) -> String {
        names[id] ?? t("Petugas \(t.short(id))", "Officer \(t.short(id))")
    }

    private var decision: HTML {
        let second = SecondOfficer { (approving) throws(PersonActRefusal) in
            try value.check(decisionBy: officer.signatory(for: .approvePeopleChanges), approving: approving)
        }
        let isOwn = officer.isSame(as: value.proposedBy.officer)
        return Part.panel(
            t("Putusan petugas kedua", "The second officer's decision"),
            """
            \(officer.may(.approvePeopleChanges) ? second.html(t, acts) : waits)
            \(when: isOwn, SecondOfficer.takingBack(t, deciders))
            """)
    }

    private var waits: HTML {
        "<p>\(t("Menunggu petugas lain yang berwenang memutuskan.", "Waits for an officer who may decide."))</p>"
    }

    private func acts(_ mayApprove: Bool) -> HTML {
        """
        <form method="post" action="\(Paths.personProposalAnswer(value.id, .approve))">\(Field.token(form.csrf))
        \(ReasonField.area(form, t, hint: t(
            "Apa yang Anda periksa sendiri. Hanya untuk petugas.", "What you checked yourself. For officers only.")))
        \(when: mayApprove, Part.submit(t("Setujui", "Approve")))
        <button class="button danger" type="submit" formaction="\(Paths.personProposalAnswer(value.id, .refuse))">\(t(
            "Tolak", "Refuse"))</button></form>
        """
    }

    static func sample(_ t: Words) -> PersonProposalPage {
        let value = PersonProposal(
            id: ID(1), person: ID(4_182_907), act: .suspension, state: .proposed, cause: .accountMisused,
            proposedBy: Signatory(officer: ID(2), duty: .helpdesk), proposedAt: Instant(milliseconds: 1_589_508_720_000)
        )
        let text = PersonProposalText(
            reason: "Akun ini masuk dari banyak perangkat yang bukan milik Anda",
            proof: "Laporan platform Toko Ilmu tanggal 14 Mei, berkas S-20418")
        return PersonProposalPage(
            t: t, proposal: StoredPersonProposal(value, text), name: "Rina Marasabessy",
            officer: .sample(1, "Hendra", .programmeManager), names: [ID(2): "Ratna Dewi"],
            confirmBy: Instant(milliseconds: 1_589_767_920_000),
            deciders: [], form: .sample, refusal: nil)
    }
}

/// `/kantor/tindakan-orang`: what waits for a second officer, and what was decided last.
struct PersonProposalsPage: Page {
    let t: Words
    let waiting: [PersonProposal]
    let decided: [PersonProposal]
    /// The names of people; not of people who live outside a local officer's region.
    let people: [ID<Account>: String]
    let names: [ID<Officer>: String]
    /// Who decided each that was decided by an officer.
    var deciders: [ID<PersonProposal>: ID<Officer>] = [:]
    /// Whether this officer may search for the person to propose it for.
    var maySearch = true

    /// Of each part.
    static let most = 100

    var title: String { t("Tindakan pada orang", "Acts on people") }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Koreksi data, penangguhan akun, dan pencabutan kartu. Diusulkan dari halaman peserta.",
            "Corrections of data, suspensions of accounts and revoked cards. Proposed from a person's page."))\
        \(when: maySearch, " <a href=\"\(Paths.officeSearch)\">\(t("Cari peserta", "Search for a person"))</a>")</p>
        \(table(t("Menunggu petugas kedua", "Waiting for a second officer"), waiting, empty: t(
            "Tidak ada yang menunggu.", "Nothing is waiting."), isDecided: false))
        \(table(t("Diputuskan terakhir", "Recently decided"), decided, empty: t(
            "Belum ada yang diputuskan.", "Nothing has been decided yet."), isDecided: true))
        """
    }

    private func table(
        _ caption: String, _ proposals: [PersonProposal], empty: String, isDecided: Bool
    ) -> HTML {
        Part.table(
            caption: caption,
            [
                t("Tindakan", "Act"), t("Peserta", "Participant"), t("Sebab", "Cause"), t("Diusulkan", "Proposed"),
                t("Status", "State"),
            ] + (isDecided ? [t("Diputuskan", "Decided by")] : []),
            proposals.map { row($0) + (isDecided ? [decider($0)] : []) }, empty: empty)
    }

    private func row(_ value: PersonProposal) -> [HTML] {
        let state = value.state.label(t)
        let author = names[value.proposedBy.officer] ?? t("Petugas", "Officer")
        let name = people[value.person]
        return [
            """
            <a href="\(Paths.personProposal(value.id))">\(t(value.act.label))\
            <span class="hidden">, \(Part.person(name ?? t.short(value.person)))</span></a>
            """,
            name.map(Part.person) ?? elsewhere(value.person), "\(value.cause?.heading(t) ?? "–")",
            "\(author), \(t.shortMoment(value.proposedAt))", Part.tag(state.text, state.kind),
        ]
    }

    private func decider(_ value: PersonProposal) -> HTML {
        "\(deciders[value.id].map { names[$0] ?? t("Petugas", "Officer") } ?? "–")"
    }

    private func elsewhere(_ person: ID<Account>) -> HTML {
        "\(t.short(person))<small>\(t("di luar wilayah Anda", "outside your region"))</small>"
    }

    static func sample(_ t: Words) -> PersonProposalsPage {
        let value = PersonProposalPage.sample(t).proposal.value
        return PersonProposalsPage(
            t: t, waiting: [value], decided: [], people: [value.person: "Rina Marasabessy"],
            names: [ID(2): "Ratna Dewi"])
    }
}
