import Programme

/// `/kantor/impor-pelatihan`: the form for a file of courses.
struct CourseUploadPage: Page {
    let t: Words
    let form: FormState

    var title: String { t("Impor pelatihan dari berkas", "Import courses from a file") }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(Part.columns(form: upload, notes: Part.panel(t("Kolom yang diperlukan", "Columns needed"), columns)))
        """
    }

    private var upload: HTML {
        """
        <form method="post" action="\(Paths.uploadCourses)" enctype="multipart/form-data">\(Field.token(form.csrf))
        \(Field.file(
            form, "berkas", t("Berkas CSV", "CSV file"),
            hint: t(
                "Satu baris untuk tiap pelatihan, platform, dan jadwal. Belum ada yang berubah sebelum Anda setujui.",
                "One row for each course, platform and schedule. Nothing changes before you agree."),
            accept: ".csv,text/csv,text/plain"))
        \(Part.submit(t("Periksa berkas", "Check the file")))</form>
        """
    }

    private var columns: HTML {
        func row(_ column: CourseColumn) -> HTML { "<li><code>\(column.label(t))</code></li>" }
        return "<ul class=\"names\">\(each: CourseColumn.allCases, row)</ul>"
    }

    static func sample(_ t: Words) -> CourseUploadPage { CourseUploadPage(t: t, form: .sample) }
}
