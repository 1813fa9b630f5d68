import Programme

/// `/kantor/mitra/{id}`: one partner.
struct PartnerPage: Page {
    let t: Words
    let file: PartnerFile
    let officer: Officer
    let names: [ID<Officer>: String]
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
            \(Part.summary(particulars))
            \(proposals)
            \(when: file.caller != nil, keys)
            \(agreements)
            \(when: record.kind == .institution, addresses)
            \(owners)
            \(when: file.caller != nil, courses)
            \(when: mayAct, stateForms)
            \(acts)
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
                """, title: t("Satu pemilik dengan mitra lain", "One owner with other partners")
        ).html
    }

    private var particulars: [SummaryRow] {
        var rows = [SummaryRow(label: t("Jenis", "Kind"), value: "\(record.kind.name(t))")]
        if let caller = file.caller {
            rows.append(SummaryRow(label: t("Kode mitra", "Client code"), value: "<code>\(caller.clientCode)</code>"))
        }
        if let website = record.website {
            rows.append(SummaryRow(label: t("Situs", "Web site"), value: "<a href=\"\(website)\">\(website)</a>"))
        }
        rows.append(SummaryRow(label: t("Dicatat", "Recorded"), value: "\(t.shortMoment(record.recordedAt))"))
        guard let caller = file.caller else { return rows }
        let sold = file.sales
        rows += [
            SummaryRow(
                label: t("Terjual", "Sold"),
                value: "\(t.count(sold?.sold ?? 0)), \((sold?.amount ?? .zero).description)"),
            SummaryRow(label: t("Selesai", "Completed"), value: "\(t.count(sold?.completed ?? 0))"),
            SummaryRow(
                label: t("Belum dibayarkan kepada mitra", "Owed to the partner"), value: "\(file.payable.description)"),
        ]
        if caller.kind == .platform {
            let fee = Percent.text(
                basisPoints: record.agreement(on: file.today)?.feeBasisPoints ?? caller.feeBasisPoints)
            rows.append(SummaryRow(label: t("Biaya", "Fee"), value: "\(fee)"))
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
        func row(_ course: (id: ID<Course>, title: String, state: CourseState, lowest: Rupiah?)) -> [HTML] {
            let state = course.state.label(t)
            return [
                "<a href=\"\(Paths.officeCourse(course.id))\">\(course.title)</a>", Part.tag(state.text, state.kind),
                "\(course.lowest?.description ?? "–")",
            ]
        }
        return """
            <section><h2>\(t("Pelatihan", "Courses"))</h2>
            \(Part.table(
                caption: t("Urut judul", "By title"),
                [t("Pelatihan", "Course"), t("Status", "State"), t("Harga mulai", "From")], file.courses.map(row),
                empty: t("Belum ada pelatihan.", "No course yet.")))</section>
            """
    }

    func name(_ id: ID<Officer>?) -> String {
        id.map { names[$0] ?? t("Petugas \($0)", "Officer \($0)") } ?? t("sistem", "the system")
    }

    private var acts: HTML {
        let words = AuditWords(t: t)
        func row(_ record: AuditRecord) -> (when: String, what: HTML) {
            let detail = words.detail(record)
            return (
                t.shortMoment(record.programmeAt),
                "<strong>\(words.act(record.action))</strong>, \(words.actor(record, names: names))<small>\(detail)</small>"
            )
        }
        return """
            <section><h2>\(t("Tindakan", "Acts"))</h2>
            \(Part.timeline(file.acts.map(row)))</section>
            """
    }

    static func sample(_ t: Words) -> PartnerPage {
        PartnerPage(
            t: t, file: .sample, officer: .sample(2, "Ratna", .waveManager), names: [:],
            form: .sample, cap: 1_500)
    }
}
