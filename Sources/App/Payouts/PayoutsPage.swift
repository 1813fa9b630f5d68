import Programme

/// A batch in a list.
struct BatchRow: Sendable {
    let id: ID<PayoutBatch>
    let number: Int?
    let state: PayoutBatch.State
    let author: String
    let approver: String?
    let draftedAt: Instant
    let approvedAt: Instant?
    /// Who refused the batch, when and why; nil unless it was refused.
    var refusal: (by: String, at: Instant, reason: SealedWords?)?
    let items: Int
    let total: Rupiah

    /// Drafted, and neither approved nor refused.
    var isUndecided: Bool { state == .drafted && refusal == nil }

    /// As officers say it: two batches drafted in one minute differ by it.
    func name(_ t: Words) -> String {
        let number = number.map(String.init) ?? t.short(id)
        return t("Kelompok \(number)", "Batch \(number)")
    }

    func tag(_ t: Words) -> HTML {
        refusal == nil ? state.tag(t) : Part.tag(t("Ditolak", "Refused"), .wrong)
    }
}

extension BatchRow {
    init(_ stored: StoredBatch) {
        self.init(
            id: stored.batch.id, number: stored.number, state: stored.batch.state, author: stored.author,
            approver: stored.approver, draftedAt: stored.draftedAt, approvedAt: stored.approvedAt,
            refusal: stored.refusal, items: stored.items, total: stored.total)
    }

    static let sample = BatchRow(
        id: ID(1), number: 17, state: .drafted, author: "Ani", approver: nil,
        draftedAt: Instant(milliseconds: 1_589_000_000_000), approvedAt: nil, items: 2, total: Rupiah(1_200_000))
}

/// The waiting requests, and the batches so far.
struct PayoutsPage: Page {
    let t: Words
    let waiting: Int
    let amount: Rupiah
    let limit: Int
    let mayDraft: Bool
    var mayReadNames = true
    let batches: [BatchRow]
    let hasOlder: Bool
    let form: FormState

    var title: String { t("Penyaluran", "Payouts") }
    var isWide: Bool { true }

    private var names: HTML {
        let label = t("Nama pemilik rekening", "Names of account holders")
        return Part.button(label, to: Paths.payeeNames, secondary: true)
    }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "\(t.count(waiting)) permintaan menunggu, seluruhnya \(amount).",
            "\(t.count(waiting)) \(waiting == 1 ? "request waits" : "requests wait"), \(amount) altogether."))</p>
        \(when: mayDraft && waiting > 0, draft)
        <p>\(Part.button(
            t("Mutasi penyedia", "Provider's statements"), to: Paths.statements, secondary: true))\(when: mayReadNames, names)</p>
        \(Part.table(
            caption: t("Kelompok penyaluran, terbaru dulu", "Batches, newest first"),
            [
                t("Kelompok", "Batch"), t("Disusun", "Drafted"), t("Penyusun", "Author"), t("Penyetuju", "Approver"),
                t("Pembayaran", "Payments"),
                t("Jumlah", "Total"), t("Status", "Status"),
            ],
            batches.map(row),
            empty: none))
        \(older)
        """
    }

    private var none: String {
        guard mayDraft else {
            return t(
                "Belum ada kelompok. Yang disusun penyusun penyaluran tampil di sini.",
                "No batch yet. Those that payout makers draft appear here.")
        }
        return waiting > 0
            ? t(
                "Belum ada kelompok. Susun yang pertama dengan tombol di atas.",
                "No batch yet. Draft the first one with the button above.")
            : t(
                "Belum ada kelompok. Setelah ada permintaan, susun kelompok pertama di sini.",
                "No batch yet. Once there are requests, draft the first one here.")
    }

    private var older: HTML? {
        guard hasOlder, let last = batches.last else { return nil }
        let path = "\(Paths.payouts)?sebelum=\(last.id)"
        return "<p>\(Part.button(t("Yang lebih lama", "Older"), to: path, secondary: true))</p>"
    }

    private var draft: HTML {
        let count = min(waiting, limit)
        return """
            \(Part.act(
                t(
                    "Susun kelompok (\(t.count(count)) pembayaran)",
                    "Draft a batch (\(t.count(count)) \(count == 1 ? "payment" : "payments"))"),
                to: Paths.payouts, csrf: form.csrf))
            <p>\(t("Petugas lain yang menyetujuinya. Paling banyak \(t.count(limit)) pembayaran sekali susun.",
                   "Another officer approves it. At most \(t.count(limit)) payments at a time."))</p>
            """
    }

    private func row(_ batch: BatchRow) -> [HTML] {
        [
            "<a href=\"\(Paths.payoutBatch(batch.id))\">\(batch.name(t))</a>", "\(t.shortMoment(batch.draftedAt))",
            "\(batch.author)",
            "\(batch.approver ?? "–")", "\(t.count(batch.items))", "\(batch.total.description)", batch.tag(t),
        ]
    }

    static func sample(_ t: Words) -> PayoutsPage {
        PayoutsPage(
            t: t, waiting: 3, amount: Rupiah(1_800_000), limit: 500, mayDraft: true, batches: [.sample],
            hasOlder: true, form: .sample)
    }
}

extension PayoutBatch.State {
    func tag(_ t: Words) -> HTML {
        switch self {
        case .drafted: Part.tag(t("Menunggu persetujuan", "Awaits approval"), .todo)
        case .approved: Part.tag(t("Disetujui", "Approved"), .waiting)
        case .sent: Part.tag(t("Sedang dikirim", "Being sent"), .waiting)
        case .settled: Part.tag(t("Selesai", "Settled"), .done)
        case .differing: Part.tag(t("Ada selisih", "With differences"), .wrong)
        }
    }
}
