import Programme

/// A batch: where it stands, its numbers, what the system compared, its payments, and the approval by another officer.
struct PayoutBatchPage: Page {
    let t: Words
    let batch: BatchRow
    /// Why it was refused; empty unless it was.
    var refusedBecause = ""
    let review: BatchReview
    /// Those that the view shows.
    let items: [PaymentRow]
    let view: BatchView
    let now: Instant
    let mayApprove: Bool
    /// Whether the officer who drafted it is suspended.
    let isStopped: Bool
    let mayRefuse: Bool
    let mayLookUp: Bool
    let mayExport: Bool
    let officer: Officer
    let form: FormState
    /// Officers of the demo sign in without an authenticator.
    var isDemo = false

    var errors: [FieldError] { form.errors }

    /// `Kelompok 17 · Insentif ke-1 · LinkAja` where all payments are alike.
    var title: String {
        ([batch.name(t)] + [review.name.map { t($0) }, review.provider].compactMap(\.self)).joined(separator: " · ")
    }
    var isWide: Bool { true }

    var body: HTML {
        """
        <div class="desk-head"><h1>\(title)</h1>\(BatchSteps(t: t, batch: batch, isMine: mayDecide).html)</div>
        <div class="columns act-columns"><div>
        \(numbers)
        \(when: !review.checks.isEmpty, checks)
        <section class="panel"><h2>\(heading)</h2>
        \(chips)
        \(when: mayExport, export)
        \(table)</section>
        </div><div>
        \(decision)
        \(when: !review.provinces.isEmpty, provinces)
        <section class="panel"><h2>\(t("Sejauh ini", "So far"))</h2>\(happened)</section>
        </div></div>
        """
    }

    /// Whether this officer's approval is what the batch waits for.
    private var mayDecide: Bool { mayApprove && batch.isUndecided }

    // MARK: - Numbers and checks

    private var numbers: HTML {
        let last: (String, String) =
            batch.isUndecided
            ? (t.count(review.waiting), t("menunggu kelompok berikut", "wait for the next batch"))
            : (t.count(review.arrived), t("sudah sampai", "arrived"))
        let all = [
            (t.count(review.people), t("orang", "people")), (t.roundSum(batch.total), t("jumlah", "sum")),
            (each, t("tiap pembayaran", "each payment")), last,
        ]
        func number(_ one: (String, String)) -> HTML { "<div><dt>\(one.1)</dt><dd>\(one.0)</dd></div>" }
        return "<dl class=\"figures\">\(each: all, number)</dl>"
    }

    private var each: String {
        review.least == review.most
            ? review.least.description : "\(t.roundSum(review.least))–\(t.roundSum(review.most))"
    }

    private var checks: HTML {
        func row(_ check: BatchReview.Check) -> HTML {
            let mark: OfficeIcon =
                switch check.standing {
                case .holds: .tick
                case .waits: .clock
                case .fails: .warning
                }
            return "<li class=\"\(check.standing.rawValue)\">\(mark.html)<span>\(t(check.text))</span></li>"
        }
        return """
            <section class="panel"><h2>\(t("Sudah dibandingkan mesin", "Compared by the system"))</h2>
            <ul class="checks">\(each: review.checks, row)</ul></section>
            """
    }

    // MARK: - Payments

    private var heading: String {
        switch view {
        case .sample: t("\(items.count) contoh acak untuk Anda lihat", "\(items.count) random samples for you to see")
        case .all: t("Pembayaran", "Payments")
        case .differing: t("Yang perlu dilihat", "To be looked at")
        case .takenOut: t("Yang dikeluarkan dari kelompok ini", "Taken out of this batch")
        }
    }

    private var export: HTML {
        let label = t("Minta sebagai CSV", "Request as CSV")
        return "<p><a href=\"\(Paths.payoutExport(batch.id))\">\(OfficeIcon.download.html) \(label)</a></p>"
    }

    private var chips: HTML {
        let views = BatchView.offered(of: review, isUndecided: batch.isUndecided)
        guard views.count > 1 else { return .empty }
        func chip(_ one: BatchView) -> HTML {
            let label =
                switch one {
                case .sample: t("Contoh \(BatchView.samples)", "\(BatchView.samples) samples")
                case .all: t("Semua \(t.count(review.items))", "All \(t.count(review.items))")
                case .differing:
                    t("Perlu dilihat \(t.count(review.differing))", "To look at \(t.count(review.differing))")
                case .takenOut:
                    t("Dikeluarkan \(t.count(review.takenOut))", "Taken out \(t.count(review.takenOut))")
                }
            let path = "\(Paths.payoutBatch(batch.id))?lihat=\(one.rawValue)"
            return "<li><a href=\"\(path)\"\(attribute: "aria-current", one == view ? "true" : nil)>\(label)</a></li>"
        }
        return "<ul class=\"chips\">\(each: views, chip)</ul>"
    }

