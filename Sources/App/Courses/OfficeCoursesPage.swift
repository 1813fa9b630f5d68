import Programme

/// `/kantor/pelatihan`: all courses, and the import of a file.
struct OfficeCoursesPage: Page {
    let t: Words
    let courses: [OfficeCourse]
    let officer: Officer
    let form: FormState

    var title: String { t("Pelatihan", "Courses") }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Pelatihan dijual setelah dua kurator menerimanya.", "A course is sold after two curators have accepted it."))</p>
        \(Part.table(
            caption: t("Yang menunggu kurasi di atas", "Those that wait for curation first"),
            [t("Pelatihan", "Course"), t("Lembaga", "Institution"), t("Status", "State"), t("Harga mulai", "From"), t(
                "Terjual", "Sold")],
            courses.map(row), empty: mayImport
                ? t("Belum ada. Impor berkas yang pertama.", "None yet. Import the first file.") : t("Belum ada pelatihan.", "No courses yet.")))
        \(when: mayImport, upload)
        """
    }

    private var mayImport: Bool { officer.may(.managePartners) }

    private func row(_ course: OfficeCourse) -> [HTML] {
        let state = course.state.label(t)
        let waits = course.waits && course.state != .proposed
        return [
            "<a href=\"\(Paths.officeCourse(course.id))\">\(course.title)</a><small>\(course.code)</small>",
            "\(course.institution)",
            """
            \(Part.tag(state.text, state.kind))\
            \(when: waits, " \(Part.tag(t("Versi baru menunggu", "New version waits"), .waiting))")
            """,
            "\(course.lowest?.description ?? "–")", "\(t.count(course.sold))",
        ]
    }

    private var upload: HTML {
        """
        <section><h2>\(t("Impor dari berkas", "Import from a file"))</h2>
        <form method="post" action="\(Paths.uploadCourses)" enctype="multipart/form-data">\(Field.token(form.csrf))
        \(Field.file(
            form, "berkas", t("Berkas CSV", "CSV file"),
            hint: t(
                "Satu baris untuk tiap pelatihan, platform, dan jadwal. Belum ada yang berubah sebelum Anda setujui.",
                "One row for each course, platform and schedule. Nothing changes before you agree."),
            accept: ".csv,text/csv,text/plain"))
        \(Part.submit(t("Periksa berkas", "Check the file")))</form>
        \(Part.details(t("Kolom yang diperlukan", "Columns needed"), columns))</section>
        """
    }

    private var columns: HTML {
        func row(_ column: CourseColumn) -> HTML { "<li><code>\(column.label(t))</code></li>" }
        return "<ul class=\"names\">\(each: CourseColumn.allCases, row)</ul>"
    }

    static func sample(_ t: Words) -> OfficeCoursesPage {
        OfficeCoursesPage(
            t: t,
            courses: [
                OfficeCourse(
                    id: ID(3), code: "las-listrik", title: "Las Listrik untuk Pemula", institution: "Bengkel Cakap",
                    state: .proposed, waits: true, lowest: nil, sold: 0),
                OfficeCourse(
                    id: ID(4), code: "dasar-barista", title: "Dasar Barista", institution: "Balai Latihan Nusantara",
                    state: .approved, waits: false, lowest: Rupiah(575_000), sold: 412),
            ], officer: .sample(1, "Ani", .waveManager), form: .sample)
    }
}
