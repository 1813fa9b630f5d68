import Programme

/// The payments of a batch, or some of them, with their states.
struct PaymentTable {
    let t: Words
    let batch: ID<PayoutBatch>
    let isUndecided: Bool
    let items: [PaymentRow]
    let now: Instant
    let mayLookUp: Bool
    /// Whether the officer may take a payment out of the draft.
    let mayTakeOut: Bool
    let officer: Officer
    let csrf: String
    /// When the batch was approved; nil before.
    var approvedAt: Instant?

    /// What is paid for has a column only where it differs: otherwise the page's title says it.
    var html: HTML {
        let differs = Set(items.map(\.name.id)).count > 1
        let takesOut = mayTakeOut && items.contains { !$0.isWithdrawn }
        let columns =
            [
                t("Atas nama", "In the name of"), t("Rekening", "Account"), t("Untuk", "For"), t("Jumlah", "Amount"),
                t("Status", "Status"),
            ] + (takesOut ? [t("Tindakan", "Act")] : [])
        return Part.table(
            caption: t("Penerima dan rekening", "People and accounts"),
            differs ? columns : columns.filter { $0 != columns[2] },
            items.map { item in
                row(item, differs: differs) + (takesOut ? [takingOut(item)] : [])
            },
            empty: t("Tidak ada pembayaran di sini.", "There are no payments here."))
    }

    private func row(_ item: PaymentRow, differs: Bool) -> [HTML] {
        let link = PersonLink(t: t, officer: officer, csrf: csrf)
        let cells = [
            link.name(item.holder, to: item.person, from: "disbursement:\(item.id)"), "\(item.account)",
        ]
        return cells + (differs ? [trail(item, "\(t(item.name))")] : [])
            + [differs ? "\(item.amount.description)" : trail(item, item.amount.description), state(item) + sent(item)]
    }

    private func takingOut(_ item: PaymentRow) -> HTML {
        guard !item.isWithdrawn else { return "–" }
        let whose: HTML = ", \(Part.person(item.holder))"
        return """
            <a href="\(Paths.payoutTakingOut(batch, item.id))">\(t("Keluarkan", "Take out"))\
            <span class="hidden">\(whose)</span></a>
            """
    }

    /// The bank's number of what arrived, and how long the rest has been under way.
    private func sent(_ item: PaymentRow) -> HTML {
        if let reference = item.railReference { return "<small>\(reference)</small>" }
        guard !isUndecided, item.state.isOpen, !item.isWithdrawn else { return .empty }
        let age = t.span(now - (approvedAt ?? item.draftedAt))
        return "<small>\(t("sejak \(age)", "for \(age)"))</small>"
    }

    /// The label as a link to the way of the payment's money.
    private func trail(_ item: PaymentRow, _ label: String) -> HTML {
        guard officer.may(.readReports) else { return "\(label)" }
        return "<a href=\"\(Paths.budgetPayment(item.id))\">\(label)</a>"
    }

    private func state(_ item: PaymentRow) -> HTML {
        guard item.isHeld else { return plainState(item) }
        let why = t("data diubah di luar aplikasi", "a record was changed outside the application")
        return plainState(item) + Part.tag(t("Ditahan", "Held back"), .wrong) + "<small>\(why)</small>"
    }

    private func plainState(_ item: PaymentRow) -> HTML {
        if let why = item.takenOutBecause {
            return Part.tag(t("Dikeluarkan", "Taken out"), .wrong) + "<small>\(why)</small>"
        }
        if let why = item.withdrawal {
            return Part.tag(t("Ditarik", "Withdrawn"), .wrong) + "<small>\(t(why.name))</small>"
        }
        if item.isWithdrawn { return Part.tag(t("Ditolak", "Refused"), .wrong) }
        return switch item.state {
        case .drafted where item.lacksEntries, .approved where item.lacksEntries:
            Part.tag(t("Tertahan", "Held up"), .wrong)
                + "<small>\(t("catatan buku kartunya hilang", "an entry of its card's books is gone"))</small>"
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
        return mayLookUp ? "<small><a href=\"\(Paths.payoutStatement(batch, item.id))\">\(label)</a></small>" : .empty
    }

    private func statusChecks(_ item: PaymentRow) -> HTML {
        // Before the first question there is nothing to say.
        guard item.statusChecks > 0 else { return .empty }
        return "<small>\(t("ditanyakan \(item.statusChecks)×", "asked \(item.statusChecks)×"))</small>"
    }
}

/// The way of a batch: drafted, approved, sent, matched.
struct BatchSteps {
    let t: Words
    let batch: BatchRow
    /// Whether it waits for the officer who reads the page.
    let isMine: Bool

    private enum State: String { case done, now, coming, wrong }

    var html: HTML {
        func step(_ one: (String, State)) -> HTML {
            let mark: HTML = one.1 == .done ? OfficeIcon.tick.html : .empty
            return """
                <li class="\(one.1.rawValue)"\(attribute: "aria-current", one.1 == .now ? "step" : nil)>\(mark)\(one.0)</li>
                """
        }
        return "<ol class=\"stepper\">\(each: steps, step)</ol>"
    }

    private var steps: [(String, State)] {
        let drafted = (t("Disusun", "Drafted"), State.done)
        let (sending, matched) = (t("Dikirim", "Sent"), t("Dicocokkan", "Matched"))
        guard batch.refusal == nil else { return [drafted, (t("Dikembalikan", "Returned"), .wrong)] }
        let approved = (t("Disetujui", "Approved"), State.done)
        switch batch.state {
        case .drafted:
            let waits =
                isMine ? t("Menunggu Anda", "Waits for you") : t("Menunggu petugas kedua", "Waits for a second officer")
            return [drafted, (waits, .now), (sending, .coming), (matched, .coming)]
        case .approved, .sent:
            return [drafted, approved, (t("Sedang dikirim", "Being sent"), .now), (matched, .coming)]
        case .settled: return [drafted, approved, (sending, .done), (matched, .done)]
        case .differing: return [drafted, approved, (sending, .done), (t("Ada selisih", "With differences"), .wrong)]
        }
    }
}
