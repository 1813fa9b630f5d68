import Programme

/// `/mitra/meja/pelatihan`: the courses that the partner gives or sells.
struct DeskCoursesPage: Page {
    let t: Words
    let courses: [OfficeCourse]
    /// A platform's own sales by course, and not those of others; nil for an institution, whose courses they are.
    let ownSales: [ID<Course>: Int]?
    let number: Int
    let words: String
    let hasMore: Bool

    var title: String { t("Pelatihan kami", "Our courses") }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p>\(Part.button(t("Unggah berkas CSV", "Upload a CSV file"), to: Paths.deskUpload))</p>
        <form method="get" action="\(Paths.deskCourses)" class="act">\(Field.text(
            FormState(csrf: "", values: ["cari": words]), "cari", t("Cari judul atau kode", "Search title or code"),
            maxLength: 100))\(Part.submit(t("Cari", "Search"), kind: "secondary"))</form>
        \(Part.table(
            caption: t("Yang menunggu kurator lebih dahulu", "Those that wait for curators first"),
            [t("Pelatihan", "Course"), t("Lembaga", "Institution"), t("Status", "State"), t("Harga mulai", "From"), t(
                "Terjual", "Sold")],
            courses.map(row), empty: t("Tidak ada pelatihan di sini.", "No courses here.")))
        \(pager)
        """
    }

    private func row(_ course: OfficeCourse) -> [HTML] {
        let state = course.state.label(t, sale: course.sale)
        let waits: HTML =
            course.waits && course.state == .approved
            ? Part.tag(t("Versi baru menunggu", "New version waits"), .waiting) : .empty
        return [
            "<a href=\"\(Paths.deskCourse(course.id))\">\(course.title)</a><small><code>\(course.code)</code></small>",
            "\(course.institution)", "\(Part.tag(state.text, state.kind))\(waits)",
            "\(course.lowest?.description ?? "–")", "\(t.count(ownSales.map { $0[course.id] ?? 0 } ?? course.sold))",
        ]
    }

    private var pager: HTML {
        func link(_ label: String, _ page: Int) -> HTML {
            "<a href=\"\(Paths.deskCourses)?halaman=\(page)&cari=\(words.percentEncoded)\">\(label)</a> "
        }
        return """
            <p>\(when: number > 1, link(t("Sebelumnya", "Before"), number - 1))\
            \(when: hasMore, link(t("Berikutnya", "Next"), number + 1))</p>
            """
    }

    static func sample(_ t: Words) -> DeskCoursesPage {
        let course = OfficeCourse(
            id: ID(3), code: "dasar-barista", title: "Dasar Barista", institution: "Balai Kopi", state: .approved,
            sale: .onSale, waits: true, lowest: Rupiah(575_000), sold: 41)
        return DeskCoursesPage(t: t, courses: [course], ownSales: nil, number: 1, words: "", hasMore: false)
    }
}

/// `/mitra/meja/pelatihan/{id}`: one course with its versions and what curators said.
struct DeskCoursePage: Page {
    let t: Words
    let course: Course
    /// Whether the partner gives it; a platform that sells it sees its own price.
    let isOwn: Bool
    let sale: CourseSale
    /// The latest first; empty for a platform.
    let versions: [CourseVersion]
    let verdicts: [ID<CourseVersion>: [CurationVerdict]]
    let offers: [CourseOffer]
    let schedules: [CourseSchedule]
    let form: FormState

    var title: String { course.title }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        let state = course.state.label(t, sale: sale)
        return """
            <h1>\(title) \(Part.tag(state.text, state.kind))</h1>
            <p><code>\(course.code)</code>, \(course.hours) \(t("jam", "hours")), \(course.mode.name(t))</p>
            \(Part.columns("\(when: isOwn, history)\(prices)\(dates)", acts: "\(when: isOwn && course.state == .approved, stop)"))
            """
    }

    private var history: HTML {
        func said(_ verdict: CurationVerdict) -> HTML {
            let word = verdict.isAccepted ? t("Diterima", "Accepted") : t("Ditolak", "Refused")
            return "<li>\(word): \(verdict.reason)</li>"
        }
        func row(_ version: CourseVersion) -> [HTML] {
            let (state, all) = (version.state.label(t), verdicts[version.id] ?? [])
            return [
                "\(version.number)",
                "\(version.content.title)<small>\(t.shortMoment(real: version.proposedAt))</small>",
                Part.tag(state.text, state.kind),
                all.isEmpty ? "–" : "<ul class=\"plain\">\(each: all, said)</ul>",
            ]
        }
        return """
            <section><h2>\(t("Versi", "Versions"))</h2>
            \(Part.table(
                caption: t("Yang terbaru lebih dahulu", "The latest first"),
                [t("Nomor", "Number"), t("Judul", "Title"), t("Status", "State"), t("Alasan kurator", "Curators' reasons")],
                versions.map(row), empty: t("Belum ada versi.", "No versions yet.")))</section>
            """
    }

    private var prices: HTML {
        func row(_ offer: CourseOffer) -> [HTML] {
            ["\(offer.platformName)", "\(offer.price.description)", "<a href=\"\(offer.url)\">\(offer.url)</a>"]
        }
        return """
            <section><h2>\(t("Harga yang berlaku", "Prices in force"))</h2>
            \(Part.table(
                caption: t("Menurut platform", "By platform"), [t("Platform", "Platform"), t("Harga", "Price"), t(
                    "Tautan", "Link")], offers.map(row), empty: t("Belum ada harga.", "No price yet.")))</section>
            """
    }

    private var dates: HTML {
        func row(_ schedule: CourseSchedule) -> [HTML] {
            [
                "<code>\(schedule.code)</code>", "\(t.shortMoment(schedule.starts))", "\(t.shortMoment(schedule.ends))",
                "\(t.count(schedule.taken))", "\(t.count(schedule.quota))",
            ]
        }
        return """
            <section><h2>\(t("Jadwal", "Schedules"))</h2>
            \(Part.table(
                caption: t("Yang paling awal lebih dahulu", "The earliest first"),
                [t("Kode", "Code"), t("Mulai", "From"), t("Selesai", "Until"), t("Terjual", "Sold"), t("Kuota", "Quota")],
                schedules.map(row), empty: t("Belum ada jadwal.", "No schedules yet.")))</section>
            """
    }

    private var stop: HTML {
        Part.panel(
            t("Tarik dari penjualan", "Take off sale"),
            """
            <p>\(t(
                "Penjualan berhenti seketika. Yang sudah dibayar tetap berjalan. Menjualnya lagi perlu dua kurator.",
                "The sale stops at once. What is paid goes on. To sell it again takes two curators."))</p>
            <form method="post" action="\(Paths.deskWithdrawal(course.id))">\(Field.token(form.csrf))
            \(ReasonField.area(form, t, hint: t("Misalnya pengajarnya berhenti.", "Such as that the trainer left.")))
            \(Part.submit(t("Tarik pelatihan", "Withdraw the course"), kind: "danger"))</form>
            """)
    }

    static func sample(_ t: Words) -> DeskCoursePage {
        DeskCoursePage(
            t: t,
            course: Course(
                id: ID(3), code: "dasar-barista", institution: ID(7), title: "Dasar Barista",
                summary: "Menyeduh kopi", category: "Kuliner", mode: .selfPaced, hours: 12),
            isOwn: true, sale: .onSale, versions: [], verdicts: [:],
            offers: [
                CourseOffer(
                    platform: ID(8), platformName: "Pijarmahir", price: Rupiah(575_000),
                    url: "https://pijarmahir.example/barista")
            ], schedules: [], form: .sample)
    }
}