    private var table: HTML {
        PaymentTable(
            t: t, batch: batch.id, isUndecided: batch.isUndecided, items: items, now: now, mayLookUp: mayLookUp,
            mayTakeOut: mayRefuse && batch.isUndecided, officer: officer, csrf: form.csrf,
            approvedAt: batch.approvedAt
        ).html
    }

    private var provinces: HTML {
        let rows = review.provinces.map { province in
            BarList.Row(
                province.name ?? t("belum diketahui", "not known"), t.count(province.payments),
                Int64(province.payments), .c4)
        }
        return """
            <section class="panel"><h2>\(t("Menurut provinsi", "By province"))</h2>\(BarList(rows: rows).html)</section>
            """
    }

    // MARK: - Decision

    private var decision: HTML {
        if let refusal = batch.refusal {
            let text = t(
                "\(refusal.by) menolak kelompok ini pada \(t.shortMoment(refusal.at)): \(refusedBecause)",
                "\(refusal.by) refused this batch on \(t.shortMoment(refusal.at)): \(refusedBecause)")
            return Banner(.attention, text).html
        }
        guard batch.isUndecided else { return .empty }
        guard mayDecide else {
            let waiting =
                isStopped
                ? FourEyesRefusal.authorSuspended.sentence(t)
                : t("Menunggu persetujuan petugas lain.", "Waits for another officer's approval.")
            return "\(Banner(isStopped ? .attention : .information, waiting))\(when: mayRefuse, sendBack)"
        }
        let drafted = t(
            "Disusun \(batch.author) pada \(t.shortMoment(batch.draftedAt)). Anda orang kedua.",
            "Drafted by \(batch.author) on \(t.shortMoment(batch.draftedAt)). You are the second person.")
        return """
            <section class="panel"><h2>\(t("Setujui dan kirim", "Approve and send"))</h2>
            <p>\(drafted) <strong>\(t(
                "Setelah dikirim, uang tidak bisa ditarik.", "Once sent, the money cannot be taken back."))</strong></p>
            <p>\(codeNote)</p>
            <form method="post" action="\(Paths.payoutApproval(batch.id))">\(Field.token(form.csrf))
            \(Field.text(
                form, TypedSum.field, TypedSum.label(batch.total, t), keyboard: "numeric", autocomplete: "off"))
            \(Part.submit(t("Kirim \(batch.total)", "Send \(batch.total)")))</form>
            \(when: mayRefuse, sendBack)</section>
            """
    }

    private var codeNote: String {
        isDemo
            ? t(
                "Di demo, masuk lewat meja demo dianggap sebagai kode autentikator. Di pemasangan sungguhan kodenya "
                    + "diminta di sini.",
                "In the demo, signing in by the demo's desk counts as the authenticator's code. A real installation asks "
                    + "for the code here.")
            : t(
                "Kode autentikator diminta dulu, kecuali Anda baru saja mengisinya.",
                "The authenticator's code is asked first, unless you gave it a moment ago.")
    }

    private var sendBack: HTML {
        let hint = t(
            "Apa yang salah? Permintaannya menunggu kelompok berikut.",
            "What is wrong? The requests wait for another batch.")
        return """
            <details\(flag: "open", form.error(ReasonField.name) != nil)><summary>\(t(
                "Kembalikan dengan alasan", "Return with a reason"))</summary><div>
            <form method="post" action="\(Paths.payoutRefusal(batch.id))">\(Field.token(form.csrf))
            \(ReasonField.area(form, t, hint: hint))
            \(Part.submit(t("Kembalikan kelompok", "Return the batch"), kind: "danger"))</form></div></details>
            """
    }

    private var happened: HTML {
        var events: [(kind: String, what: String, detail: String)] = []
        if batch.isUndecided {
            events.append(("next", t("Menunggu petugas kedua", "Waits for a second officer"), ""))
        }
        if let refusal = batch.refusal {
            let detail = "\(refusal.by), \(t.shortMoment(refusal.at))"
            events.append(("wrong", t("Dikembalikan", "Returned"), detail))
        }
        if let approver = batch.approver, let at = batch.approvedAt {
            events.append(
                ("money", t("Disetujui dan dikirim", "Approved and sent"), "\(approver), \(t.shortMoment(at))"))
        }
        events.append(("money", t("Disusun", "Drafted"), "\(batch.author), \(t.shortMoment(batch.draftedAt))"))
        func row(_ event: (kind: String, what: String, detail: String)) -> HTML {
            "<li class=\"\(event.kind)\"><strong>\(event.what)</strong><small>\(event.detail)</small></li>"
        }
        return "<ol class=\"happened\">\(each: events, row)</ol>"
    }

    static func sample(_ t: Words) -> PayoutBatchPage {
        let drafted = BatchRow.sample.draftedAt
        return PayoutBatchPage(
            t: t, batch: .sample, review: .sample, items: [.sample(.drafted)], view: .sample,
            now: drafted + .hours(5), mayApprove: true, isStopped: false, mayRefuse: true, mayLookUp: true,
            mayExport: true, officer: .sample(2, "Hendra", .payoutChecker), form: .sample)
    }
}
