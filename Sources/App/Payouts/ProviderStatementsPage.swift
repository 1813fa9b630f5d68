import Foundation
import Programme

/// `/kantor/mutasi`: every statement that was taken in, with how far it agrees with our payments.
struct ProviderStatementsPage: Page {
    let t: Words
    let statements: [ProviderStatement]
    let hasOlder: Bool
    /// The statement of the file that was just sent again.
    var takenBefore: ProviderStatement?
    /// The wrong rows of the file that was just refused.
    var faults: FaultyStatement?
    let names: [ID<Officer>: String]
    let mayTakeIn: Bool
    let form: FormState

    var title: String { t("Mutasi penyedia pembayaran", "Statements of the payment provider") }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Setiap baris dibandingkan dengan pembayaran kita sekarang. Mutasi tidak memindahkan uang.",
            "Each line is compared with our payments as they are now. A statement moves no money."))</p>
        \(takenBefore.map(known))
        \(faults.map { StatementFaultTable(t: t, faults: $0).html })
        \(table)\(older)
        \(when: mayTakeIn, upload)
        """
    }

    private func known(_ statement: ProviderStatement) -> HTML {
        let label = t("Buka mutasi \(statement.name)", "Open the statement \(statement.name)")
        return "<p>\(Part.button(label, to: Paths.statement(statement.id), secondary: true))</p>"
    }

    private var table: HTML {
        func row(_ statement: ProviderStatement) -> [HTML] {
            [
                "<a href=\"\(Paths.statement(statement.id))\">\(statement.name)</a>", "\(days(statement, t))",
                "<code>\(String(statement.digest.hex.prefix(12)))…</code>", "\(t.count(statement.entries))",
                "\(t.count(statement.matched))", open(statement),
                "\(names[statement.takenBy] ?? "–"), \(t.shortMoment(real: statement.takenAt))",
            ]
        }
        return Part.table(
            caption: t("Terbaru di atas", "Newest first"),
            [
                t("Berkas", "File"), t("Tanggal", "Dates"), t("Sidik", "Digest"), t("Baris", "Lines"),
                t("Cocok", "Matched"), t("Belum cocok", "Not matched"), t("Diambil", "Taken in"),
            ], statements.map(row),
            empty: mayTakeIn
                ? t("Belum ada. Ambil berkas yang pertama.", "None yet. Take in the first file.")
                : t("Belum ada mutasi yang diambil.", "No statement has been taken in yet."))
    }

    private func open(_ statement: ProviderStatement) -> HTML {
        guard statement.open > 0 else { return Part.tag(t("Tidak ada", "None"), .done) }
        let path = "\(Paths.statement(statement.id))?lihat=\(ProviderStatementPage.open)"
        return "<a href=\"\(path)\">\(t.count(statement.open))</a>"
    }

    private var older: HTML? {
        guard hasOlder, let last = statements.last else { return nil }
        let path = "\(Paths.statements)?sebelum=\(last.id)"
        return "<p>\(Part.button(t("Yang lebih lama", "Older"), to: path, secondary: true))</p>"
    }

    private var upload: HTML {
        func column(_ column: StatementColumn) -> HTML { "<li><code>\(t(column.rawValue, column.english))</code></li>" }
        return Part.panel(
            t("Ambil mutasi", "Take in a statement"),
            """
            <form method="post" action="\(Paths.statements)" enctype="multipart/form-data">\(Field.token(form.csrf))
            \(Field.file(
                form, StatementsOffice.file, t("Berkas CSV dari penyedia", "CSV file of the provider"),
                hint: t(
                    "Satu pembayaran per baris. Berkas dengan satu baris tak terbaca ditolak seluruhnya.",
                    "One payment a row. A file with one row that cannot be read is refused as a whole."),
                accept: ".csv,text/csv,text/plain"))
            \(Part.submit(t("Ambil mutasi", "Take in the statement")))</form>
            <p>\(t("Kolom yang diperlukan:", "Columns needed:"))</p>
            <ul class="names">\(each: StatementColumn.allCases, column)</ul>
            """)
    }

    static func sample(_ t: Words) -> ProviderStatementsPage {
        ProviderStatementsPage(
            t: t, statements: [.sample], hasOlder: true, names: [ID(1): "Ani"], mayTakeIn: true, form: .sample)
    }
}

/// `/kantor/mutasi/{id}`: one statement, line by line beside our payments.
struct ProviderStatementPage: Page {
    let t: Words
    let statement: ProviderStatement
    let lines: [ProviderStatementLine]
    /// Whether only lines are shown that do not agree with ours.
    let onlyOpen: Bool
    let hasMore: Bool
    let names: [ID<Officer>: String]
    let officer: Officer

    static let open = "belum-cocok"

    var title: String { t("Mutasi \(statement.name)", "Statement \(statement.name)") }
    var isWide: Bool { true }
    var crumbs: [Crumb] { [Crumb(t("Mutasi penyedia", "Provider's statements"), Paths.statements)] }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(numbers)
        \(chips)\(table)\(more)
        \(Part.panel(t("Berkas ini", "This file"), Part.facts(particulars)))
        """
    }

    private var numbers: HTML {
        let all = [
            (t.count(statement.entries), t("baris", "lines")), (statement.amount.description, t("jumlah", "sum")),
            (t.count(statement.matched), t("cocok", "matched")),
            (t.count(statement.open), t("belum cocok", "not matched")),
        ]
        func number(_ one: (String, String)) -> HTML { "<div><dt>\(one.1)</dt><dd>\(one.0)</dd></div>" }
        return "<dl class=\"figures\">\(each: all, number)</dl>"
    }

    private var particulars: [(label: String, value: HTML)] {
        [
            (t("Tanggal", "Dates"), "\(days(statement, t))"),
            (t("Diambil", "Taken in"), "\(names[statement.takenBy] ?? "–"), \(t.shortMoment(real: statement.takenAt))"),
            (t("Sidik (SHA-256)", "Digest (SHA-256)"), "<code>\(statement.digest.hex)</code>"),
        ]
    }

    private var chips: HTML {
        func chip(_ label: String, _ query: String, _ isChosen: Bool) -> HTML {
            let path = "\(Paths.statement(statement.id))\(query)"
            return "<li><a href=\"\(path)\"\(attribute: "aria-current", isChosen ? "true" : nil)>\(label)</a></li>"
        }
        let all = t("Semua \(t.count(statement.entries))", "All \(t.count(statement.entries))")
        let open = t("Belum cocok \(t.count(statement.open))", "Not matched \(t.count(statement.open))")
        return """
            <ul class="chips">\(chip(all, "", !onlyOpen))\(chip(open, "?lihat=\(Self.open)", onlyOpen))</ul>
            """
    }

    private var table: HTML {
        Part.table(
            caption: t("Urut baris berkas", "In the order of the file"),
            [
                t("Baris", "Line"), t("Tanggal", "Date"), t("Rujukan", "Reference"),
                t("Nomor penyedia", "Provider's number"),
                t("Jumlah", "Amount"), t("Dibanding pembayaran kita", "Beside our payment"),
            ], lines.map(row),
            empty: onlyOpen
                ? t("Semua baris cocok.", "All lines agree.") : t("Tidak ada baris lagi.", "There are no more lines."))
    }

    private func row(_ line: ProviderStatementLine) -> [HTML] {
        let (text, kind) = line.match.label(t)
        let reference: HTML =
            line.payment.map { "<a href=\"\(Paths.payoutBatch($0.batch))\">\(line.line.reference)</a>" }
            ?? "\(line.line.reference)"
        return [
            "\(t.count(line.number))", "\(t.date(line.line.day))", reference, "\(line.line.number)",
            "\(line.line.amount.description)", "\(Part.tag(text, kind))\(next(line))",
        ]
    }

    /// What to do about a line that does not agree. A payment that the rail does not know is decided on its own page,
    /// by two officers.
    private func next(_ line: ProviderStatementLine) -> HTML {
        guard let payment = line.payment, payment.state == .missing,
            officer.mayAny([.draftPayouts, .approvePayouts])
        else { return line.match.remedy(t).map { "<small>\($0)</small>" } ?? .empty }
        let label = t("Catat hasilnya", "Record the outcome")
        return "<small><a href=\"\(Paths.payoutStatement(payment.batch, payment.id))\">\(label)</a></small>"
    }

    private var more: HTML? {
        guard hasMore, let last = lines.last else { return nil }
        let view = onlyOpen ? "lihat=\(Self.open)&" : ""
        let label = t("Baris berikutnya", "The next lines")
        return """
            <p><a class="button secondary" href="\(Paths.statement(statement.id))?\(view)sesudah=\(last.number)">\(label)</a></p>
            """
    }

    static func sample(_ t: Words) -> ProviderStatementPage {
        func line(_ number: Int, _ match: StatementMatch, _ state: Disbursement.State?) -> ProviderStatementLine {
            ProviderStatementLine(
                number,
                StatementLine(
                    day: CivilDate(daysSinceEpoch: 18_385), reference: "\(204_418 + number)",
                    number: "GP-20200503-\(number)",
                    amount: Rupiah(600_000)),
                match, payment: state.map { (id: ID(Int64(204_418 + number)), batch: ID(1), state: $0) })
        }
        return ProviderStatementPage(
            t: t, statement: .sample,
            lines: [line(2, .matched, .paid), line(3, .notRecorded, .missing), line(4, .unknown, nil)], onlyOpen: false,
            hasMore: true, names: [ID(1): "Ani"], officer: .sample(1, "Ani", .payoutMaker))
    }
}

