import Programme

/// The rows of a provider's statement that cannot be read: nothing of the file is taken in.
struct FaultyStatement: Error, Sendable {
    /// In the order of the file; at least one.
    let rows: [Row]

    /// Wrong rows shown on the page.
    static let shown = 50

    enum Row: Sendable, Equatable {
        /// The row is not split into fields.
        case broken(line: Int, DelimitedRows.Trouble?)
        case wrong(line: Int, StatementLineFault)

        /// In the file, from 1.
        var line: Int {
            switch self {
            case .broken(let line, _), .wrong(let line, _): line
            }
        }
    }

    var refusal: ProviderStatementRefusal { .faulty(rows: rows.count) }
}

/// The wrong rows of a file, one beneath the other: where, what is wrong, and what to write instead.
struct StatementFaultTable {
    let t: Words
    let faults: FaultyStatement

    /// Characters of a wrong field that are repeated on the page.
    private static let quoted = 30

    var html: HTML {
        let others = faults.rows.count - FaultyStatement.shown
        let more = t(
            "Dan \(t.count(others)) baris lagi. Perbaiki yang ini, lalu kirim lagi: sisanya akan tampil.",
            "And \(t.count(others)) more rows. Fix these and send the file again: the others are shown then.")
        return """
            <section id="baris-salah"><h2>\(t("Yang perlu diperbaiki", "What needs fixing"))</h2>
            \(Part.table(
                caption: t("Menurut urutan di berkas", "In the order of the file"),
                [t("Baris", "Row"), t("Kolom", "Column"), t("Apa dan bagaimana", "What and how")],
                faults.rows.prefix(FaultyStatement.shown).map(row), empty: ""))
            \(when: others > 0, "<p>\(more)</p>")</section>
            """
    }

    private func row(_ row: FaultyStatement.Row) -> [HTML] {
        let line: HTML = "\(t.count(row.line))"
        switch row {
        case .broken(_, let trouble): return [line, "–", "\(sentence(trouble))"]
        case .wrong(_, let fault):
            let names = fault.fields.map { t($0.column.rawValue, $0.column.english) }
            func explained(_ field: StatementLineFault.Field) -> HTML {
                "<span class=\"line\">\(what(field)) \(remedy(field.column))</span>"
            }
            return [line, "\(names.joined(separator: ", "))", "\(each: fault.fields, explained)"]
        }
    }

    private func sentence(_ trouble: DelimitedRows.Trouble?) -> String {
        switch trouble {
        case .openQuote?, nil:
            t(
                "Tanda kutip tidak ditutup. Tutup atau hapus tanda kutipnya.",
                "A quotation mark is not closed. Close or remove it.")
        case .tooLong?:
            t(
                "Baris ini terlalu panjang. Hapus isian yang tidak diperlukan.",
                "This row is too long. Remove what is not needed.")
        }
    }

    private func what(_ field: StatementLineFault.Field) -> String {
        guard !field.written.isEmpty else {
            let name = t(field.column.rawValue, field.column.english)
            return t("Isian \(name) kosong.", "The field \(name) is empty.")
        }
        let cut = field.written.count > Self.quoted ? "…" : ""
        let written = "\(field.written.prefix(Self.quoted))\(cut)"
        return switch field.column {
        case .day: t("“\(written)” bukan tanggal.", "“\(written)” is not a date.")
        case .reference, .number: t("“\(written)” terlalu panjang.", "“\(written)” is too long.")
        case .amount: t("“\(written)” bukan rupiah bulat.", "“\(written)” is not whole rupiah.")
        }
    }

    private func remedy(_ column: StatementColumn) -> String {
        switch column {
        case .day: t("Tulis seperti 2020-05-01.", "Write it as 2020-05-01.")
        case .reference, .number:
            t(
                "Isi 1 sampai \(StatementLine.longestReference) huruf atau angka.",
                "Give 1 to \(StatementLine.longestReference) letters or digits.")
        case .amount: t("Tulis seperti 600000.", "Write it as 600000.")
        }
    }
}
