import Programme
import Storage

extension DeskPanelSource {
    /// How far the people of the latest wave have come.
    static let runningWave = DeskPanelSource(readers: [.readReports]) { _, dependencies, t in
        let figures = try await Figures.latest(on: dependencies)
        guard figures.peopleCount != nil, let wave = figures.waves.last else { return nil }
        let filter = Figures.Filter(wave: wave.id)
        let words = FigureWords(t: t)
        let steps: [(String, DailyCount, ChartColour)] = [
            (t("Ikut", "Joined"), .entries, .c4), (words.step(.selected), .step(.selected), .c4),
            (words.step(.card), .step(.card), .c3), (words.step(.bought), .step(.bought), .c3),
            (words.step(.completed), .step(.completed), .good), (words.step(.paid), .step(.paid), .good),
        ]
        let rows = steps.map { label, what, colour in
            let people = figures.count(what, filter)
            return BarList.Row(label, words.people(people, what, of: wave), Int64(people), colour)
        }
        return DeskPanel(
            title: Bilingual(id: "Gelombang \(wave.address)", en: "Wave \(wave.address)"),
            number: t.count(figures.count(.entries, filter)),
            counted: Bilingual(id: "orang ikut", en: "people joined"), chart: BarList(rows: rows).html,
            path: Paths.reports(filter), countedAt: figures.peopleCount?.at.programme)
    }

    /// How long photos wait: older than the last limit is late.
    static let photoAges = DeskPanelSource(readers: [.readReports, .reviewPhotos]) { officer, dependencies, t in
        let (now, timeline) = (dependencies.clock.now(), dependencies.clock.timeline)
        let ages = try await dependencies.database.read { try $0.figures.photoAges(at: now, timeline) }
        let old = ages.last ?? 0
        let late = t.count(old)
        let hours = FigureQueries.ageLimits.last ?? 0
        return DeskPanel(
            title: Bilingual(id: "Umur antrean foto", en: "Age of the photo queue"),
            number: t.count(ages.reduce(0, +)),
            counted: old == 0
                ? Bilingual(id: "orang menunggu", en: "people wait")
                : Bilingual(
                    id: "orang menunggu, \(late) lebih dari \(hours) jam",
                    en: "people wait, \(late) for more than \(hours) hours"),
            chart: PhotoAges(t: t, ages: ages).html,
            path: officer.may(.reviewPhotos) ? Paths.photoOffice : Paths.reports)
    }

    /// Where the money is, in short amounts.
    static let budget = DeskPanelSource(readers: [.readReports]) { _, dependencies, t in
        let figures = try await Figures.latest(on: dependencies)
        let balance = figures.balance
        guard figures.moneyCount != nil, balance.given > .zero else { return nil }
        let words = FigureWords(t: t)
        let places: [(BudgetPlace, ChartColour)] = [
            (.available, .c2), (.committed, .c3), (.card, .c4), (.escrow, .now), (.paid, .good),
        ]
        let rows = places.map { place, colour in
            BarList.Row(
                words.place(place), words.brief(balance[place], of: balance.given), balance[place].amount, colour)
        }
        return DeskPanel(
            title: Bilingual(
                id: "Anggaran \(FigureWords(t: .indonesian).brief(balance.given))",
                en: "Budget of \(FigureWords(t: .english).brief(balance.given))"),
            number: words.percent(balance.given - balance[.available], of: balance.given),
            counted: Bilingual(id: "sudah terikat", en: "committed so far"), chart: BarList(rows: rows).html,
            path: Paths.budget,
            countedAt: figures.moneyCount?.at.programme)
    }

    /// Payments that arrived on each of the last days, and the share of those that came back.
    static let payments = DeskPanelSource(readers: [.readReports]) { _, dependencies, t in
        let figures = try await Figures.latest(on: dependencies)
        guard figures.peopleCount != nil else { return nil }
        let (today, words) = (dependencies.clock.now().figureDay, FigureWords(t: t))
        func byDay(_ what: DailyCount) -> [(day: Int64, people: Int)] {
            figures.byDay(what, days: ReportsPage.paymentDays, to: today)
        }
        let arrived = byDay(.arrived)
        let good = arrived.reduce(0) { $0 + $1.people }
        let all = good + byDay(.cameBack).reduce(0) { $0 + $1.people }
        guard all > 0 else { return nil }
        let share = good * 1_000 / all
        return DeskPanel(
            title: Bilingual(id: "Pembayaran tujuh hari", en: "Payments of seven days"),
            number: t("\(share / 10),\(share % 10)%", "\(share / 10).\(share % 10)%"),
            counted: Bilingual(id: "sampai langsung", en: "arrived at once"),
            chart: ColumnChart(
                title: t("Pembayaran yang sampai per hari", "Payments that arrived, by day"),
                columns: arrived.map { day, people in
                    ColumnChart.Column(
                        label: words.day(day), text: t.count(people), value: Int64(people), colour: .good)
                },
                headings: (t("Hari", "Day"), t("Pembayaran", "Payments")),
                tableLabel: t("Lihat sebagai tabel", "As a table")
            ).html, path: Paths.reports, countedAt: figures.peopleCount?.at.programme)
    }
}

/// Waiting photos by how long they wait, the limits as `FigureQueries.ageLimits` has them.
struct PhotoAges {
    let t: Words
    let ages: [Int]

    var html: HTML {
        let colours: [ChartColour] = [.c4, .c4, .c4, .now, .bad]
        return BarList(
            rows: zip(ages, colours).enumerated().map { place, row in
                BarList.Row(label(place), t.count(row.0), Int64(row.0), row.1)
            }
        ).html
    }

    private func label(_ place: Int) -> String {
        let limits = FigureQueries.ageLimits
        return switch place {
        case 0: t("di bawah \(limits[0]) jam", "below \(limits[0]) hour")
        case limits.count: t("lebih dari \(limits[place - 1]) jam", "more than \(limits[place - 1]) hours")
        default: t("\(limits[place - 1])–\(limits[place]) jam", "\(limits[place - 1])–\(limits[place]) hours")
        }
    }
}
