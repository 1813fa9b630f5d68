import Programme

/// `/kantor/mitra/{id}`: one partner.
struct PartnerPage: Page {
    let t: Words
    let file: PartnerFile
    let officer: Officer
    let names: [ID<Officer>: String]
    /// By proposal that waits: what this officer may answer.
    let seconds: [ID<PartnerProposal>: SecondOfficer]
    let form: FormState
    /// The edition's cap on a platform's fee, in hundredths of a percent.
    let cap: Int

    var title: String { record.name }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }

    var record: PartnerRecord { file.record }
    var mayAct: Bool { officer.permissions.contains(.managePartners) && record.state != .ended }

    var body: HTML {
        let state = record.state.label(t)
        return """
            <h1>\(title) \(Part.tag(state.text, state.kind))</h1>
            \(stateNote)
            \(relatedNote)
            \(Part.columns(
                """
                \(proposals)
                \(when: file.caller != nil, keys)
                \(when: file.caller != nil, webhook)
                \(agreements)
                \(when: file.caller != nil, addresses)
                \(owners)
                \(when: file.caller != nil, courses)
                """,
                acts: """
                \(steps)
                \(Part.panel(record.kind.name(t), Part.facts(particulars)))
                \(when: file.caller != nil, people)
                \(when: record.kind == .institution && officer.may(.managePartners), completions)
                \(when: mayAct, stateForms)
                \(acts)
                """))
            """
    }

    private var stateNote: HTML {
        switch record.state {
        case .invited:
            Banner(
                .information,
                t(
                    "Mitra dapat mencoba kuncinya, tetapi belum dapat menjual.",
                    "The partner may try its key, and sells nothing yet.")
            ).html
        case .active: .empty
        case .suspended, .ended:
            Banner(
                .attention,
                t(
                    "Tidak ada penjualan baru. Pembelian yang sudah dibayar tetap berjalan. Sebab: \(record.stateReason ?? "–")",
                    "No new sales. Paid purchases go on. Reason: \(record.stateReason ?? "–")")
            ).html
        }
    }

    private var relatedNote: HTML {
        guard !file.related.isEmpty else { return .empty }
        func row(_ other: (partner: ID<Partner>, name: String, owner: String)) -> HTML {
            "<li><a href=\"\(Paths.officePartner(other.partner))\">\(other.name)</a> (\(other.owner))</li>"
        }
        return Banner(
            .attention,
            markup: """
                <p>\(t(
                    "Penjualan antara mitra yang berkaitan diblokir:", "Sales between related partners are blocked:"))</p>
                <ul>\(each: file.related, row)</ul>
                """, title: t("Satu pemilik dengan mitra lain", "Same owner as other partners")
        ).html
    }

    private var particulars: [(label: String, value: HTML)] {
        var rows: [(label: String, value: HTML)] = []
        if let caller = file.caller {
            rows.append((t("Kode mitra", "Client code"), "<code>\(caller.clientCode)</code>"))
        }
        if let website = record.website {
            rows.append((t("Situs", "Website"), "<a href=\"\(website)\">\(website)</a>"))
        }
        rows.append((t("Dicatat", "Recorded"), "\(t.shortMoment(record.recordedAt))"))
        guard let caller = file.caller else { return rows }
        let sold = file.sales
        rows += [
            (t("Terjual", "Sold"), "\(t.count(sold?.sold ?? 0)), \((sold?.amount ?? .zero).description)"),
            (t("Selesai", "Completed"), "\(t.count(sold?.completed ?? 0))"),
            (t("Belum dibayar", "Owed to it"), "\(file.payable.description)"),
            (t("Akun terhubung", "Connected people"), "\(t.count(file.connected))"),
        ]
        if caller.kind == .platform {
            let fee = Percent.text(
                basisPoints: record.agreement(on: file.today)?.feeBasisPoints ?? caller.feeBasisPoints)
            rows.append((t("Biaya", "Fee"), "\(fee)"))
        }
        return rows
    }

    private var proposals: HTML {
        guard !file.proposals.isEmpty else { return .empty }
        func row(_ proposal: PartnerProposal) -> TaskRow {
            let (status, kind): (String, Tag) =
                switch proposal.state {
                case .proposed: (t("Menunggu petugas kedua", "Waits for a second officer"), .waiting)
                case .approved: (t("Disetujui", "Approved"), .done)
                case .refused: (t("Ditolak", "Refused"), .wrong)
                }
            return TaskRow(
                name: proposal.change.title(t), status: status, kind: kind, path: Paths.partnerProposal(proposal.id),
                hint: t.shortMoment(real: proposal.proposedAt))
        }
        return """
            <section><h2>\(t("Usulan dan putusan", "Proposals and decisions"))</h2>
            \(Part.taskList(file.proposals.map(row)))</section>
            """
    }

    private var courses: HTML {
        func row(_ course: PartnerCourse) -> [HTML] {
            let state = course.state.label(t, sale: course.sale)
            return [
                "<a href=\"\(Paths.officeCourse(course.id))\">\(course.title)</a>", Part.tag(state.text, state.kind),
                "\(course.lowest?.description ?? "–")",
            ]
        }
        return """
            <section><h2>\(t("Pelatihan", "Courses"))</h2>
            \(Part.table(
                caption: t("Urut judul", "By title"),
                [t("Pelatihan", "Course"), t("Status", "State"), t("Harga mulai", "From")], file.courses.prefix(PartnerFile.mostCourses).map(row),
                empty: t("Belum ada pelatihan.", "No courses yet.")))
            \(when: file.courses.count > PartnerFile.mostCourses, allCourses)</section>
            """
    }

    private var people: HTML {
        let label = t("Orang di meja mitra", "People at the partner's desk")
        return "<p>\(Part.button(label, to: Paths.officePartnerPeople(record.id), secondary: true))</p>"
    }

    private var completions: HTML {
        let label = t("Laporan selesainya hari ini", "Its completions of today")
        return "<p>\(Part.button(label, to: Paths.hastyCompletions(record.id), secondary: true))</p>"
    }

    private var allCourses: HTML {
        let label = t("Semua pelatihan mitra ini", "All courses of this partner")
        return "<p>\(Part.button(label, to: Paths.officeCourses(of: record.id), secondary: true))</p>"
    }

    func name(_ id: ID<Officer>?) -> String {
        id.map { names[$0] ?? t("Petugas \(t.short($0))", "Officer \(t.short($0))") } ?? t("sistem", "the system")
    }

    private var acts: HTML {
        let words = AuditWords(t: t)
        func row(_ record: AuditRecord) -> HTML {
            let parts = [words.actor(record, names: names), t.shortMoment(record.programmeAt), words.detail(record)]
            let detail = parts.filter { !$0.isEmpty }.joined(separator: " · ")
            return "<li><strong>\(words.act(record.action))</strong><small>\(detail)</small></li>"
        }
        guard !file.acts.isEmpty else { return .empty }
        return Part.panel(t("Riwayat tindakan", "Acts so far"), "<ol class=\"happened\">\(each: file.acts, row)</ol>")
    }

    static func sample(_ t: Words) -> PartnerPage {
        PartnerPage(
            t: t, file: .sample, officer: .sample(2, "Ratna", .waveManager), names: [:], seconds: [:],
            form: .sample, cap: 1_500)
    }
}
