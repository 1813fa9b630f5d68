import Programme

/// `/kantor/jejak`: the audit trail, newest first, of everything or of one subject.
struct AuditTrailPage: Page {
    let t: Words
    let subject: String?
    let records: [AuditRecord]
    let names: [ID<Officer>: String]
    let hasOlder: Bool
    /// The person whom an event concerns, where it concerns one and the officer may open persons' pages.
    var people: [ID<AuditEvent>: ID<Account>] = [:]

    static let length = 50

    var title: String { t("Riwayat tindakan", "Acts so far") }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <form method="get" action="\(Paths.officeAudit)" class="filter">
        <div class="field"><label for="perihal">\(t("Perihal", "Subject"))</label>
        <p class="hint">\(t(
            "Tekan perihal di tabel untuk mengisinya. Kosongkan untuk semua.",
            "Press a subject in the table to fill it in. Leave empty for all."))</p>
        <input id="perihal" name="perihal" size="24" maxlength="80" value="\(subject ?? "")"></div>
        \(Part.submit(t("Saring", "Filter"), kind: "secondary"))
        </form>
        \(Part.table(
            caption: caption,
            columns,
            records.map(row), empty: t("Belum ada tindakan yang tercatat.", "Nothing has been recorded yet.")))
        \(older)
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

    private var words: AuditWords { AuditWords(t: t) }

    private func row(_ record: AuditRecord) -> [HTML] {
        [
            when(record),
            "\(words.actor(record, names: names))", "\(words.act(record.action))",
            subject(record), "\(words.detail(record))",
        ]
    }

    /// The subject, by which the trail is filtered, and the page of the person.
    private func subject(_ record: AuditRecord) -> HTML {
        """
        <a href="\(Paths.officeAudit(subject: record.subject))">\(words.subject(record.subject))</a>\
        \(people[record.id].map(person))
        """
    }

    private func person(_ id: ID<Account>) -> HTML {
        "<small><a href=\"\(Paths.person(id))\">\(t("Halaman orangnya", "The person's page"))</a></small>"
    }

    /// By the programme's clock, which differs from the real one only in the demo.
    private func when(_ record: AuditRecord) -> HTML {
        "<span class=\"together\">\(t.shortMoment(record.programmeAt))</span>"
    }

    static func sample(_ t: Words) -> AuditTrailPage {
        AuditTrailPage(t: t, subject: "wave:1", records: [], names: [:], hasOlder: false)
    }
}
