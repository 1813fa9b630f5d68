import Programme

/// The names of steps, places, accounts and entries, and short amounts.
struct FigureWords: Sendable {
    let t: Words
    /// Of accounts.
    var names = AccountNames()

    func step(_ step: FunnelStep) -> String {
        switch step {
        case .account: t("Membuat akun", "Made an account")
        case .identity: t("NIK cocok di Dukcapil", "Identity confirmed")
        case .sent: t("Mengirim pendaftaran", "Sent the application")
        case .eligible: t("Memenuhi syarat", "Qualifies")
        case .joined: t("Ikut gelombang", "Joined a wave")
        case .selected: t("Terpilih", "Selected")
        case .card: t("Menerima kartu", "Received a card")
        case .bought: t("Membeli pelatihan", "Bought a course")
        case .completed: t("Selesai pelatihan", "Completed a course")
        case .paid: t("Menerima insentif", "Received an incentive")
        }
    }

    /// What follows from a draw is counted from the announcement on: until then there is no number, not none.
    func people(_ people: Int, _ what: DailyCount, of wave: Wave) -> String {
        guard wave.state != .announced, what != .entries else { return t.count(people) }
        return what == .step(.selected) ? t("belum diumumkan", "not announced") : "–"
    }

    func place(_ place: BudgetPlace) -> String {
        switch place {
        case .available: t("Belum terikat", "Not committed")
        case .committed: t("Terikat keputusan", "Committed by decree")
        case .card: t("Di kartu", "On cards")
        case .returned: t("Kembali ke negara", "Returned to the state")
        case .escrow: t("Ditahan sampai selesai", "Held until proved")
        case .payable: t("Terutang atau dikirim", "Owed or on its way")
        case .paid: t("Dibayar", "Paid")
        case .other: t("Ditagih atau belum jelas", "To be recovered or assigned")
        }
    }

    func account(_ code: LedgerAccount.Code) -> String {
        let name = names.name(of: code, t)
        return switch code {
        case .treasury: t("Kas negara", "The state")
        case .cash(let bank): t("Rekening bank \(bank)", "Bank account \(bank)")
        case .programmeAvailable(let edition): t("Anggaran edisi \(edition)", "Budget of edition \(edition)")
        case .waveCommitted(let wave): t("Gelombang \(wave)", "Wave \(wave)")
        case .cardTraining(let id): card(id, name) + t(", pelatihan", ", training")
        case .cardIncentive(let id): card(id, name) + t(", insentif", ", incentives")
        case .purchaseEscrow(let purchase):
            t(
                "Pembelian \(name.map { "\($0) " } ?? "")\(t.short(purchase)), ditahan",
                "Purchase \(name.map { "\($0) " } ?? "")\(t.short(purchase)), held")
        case .partnerPayable(let partner):
            t("Utang kepada \(name ?? t.short(partner))", "Owed to \(name ?? t.short(partner))")
        case .payoutClearing(let batch):
            t("Kelompok \(name ?? t.short(batch)), dikirim", "Batch \(name ?? t.short(batch)), on its way")
        case .recovery(let number): t("Tagihan \(number)", "Recovery \(number)")
        case .suspense: t("Belum jelas", "Not assigned")
        case .sink(.paidTraining): t("Dibayar untuk pelatihan", "Paid for training")
        case .sink(.paidIncentive): t("Dibayar sebagai insentif", "Paid as incentives")
        case .sink(.paidFee): t("Dibayar sebagai biaya platform", "Paid as platform fees")
        case .sink(.returned): t("Kembali ke negara", "Returned to the state")
        case .sink(.writtenOff): t("Dihapus dari buku", "Written off")
        }
    }

    /// By the last digits of its number where the reader may see them; else by its account's number in the ledger, said
    /// to be one, because it would be read as the card's.
    private func card(_ id: ID<Card>, _ name: String?) -> String {
        name.map { t("Kartu \($0)", "Card \($0)") }
            ?? t("Rekening kartu nomor buku \(t.short(id))", "Card account, ledger number \(t.short(id))")
    }

    func entry(_ kind: JournalEntry.Kind) -> String { kind.said(t) }

    /// `Rp582,2 miliar`: at most one decimal, cut and not rounded, so that no part looks larger than it is. Below a
    /// million the amount itself. The exact sums are listed beside every chart.
    func brief(_ amount: Rupiah) -> String { t.roundSum(amount) }

    /// `Rp43,36 juta`: a unit to which other amounts are rounded, with the two decimals that it may have.
    func unit(_ amount: Rupiah) -> String {
        let units: [(Int64, String, String)] = [
            (1_000_000_000_000, "triliun", "trillion"), (1_000_000_000, "miliar", "billion"),
            (1_000_000, "juta", "million"),
        ]
        guard let (unit, indonesian, english) = units.first(where: { amount.amount >= $0.0 }) else {
            return amount.description
        }
        let hundredths = amount.amount / (unit / 100)
        var decimals = padded(Int(hundredths % 100), to: 2)
        while decimals.hasSuffix("0") { decimals.removeLast() }
        let whole = Rupiah(hundredths / 100).description
        return t(
            "\(whole)\(decimals.isEmpty ? "" : ",\(decimals)") \(indonesian)",
            "\(whole)\(decimals.isEmpty ? "" : ".\(decimals)") \(english)")
    }

    /// The same of a budget of which less than half a percent was spent: one decimal would show more spent, or nothing.
    func brief(_ amount: Rupiah, of whole: Rupiah) -> String {
        let almostWhole = amount < whole && whole.amount - amount.amount < whole.amount / 200
        guard almostWhole || amount < whole && brief(amount) == brief(whole) else { return brief(amount) }
        return t("hampir \(brief(whole))", "almost \(brief(whole))")
    }

    /// `15,0% dari Rp20 triliun`: a part, and of what it is a part.
    func share(_ part: Rupiah, of whole: Rupiah) -> String {
        let percent = percent(part, of: whole)
        return t("\(percent) dari \(brief(whole))", "\(percent) of \(brief(whole))")
    }

    /// `56%` of the people of the step before.
    func percent(_ people: Int, of before: Int) -> String { t.percent(people, of: before) }

    /// `3,4%`
    func percent(_ part: Rupiah, of whole: Rupiah) -> String { t.percent(part, of: whole) }

    func province(_ number: Int) -> String {
        Province(code: padded(number, to: 2))?.name ?? t("Belum diketahui", "Not known")
    }

    /// `16 Apr`
    func day(_ day: Int64) -> String {
        let date = CivilDate(daysSinceEpoch: day)
        return "\(date.day) \(t.monthName(date.month).prefix(3))"
    }

    /// An amount that was rounded to `unit`.
    func publicAmount(_ rounded: Rupiah, unit: Rupiah) -> String {
        rounded == .zero ? t("kurang dari \(self.unit(unit))", "less than \(self.unit(unit))") : brief(rounded)
    }

    /// A count for the public; few people are not told apart.
    func publicCount(_ count: Int?) -> String {
        count.map(t.count) ?? t("kurang dari \(SmallNumbers.smallest)", "fewer than \(SmallNumbers.smallest)")
    }
}
