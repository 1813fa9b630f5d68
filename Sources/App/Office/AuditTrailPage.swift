import Programme

/// `/kantor/jejak`: the audit trail, newest first, of everything or as filtered. What one officer did to one person in
/// one go is one row, which opens to the acts.
struct AuditTrailPage: Page {
    let t: Words
    let filter: AuditFilter
    /// The filter's fields as typed.
    let form: FormState
    let records: [AuditRecord]
    let names: [ID<Officer>: String]
    var subjects = SubjectNames()
    let hasOlder: Bool
    /// The person whom an event concerns, where it concerns one.
    var people: [ID<AuditEvent>: ID<Account>] = [:]
    /// Whether this officer may open persons' pages.
    var mayOpen = false
    /// Whether this officer may ask for tables.
    var mayExport = false

    static let length = 50

    var title: String { t("Riwayat tindakan", "Acts so far") }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(when: form.errors.isEmpty, filter.isEmpty ? hint : only)
        \(fields)
        \(Part.table(
            caption: t("Terbaru di atas", "Newest first"),
            columns,
            AuditVisit.of(records, people: people).map(row), empty: none))
        \(older)
        """
    }

    private var none: String {
        if filter.isEmpty { return t("Belum ada tindakan yang tercatat.", "Nothing has been recorded yet.") }
        return filter.isObjectAlone
            ? t(
                "Tidak ada tindakan pada perihal ini. Periksa kodenya, atau tampilkan semua.",
                "There are no acts on this subject. Check its code, or show all.")
            : t(
                "Tidak ada tindakan yang cocok. Ubah saringannya, atau tampilkan semua.",
                "No acts match. Change the filter, or show all.")
    }

    private var hint: HTML {
        let text = t(
            "Tekan perihal di tabel untuk melihat tindakan padanya saja.",
            "Choose a subject in the table to see only the acts on it.")
        return "<p>\(text)</p>"
    }

    private var only: HTML {
        let said = filter.said(t, names: names, object: words.subject(filter.object)).joined(separator: "; ")
        let asked = "\(Paths.exports)?\(AuditFilter.exported(filter))"
        let export = t("Minta sebagai CSV", "Request as CSV")
        return """
            <p>\(t("Hanya", "Only")): <strong>\(said)</strong>. \
            <a href="\(Paths.officeAudit)">\(t("Tampilkan semua", "Show all"))</a>\
            \(when: mayExport, " · <a href=\"\(asked)\">\(export)</a>")</p>
            \(whole(filter.object))
            """
    }

    /// The number that reports and filters ask for, which the table shortens.
    private func whole(_ subject: String) -> HTML? {
        let sides = subject.split(separator: ":").map(String.init)
        guard sides.count == 2, let id = ID<AuditEvent>(sides[1]) else { return nil }
        let label: String
        switch sides[0] {
        case "application": label = t("Nomor lengkap pendaftaran ini", "Whole number of this application")
        case "account": label = t("Nomor lengkap peserta ini", "Whole number of this participant")
        default: return nil
        }
        return "<p>\(label): <code>\(id.description)</code></p>"
    }

    private var fields: HTML {
        let officers = names.sorted { $0.value < $1.value }.map { (value: $0.key.description, label: $0.value) }
        let kinds = AuditKind.allCases.map { (value: $0.rawValue, label: t($0.name)) }
        let isOpen = !form.errors.isEmpty || !filter.isEmpty && !filter.isObjectAlone
        return """
            <details\(flag: "open", isOpen)><summary>\(t("Saring", "Filter"))</summary>
            <form method="post" action="\(Paths.officeAudit)">\(Field.token(form.csrf))
            <div class="columns three-columns">
            \(Field.select(
                form, AuditFilter.officerField, t("Petugas", "Officer"), options: officers,
                prompt: t("Semua pelaku", "All actors")))
            \(Field.select(
                form, AuditFilter.kindField, t("Jenis tindakan", "Kind of act"), options: kinds,
                prompt: t("Semua jenis", "All kinds")))
            \(filter.kind.map { acts(of: $0) } ?? .empty)
            \(Field.text(
                form, AuditFilter.objectField, t("Orang atau perihal", "Person or subject"), hint: t(
                    "Nomor peserta dari halamannya, “gelombang 1”, “kelompok 3”, nomor keluhan, atau kode dari ekspor.",
                    "Participant number from their page, “wave 1”, “batch 3”, number of a case, or a code from an export."
                ),
                autocomplete: "off", width: 28, maxLength: AuditFilter.longestObject))
            </div><div class="columns three-columns">
            \(AuditFilter.from.html(form, t))
            \(AuditFilter.through.html(form, t))</div>
            \(Part.submit(t("Saring", "Filter"), kind: "secondary"))</form></details>
            """
    }

    /// Offered once the kind is chosen: all acts of all kinds would be the larger part of the page.
    private func acts(of kind: AuditKind) -> HTML {
        Field.select(
            form, AuditFilter.actField, t("Tindakan", "Act"),
            options: kind.acts.map { (value: $0, label: words.act($0)) }.sorted { $0.label < $1.label },
            prompt: t("Semua tindakan jenis ini", "All acts of this kind"))
    }

    private var columns: [String] {
        [
            t("Waktu", "Time"), t("Pelaku", "By"), t("Tindakan", "Act"), t("Perihal", "Subject"),
            t("Rincian", "Detail"),
        ]
    }

    private var older: HTML? {
        guard hasOlder, let last = records.last else { return nil }
        let path = Paths.officeAudit(filter, before: last.id)
        return "<p>\(Part.button(t("Yang lebih lama", "Older"), to: path, secondary: true))</p>"
    }

    private var words: AuditWords { AuditWords(t: t, names: subjects) }

    private func row(_ visit: AuditVisit) -> [HTML] {
        let (record, acts) = (visit.last, visit.acts.map(words.act).joined(separator: "; "))
        let about: HTML = visit.person.map { person($0) } ?? .empty
        guard visit.records.count > 1 else {
            return [
                when(record), "\(words.actor(record, names: names))", "\(acts)", subject(record) + about,
                "\(words.detail(record))",
            ]
        }
        let began = t("sejak \(t.hour(visit.first.at))", "since \(t.hour(visit.first.at))")
        func item(_ record: AuditRecord) -> HTML { "<li>\(subject(record))</li>" }
        return [
            when(record) + "<small>\(began)</small>", "\(words.actor(record, names: names))", "\(acts)",
            "<ul class=\"plain-list\">\(each: visit.subjects, item)</ul>" + about,
            Part.details(
                t("\(t.count(visit.records.count)) tindakan", "\(t.count(visit.records.count)) acts"),
                "<ol class=\"plain-list\">\(each: visit.records, line)</ol>"),
        ]
    }

    /// One act of a visit.
    private func line(_ record: AuditRecord) -> HTML {
        let detail = words.detail(record)
        return """
            <li>\(t.hour(record.at)): \(words.act(record.action)), \(subject(record))\
            \(when: !detail.isEmpty, "<small>\(detail)</small>")</li>
            """
    }

    /// The subject, by which the trail is filtered.
    private func subject(_ record: AuditRecord) -> HTML {
        "<a href=\"\(Paths.officeAudit(subject: record.subject))\">\(words.subject(record.subject))</a>"
    }

    /// The page of the person, where the officer may open it.
    private func person(_ id: ID<Account>) -> HTML {
        guard mayOpen else { return .empty }
        let label = t("Halaman peserta \(t.short(id))", "Page of participant \(t.short(id))")
        return "<small><a href=\"\(Paths.person(id))\">\(label)</a></small>"
    }

    /// By the programme's clock, which differs from the real one only in the demo.
    private func when(_ record: AuditRecord) -> HTML {
        "<span class=\"together\">\(t.shortMoment(record.programmeAt))</span>"
    }

    static func sample(_ t: Words) -> AuditTrailPage {
        AuditTrailPage(
            t: t, filter: AuditFilter(object: "wave:1"), form: .sample, records: [], names: [:], hasOlder: false)
    }
}
