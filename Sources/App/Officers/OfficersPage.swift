import Programme

/// `/kantor/petugas`: every officer with roles and state, and the proposals that wait for a second administrator.
struct OfficersPage: Page {
    let t: Words
    let officers: [RosterEntry]
    let requests: [StoredOfficerRequest]
    let names: [ID<Officer>: String]
    let mayChange: Bool
    let now: Instant

    var title: String { t("Petugas", "Officers") }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p>\(t(
            "Setiap perubahan diusulkan satu administrator dan diputuskan orang lain. Menangguhkan berlaku seketika.",
            "One administrator proposes a change and another person decides. A suspension takes effect at once."))</p>
        \(when: mayChange, invitation)
        \(when: !requests.isEmpty, waiting)
        <h2>\(t("Semua petugas", "All officers"))</h2>
        \(Part.table(
            caption: t("\(t.count(officers.count)) petugas", "\(t.count(officers.count)) officers"),
            [t("Nama", "Name"), t("Peran", "Roles"), t("Status", "State")], officers.map(row),
            empty: t("Belum ada petugas.", "There is no officer yet.")))
        """
    }

    private var invitation: HTML {
        "<p>\(Part.button(t("Undang petugas", "Invite an officer"), to: Paths.officerInvitation))</p>"
    }

    private var waiting: HTML {
        """
        <h2>\(t("Usulan yang menunggu", "Waiting proposals"))</h2>
        \(Part.table(
            caption: t("Terlama di atas", "Oldest first"),
            [t("Usulan", "Proposal"), t("Tentang", "About"), t("Pengusul", "Proposed by"), t("Sejak", "Since")],
            requests.map(request), empty: ""))
        """
    }

    private func request(_ request: StoredOfficerRequest) -> [HTML] {
        let subject = request.value.officer.flatMap { names[$0] } ?? request.name ?? "–"
        return [
            """
            <a href="\(Paths.officerRequest(request.id))">\(OfficerRequestWords(t: t).kind(request.value.kind))</a>
            """,
            "\(subject)", "\(names[request.value.proposedBy] ?? "–")", "\(t.shortMoment(real: request.proposedAt))",
        ]
    }

    private func row(_ officer: RosterEntry) -> [HTML] {
        let words = OfficerRequestWords(t: t)
        let text = t("Ditambahkan lewat baris perintah", "Added by command")
        let emergency: HTML = officer.emergency.map { "<small>\(text): \($0)</small>" } ?? .empty
        let deputy: HTML =
            officer.deputed.isEmpty
            ? .empty
            : "<small>\(t("Pengganti", "Deputy")): \(words.roles(officer.deputed.map(\.role)))</small>"
        return [
            """
            <a href="\(Paths.officer(officer.id))">\(officer.name)</a><small>\(officer.signIn)</small>
            """,
            "\(officer.ownRoles.isEmpty ? "–" : words.roles(officer.ownRoles))\(deputy)",
            "\(OfficerStateTag(t: t, officer: officer, now: now).html)\(emergency)",
        ]
    }

    static func sample(_ t: Words) -> OfficersPage {
        OfficersPage(
            t: t, officers: [.sample], requests: [.sample], names: [ID(1): "Ratna Dewi", ID(2): "Agus Pranoto"],
            mayChange: true, now: Wave.sample.closesAt)
    }
}

/// Whether an officer may sign in, as a tag.
struct OfficerStateTag: Sendable {
    let t: Words
    let officer: RosterEntry
    let now: Instant

    var html: HTML {
        if officer.suspendedAt != nil { return Part.tag(t("Ditangguhkan", "Suspended"), .blocked) }
        if officer.isSetUp { return Part.tag(t("Aktif", "Active"), .done) }
        guard let until = officer.linkUntil, until > now else {
            return Part.tag(t("Tautan lewat, pasang ulang", "Link lapsed, set up again"), .wrong)
        }
        return Part.tag(t("Belum memasang sandi", "Not set up yet"), .waiting)
    }
}

extension RosterEntry {
    static var sample: RosterEntry {
        let at = Wave.sample.closesAt
        return RosterEntry(
            id: ID(1), name: "Ratna Dewi", signIn: "ratna@kantor.example", addedAt: at, suspendedAt: nil,
            linkUntil: nil,
            isSetUp: true, post: nil, emergency: nil,
            roles: [
                HeldRole(role: .waveManager, heldFor: ID(1), from: at, until: nil),
                HeldRole(role: .payoutMaker, heldFor: ID(1), from: at, until: nil),
            ])
    }
}

extension StoredOfficerRequest {
    static var sample: StoredOfficerRequest {
        StoredOfficerRequest(
            id: ID(9),
            value: OfficerRequest(kind: .roles, officer: ID(1), proposedBy: ID(2), state: .proposed), name: nil,
            signIn: nil, roles: [.waveManager, .identityReviewer], post: nil, heldFor: nil, days: nil,
            reason: "Ratna pindah ke bagian foto mulai Senin", proposedAt: Wave.sample.closesAt, decided: nil)
    }
}
