import HTTPTypes
import Programme
import Storage

/// One payment as shown to officers: enough to recognise it, without the full account number.
struct PaymentRow: Sendable {
    let id: ID<Disbursement>
    let person: ID<Account>
    let name: Bilingual
    let holder: String
    let account: String
    let amount: Rupiah
    let state: Disbursement.State
    /// Its batch was refused.
    var isWithdrawn = false
    let failure: PaymentFailure?
    let draftedAt: Instant
    var sentAt: Instant?
    let statusChecks: Int
    /// Why the payment is held up, as the rail last reported.
    var trouble: String?
    let railReference: String?
}

extension PaymentRow {
    init(_ stored: StoredDisbursement, in tx: Transaction, on dependencies: Dependencies) throws {
        self.init(
            stored, payee: try tx.payees.find(stored.payee),
            instalment: try tx.incentives.find(stored.instalment)?.instalment, partners: dependencies.payoutPartners)
    }

    /// All payments of a batch, in two queries: a batch has up to `PayoutBatch.limit`.
    static func all(
        _ stored: [StoredDisbursement], in tx: Transaction, on dependencies: Dependencies
    ) throws -> [PaymentRow] {
        let payees = try tx.payees.find(stored.map(\.payee))
        let instalments = try tx.incentives.find(stored.map(\.instalment))
        let partners = dependencies.payoutPartners
        return stored.map { one in
            PaymentRow(
                one, payee: payees[one.payee], instalment: instalments[one.instalment]?.instalment, partners: partners)
        }
    }

    private init(
        _ stored: StoredDisbursement, payee: StoredPayee?, instalment: Instalment?, partners: [PayoutPartner]
    ) {
        self.init(
            id: stored.disbursement.id, person: stored.person,
            name: instalment.map { Bilingual(of: $0) } ?? Bilingual(id: "–", en: "–"),
            holder: payee?.account.holder ?? "", account: payee?.readable(in: partners) ?? "",
            amount: stored.disbursement.amount, state: stored.disbursement.state, isWithdrawn: stored.isWithdrawn,
            failure: stored.failure, draftedAt: stored.draftedAt, sentAt: stored.disbursement.sentAt,
            statusChecks: stored.statusChecks, trouble: stored.trouble, railReference: stored.railReference)
    }

    static func sample(_ state: Disbursement.State) -> PaymentRow {
        PaymentRow(
            id: ID(1), person: ID(7), name: Bilingual(of: .sample), holder: "SITI AMINAH", account: "GoPay •••• 7890",
            amount: Rupiah(600_000), state: state, failure: nil, draftedAt: BatchRow.sample.draftedAt, statusChecks: 0,
            railReference: nil)
    }
}

/// A batch: its payments with states and age, and the approval by another officer.
struct PayoutBatchPage: Page {
    let t: Words
    let batch: BatchRow
    let items: [PaymentRow]
    let now: Instant
    let mayApprove: Bool
    let mayRefuse: Bool
    let mayLookUp: Bool
    let officer: Officer
    let form: FormState

    var errors: [FieldError] { form.errors }

