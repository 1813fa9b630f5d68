import Programme

/// `/kantor/impor-pelatihan/{id}`: what a file would change, and what is wrong in it, row by row.
struct CourseImportPage: Page {
    let t: Words
    let file: ID<StoredCourseFile>
    let name: String
    let plan: CoursePlan
    let csrf: String

    var title: String { t("Periksa berkas \(name)", "Check the file \(name)") }
    var isWide: Bool { true }
    var crumbs: [Crumb] { [Crumb(t("Impor dari berkas", "Import from a file"), Paths.uploadCourses)] }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(CoursePlanTables(t: t, plan: plan).html)
        \(acts)
        """
    }

    private var acts: HTML {
        guard plan.rightRows > 0 else {
            return """
                <p>\(t("Perbaiki berkasnya dan kirim lagi.", "Fix the file and send it again."))</p>
                <p>\(Part.button(t("Kirim berkas lain", "Send another file"), to: Paths.uploadCourses, secondary: true))</p>
                """
        }
        guard !plan.changes.isEmpty else {
            return "<p>\(Part.button(t("Kembali", "Back"), to: Paths.officeCourses, secondary: true))</p>"
        }
        guard plan.faults.isEmpty else {
            return """
                <p>\(t(
                    "Perbaiki berkasnya dan kirim lagi, atau impor hanya baris yang benar.",
                    "Fix the file and send it again, or import the right rows only."))</p>
                \(Part.act(
                    t("Impor baris yang benar saja", "Import the right rows only"), to: Paths.courseImport(file),
                    csrf: csrf, kind: "secondary", fields: Field.hidden("sebagian", "ya")))
                """
        }
        return Part.act(t("Impor semuanya", "Import everything"), to: Paths.courseImport(file), csrf: csrf)
    }

    static func sample(_ t: Words) -> CourseImportPage {
        CourseImportPage(t: t, file: ID(7), name: "pelatihan-mei.csv", plan: .sample, csrf: FormState.sample.csrf)
    }
}

extension CoursePlan {
    private init(faults: [(line: Int, fault: CourseRowFault)], steps: [CourseStep], rows: Int) {
        self.faults = faults
        self.steps = steps
        self.rows = rows
    }

    static var sample: CoursePlan {
        var step = CourseStep(
            code: "dasar-barista", institution: ID(8), content: .sample, existing: nil, replaced: nil,
            isNewContent: true, nextNumber: 1)
        step.changes = [
            CourseChange("dasar-barista", .new(title: "Dasar Barista")),
            CourseChange(
                "dasar-barista", .offer(platform: "Pijarmahir", price: Rupiah(575_000), needsCuration: true)),
        ]
        return CoursePlan(
            faults: [
                (line: 4, fault: CourseRowFault(.price, .price)),
                (line: 7, fault: CourseRowFault(.institution, .unknownInstitution)),
            ], steps: [step], rows: 9)
    }
}

extension CourseContent {
    static let sample = CourseContent(
        title: "Dasar Barista", summary: "Menyeduh kopi, merawat mesin, melayani tamu.", category: "Kuliner",
        mode: .selfPaced, hours: 12, competence: "Menyajikan sepuluh minuman kopi sesuai resep",
        assessment: "Praktik di depan kamera dan tes tertulis", trainer: "Rudi Hartono, barista bersertifikat",
        completion: "Nilai akhir 70 atau lebih dan semua sesi diikuti",
        audience: "Pemula; pemilik kedai kecil", tools: "Ponsel; teko dan saringan kopi",
        certificate: "Sertifikat kelulusan dengan nilai; memuat jam pelatihan")
}
