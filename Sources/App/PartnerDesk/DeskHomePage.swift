import Programme

/// `/mitra/meja`: what waits for the partner, and the week in short figures.
struct DeskHomePage: Page {
    let t: Words
    let person: PartnerPerson
    let record: PartnerRecord
    let endingKeys: [PartnerKeyState]
    /// The last day that agreements cover, where it is near.
    let agreementEnds: CivilDate?
    /// None of its agreements contains today.
    let isUncovered: Bool
    let unsettled: [UnsettledCourse]
    /// Changes of people that wait.
    let requests: Int
    /// Changes of keys and addresses that wait.
    let proposals: Int
    /// Reported completions that two officers look at.
    let checked: Int
    /// Calls of the last day that were answered with an error.
    let refusedCalls: Int
    /// Of the last seven days.
    let sales: [DaySales]

    static let mostCourses = 20
    /// More are told as “more than”.
    static let mostChecked = 99

    var title: String { t("Meja mitra \(record.name)", "Partner's desk of \(record.name)") }
    var isWide: Bool { true }

    var body: HTML {
        let state = record.state.label(t)
        return """
            <h1>\(title) \(Part.tag(state.text, state.kind))</h1>
            \(Part.columns(waiting, acts: figures))
            """
    }

    private var waiting: HTML {
        let rows = tasks
        guard rows.isEmpty else {
            return "<section><h2>\(t("Yang menunggu", "What waits"))</h2>\(Part.taskList(rows))</section>"
        }
        return """
            <section><h2>\(t("Tidak ada yang menunggu Anda", "Nothing waits for you"))</h2>
            <p>\(t("Ini yang dapat Anda kerjakan sekarang.", "This is what you can do now."))</p>
            <dl class="pairs">\(each: next, step)</dl></section>
            """
    }

    /// A place to go on where nothing waits.
    private struct Step {
        let label: String
        let path: String
        let purpose: String
    }

    private var next: [Step] {
        [
            Step(
                label: t("Kunci dan alamat", "Keys and addresses"), path: Paths.deskKeys,
                purpose: t(
                    "Periksa kapan kunci berakhir, dan ke alamat mana peserta kembali.",
                    "See when keys end, and to which addresses participants return.")),
            courses,
            Step(
                label: t("Panduan mitra", "Partners' guide"), path: Paths.partnerGuide,
                purpose: t(
                    "Panggilan pertama, tanda tangan, dan contoh program untuk pemrogram Anda.",
                    "The first call, signing and sample programs for your engineers.")),
            Step(
                label: t("Orang", "People"), path: Paths.deskPeople,
                purpose: t(
                    "Usulkan rekan. Usul penting diputuskan orang kedua.",
                    "Propose a colleague. A second person decides on what matters.")),
        ]
    }

    private var courses: Step {
        person.partner.kind == .institution
            ? Step(
                label: t("Unggah pelatihan", "Upload courses"), path: Paths.deskUpload,
                purpose: t(
                    "Pelatihan baru dan jadwal dari satu berkas, lalu dikurasi dua petugas.",
                    "New courses and schedules from one file; two officers judge them."))
            : Step(
                label: t("Pelatihan", "Courses"), path: Paths.deskCourses,
                purpose: t(
                    "Pelatihan yang Anda jual. Yang baru diunggah dalam satu berkas.",
                    "The courses that you sell. New ones are uploaded in one file."))
    }

    private func step(_ step: Step) -> HTML {
        "<div><dt><a href=\"\(step.path)\">\(step.label)</a></dt><dd>\(step.purpose)</dd></div>"
    }

