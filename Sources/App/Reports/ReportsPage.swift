import Programme

/// `/kantor/laporan`: the way from account to incentive, by day, wave and province; queues; payments of seven days.
struct ReportsPage: Page {
    let t: Words
    let figures: Figures
    let filter: Figures.Filter
    /// As `Figures` numbers days.
    let today: Int64
    let now: Instant
    let queues: [Duty]
    /// By `FigureQueries.ageLimits`.
    let photoAges: [Int]
    let follow: FollowDecision

    private var words: FigureWords { FigureWords(t: t) }

    static let days = 30
    static let paymentDays = 7

    var title: String { t("Laporan", "Reports") }
    var isWide: Bool { true }
    var errors: [FieldError] { follow.errors(t) }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(counted)
        \(FigureFilter(t: t, path: Paths.reports, waves: figures.waves, editions: [], filter: filter).html)
        <div class="halves"><div><h2>\(t("Dari akun sampai insentif", "From account to incentive"))</h2>
        <p>\(t(
            "Setiap orang dihitung sekali di setiap langkah. Kunjungan tidak dihitung.",
            "Each person counts once at each step. Visits are not counted."))</p>
        \(FunnelBars(t: t, counts: counts, shown: { $0 }, comparesAll: filter.wave == nil).html)</div>
        <div><h2>\(t("Akun baru per hari, dalam orang", "New accounts by day, in people"))</h2>\(daily)
        <h2>\(t("Pembayaran tujuh hari", "Payments of seven days"))</h2>\(payments)</div></div>
        <h2>\(t("Umur antrean", "Ages of queues"))</h2>
        <div class="halves"><div>\(waiting)</div><div><h3>\(t("Foto menurut lama menunggu", "Photos by how long they wait"))</h3>\(ages)</div></div>
        <h2>\(t("Menurut gelombang", "By wave"))</h2>\(byWave)
        <h2>\(t("Menurut provinsi", "By province"))</h2>\(ProvinceMap(t: t, cards: cards, shown: { $0 }).html)
        \(Part.details(t("Tabel menurut provinsi", "Table by province"), byProvince))
        <h2>\(t("Ikuti satu keputusan", "Follow one decision"))</h2>\(follow.html(t))
        """
    }

    private var counted: HTML {
        guard let counted = figures.peopleCount else {
            return Banner(
                .information,
                t(
                    "Angka sedang dihitung untuk pertama kali. Buka lagi halaman ini sebentar lagi.",
                    "The figures are being counted for the first time. Open this page again in a moment.")
            ).html
        }
        let when = t.moment(counted.at.programme)
        return "<p>\(t("Dihitung \(when).", "Counted \(when)."))</p>"
    }

    // MARK: - People

    private var counts: [(FunnelStep, Int)] {
        FunnelStep.allCases.map { step in (step, figures.count(.step(step), own(step))) }
    }

    /// Steps before a wave are of no wave: with a wave chosen they are shown for all waves.
    private func own(_ step: FunnelStep) -> Figures.Filter {
        var own = filter
        if FunnelBars.beforeWave.contains(step) { own.wave = nil }
        return own
    }

    private var daily: HTML {
        let rows = figures.byDay(.step(.account), own(.account), days: Self.days, to: today)
        return ColumnChart(
            title: t("Akun baru dalam \(Self.days) hari terakhir", "New accounts in the last \(Self.days) days"),
            columns: rows.map { day, people in
                ColumnChart.Column(
                    label: words.day(day), text: t.count(people), value: Int64(people),
                    colour: day == today ? .now : .c4)
            },
            headings: (t("Hari", "Day"), t("Orang", "People")), tableLabel: t("Lihat sebagai tabel", "As a table")
        ).html
    }

    private var payments: HTML {
        let arrived = figures.byDay(.arrived, filter, days: Self.paymentDays, to: today)
        let back = figures.byDay(.cameBack, filter, days: Self.paymentDays, to: today)
        let rows = zip(arrived, back).map { arrived, back in
            BarList.Row(
                words.day(arrived.day),
                t(
                    "\(t.count(arrived.people)) pembayaran sampai, \(t.count(back.people)) kembali",
                    "\(t.count(arrived.people)) payments arrived, \(t.count(back.people)) came back"),
                parts: [(Int64(arrived.people), .good), (Int64(back.people), .bad)])
        }
        return BarList(rows: rows).html
    }

    private var byWave: HTML {
        let columns: [DailyCount] =
            [.entries] + [FunnelStep.selected, .card, .bought, .completed, .paid].map(DailyCount.step)
        var all = filter
        all.wave = nil
        let counts = columns.map { figures.byWave($0, all) }
        let rows = figures.waves.map { wave -> [HTML] in
            ["\(t("Gelombang \(wave.address)", "Wave \(wave.address)"))"]
                + zip(columns, counts).map { column, people in
                    "\(words.people(people[wave.id.rawValue] ?? 0, column, of: wave))"
                }
        }
        let names = columns.map { column in
            if case .step(let step) = column { words.step(step) } else { t("Ikut", "Joined") }
        }
        return Part.table(
            caption: t("Jumlah orang di setiap gelombang", "Number of people of each wave"),
            [t("Gelombang", "Wave")] + names, rows,
            empty: t("Belum ada gelombang yang dibuka.", "No wave has opened yet."))
    }

    private var cards: [Int: Int] {
        var all = filter
        all.province = nil
        return figures.byProvince(.step(.card), all)
    }

    private var byProvince: HTML {
        let steps: [FunnelStep] = [.account, .joined, .paid]
        let counts = steps.map { step in
            var all = own(step)
            all.province = nil
            return figures.byProvince(.step(step), all)
        }
        // A province without people would be a line of zeros, as most are where a wave is for some provinces.
        let some = (Province.all.compactMap { Int($0.code, in: 11...97) } + [0]).filter { number in
            counts.contains { ($0[number] ?? 0) > 0 }
        }
        let rows = some.map { number -> [HTML] in
            ["\(words.province(number))"] + counts.map { "\(t.count($0[number] ?? 0))" }
        }
        return Part.table(
            caption: t(
                "Jumlah orang menurut provinsi; yang belum ada orangnya tidak ditulis",
                "Number of people by province; those without people are left out"),
            [t("Provinsi", "Province")] + steps.map(words.step), rows,
            empty: t("Belum ada orang.", "There are no people yet."))
    }

    // MARK: - Queues

    private var waiting: HTML {
        func row(_ duty: Duty) -> [HTML] {
            let age = duty.age(t, at: now) ?? "–"
            return ["\(t(duty.label))", "\(t.count(duty.count))", "\(age)"]
        }
        return Part.table(
            caption: t("Yang menunggu", "What waits"),
            [t("Pekerjaan", "Work"), t("Jumlah", "Number"), t("Paling lama", "The oldest")],
            queues.map(row), empty: t("Tidak ada yang menunggu.", "Nothing is waiting."))
    }

    private var ages: HTML { PhotoAges(t: t, ages: photoAges).html }

    static func sample(_ t: Words) -> ReportsPage {
        ReportsPage(
            t: t, figures: .sample, filter: Figures.Filter(), today: Figures.sampleDay, now: Wave.sample.closesAt,
            queues: [],
            photoAges: [2_110, 1_876, 1_604, 626, 102], follow: FollowDecision(number: nil))
    }
}

/// The steps as bars, each with how many people of the step before reached it.
struct FunnelBars {
    let t: Words
    let counts: [(FunnelStep, Int)]
    /// Nil for a count that is not shown.
    let shown: (Int) -> Int?
    /// False where the steps are of different people: those before a wave of all waves, those after it of one.
    let comparesAll: Bool

    static let beforeWave: Set<FunnelStep> = [.account, .identity, .sent, .eligible, .joined]

    var html: HTML {
        let words = FigureWords(t: t)
        var before: (step: FunnelStep, people: Int?)?
        let rows = counts.map { step, people in
            let count = shown(people)
            defer { before = (step, count) }
            return BarList.Row(
                words.step(step), text(step, count, after: before, words), Int64(count ?? 0),
                Self.beforeWave.contains(step) ? .c4 : step == .paid || step == .completed ? .good : .c3)
        }
        return BarList(rows: rows).html
    }

    private func text(
        _ step: FunnelStep, _ people: Int?, after before: (step: FunnelStep, people: Int?)?, _ words: FigureWords
    ) -> String {
        guard let people else { return t("\(words.publicCount(nil)) orang", "\(words.publicCount(nil)) people") }
        // Steps are counted one by one: more people may have taken the later one, and then a share says nothing.
        guard let before, let earlier = before.people, earlier > 0, people <= earlier,
            comparesAll || Self.beforeWave.contains(step) == Self.beforeWave.contains(before.step)
        else { return t.people(people) }
        let share = words.percent(people, of: earlier)
        return t(
            "\(t.people(people)), \(share) dari langkah sebelumnya", "\(t.people(people)), \(share) of the step before")
    }
}

/// Cards per 10,000 inhabitants by province: the map, and the table that it is drawn from.
struct ProvinceMap {
    let t: Words
    /// By the number of the province.
    let cards: [Int: Int]
    /// Hides counts of few people; nil is hidden.
    let shown: ([Int]) -> [Int?]

    private struct Place {
        let tile: ProvinceTile
        let cards: Int?
        let rate: Int?

        /// For the order: hidden numbers come last, beside those of provinces without recipients.
        var exactRate: Double { Double(cards ?? 0) / Double(tile.inhabitants) }
    }

    private var places: [Place] {
        let counts = shown(ProvinceTile.all.map { cards[Int($0.province.code, in: 11...97) ?? 0] ?? 0 })
        return zip(ProvinceTile.all, counts).map { tile, cards in
            Place(tile: tile, cards: cards, rate: cards.map { ($0 * 10_000 + tile.inhabitants / 2) / tile.inhabitants })
        }
    }

    var html: HTML {
        let places = places
        let scale = TileMap.Scale(places.compactMap(\.rate))
        let map = TileMap(
            title: t(
                "Penerima kartu per 10.000 penduduk menurut provinsi",
                "Card recipients per 10,000 inhabitants by province"),
            tiles: places.map { place in
                TileMap.Tile(
                    letters: place.tile.letters, name: place.tile.shortName, column: place.tile.column,
                    row: place.tile.row, text: rate(place), level: place.rate.map(scale.level) ?? 0)
            }, unit: t("Orang per 10.000 penduduk:", "People per 10,000 inhabitants:"), legend: scale.legend(t),
            columns: ProvinceTile.columns, rows: ProvinceTile.rows)
        return """
            <div class="halves"><div><h3>\(t("Penerima per 10.000 penduduk", "Recipients per 10,000 inhabitants"))</h3>\(map.html)
            <p><small>\(t(
                "Luas kotak sama untuk setiap provinsi, letaknya mirip peta. Penduduk menurut Sensus 2020, BPS.",
                "Every province has a square of the same size, placed roughly as on a map. Inhabitants: census 2020, BPS."))</small></p></div>
            <div>\(table(places))</div></div>
            """
    }

    /// Whole people; a province with recipients is not shown as one without.
    private func rate(_ place: Place) -> String {
        guard let rate = place.rate else { return "–" }
        return rate == 0 && (place.cards ?? 0) > 0 ? "<1" : t.count(rate)
    }

    /// The highest rates first; the whole table is folded away behind them.
    private func table(_ places: [Place]) -> HTML {
        let words = FigureWords(t: t)
        let ranked = places.sorted { ($0.exactRate, $1.tile.letters) > ($1.exactRate, $0.tile.letters) }
        let highest = ranked.filter { $0.exactRate > 0 }.prefix(6)
        func row(_ place: Place) -> [HTML] {
            ["\(place.tile.province.name)", "\(words.publicCount(place.cards))", "\(rate(place))"]
        }
        let headings = [
            t("Provinsi", "Province"), t("Penerima, orang", "Recipients, people"),
            t("Per 10.000 penduduk", "Per 10,000 inhabitants"),
        ]
        return """
            \(Part.table(
                caption: t("Tertinggi", "The highest"), headings, highest.map(row),
                empty: places.contains { $0.cards == nil }
                    ? t(
                        "Di setiap provinsi masih terlalu sedikit penerima untuk sebuah angka.",
                        "Every province still has too few recipients for a figure.")
                    : t("Belum ada penerima.", "No recipients yet.")))
            \(Part.details(
                t("Semua 34 provinsi", "All 34 provinces"),
                Part.table(caption: t("Semua provinsi", "All provinces"), headings, ranked.map(row), empty: "")))
            """
    }
}
