import Programme

/// The reasons in the ledger, which are stored in English, in the reader's words. One of another form is shown as stored.
struct LedgerReasonWords: Sendable {
    let t: Words

    func said(_ stored: String) -> String {
        waves(stored) ?? cards(stored) ?? purchases(stored) ?? payments(stored) ?? editions(stored) ?? stored
    }

    private func short(_ id: Substring) -> String { Int64(id, in: 0...Int64.max).map(t.short) ?? String(id) }

    private func count(_ number: Substring) -> String {
        Int(number, in: 0...Int.max).map(t.count) ?? String(number)
    }

    private func waves(_ stored: String) -> String? {
        if let found = stored.wholeMatch(of: /Decree of wave (\d+): (\d+) people/) {
            let people = Int(found.2, in: 0...Int.max).map(t.people) ?? String(found.2)
            return t("Penetapan gelombang \(found.1): \(people)", "Decree of wave \(found.1): \(people)")
        }
        if let found = stored.wholeMatch(of: /Cards of wave (\d+): (\d+)/) {
            return t("Kartu gelombang \(found.1): \(count(found.2))", "Cards of wave \(found.1): \(count(found.2))")
        }
        if let found = stored.wholeMatch(of: /A place of wave (\d+) stays empty/) {
            return t("Satu tempat gelombang \(found.1) tetap kosong", "A place of wave \(found.1) stays empty")
        }
        return nil
    }

    private func cards(_ stored: String) -> String? {
        if let found = stored.wholeMatch(of: /Card (\d+) was taken back unused/) {
            let card = short(found.1)
            return t("Kartu \(card) diambil kembali sebelum dipakai", "Card \(card) was taken back unused")
        }
        if let found = stored.wholeMatch(of: /Card (\d+) was not used in time/) {
            return t("Kartu \(short(found.1)) tidak dipakai tepat waktu", "Card \(short(found.1)) was not used in time")
        }
        if let found = stored.wholeMatch(of: /Card (\d+) was revoked by proposal (\d+)/) {
            let (card, act) = (short(found.1), short(found.2))
            return t("Kartu \(card) dicabut dengan usulan \(act)", "Card \(card) was revoked by proposal \(act)")
        }
        if let found = stored.wholeMatch(of: /Card (\d+) was given back by proposal (\d+)/) {
            let (card, act) = (short(found.1), short(found.2))
            return t(
                "Kartu \(card) dikembalikan dengan usulan \(act)", "Card \(card) was given back by proposal \(act)")
        }
        guard stored == "The last day to buy is over" else { return nil }
        return t("Hari terakhir membeli sudah lewat", stored)
    }

    private func purchases(_ stored: String) -> String? {
        if let found = stored.wholeMatch(of: /Purchase (\d+) authorised/) {
            return t("Pembelian \(short(found.1)) disahkan", "Purchase \(short(found.1)) authorised")
        }
        if let found = stored.wholeMatch(of: /Purchase (\d+): (first-attendance|completion) proved/) {
            let purchase = short(found.1)
            return found.2 == "completion"
                ? t("Pembelian \(purchase): pelatihan selesai", "Purchase \(purchase): completion proved")
                : t("Pembelian \(purchase): kehadiran pertama", "Purchase \(purchase): first attendance proved")
        }
        if let found = stored.wholeMatch(of: /Purchase (\d+) voided by its platform/) {
            let purchase = short(found.1)
            return t("Pembelian \(purchase) dibatalkan platform", "Purchase \(purchase) voided by its platform")
        }
        if let found = stored.wholeMatch(of: /Schedule of purchase (\d+) ended unattended/) {
            let purchase = short(found.1)
            return t(
                "Jadwal pembelian \(purchase) berakhir tanpa kehadiran",
                "Schedule of purchase \(purchase) ended unattended")
        }
        if let found = stored.wholeMatch(of: /Purchase (\d+) expired on an ended card/) {
            let purchase = short(found.1)
            return t(
                "Pembelian \(purchase) hangus di kartu yang berakhir",
                "Purchase \(purchase) expired on an ended card")
        }
        return nil
    }

    private func payments(_ stored: String) -> String? {
        if let found = stored.wholeMatch(of: /Disbursement (\d+) sent/) {
            return t("Pembayaran \(short(found.1)) dikirim", "Payment \(short(found.1)) sent")
        }
        if let found = stored.wholeMatch(of: /Disbursement (\d+) confirmed/) {
            return t("Pembayaran \(short(found.1)) sampai", "Payment \(short(found.1)) confirmed")
        }
        if let found = stored.wholeMatch(of: /Disbursement (\d+) failed: ([a-z-]+)/) {
            let (payment, why) = (short(found.1), AuditWords(t: t).value(String(found.2), of: "failure"))
            return t("Pembayaran \(payment) gagal: \(why)", "Payment \(payment) failed: \(why)")
        }
        if let found = stored.wholeMatch(of: /Instalment (\d+) forfeited: ([a-z-]+)/) {
            let (instalment, why) = (short(found.1), AuditWords(t: t).value(String(found.2), of: "why"))
            return t("Angsuran \(instalment) hangus: \(why)", "Instalment \(instalment) forfeited: \(why)")
        }
        return nil
    }

    private func editions(_ stored: String) -> String? {
        if let found = stored.wholeMatch(of: /Budget of edition (\S+)/) {
            return t("Anggaran edisi \(found.1)", "Budget of edition \(found.1)")
        }
        if let found = stored.wholeMatch(of: /Edition (\S+) takes over from edition (\S+)/) {
            return t(
                "Edisi \(found.1) menggantikan edisi \(found.2)",
                "Edition \(found.1) takes over from edition \(found.2)")
        }
        return nil
    }
}