    private var tasks: [TaskRow] {
        var rows: [TaskRow] = []
        if isUncovered {
            rows.append(
                TaskRow(
                    name: t("Tidak ada perjanjian yang berlaku", "No agreement is in force"),
                    status: t("Tidak dapat menjual", "Cannot sell"), kind: .wrong,
                    hint: t("Hubungi petugas mitra.", "Speak to the partner managers.")))
        }
        if let day = agreementEnds {
            rows.append(
                TaskRow(
                    name: t("Perjanjian berakhir \(t.date(day))", "The agreement ends on \(t.date(day))"),
                    status: t("Segera berakhir", "Ends soon"), kind: .waiting,
                    hint: t("Hubungi petugas mitra.", "Speak to the partner managers.")))
        }
        rows += endingKeys.map { key in
            let end = key.endsAt.map { t.shortMoment(real: $0) } ?? ""
            return TaskRow(
                name: t("Kunci lama berakhir \(end)", "The earlier key ends \(end)"),
                status: t("Pakai kunci baru", "Use the new key"), kind: .waiting, path: Paths.deskKeys)
        }
        if proposals > 0 {
            rows.append(
                TaskRow(
                    name: t(
                        "Usul tentang kunci atau alamat: \(proposals)", "Proposals on keys or addresses: \(proposals)"),
                    status: t("Menunggu putusan", "Waits for a decision"), kind: .waiting, path: Paths.deskKeys))
        }
        if requests > 0 {
            rows.append(
                TaskRow(
                    name: t("Usul tentang orang: \(requests)", "Proposals on people: \(requests)"),
                    status: t("Menunggu putusan", "Waits for a decision"), kind: .waiting, path: Paths.deskPeople))
        }
        rows += unsettled.map { course in
            let state = course.state.label(t)
            return TaskRow(
                name: course.title, status: state.text, kind: state.kind, path: Paths.deskCourse(course.id))
        }
        if checked > 0 {
            let count = min(checked, Self.mostChecked)
            let most = checked > Self.mostChecked
            rows.append(
                TaskRow(
                    name: t(
                        "Laporan selesai yang diperiksa: \(most ? "lebih dari " : "")\(count)",
                        "Reported completions that are checked: \(most ? "more than " : "")\(count)"),
                    status: t("Menunggu dua petugas", "Waits for two officers"), kind: .waiting,
                    path: Paths.deskHeld))
        }
        if refusedCalls > 0 {
            rows.append(
                TaskRow(
                    name: t(
                        "Panggilan API yang ditolak: \(t.count(refusedCalls))",
                        "Refused API calls: \(t.count(refusedCalls))"),
                    status: t("24 jam terakhir", "Last 24 hours"), kind: .wrong,
                    path: "\(Paths.deskCalls)?hanya=ditolak"))
        }
        return rows
    }

    private var figures: HTML {
        let counts = sales.map(\.count)
        guard !counts.isEmpty else {
            return Part.panel(
                t("Tujuh hari terakhir", "The last seven days"),
                """
                <p>\(t("Belum ada penjualan.", "No sales yet."))
                <a href="\(Paths.deskSales)">\(t("Semua penjualan", "All sales"))</a></p>
                """)
        }
        let amount = counts.reduce(Int64(0)) { $0 + $1.amount.amount }
        return Part.panel(
            t("Tujuh hari terakhir", "The last seven days"),
            """
            \(Part.facts([
                (t("Terjual", "Sold"), "\(t.count(counts.reduce(0) { $0 + $1.sold }))"),
                (t("Nilai", "Amount"), "\(Rupiah(amount).description)"),
                (t("Mulai hadir", "Attended"), "\(t.count(counts.reduce(0) { $0 + $1.attended }))"),
                (t("Selesai", "Completed"), "\(t.count(counts.reduce(0) { $0 + $1.completed }))"),
            ]))
            <p><a href="\(Paths.deskSales)">\(t("Rincian penjualan", "Sales in detail"))</a></p>
            """)
    }

    /// Of a new partner.
    static func quietSample(_ t: Words) -> DeskHomePage {
        DeskHomePage(
            t: t, person: .sample, record: .sample, endingKeys: [], agreementEnds: nil, isUncovered: false,
            unsettled: [], requests: 0, proposals: 0, checked: 0, refusedCalls: 0, sales: [])
    }

    static func sample(_ t: Words) -> DeskHomePage {
        DeskHomePage(
            t: t, person: .sample, record: .sample, endingKeys: [], agreementEnds: CivilDate(daysSinceEpoch: 18_390),
            isUncovered: false,
            unsettled: [UnsettledCourse(id: ID(3), title: "Dasar Barista", state: .refused)], requests: 1, proposals: 1,
            checked: 3, refusedCalls: 4, sales: [DaySales(day: CivilDate(daysSinceEpoch: 18_370), count: .sample(12))])
    }
}
