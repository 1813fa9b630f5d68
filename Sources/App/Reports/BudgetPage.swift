import Programme

/// `/kantor/anggaran`: the budget as a flow, its check against the ledger, and its parts.
struct BudgetPage: Page {
    let t: Words
    let figures: Figures
    let filter: Figures.Filter
    let editions: [String]

    private var words: FigureWords { FigureWords(t: t) }
    private var balance: BudgetBalance { figures.balance }

    var title: String { t("Anggaran", "Budget") }
    var isWide: Bool { true }

    var body: HTML {
        guard let counted = figures.moneyCount else {
            return """
                <h1>\(title)</h1>\(Banner(.information, t(
                    "Buku sedang dijumlahkan untuk pertama kali. Buka lagi halaman ini sebentar lagi.",
                    "The ledger is being added up for the first time. Open this page again in a moment.")))
                """
        }
        return """
            <h1>\(title)</h1>
            <p>\(t(
                "Dijumlahkan dari \(t.count(counted.entries)) catatan di buku, \(t.moment(counted.at.programme)).",
                "Added up from \(t.count(counted.entries)) entries of the ledger, \(t.moment(counted.at.programme))."))</p>
            \(headline)
            \(BudgetCheck(t: t, figures: figures).html)
            <div class="halves"><div><h2>\(t("Ke mana uangnya", "Where the money is"))</h2>\(BudgetFlow(t: t, balance: balance).html)</div>
            <div><h2>\(t("Setiap rupiah ada di satu baris", "Every rupiah is on one row"))</h2>\(places)</div></div>
            <h2>\(t("Menurut edisi, gelombang, dan provinsi", "By edition, wave and province"))</h2>
            \(FigureFilter(t: t, path: Paths.budget, waves: figures.waves, editions: editions, filter: filter).html)
            \(parts)
            """
    }

    /// Each sum with what it is a part of.
    private var headline: HTML {
        let (given, free, paid) = (balance.given, balance[.available], balance[.paid])
        let committed = given - free
        let (ofGiven, rest, spent) = (
            words.share(committed, of: given), words.share(free, of: given), words.share(paid, of: committed)
        )
        return """
            <dl class="figures">
            <div><dt>\(t("diberikan negara", "given by the state"))</dt><dd>\(words.brief(given))</dd></div>
            <div><dt>\(t("terikat: \(ofGiven) yang diberikan", "committed: \(ofGiven) given"))</dt><dd>\(words.brief(committed))</dd></div>
            <div><dt>\(t("dibayar: \(spent) yang terikat", "paid: \(spent) committed"))</dt><dd>\(words.brief(paid))</dd></div>
            <div><dt>\(t("sisa, belum terikat: \(rest)", "left, not committed: \(rest)"))</dt><dd>\(words.brief(free, of: given))</dd></div>
            </dl>
            \(BudgetTerms(t: t).html)
            """
    }

    private var places: HTML {
        let rows = BudgetFlow.order.map { place, colour in
            BarList.Row(
                words.place(place),
                "\(balance[place].description), \(words.percent(balance[place], of: balance.given))",
                balance[place].amount, colour, path: Paths.budgetPlace(place))
        }
        let note = t(
            "Rupiah utuh, dan bagiannya dari yang diberikan negara.",
            "Whole rupiah, and the part of what the state gave.")
        return "<p>\(note)</p>\(BarList(rows: rows).html)"
    }

    // MARK: - Parts

    private static let columns: [BudgetPlace] = [.available, .committed, .card, .escrow, .returned]

