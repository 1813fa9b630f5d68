import Programme

/// A payment unknown to the rail: the findings so far, and the form to record or to decide one.
struct StatementPage: Page {
    let t: Words
    let batch: ID<PayoutBatch>
    let payment: PaymentRow
    /// Newest first.
    let findings: [StoredStatementFinding]
    let names: [ID<Officer>: String]
    let open: StoredStatementFinding?
    /// What this officer may answer to the open finding; nil where there is none.
    let second: SecondOfficer?
    let officer: Officer
    let form: FormState
    /// What statements that were taken in say of this payment.
    var taken: [ProviderStatementLine] = []

    static let decisionField = "alasan-putusan"

    var title: String { t("Cari di mutasi", "Look in the statement") }
    var errors: [FieldError] { form.errors }
    var isWide: Bool { true }
    private var address: String { Paths.payoutStatement(batch, payment.id) }
    var crumbs: [Crumb] { [Crumb(t("Kelompok penyaluran", "Payout batch"), Paths.payoutBatch(batch))] }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(Part.columns("\(facts)\(inStatements)\(lookedUp)", acts: act))
        """
    }

    private var facts: HTML {
        """
        \(Part.summary([
            SummaryRow(label: t("Untuk", "For"), value: "\(t(payment.name))"),
            SummaryRow(label: t("Atas nama", "In the name of"), value: Part.person(payment.holder)),
            SummaryRow(label: t("Rekening", "Account"), value: "\(payment.account)"),
            SummaryRow(label: t("Jumlah", "Amount"), value: "<strong>\(payment.amount.description)</strong>"),
            SummaryRow(
                label: t("Nomor rujukan di bank", "Reference at the bank"),
                value: "<code>\(payment.id.description)</code>"),
            SummaryRow(
                label: t("Dikirim", "Sent"), value: "\(payment.sentAt.map { t.shortMoment(real: $0) } ?? "–")"),
        ]))
        \(PersonLink(t: t, officer: officer, csrf: form.csrf).html(
            to: payment.person, from: "disbursement:\(payment.id)"))
        """
    }

    private var inStatements: HTML {
        func row(_ line: ProviderStatementLine) -> [HTML] {
            let (text, kind) = line.match.label(t)
            return [
                "<a href=\"\(Paths.statement(line.statement))\">\(line.statementName)</a>", "\(t.count(line.number))",
                "\(t.date(line.line.day))", "\(line.line.number)", "\(line.line.amount.description)",
                Part.tag(text, kind),
            ]
        }
        return Part.table(
            caption: t("Di mutasi yang sudah diambil", "In the statements that were taken in"),
            [
                t("Mutasi", "Statement"), t("Baris", "Line"), t("Tanggal", "Date"),
                t("Nomor penyedia", "Provider's number"),
                t("Jumlah", "Amount"), t("Dibanding", "Compared"),
            ], taken.map(row),
            empty: t(
                "Tidak ada di mutasi yang sudah diambil. Lihat juga mutasi yang belum diambil.",
                "Not in the statements that were taken in. Look at those that were not, too."))
    }

    private var lookedUp: HTML {
        Part.table(
            caption: t("Yang sudah dicari", "What was looked up"),
            [
                t("Petugas", "Officer"), t("Hasil", "Outcome"), t("Nomor", "Number"), t("Alasan", "Reason"),
                t("Putusan", "Decision"),
            ],
            findings.map(row),
            empty: t(
                "Belum ada yang mencari. Hasil pertama tampil di sini.",
                "It has not been looked up yet. The first outcome will appear here."))
    }

    private var act: HTML {
        guard payment.state == .missing else {
            return Banner(.done, PayoutRefusal.notMissing.sentence(t)).html
        }
        guard let second else { return lookUp }
        return second.html(t, decision)
    }

    private var lookUp: HTML {
        """
        <form method="post" action="\(address)" class="panel">\(Field.token(form.csrf))
        \(Field.radios(form, "hasil", t("Apa kata mutasi?", "What does the statement say?"), options: [
            ("ada", t("Pembayaran ini ada di mutasi", "The payment is in the statement")),
            ("tidak", t("Pembayaran ini tidak ada di mutasi", "The payment is not in the statement")),
        ]))
        \(Field.text(
            form, "nomor", t("Nomor di mutasi", "Number in the statement"),
            hint: t(
                "Ada: nomor pembayaran itu. Tidak ada: nomor mutasinya.",
                "If it is there: the payment's number. If not: the statement's own number."), width: 24,
            maxLength: StatementFinding.longestNumber))
        \(ReasonField.area(form, t, hint: t(
            "Mutasi hari apa saja yang Anda periksa?", "Which days' statements did you look through?")))
        \(Part.submit(t("Ajukan hasilnya", "Propose the outcome")))</form>
        """
    }

    private func decision(_ mayApprove: Bool) -> HTML {
        let consequence =
            open?.arrived == true
            ? t("Setelah disetujui, pembayaran tercatat sampai.", "Once confirmed, the payment counts as arrived.")
            : t("Setelah disetujui, uangnya kembali ke kartu.", "Once confirmed, the money goes back to the card.")
        return Part.panel(
            t("Periksa sendiri, lalu putuskan", "Look yourself, then decide"),
            """
            <p>\(consequence)</p>
            <form method="post" action="\(Paths.payoutStatementDecision(batch, payment.id))">\(Field.token(form.csrf))
            \(ReasonField.area(form, t, hint: t(
                "Apa yang Anda lihat di mutasi?", "What did you see in the statement?"), name: Self.decisionField))
            \(when: mayApprove, Part.submit(t("Setujui", "Confirm"), name: "putusan", value: "setuju"))
            \(Part.submit(t("Tolak", "Refuse"), name: "putusan", value: "tolak", kind: "danger"))</form>
            """)
    }

    private func row(_ finding: StoredStatementFinding) -> [HTML] {
        [
            "\(name(finding.proposedBy))<small>\(t.shortMoment(finding.proposedAt))</small>",
            finding.arrived
                ? "\(t("Ada di mutasi", "In the statement"))" : "\(t("Tidak ada di mutasi", "Not in the statement"))",
            "\(finding.number)", "\(finding.reason)", verdict(finding),
        ]
    }

    private func verdict(_ finding: StoredStatementFinding) -> HTML {
        let tag =
            switch finding.state {
            case .proposed: Part.tag(t("Menunggu petugas kedua", "Awaits a second officer"), .waiting)
            case .confirmed: Part.tag(t("Disetujui", "Confirmed"), .done)
            case .refused: Part.tag(t("Ditolak", "Refused"), .wrong)
            }
        guard let officer = finding.decidedBy, let reason = finding.decision else { return tag }
        return "\(tag)<small>\(name(officer)): \(reason)</small>"
    }

    private func name(_ officer: ID<Officer>) -> String { names[officer] ?? "–" }

    static func sample(_ t: Words) -> StatementPage {
        let found = StoredStatementFinding(
            arrived: false, number: "MUTASI-2020-0417", reason: "Mutasi 15 sampai 17 April diperiksa baris demi baris",
            proposedBy: ID(1), proposedAt: Instant(milliseconds: 1_589_000_000_000))
        return StatementPage(
            t: t, batch: ID(1), payment: .sample(.missing), findings: [found], names: [ID(1): "Ani"], open: found,
            second: SecondOfficer(
                Signatory(officer: ID(1), duty: .payoutMaker), by: Signatory(officer: ID(2), duty: .payoutChecker)),
            officer: .sample(2, "Hendra", .payoutChecker), form: .sample)
    }
}