private func days(_ statement: ProviderStatement, _ t: Words) -> String {
    statement.firstDay == statement.lastDay
        ? t.date(statement.firstDay) : "\(t.date(statement.firstDay)) – \(t.date(statement.lastDay))"
}

extension StatementMatch {
    func label(_ t: Words) -> (text: String, kind: Tag) {
        switch self {
        case .matched: (t("Cocok", "Matched"), .done)
        case .notRecorded: (t("Belum tercatat sampai", "Not recorded as arrived"), .wrong)
        case .otherAmount: (t("Jumlahnya berbeda", "Another amount"), .wrong)
        case .repeated: (t("Disebut dua kali", "Named twice"), .wrong)
        case .unknown: (t("Rujukan tidak dikenal", "Unknown reference"), .wrong)
        }
    }

    /// What the office does about it; nil where nothing is to be done.
    func remedy(_ t: Words) -> String? {
        switch self {
        case .matched: nil
        case .notRecorded:
            t(
                "Sistem menanyakannya lagi. Masih begini besok: hubungi penyedia.",
                "The system asks again. If it is still so tomorrow, call the provider.")
        case .otherAmount, .repeated, .unknown:
            t(
                "Tanyakan kepada penyedia dengan nomornya. Catatan kita tidak berubah.",
                "Ask the provider by its number. Our records do not change.")
        }
    }
}

extension ProviderStatement {
    static let sample = ProviderStatement(
        id: ID(1), name: "mutasi-gopay-mei.csv", digest: Data(repeating: 0xc1, count: 32),
        firstDay: CivilDate(daysSinceEpoch: 18_383), lastDay: CivilDate(daysSinceEpoch: 18_385), entries: 1_204,
        matched: 1_201, amount: Rupiah(722_400_000), takenBy: ID(1), takenAt: Instant(milliseconds: 1_588_550_400_000))
}
