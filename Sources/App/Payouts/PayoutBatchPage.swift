import HTTPTypes
import Programme

/// One payment as the office sees it: enough to recognise, no whole number.
struct PaymentRow: Sendable {
    let id: ID<Disbursement>
    let name: String
    let holder: String
    let account: String
    let amount: Rupiah
    let state: Disbursement.State
    let failure: PaymentFailure?
    let draftedAt: Instant
    let asked: Int
    let railReference: String?
}

extension PaymentRow {
    init(stored: StoredDisbursement, instalment: Instalment?, holder: String, account: String) {
        self.init(
            id: stored.disbursement.id, name: instalment.map { IncentiveWords(t: .indonesian).name($0) } ?? "",
            holder: holder, account: account,
            amount: stored.disbursement.amount, state: stored.disbursement.state, failure: stored.failure,
            draftedAt: stored.draftedAt, asked: stored.asked, railReference: stored.railReference)
    }
}

/// A batch: its payments with states and age, and the approval by somebody else.
struct PayoutBatchPage: Page {
    let t: Words
    let batch: BatchRow
    let items: [PaymentRow]
    let now: Instant
    let mayApprove: Bool
    let mayLookUp: Bool
    let form: FormState

    var title: String { t("Kelompok \(t.shortMoment(batch.draftedAt))", "Batch of \(t.shortMoment(batch.draftedAt))") }
    var isWide: Bool { true }

    var body: HTML {
        """
        <p class="caption"><a href="\(Paths.payouts)">\(t("Penyaluran", "Payouts"))</a></p>
        <h1>\(title)</h1>
        <p>\(batch.state.tag(t))</p>
        \(Part.summary([
            SummaryRow(label: t("Penyusun", "Author"), value: "\(batch.author)"),
            SummaryRow(label: t("Penyetuju", "Approver"), value: "\(approval)"),
            SummaryRow(label: t("Pembayaran", "Payments"), value: "\(t.count(batch.items))"),
            SummaryRow(label: t("Jumlah", "Total"), value: "<strong>\(batch.total.description)</strong>"),
        ]))
        \(decision)\(lookUps)
        \(Part.table(
            caption: t("Pembayaran", "Payments"),
            [
                t("Untuk", "For"), t("Atas nama", "In the name of"), t("Rekening", "Account"), t("Jumlah", "Amount"),
                t("Status", "Status"), t("Umur", "Age"), t("Nomor bank", "Rail's number"),
            ],
            items.map(row), empty: t("Tidak ada pembayaran.", "There are no payments.")))
        """
    }

    /// One form for each payment the rail does not know, for whoever may decide.
    private var lookUps: HTML {
        let missing = mayLookUp ? items.filter { $0.state == .missing } : []
        return "\(each: missing, lookUp)"
    }

    private func lookUp(_ item: PaymentRow) -> HTML {
        """
        <section class="card">
        <h2>\(t("Cari di mutasi", "Look in the statement")): \(item.holder), \(item.amount.description)</h2>
        <form method="post" action="\(Paths.payoutStatement(batch.id, item.id))">\(Field.token(form.csrf))
        \(Field.text(
            form, "nomor", t("Nomor bank di mutasi", "Number in the statement"),
            hint: t(
                "Kosongkan bila tidak ada: uangnya kembali ke kartu.",
                "Leave empty when it is not there: the money goes back.")))
        \(Field.text(form, "alasan", t("Mutasi mana, tanggal berapa", "Which statement, of which day")))
        \(Part.submit(t("Catat hasilnya", "Note what was found"), kind: "danger"))</form></section>
        """
    }

    private var approval: String {
        guard let approver = batch.approver, let at = batch.approvedAt else { return "–" }
        return "\(approver), \(t.shortMoment(at))"
    }

    private var decision: HTML {
        guard batch.state == .drafted else { return .empty }
        guard mayApprove else {
            let text = t("Menunggu persetujuan petugas lain.", "Waits for another officer's approval.")
            return Banner(.information, text).html
        }
        let label = t("Setujui dan kirim \(batch.total)", "Approve and send \(batch.total)")
        return Part.act(label, to: Paths.payoutApproval(batch.id), csrf: form.csrf)
    }

    private func row(_ item: PaymentRow) -> [HTML] {
        [
            "\(item.name)", "\(item.holder)", "\(item.account)", "\(item.amount.description)", state(item), age(item),
            "\(item.railReference ?? "–")",
        ]
    }

    private func state(_ item: PaymentRow) -> HTML {
        switch item.state {
        case .drafted: Part.tag(t("Disusun", "Drafted"), .todo)
        case .approved: Part.tag(t("Akan dikirim", "To be sent"), .waiting)
        case .sent: Part.tag(t("Menunggu jawaban", "Awaits an answer"), .waiting) + asked(item)
        case .paid: Part.tag(t("Sampai", "Arrived"), .done)
        case .failed:
            Part.tag(t("Kembali ke kartu", "Back on the card"), .wrong)
                + "<small>\(item.failure?.rawValue ?? "")</small>"
        case .missing:
            Part.tag(t("Tidak diketahui bank: periksa mutasi", "Unknown to the rail: see its statement"), .wrong)
        }
    }

    private func asked(_ item: PaymentRow) -> HTML {
        "<small>\(t("ditanyakan \(item.asked)×", "asked \(item.asked)×"))</small>"
    }

    private func age(_ item: PaymentRow) -> HTML {
        item.state.isOpen ? "\(t.span(now - item.draftedAt))" : "–"
    }

    static func sample(_ t: Words) -> PayoutBatchPage {
        let drafted = BatchRow.sample.draftedAt
        return PayoutBatchPage(
            t: t, batch: .sample,
            items: [
                PaymentRow(
                    id: ID(1), name: "Insentif ke-1", holder: "SITI AMINAH", account: "GoPay •••• 7890",
                    amount: Rupiah(600_000),
                    state: .drafted, failure: nil, draftedAt: drafted, asked: 0, railReference: nil)
            ], now: drafted + .hours(5), mayApprove: true, mayLookUp: true, form: .sample)
    }
}

extension PayoutRefusal: Explained {
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
        case .reasonMissing:
            t("Tulis di mutasi mana Anda mencarinya.", "Say in which statement you looked.")
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .ownBatch: .forbidden
        case .alreadyApproved, .nothingRequested, .notMissing: .conflict
        case .reasonMissing: .unprocessableContent
        }
    }
}