    private var parts: HTML {
        let waves: [PartRow] = figures.waves.filter { filter.wave == nil || $0.id == filter.wave }.map {
            var own = filter
            own.wave = $0.id
            return PartRow(
                label: t("Gelombang \($0.address)", "Wave \($0.address)"), parts: figures.parts(own),
                path: Paths.budgetCards(of: $0))
        }
        let provinces: [PartRow] = ProvinceTile.all.compactMap { tile in
            guard let number = Int(tile.province.code, in: 11...97), filter.province ?? number == number else {
                return nil
            }
            var own = filter
            own.province = number
            return PartRow(label: tile.province.name, parts: figures.parts(own), path: Paths.budget(own))
        }
        let whole = PartRow(label: t("Jumlah", "Sum"), parts: figures.parts(filter), path: nil)
        let rest = PartRow(
            label: t("Belum dibagi ke gelombang", "Not given to a wave yet"),
            parts: filter.wave == nil ? Self.rest(of: whole.parts, without: waves.map(\.parts)) : [:], path: nil)
        let empty = t("Tidak ada uang di bagian ini.", "There is no money in this part.")
        let caption = t("Menurut provinsi, dalam rupiah", "By province, in rupiah")
        let meaning = t(
            "Setiap rupiah berada di satu kolom: tempatnya sekarang. Jumlah satu baris adalah uang bagian itu.",
            "Every rupiah is in one column: where it is now. The sum of a row is the money of that part.")
        return """
            <p>\(meaning)</p>
            \(table(t("Menurut gelombang, dalam rupiah", "By wave, in rupiah"), (waves + [rest]).filter(\.isUsed) + [whole], empty))
            \(Part.details(caption, table(caption, provinces.filter(\.isUsed) + [whole], empty)))
            """
    }

    /// What belongs to none of the parts; empty where that is nothing.
    private static func rest(of whole: [String: Rupiah], without parts: [[String: Rupiah]]) -> [String: Rupiah] {
        let rest = whole.reduce(into: [String: Rupiah]()) { rest, one in
            rest[one.key] = parts.reduce(one.value) { $0 - ($1[one.key] ?? .zero) }
        }
        return rest.values.allSatisfy { $0 == .zero } ? [:] : rest
    }

    private struct PartRow {
        let label: String
        let parts: [String: Rupiah]
        /// Where the row leads to: a wave's cards, or the same page for a province.
        let path: String?

        var isUsed: Bool { !parts.isEmpty }
    }

    private func table(_ caption: String, _ rows: [PartRow], _ empty: String) -> HTML {
        func amount(_ amount: Rupiah?) -> HTML { "\((amount ?? .zero).description)" }
        func row(_ row: PartRow) -> [HTML] {
            let label: HTML = row.path.map { "<a href=\"\($0)\">\(row.label)</a>" } ?? "<strong>\(row.label)</strong>"
            return [label] + Self.columns.map { amount(row.parts[$0.rawValue]) }
                + [amount(row.parts[MoneyFigure.passedOn])]
        }
        return Part.table(
            caption: caption,
            [t("Bagian", "Part")] + Self.columns.map(words.place) + [
                t("Terutang atau dibayar", "Owed or paid")
            ], rows.map(row),
            empty: empty)
    }

    static func sample(_ t: Words) -> BudgetPage {
        BudgetPage(t: t, figures: .sample, filter: Figures.Filter(), editions: ["3"])
    }
}

/// The flow of the whole budget, in the same colours as its rows.
struct BudgetFlow {
    let t: Words
    let balance: BudgetBalance
    /// To how much the balance is rounded; nil where it is exact.
    var unit: Rupiah?

    /// The places in the order in which they leave the flow.
    static let order: [(BudgetPlace, ChartColour)] = [
        (.available, .c2), (.committed, .c3), (.card, .c4), (.returned, .c1), (.escrow, .now), (.payable, .good),
        (.paid, .c5), (.other, .bad),
    ]

    var html: HTML {
        let words = FigureWords(t: t)
        let ends = Self.order.map { place, colour in
            FlowChart.End(
                label: words.place(place),
                text: unit.map { words.publicAmount(balance[place], unit: $0) }
                    ?? words.brief(balance[place], of: balance.given),
                value: balance[place].amount,
                stage: stage(place), colour: colour)
        }
        return FlowChart(
            title: t("Aliran anggaran dari negara sampai dibayar", "The budget's way from the state until it is paid"),
            description: ends.map { "\($0.label): \($0.text)" }.joined(separator: "; "),
            stages: [t("Anggaran", "Budget"), t("Terikat", "Decreed"), t("Kartu", "Cards"), t("Terpakai", "Spent")],
            ends: ends
        ).html
    }

