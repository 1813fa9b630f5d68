import Programme

/// What a file of courses would change, and what is wrong in it, row by row: for officers and for partners.
struct CoursePlanTables: Sendable {
    let t: Words
    let plan: CoursePlan

    /// Faults and changes shown; a page stays readable.
    private static let most = 200

    var html: HTML {
        """
        \(Part.summary([
            SummaryRow(label: t("Baris", "Rows"), value: "\(t.count(plan.rows))"),
            SummaryRow(label: t("Baris yang salah", "Wrong rows"), value: "\(t.count(plan.badRows))"),
            SummaryRow(label: t("Perubahan", "Changes"), value: "\(t.count(plan.changes.count))"),
            SummaryRow(label: t("Pelatihan tanpa perubahan", "Courses without change"), value: "\(t.count(plan.unchanged))"),
        ]))
        \(when: !plan.faults.isEmpty, faults)
        \(changes)
        """
    }

    private var faults: HTML {
        func row(_ fault: (line: Int, fault: CourseRowFault)) -> [HTML] {
            [
                "\(t.count(fault.line))", "\(fault.fault.column?.label(t) ?? "–")", "\(fault.fault.what.sentence(t))",
            ]
        }
        return """
            <section><h2>\(t("Yang perlu diperbaiki", "What needs fixing"))</h2>
            \(Part.table(
                caption: t("Paling banyak \(Self.most)", "At most \(Self.most)"),
                [t("Baris", "Row"), t("Kolom", "Column"), t("Apa dan bagaimana", "What and how")],
                plan.faults.prefix(Self.most).map(row), empty: ""))</section>
            """
    }

    private var changes: HTML {
        func row(_ change: CourseChange) -> [HTML] { ["<code>\(change.course)</code>", "\(change.sentence(t))"] }
        return """
            <section><h2>\(t("Yang akan berubah", "What would change"))</h2>
            \(Part.table(
                caption: t("Paling banyak \(Self.most)", "At most \(Self.most)"),
                [t("Kode", "Code"), t("Perubahan", "Change")], plan.changes.prefix(Self.most).map(row),
                empty: nothing))</section>
            """
    }

    private var nothing: String {
        if plan.rightRows == 0 {
            return t("Tidak ada baris yang bisa diimpor: semuanya salah.", "No row can be imported: all are wrong.")
        }
        return plan.faults.isEmpty
            ? t("Tidak ada. Isinya sudah sama.", "Nothing. The contents are the same already.")
            : t(
                "Tidak ada. Isi baris yang benar sudah sama.",
                "Nothing. The contents of the right rows are the same already.")
    }
}
