import Programme

/// `/mitra/meja/impor-pelatihan`: the form for a partner's file of courses.
struct DeskUploadPage: Page {
    let t: Words
    let kind: Partner.Kind
    let form: FormState

    var title: String { t("Unggah pelatihan dari berkas", "Upload courses from a file") }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p>\(rule)</p>
        \(Part.columns(form: upload, notes: Part.panel(t("Kolom yang diperlukan", "Columns needed"), columns)))
        """
    }

    private var rule: String {
        switch kind {
        case .institution:
            t(
                "Hanya baris lembaga Anda. Isi baru dan harga baru dinilai dua kurator.",
                "Rows of your institution only. Two curators judge new contents and new prices.")
        case .platform:
            t(
                "Hanya baris platform Anda: harga dan tautan. Isi dan jadwal mengikuti lembaga.",
                "Rows of your platform only: prices and links. Contents and schedules are the institution's.")
        }
    }

    private var upload: HTML {
        """
        <form method="post" action="\(Paths.deskUpload)" enctype="multipart/form-data">\(Field.token(form.csrf))
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

    static func sample(_ t: Words) -> DeskUploadPage { DeskUploadPage(t: t, kind: .institution, form: .sample) }
}

/// `/mitra/meja/impor-pelatihan/{id}`: what the file would change, and what is wrong in it, row by row.
struct DeskImportPage: Page {
    let t: Words
    let file: ID<PartnerCourseFile>
    let name: String
    let plan: CoursePlan
    let csrf: String

    var title: String { t("Periksa berkas \(name)", "Check the file \(name)") }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(CoursePlanTables(t: t, plan: plan).html)
        \(acts)
        """
    }

    private var acts: HTML {
        let other = Part.button(t("Kirim berkas lain", "Send another file"), to: Paths.deskUpload, secondary: true)
        guard plan.rightRows > 0 else {
            return "<p>\(t("Perbaiki berkasnya dan kirim lagi.", "Fix the file and send it again."))</p><p>\(other)</p>"
        }
        guard !plan.changes.isEmpty else { return "<p>\(other)</p>" }
        guard plan.faults.isEmpty else {
            return """
                <p>\(t(
                    "Perbaiki berkasnya dan kirim lagi, atau impor hanya baris yang benar.",
                    "Fix the file and send it again, or import the right rows only."))</p>
                \(Part.act(
                    t("Impor baris yang benar saja", "Import the right rows only"), to: Paths.deskFile(file),
                    csrf: csrf, kind: "secondary", fields: Field.hidden("sebagian", "ya")))
                """
        }
        return Part.act(t("Impor semuanya", "Import everything"), to: Paths.deskFile(file), csrf: csrf)
    }

    static func sample(_ t: Words) -> DeskImportPage {
        DeskImportPage(t: t, file: ID(7), name: "pelatihan-mei.csv", plan: .sample, csrf: FormState.sample.csrf)
    }
}
