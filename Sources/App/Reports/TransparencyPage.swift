import Programme

/// `/transparansi`: budget, steps, map and draws in public figures, up to yesterday, without small numbers.
struct TransparencyPage: Page {
    let t: Words
    let figures: Figures
    /// As `Figures` numbers days; figures are of the days before it.
    let today: Int64
    /// Money is rounded down to multiples of this.
    let unit: Rupiah

    private var words: FigureWords { FigureWords(t: t) }
    private var filter: Figures.Filter { Figures.Filter(before: today) }

    var title: String { t("Uang dan peluang, terbuka", "Money and chances, in the open") }
    var isWide: Bool { true }

    var body: HTML {
        """
        <div class="hero"><h1>\(title)</h1>
        <p class="lead">\(t(
            "Semua angka program, dihitung dari buku yang sama dengan pembayaran. Siapa pun boleh memeriksanya.",
            "All the programme's figures, counted from the ledger that pays. Everyone may check them."))</p>
        <p><small>\(until) <a href="\(Paths.transparencyTable)">\(t("Unduh tabel (CSV)", "Download the table (CSV)"))</a></small></p></div>
        \(figures.moneyCount == nil ? missing : all)
        """
    }

    private var missing: HTML {
        Banner(
            .information,
            t(
                "Angka sedang dihitung. Buka lagi halaman ini sebentar lagi.",
                "The figures are being counted. Open this page again in a moment.")
        ).html
    }

    private var until: String {
        let date = t.fullDate(CivilDate(daysSinceEpoch: today - 1))
        return t(
            "Orang sampai \(date). Uang sampai saat ini, dibulatkan ke bawah per \(words.unit(unit)).",
            "People until \(date). Money as of now, rounded down to multiples of \(words.unit(unit)).")
    }

    private var all: HTML {
        """
        \(headline)
        <div class="halves"><div><h2>\(t("Dari akun sampai insentif", "From account to incentive"))</h2>
        \(FunnelBars(t: t, counts: counts, shown: SmallNumbers.hidden, comparesAll: true).html)</div>
        <div><h2>\(t("Ke mana \(words.brief(balance.given))", "Where \(words.brief(balance.given)) went"))</h2>\(money)</div></div>
        <section class="wide-only"><h2>\(t("Aliran anggaran", "The budget's way"))</h2>\(BudgetFlow(t: t, balance: balance, unit: unit).html)</section>
        <h2>\(t("Penerima menurut provinsi", "Recipients by province"))</h2>
        \(ProvinceMap(t: t, cards: figures.byProvince(.step(.card), filter), shown: SmallNumbers.masked).html)
        <h2>\(t("Undian", "Draws"))</h2>\(draws)
        <p><a href="\(Paths.proofs)">\(t("Catatan tersegel program ini", "This programme's sealed log"))</a> ·
        <a href="\(Paths.editions)">\(t("Semua aturan", "All rules"))</a></p>
        """
    }

    private var balance: BudgetBalance { figures.balance.rounded(to: unit) }

    /// A count of few people is not drawn either.
    private var counts: [(FunnelStep, Int)] {
        FunnelStep.allCases.map { ($0, figures.count(.step($0), filter)) }
    }

    private var headline: HTML {
        let cards = words.publicCount(SmallNumbers.hidden(figures.count(.step(.card), filter)))
        let completed = words.publicCount(SmallNumbers.hidden(figures.count(.step(.completed), filter)))
        let exact = figures.balance.given - figures.balance[.available]
        let committed = amount(SmallAmounts.rounded(exact, to: unit))
        return """
            <dl class="figures">
            <div><dt>\(t("orang menerima kartu", "people received a card"))</dt><dd>\(cards)</dd></div>
            <div><dt>\(t("terikat, dari \(words.brief(balance.given))", "committed, of \(words.brief(balance.given))"))</dt><dd>\(committed)</dd></div>
            <div><dt>\(t("orang selesai pelatihan", "people completed a course"))</dt><dd>\(completed)</dd></div>
            <div><dt>\(t("dibayar kepada mitra dan peserta", "paid to partners and people"))</dt><dd>\(amount(balance[.paid]))</dd></div>
            </dl>
            \(BudgetTerms(t: t).html)
            """
    }

