import Programme

/// `/kantor/jejak`: the audit trail, newest first, of everything or of one subject. What one officer did to one person in
/// one go is one row, which opens to the acts.
struct AuditTrailPage: Page {
    let t: Words
    let subject: String?
    let records: [AuditRecord]
    let names: [ID<Officer>: String]
    var subjects = SubjectNames()
    let hasOlder: Bool
    /// The person whom an event concerns, where it concerns one.
    var people: [ID<AuditEvent>: ID<Account>] = [:]
    /// Whether this officer may open persons' pages.
    var mayOpen = false

    static let length = 50

    var title: String { t("Riwayat tindakan", "Acts so far") }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(subject.map(only) ?? hint)
        \(Part.details(t("Saring menurut kode", "Filter by code"), filter))
        \(Part.table(
            caption: caption,
            columns,
            AuditVisit.of(records, people: people).map(row), empty: none))
        \(older)
        """
    }

    private var none: String {
        subject == nil
            ? t("Belum ada tindakan yang tercatat.", "Nothing has been recorded yet.")
            : t(
                "Tidak ada tindakan pada perihal ini. Periksa kodenya, atau tampilkan semua.",
                "There are no acts on this subject. Check its code, or show all.")
    }

    private var hint: HTML {
        let text = t(
            "Tekan perihal di tabel untuk melihat tindakan padanya saja.",
            "Choose a subject in the table to see only the acts on it.")
        return "<p>\(text)</p>"
    }

    private func only(_ subject: String) -> HTML {
        """
        <p>\(t("Hanya tindakan pada", "Only acts on")) <strong>\(words.subject(subject))</strong>. \
        <a href="\(Paths.officeAudit)">\(t("Tampilkan semua", "Show all"))</a></p>
        \(application(of: subject).map(whole))
        """
    }

    private func application(of subject: String) -> ID<Programme.Application>? {
        let sides = subject.split(separator: ":")
        return sides.count == 2 && sides[0] == "application" ? ID(String(sides[1])) : nil
    }

    /// The number that the reports ask for, which the table shortens.
    private func whole(_ id: ID<Programme.Application>) -> HTML {
        let label = t("Nomor lengkap pendaftaran ini", "Whole number of this application")
        return "<p>\(label): <code>\(id.description)</code></p>"
    }

    /// For codes that auditors have from an export or from the command line.
    private var filter: HTML {
        """
        <form method="get" action="\(Paths.officeAudit)" class="filter">
        <div class="field"><label for="perihal">\(t("Kode perihal", "Code of the subject"))</label>
        <p class="hint">\(t("Seperti di berkas ekspor riwayat tindakan.", "As in an export of the audit log."))</p>
        <input id="perihal" name="perihal" size="28" maxlength="80" value="\(subject ?? "")"></div>
        \(Part.submit(t("Saring", "Filter"), kind: "secondary"))
        </form>
        """
    }

    private var columns: [String] {
        [
            t("Waktu", "Time"), t("Pelaku", "By"), t("Tindakan", "Act"), t("Perihal", "Subject"),
            t("Rincian", "Detail"),
        ]
    }

    private var caption: String {
        guard let subject = subject.map(words.subject) else {
            return t("Semua tindakan, terbaru di atas", "All acts, newest first")
        }
        return t("Tindakan pada \(subject), terbaru di atas", "Acts on \(subject), newest first")
    }

    private var older: HTML? {
        guard hasOlder, let last = records.last else { return nil }
        let path = Paths.officeAudit(subject: subject, before: last.id)
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
        let label = t("Halaman akun \(t.short(id))", "Page of account \(t.short(id))")
        return "<small><a href=\"\(Paths.person(id))\">\(label)</a></small>"
    }

    /// By the programme's clock, which differs from the real one only in the demo.
    private func when(_ record: AuditRecord) -> HTML {
        "<span class=\"together\">\(t.shortMoment(record.programmeAt))</span>"
    }

    static func sample(_ t: Words) -> AuditTrailPage {
        AuditTrailPage(t: t, subject: "wave:1", records: [], names: [:], hasOlder: false)
    }
}
