import Programme

/// `/kantor/orang-mitra`: how many people each partner has at its desk, and the proposals that wait.
struct PeopleOfPartnersPage: Page {
    let t: Words
    /// By name.
    let rows: [Row]
    /// The oldest first.
    let waiting: [Waiting]

    struct Row: Sendable {
        let record: PartnerRecord
        /// People who may sign in.
        let people: Int
    }

    struct Waiting: Sendable {
        let request: PartnerPersonRequest
        let partner: String
        /// Of the partner's people.
        let names: [ID<PartnerPerson>: String]
    }

    var title: String { t("Orang mitra", "People of partners") }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(when: !waiting.isEmpty, proposals)
        \(Part.table(
            caption: t("Urut nama mitra", "By the partner's name"),
            [t("Mitra", "Partner"), t("Jenis", "Kind"), t("Dapat masuk", "May sign in")], rows.map(cells),
            empty: t(
                "Belum ada platform atau lembaga. Undang mitra lebih dahulu.",
                "No platform or institution yet. Invite a partner first.")))
        """
    }

    private var proposals: HTML {
        func row(_ one: Waiting) -> TaskRow {
            let state = one.request.label(t)
            return TaskRow(
                name: "\(one.partner): \(one.request.title(t, names: one.names))", status: state.text,
                kind: state.kind, path: Paths.officePersonRequest(one.request.id),
                hint: t.shortMoment(real: one.request.proposedAt))
        }
        return """
            <section><h2>\(t("Usulan yang menunggu", "Waiting proposals"))</h2>\(Part.taskList(waiting.map(row)))</section>
            """
    }

    private func cells(_ row: Row) -> [HTML] {
        [
            "<a href=\"\(Paths.officePartnerPeople(row.record.id))\">\(row.record.name)</a>",
            "\(row.record.kind.name(t))", "\(t.count(row.people))",
        ]
    }

    static func sample(_ t: Words) -> PeopleOfPartnersPage {
        PeopleOfPartnersPage(
            t: t, rows: [Row(record: .sample, people: 3)],
            waiting: [Waiting(request: .sample, partner: PartnerRecord.sample.name, names: [:])])
    }
}
