import Programme

/// `/kantor`: the officer's waiting work, most first, and the menu.
struct OfficeHomePage: Page {
    let t: Words
    let officer: Officer
    let duties: [Duty]
    /// Refused sign-in attempts under this officer's name that they have not confirmed as read.
    let failures: OfficerFailures?
    let csrf: String

    var title: String { t("Meja kerja \(officer.name)", "\(officer.name)'s desk") }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p>\(t("Peran", "Role")): <strong>\(t(officer.role.title))</strong></p>
        \(failures.map(tried))
        <h2>\(t("Yang menunggu Anda", "What waits for you"))</h2>
        \(waiting)
        <h2>\(t("Menu", "Menu"))</h2>
        <ul class="cards">\(each: rooms, room)</ul>
        """
    }

    private func tried(_ failures: OfficerFailures) -> HTML {
        let (tries, last) = (t.count(failures.tries), t.moment(failures.lastAt))
        return Banner(
            .attention,
            markup: """
                <p>\(t(
                    "\(tries) percobaan masuk dengan nama Anda ditolak, terakhir \(last). Bukan Anda? Laporkan kepada "
                        + "pengelola sistem dan ganti kata sandi Anda.",
                    "\(tries) tries to sign in under your name were refused, the last \(last). Was it not you? Tell the "
                        + "operators, and change your password."))</p>
                \(Part.act(
                    t("Saya sudah membacanya", "I have read this"), to: Paths.officeFailures, csrf: csrf,
                    kind: "secondary"))
                """,
            title: t("Ada yang mencoba masuk", "Others tried to sign in")
        ).html
    }

    private var waiting: HTML {
        let some = duties.filter { $0.count > 0 }.sorted { $0.count > $1.count }
        guard !some.isEmpty else {
            let text = t(
                "Tidak ada yang menunggu. Yang baru akan tampil di sini.", "Nothing waits. New work will show here.")
            return "<p class=\"empty\">\(text)</p>"
        }
        func row(_ duty: Duty) -> TaskRow {
            TaskRow(name: t(duty.label), status: t.count(duty.count), kind: .waiting, path: duty.path)
        }
        return Part.taskList(some.map(row))
    }

    private var rooms: [OfficeSection] {
        OfficeSection.all.filter { room in room.readers.map(officer.role.mayAny) ?? true }
    }

    private func room(_ room: OfficeSection) -> HTML {
        """
        <li class="card"><h3><a href="\(room.path)">\(t(room.name))</a></h3><p>\(t(room.purpose))</p></li>
        """
    }

    static func sample(_ t: Words) -> OfficeHomePage {
        let label = Bilingual(id: "Gelombang yang menunggu tindakan", en: "Waves that wait for an act")
        return OfficeHomePage(
            t: t, officer: Officer(id: ID(1), name: "Ani", role: .operations),
            duties: [Duty(label: label, count: 1, path: Paths.officeWaves)], failures: nil,
            csrf: FormState.sample.csrf)
    }
}

/// A section of the office, shown to officers who may open it.
struct OfficeSection: Sendable {
    let name: Bilingual
    let purpose: Bilingual
    let path: String
    /// Any one of these permissions opens it, as its route requires; nil for every officer.
    let readers: Set<Permission>?

    /// In the order of the page; each slice declares its own.
    static let all: [OfficeSection] = [
        .photos, .disputes, .contacts, .lists, .waves, .payouts, .audit, .jobs,
    ]

    static let audit = OfficeSection(
        name: Bilingual(id: "Riwayat tindakan", en: "Acts"),
        purpose: Bilingual(id: "Siapa melakukan apa, dan kapan.", en: "Who did what, and when."),
        path: Paths.officeAudit, readers: [.readAudit])

    static let jobs = OfficeSection(
        name: Bilingual(id: "Pekerjaan", en: "Jobs"),
        purpose: Bilingual(
            id: "Pekerjaan di belakang layar yang berhenti dan perlu dijalankan lagi.",
            en: "Work behind the scenes that stopped and needs running again."),
        path: Paths.officeJobs, readers: [.mendJobs])
}

extension Role {
    /// Whether the role has at least one of these permissions.
    func mayAny(_ permissions: Set<Permission>) -> Bool { !self.permissions.isDisjoint(with: permissions) }

    var title: Bilingual {
        switch self {
        case .verifier: Bilingual(id: "Pemeriksa", en: "Verifier")
        case .operations: Bilingual(id: "Pelaksana", en: "Operations")
        case .approver: Bilingual(id: "Penyetuju", en: "Approver")
        case .auditor: Bilingual(id: "Auditor", en: "Auditor")
        }
    }
}