    private func amount(_ rounded: Rupiah) -> String { words.publicAmount(rounded, unit: unit) }

    private var money: HTML {
        let rows = BudgetFlow.order.filter { $0.0 != .other || balance[.other] != .zero }.map { place, colour in
            BarList.Row(words.place(place), amount(balance[place]), balance[place].amount, colour)
        }
        let check = t(
            "Sebelum dibulatkan, jumlah semua baris sama dengan \(balance.given), sampai rupiah.",
            "Before they are rounded, all rows sum to \(balance.given), to the rupiah.")
        return
            "\(BarList(rows: rows).html)\(when: figures.balance.difference == .zero, "<p><small>\(check)</small></p>")"
    }

    private var draws: HTML {
        let joined = figures.byWave(.entries, filter)
        let selected = figures.byWave(.step(.selected), filter)
        let rows = figures.waves.filter { $0.state == .announced }.map { wave -> [HTML] in
            let (people, chosen) = (joined[wave.id.rawValue] ?? 0, selected[wave.id.rawValue] ?? 0)
            let chance: String =
                chosen >= SmallNumbers.smallest
                ? t("1 dari \(tenths(people, of: chosen))", "1 in \(tenths(people, of: chosen))") : "–"
            return [
                "\(t("Gelombang \(wave.address)", "Wave \(wave.address)"))",
                "\(words.publicCount(SmallNumbers.hidden(people)))",
                "\(words.publicCount(SmallNumbers.hidden(chosen)))",
                "\(chance)", "<a href=\"\(Paths.draw(wave.address))\">\(t("Hitung ulang", "Compute it again"))</a>",
            ]
        }
        return Part.table(
            caption: t("Gelombang yang sudah diumumkan", "Waves that are announced"),
            [
                t("Gelombang", "Wave"), t("Ikut", "Joined"), t("Terpilih", "Selected"), t("Peluang", "Chance"),
                t("Bukti", "Proof"),
            ], rows, empty: t("Belum ada gelombang yang diumumkan.", "No wave has been announced yet."))
    }

    /// `12,4`: one decimal.
    private func tenths(_ whole: Int, of part: Int) -> String {
        let tenths = whole * 10 / max(part, 1)
        return t("\(t.count(tenths / 10)),\(tenths % 10)", "\(t.count(tenths / 10)).\(tenths % 10)")
    }

    /// The same figures as rows, for programs. Hidden counts, and amounts below the unit, are empty.
    var table: String {
        var lines = ["kelompok,bagian,angka"]
        for (step, people) in counts {
            lines.append("orang,\(step.rawValue),\(SmallNumbers.hidden(people).map(String.init) ?? "")")
        }
        for place in BudgetPlace.allCases {
            let amount = balance[place]
            lines.append("rupiah,\(place.rawValue),\(amount == .zero ? "" : String(amount.amount))")
        }
        lines.append("rupiah,\(MoneyFigure.given),\(balance.given.amount)")
        let cards = figures.byProvince(.step(.card), filter)
        let codes = Province.all.map(\.code)
        let shown = SmallNumbers.masked(codes.map { cards[Int($0, in: 11...97) ?? 0] ?? 0 })
        for (code, people) in zip(codes, shown) { lines.append("kartu,\(code),\(people.map(String.init) ?? "")") }
        return lines.joined(separator: "\r\n") + "\r\n"
    }

    static func sample(_ t: Words) -> TransparencyPage {
        TransparencyPage(t: t, figures: .sample, today: Figures.sampleDay, unit: Rupiah(35_500_000))
    }
}