    var title: String { t("Kelompok \(t.shortMoment(batch.draftedAt))", "Batch of \(t.shortMoment(batch.draftedAt))") }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title) \(batch.tag(t))</h1>
        \(Part.summary([
            SummaryRow(label: t("Penyusun", "Author"), value: "\(batch.author)"),
            SummaryRow(label: t("Penyetuju", "Approver"), value: "\(approval)"),
            SummaryRow(label: t("Pembayaran", "Payments"), value: "\(t.count(batch.items))"),
            SummaryRow(label: t("Jumlah", "Total"), value: "<strong>\(batch.total.description)</strong>"),
        ]))
        \(decision)
        \(Part.table(
            caption: t("Pembayaran", "Payments"),
            [
                t("Untuk", "For"), t("Atas nama", "In the name of"), t("Rekening", "Account"), t("Jumlah", "Amount"),
                t("Status", "Status"), t("Umur", "Age"), t("Nomor bank", "Bank's number"),
            ],
            items.map(row), empty: t("Tidak ada pembayaran.", "There are no payments.")))
        """
    }

    private var approval: String {
        guard let approver = batch.approver, let at = batch.approvedAt else { return "–" }
        return "\(approver), \(t.shortMoment(at))"
    }

    private var decision: HTML {
        if let refusal = batch.refusal {
            let text = t(
                "\(refusal.by) menolak kelompok ini pada \(t.shortMoment(refusal.at)): \(refusal.reason)",
                "\(refusal.by) refused this batch on \(t.shortMoment(refusal.at)): \(refusal.reason)")
            return Banner(.attention, text).html
        }
        guard batch.state == .drafted else { return .empty }
        let waiting = t("Menunggu persetujuan petugas lain.", "Waits for another officer's approval.")
        let label = t("Setujui dan kirim \(batch.total)", "Approve and send \(batch.total)")
        let approval: HTML =
            mayApprove
            ? Part.act(label, to: Paths.payoutApproval(batch.id), csrf: form.csrf)
            : Banner(.information, waiting).html
        return "\(approval)\(when: mayRefuse, sendBack)"
    }

    private var sendBack: HTML {
        let question = t("Tolak kelompok ini", "Refuse this batch")
        let hint = t(
            "Apa yang salah? Permintaannya menunggu kelompok berikut.",
            "What is wrong? The requests wait for another batch.")
        return Part.details(
            question,
            """
            <form method="post" action="\(Paths.payoutRefusal(batch.id))">\(Field.token(form.csrf))
            \(ReasonField.area(form, t, hint: hint))
            \(Part.submit(question, kind: "danger"))</form>
            """)
    }

    private func row(_ item: PaymentRow) -> [HTML] {
        [
            trail(item), link.name(item.holder, to: item.person, from: "disbursement:\(item.id)"), "\(item.account)",
            "\(item.amount.description)", state(item), age(item), "\(item.railReference ?? "–")",
        ]
    }

    private var link: PersonLink { PersonLink(t: t, officer: officer, csrf: form.csrf) }

    /// What is paid, as a link to the way of its money.
    private func trail(_ item: PaymentRow) -> HTML {
        guard officer.may(.readReports) else { return "\(t(item.name))" }
        return "<a href=\"\(Paths.budgetPayment(item.id))\">\(t(item.name))</a>"
    }

    private func state(_ item: PaymentRow) -> HTML {
        if item.isWithdrawn { return Part.tag(t("Ditolak", "Refused"), .wrong) }
        return switch item.state {
        case .drafted: Part.tag(t("Disusun", "Drafted"), .todo)
        case .approved: Part.tag(t("Akan dikirim", "To be sent"), .waiting)
        case .sent where item.trouble != nil:
            Part.tag(t("Tertahan", "Held up"), .wrong) + "<small>\(item.trouble ?? "")</small>"
        case .sent: Part.tag(t("Menunggu jawaban", "Awaits an answer"), .waiting) + statusChecks(item)
        case .paid: Part.tag(t("Sampai", "Arrived"), .done)
        case .failed:
            Part.tag(t("Kembali ke kartu", "Back on the card"), .wrong)
                + "<small>\(item.failure.map { t($0.name) } ?? "")</small>"
        case .missing:
            Part.tag(t("Tidak diketahui bank", "Unknown to the bank"), .wrong) + lookUp(item)
        }
    }

    private func lookUp(_ item: PaymentRow) -> HTML {
        let label = t("Periksa mutasi", "See the statement")
        return mayLookUp ? "<a href=\"\(Paths.payoutStatement(batch.id, item.id))\">\(label)</a>" : .empty
    }

    private func statusChecks(_ item: PaymentRow) -> HTML {
        "<small>\(t("ditanyakan \(item.statusChecks)×", "asked \(item.statusChecks)×"))</small>"
    }

    private func age(_ item: PaymentRow) -> HTML {
        item.state.isOpen && !item.isWithdrawn ? "\(t.span(now - item.draftedAt))" : "–"
    }

    static func sample(_ t: Words) -> PayoutBatchPage {
        let drafted = BatchRow.sample.draftedAt
        return PayoutBatchPage(
            t: t, batch: .sample,
            items: [.sample(.drafted)], now: drafted + .hours(5), mayApprove: true, mayRefuse: true, mayLookUp: true,
            officer: .sample(2, "Hendra", .payoutChecker), form: .sample)
    }
}

extension PayoutRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .ownBatch:
            t(
                "Anda yang menyusun kelompok ini, jadi petugas lain yang harus menyetujuinya. Percobaan ini dicatat.",
                "You drafted this batch, so another officer must approve it. This attempt has been recorded.")
        case .alreadyApproved: t("Kelompok ini sudah disetujui.", "This batch has been approved already.")
        case .nothingRequested:
            t("Tidak ada permintaan yang menunggu.", "No request is waiting.")
        case .notMissing:
            t("Pembayaran ini sudah ada jawabannya.", "There is an answer for this payment already.")
        case .alreadyRefused: t("Kelompok ini sudah ditolak.", "This batch has been refused already.")
        case .outcomeMissing:
            t("Pilih: ada di mutasi, atau tidak ada.", "Choose: it is in the statement, or it is not.")
        case .answerMissing: t("Pilih usul Anda.", "Choose your proposal.")
        case .numberMissing:
            t(
                "Tulis nomor seperti di mutasi, paling sedikit \(StatementFinding.shortestNumber) huruf atau angka.",
                "Write the number as in the statement, at least \(StatementFinding.shortestNumber) letters or digits.")
        case .alreadyProposed:
            t(
                "Hasil petugas lain sedang menunggu putusan. Buka lagi halaman ini.",
                "Another officer's outcome waits for a decision. Open this page again.")
        case .nothingProposed:
            t("Tidak ada hasil yang menunggu putusan.", "No outcome waits for a decision.")
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .ownBatch: .forbidden
        case .alreadyApproved, .alreadyRefused, .nothingRequested, .notMissing, .alreadyProposed, .nothingProposed:
            .conflict
        case .outcomeMissing, .answerMissing, .numberMissing: .unprocessableContent
        }
    }
}
