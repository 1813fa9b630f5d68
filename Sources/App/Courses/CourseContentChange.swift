import Programme

/// What a version would change of the content that curators accepted before: each changed field with both values. A
/// curator judges a second version by it, and need not look for the difference between two texts.
struct CourseContentChange {
    let t: Words
    /// The accepted content, which people see now.
    let now: CourseContent
    let proposed: CourseContent

    var html: HTML {
        let rows = zip(values(of: now), values(of: proposed)).compactMap { before, after in
            before.value == after.value ? nil : row(before.label, before.value, after.value)
        }
        return Part.table(
            caption: t("Isi yang berubah", "Content that changes"),
            [t("Bagian", "Part"), t("Sekarang", "Now"), t("Menjadi", "Becomes")], rows,
            empty: t("Isinya sama dengan yang berlaku.", "Its content is the same as the one in force."))
    }

    private func row(_ label: String, _ before: String, _ after: String) -> [HTML] {
        ["\(label)", "\(before.isEmpty ? "–" : before)", "<strong>\(after.isEmpty ? "–" : after)</strong>"]
    }

    private func values(of content: CourseContent) -> [(label: String, value: String)] {
        [
            (t("Judul", "Title"), content.title),
            (t("Ringkasan", "Summary"), content.summary),
            (t("Bidang", "Field"), content.category),
            (t("Cara belajar", "Way of learning"), content.mode.name(t)),
            (t("Lama", "Length"), "\(content.hours) \(t("jam", "hours"))"),
            (t("Kompetensi", "Competence"), content.competence),
            (t("Penilaian", "Assessment"), content.assessment),
            (t("Pengajar", "Trainer"), content.trainer),
            (t("Aturan lulus", "Completion rule"), content.completion),
            (t("Untuk siapa", "For whom"), content.audience),
            (t("Alat", "Tools"), content.tools),
            (t("Tempat", "Place"), content.place),
            (t("Sertifikat", "Certificate"), content.certificate),
        ]
    }
}
