import Programme

/// `/kantor/petugas/{id}`: one officer, with links to what an administrator may propose or do at once.
struct OfficerPage: Page {
    let t: Words
    let officer: RosterEntry
    let requests: [StoredOfficerRequest]
    /// What the officer proposed and another has not decided.
    let proposals: [(kind: ProposalKind, count: Int)]
    let names: [ID<Officer>: String]
    let may: Rights
    let now: Instant

    struct Rights: OptionSet, Sendable {
        let rawValue: Int
        static let change = Rights(rawValue: 1)
        /// The page is about the officer who reads it.
        static let own = Rights(rawValue: 2)
    }

    var title: String { officer.name }
    var isWide: Bool { true }

    private var words: OfficerRequestWords { OfficerRequestWords(t: t) }
    private var open: StoredOfficerRequest? { requests.first { $0.value.state == .proposed } }

    var body: HTML {
        """
        <h1>\(officer.name)</h1>
        \(when: officer.suspendedAt != nil && !proposals.isEmpty, stopped)
        \(Part.columns(
            "\(open.map(waiting))\(Part.summary(summary))\(when: !requests.isEmpty, history)",
            acts: "\(when: may == .change, acts)\(when: may.contains(.own), own)"))
        """
    }

    private var summary: [SummaryRow] {
        var rows = [
            SummaryRow(label: t("Email kantor", "E-mail at the office"), value: "\(officer.signIn)"),
            SummaryRow(
                label: t("Status", "State"), value: OfficerStateTag(t: t, officer: officer, now: now).html),
            SummaryRow(
                label: t("Peran", "Roles"),
                value: "\(officer.ownRoles.isEmpty ? "–" : words.roles(officer.ownRoles))"),
        ]
        rows.append(
            SummaryRow(
                label: "NIK", value: OfficerIdentityWords(t: t).tag(officer.identity, hasNIK: officer.hasNIK)))
        if let post = officer.post { rows.append(SummaryRow(label: t("Kantor", "Office"), value: "\(post.written)")) }
        if let reason = officer.emergency {
            rows.append(
                SummaryRow(label: t("Ditambahkan lewat baris perintah", "Added by command"), value: "\(reason)"))
        }
        for held in officer.deputed {
            let days = held.until.map { words.days((held.from, $0)) } ?? ""
            let whose = names[held.heldFor] ?? "–"
            rows.append(
                SummaryRow(
                    label: t("Pengganti \(whose)", "Deputy of \(whose)"), value: "\(t(held.role.title)), \(days)"))
        }
        return rows
    }

    private func waiting(_ request: StoredOfficerRequest) -> HTML {
        let link: HTML = """
            <p><a href="\(Paths.officerRequest(request.id))">\(words.kind(request.value.kind))</a></p>
            """
        return Banner(.information, markup: link, title: t("Usulan menunggu putusan", "A proposal waits")).html
    }

    private var stopped: HTML {
        func item(_ open: (kind: ProposalKind, count: Int)) -> HTML {
            "<li>\(t(open.kind.name).raisingFirst): \(t.count(open.count))</li>"
        }
        return Banner(
            .attention,
            markup: """
                <p>\(t(
                    "Tidak dapat disetujui lagi. Petugas kedua menolaknya, lalu petugas lain dapat mengusulkan lagi.",
                    "They cannot be approved any more. Second officers refuse them, and others may propose again."))</p>
                <ul>\(each: proposals, item)</ul>
                """, title: t("Usulannya berhenti", "The officer's proposals have stopped")
        ).html
    }

    private var own: HTML {
        """
        <p class="empty">\(t(
            "Ini akun Anda sendiri. Administrator lain yang mengubahnya.",
            "This is your own account. Another administrator changes it."))</p>
        """
    }

    private var acts: HTML {
        let offered = OfficerChangePage.Change.allCases.filter { change in
            if officer.suspendedAt != nil { return change == .reinstate }
            if change == .identity { return officer.hasNIK && officer.identity != .confirmed && open == nil }
            if change == .endDeputy { return !officer.deputed.isEmpty }
            return change == .suspend || (change != .reinstate && open == nil)
        }
        func link(_ change: OfficerChangePage.Change) -> HTML {
            "<li><a href=\"\(Paths.officerChange(officer.id, change))\">\(change.title(t))</a></li>"
        }
        return Part.panel(t("Ubah", "Change"), "<ul class=\"ways\">\(each: offered, link)</ul>")
    }

    private var history: HTML {
        func row(_ request: StoredOfficerRequest) -> [HTML] {
            [
                "<a href=\"\(Paths.officerRequest(request.id))\">\(words.kind(request.value.kind))</a>",
                "\(words.state(request.value.state))",
                "\(names[request.value.proposedBy] ?? "–")<small>\(t.shortMoment(real: request.proposedAt))</small>",
                "\(request.decided.map { names[$0.by] ?? "–" } ?? "–")",
            ]
        }
        return """
            <h2>\(t("Usulan tentang petugas ini", "Proposals about this officer"))</h2>
            \(Part.table(
                caption: t("Terbaru di atas", "Newest first"),
                [
                    t("Usulan", "Proposal"), t("Putusan", "Decision"), t("Diusulkan", "Proposed"),
                    t("Diputuskan", "Decided by"),
                ], requests.map(row),
                empty: ""))
            """
    }

    static func sample(_ t: Words) -> OfficerPage {
        OfficerPage(
            t: t, officer: .sample, requests: [], proposals: [], names: [ID(1): "Ratna Dewi"], may: .change,
            now: Wave.sample.closesAt)
    }
}