    private func stage(_ place: BudgetPlace) -> Int {
        switch place {
        case .available: 0
        case .committed: 1
        case .card, .returned: 2
        case .escrow, .payable, .paid, .other: 3
        }
    }
}

/// What the sums of the budget mean, for readers of its pages and of the public figures.
struct BudgetTerms {
    let t: Words

    var html: HTML {
        let terms = [
            (
                t("Diberikan", "Given"),
                t(
                    "Anggaran dari negara, dikurangi yang dikembalikan dari anggaran bebas.",
                    "The state's appropriation, less what was handed back of the free budget.")
            ),
            (
                t("Terikat", "Committed"),
                t(
                    "Semua yang pernah diikat keputusan: di gelombang, di kartu, ditahan, terutang, dibayar, dan kembali "
                        + "ke negara.",
                    "All that decrees committed: in waves, on cards, held, owed, paid, and what returned to the state.")
            ),
            (
                t("Dibayar", "Paid"),
                t("Sudah di mitra dan peserta, menurut bank.", "With partners and people, as the bank says.")
            ),
            (
                t("Sisa", "Left"),
                t("Diberikan, dan belum diikat keputusan.", "Given, and not committed by a decree.")
            ),
        ]
        func row(_ term: (String, String)) -> HTML { "<dt>\(term.0)</dt><dd>\(term.1)</dd>" }
        return Part.details(
            t("Arti angka-angka ini", "What these figures mean"), "<dl class=\"terms\">\(each: terms, row)</dl>")
    }
}

/// States whether the figures are the ledger's, to the rupiah.
struct BudgetCheck {
    let t: Words
    let figures: Figures

    var html: HTML {
        let balance = figures.balance
        if balance.difference == .zero, figures.partsAgree {
            return Banner(
                .done,
                t(
                    "Negara memberi \(balance.given). Semua baris berjumlah \(balance.sum). Selisih Rp0. "
                        + "Rincian menurut gelombang dan provinsi berjumlah sama.",
                    "The state gave \(balance.given). All rows sum to \(balance.sum). The difference is Rp0. "
                        + "The parts by wave and province sum to the same."),
                title: t("Cocok sampai rupiah", "It adds up to the rupiah")
            ).html
        }
        let text =
            balance.difference == .zero
            ? t(
                "Jumlah seluruhnya cocok, tetapi rincian menurut gelombang dan provinsi berbeda. "
                    + "Ada uang yang belum tercatat pada satu gelombang.",
                "The whole adds up, but the parts by wave and province differ. Some money belongs to no wave yet.")
            : t(
                "Negara memberi \(balance.given), semua baris berjumlah \(balance.sum). "
                    + "Selisih \(balance.difference). Jalankan prakerja ledger verify.",
                "The state gave \(balance.given), all rows sum to \(balance.sum). "
                    + "The difference is \(balance.difference). Run prakerja ledger verify.")
        return Banner(balance.difference == .zero ? .attention : .wrong, text).html
    }
}

/// The form above figures: which edition, wave and province.
struct FigureFilter {
    let t: Words
    let path: String
    let waves: [Wave]
    let editions: [String]
    let filter: Figures.Filter

    var html: HTML {
        let form = FormState(
            csrf: "",
            values: [
                "gelombang": filter.wave?.description ?? "", "provinsi": filter.province.map(String.init) ?? "",
                "edisi": filter.edition ?? "",
            ])
        return """
            <form method="get" action="\(path)" class="filter">
            \(when: editions.count > 1, Field.select(
                form, "edisi", t("Edisi", "Edition"), options: editions.map { ($0, $0) },
                prompt: t("Semua edisi", "All editions")))
            \(Field.select(
                form, "gelombang", t("Gelombang", "Wave"),
                options: waves.map { ("\($0.id)", t("Gelombang \($0.address)", "Wave \($0.address)")) },
                prompt: t("Semua gelombang", "All waves")))
            \(Field.select(
                form, "provinsi", t("Provinsi", "Province"), options: Province.all.map { ($0.code, $0.name) },
                prompt: t("Semua provinsi", "All provinces")))
            \(Part.submit(t("Tampilkan", "Show"), kind: "secondary"))
            </form>
            """
    }
}
