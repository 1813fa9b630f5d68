import Hummingbird
import Programme
import Storage

/// `/layanan`: the public figures of how long answers take.
struct ServicePages: Sendable {
    let dependencies: Dependencies

    /// Months of answers that the figures are about, the present one included.
    static let months = 12
    /// How old the figures may be.
    private static let freshness = Span.minutes(1)

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        routes.get(Paths.service, use: show)
        return routes
    }

    @Sendable private func show(request: Request, context: VisitorContext) async throws -> Response {
        let figures = try await dependencies.publicCache.value(
            "service", for: Self.freshness, now: dependencies.realNow()
        ) { [dependencies] in try await ServiceFigures.read(on: dependencies) }
        return context.page(ServicePage(t: context.t, figures: figures, service: dependencies.service))
    }
}

/// Answers of the last months, and what is running.
struct ServiceFigures: Sendable {
    let since: CivilDate
    let times: [CaseCategory: AnswerTimes]
    let running: [CaseCategory: Int]
    /// Running cases whose deadline has passed.
    let late: Int
    /// How often cases received since then were reopened, because the first answer was not enough.
    let reopened: Int
    /// Cases that their people took back before an answer.
    let withdrawn: Int

    static func read(on dependencies: Dependencies) async throws -> ServiceFigures {
        let now = dependencies.clock.now()
        let today = dependencies.edition.waves.zone.date(of: now)
        let year = today.adding(days: 1 - today.day).adding(months: 1 - ServicePages.months)
        // No answer is older than the programme: the months before it would promise a longer record than there is.
        let began = dependencies.editions.map(\.validity.from).min() ?? year
        let since = max(year, began)
        return try await dependencies.database.read { [dependencies] tx in
            let others = try tx.cases.reopenedAndWithdrawn(since: dependencies.edition.waves.zone.instant(year))
            return ServiceFigures(
                since: since, times: try tx.cases.figures(since: String(year.description.prefix(7))),
                running: try tx.cases.running(),
                late: try tx.cases.ageing().filter { $0.dueAt <= now }.reduce(0) { $0 + $1.cases },
                reopened: others.reopened, withdrawn: others.withdrawn)
        }
    }
}

struct ServicePage: Page {
    let t: Words
    let figures: ServiceFigures
    let service: ServiceRules

    var title: String { t("Berapa lama kami menjawab", "How long our answers take") }

    var body: HTML {
        let all = figures.times.values.reduce(AnswerTimes(counts: [:], inTime: 0), +)
        let running = figures.running.values.reduce(0, +)
        return """
            <h1>\(title)</h1>
            <p class="lead">\(summary(all))</p>
            \(Part.summary([
                SummaryRow(label: t(
                    "Dijawab sejak \(t.date(figures.since))",
                    "Answered since \(t.date(figures.since))"), value: "\(few(all.answers))"),
                SummaryRow(label: t("Sedang dikerjakan", "Being worked on"), value: "\(few(running))"),
                SummaryRow(label: t("Di antaranya terlambat", "Of these late"), value: "\(few(figures.late))"),
                SummaryRow(label: t("Dibuka lagi", "Reopened"), value: "\(few(figures.reopened))"),
                SummaryRow(
                    label: t("Ditarik sebelum dijawab", "Taken back before an answer"),
                    value: "\(few(figures.withdrawn))"),
            ]))
            \(Part.table(
                caption: t("Dalam hari kerja, menurut jenis", "In working days, by kind"),
                [
                    t("Jenis", "Kind"), t("Janji", "Promise"), t("Dijawab", "Answered"), t(
                        "Separuh dijawab dalam",
                        "Half within"),
                    t("9 dari 10 dijawab dalam", "9 of 10 within"), t("Tepat waktu", "In time"), t("Dikerjakan", "Running"),
                ],
                used.map(row), empty: t("Belum ada jawaban.", "There are no answers yet.")))
            \(when: !unused.isEmpty, quiet)
            <p>\(t(
                "Dihitung dari penerimaan sampai jawaban terakhir. Yang dibuka lagi dihitung sekali, seluruhnya.",
                "Counted from receipt to the last answer. A case that was reopened counts once, as a whole."))</p>
            <p>\(t(
                "Di bawah \(AnswerTimes.fewest) jawaban tidak ada angka, supaya tidak ada orang yang dikenali. "
                    + "Hari libur dan cuti bersama tidak dihitung.",
                "Fewer than \(AnswerTimes.fewest) answers give no figure, so that no person is recognised. "
                    + "Public holidays and joint leave do not count."))</p>
            <p><a href="\(Paths.cases)">\(t(
                "Ajukan keluhan atau sanggahan",
                "Make a complaint or contest a decision"))</a></p>
            """
    }

    private func isUsed(_ category: CaseCategory) -> Bool {
        (figures.times[category]?.answers ?? 0) > 0 || (figures.running[category] ?? 0) > 0
    }

    private var used: [CaseCategory] { CaseCategory.allCases.filter(isUsed) }
    private var unused: [CaseCategory] { CaseCategory.allCases.filter { !isUsed($0) } }

    private var quiet: HTML {
        let names = unused.map {
            t("\(t($0.label)) (janji \(promise($0)))", "\(t($0.label)) (promise: \(promise($0)))")
        }
        return """
            <p>\(t("Belum ada jawaban dan tidak ada yang dikerjakan:", "No answers yet, and none being worked on:")) \
            \(names.joined(separator: "; ")).</p>
            """
    }

    private func promise(_ category: CaseCategory) -> String { days(service.promise(for: category).days) }

    private func summary(_ all: AnswerTimes) -> String {
        guard let median = all.median, let most = all.percentile(90), let inTime = all.percentInTime else {
            return t("Belum cukup jawaban untuk sebuah angka.", "There are not enough answers for a figure yet.")
        }
        return t(
            "Separuh jawaban datang dalam \(days(median)), sembilan dari sepuluh dalam \(days(most)). "
                + "Tepat waktu: \(inTime) dari 100.",
            "Half of the answers come within \(days(median)), nine of ten within \(days(most)). "
                + "In time: \(inTime) of 100.")
    }

    private func days(_ number: Int) -> String {
        t("\(number) hari kerja", number == 1 ? "1 working day" : "\(number) working days")
    }

    /// Small numbers would say something about single people.
    private func few(_ number: Int) -> String {
        (1..<AnswerTimes.fewest).contains(number)
            ? t("kurang dari \(AnswerTimes.fewest)", "fewer than \(AnswerTimes.fewest)") : t.count(number)
    }

    private func row(_ category: CaseCategory) -> [HTML] {
        let times = figures.times[category] ?? AnswerTimes(counts: [:], inTime: 0)
        let inTime = times.percentInTime.map { t("\($0) dari 100", "\($0) of 100") } ?? "–"
        func figure(_ number: Int?) -> HTML { "\(number.map(days) ?? "–")" }
        return [
            "\(t(category.label))", "\(promise(category))", "\(few(times.answers))",
            figure(times.median), figure(times.percentile(90)), "\(inTime)",
            "\(few(figures.running[category] ?? 0))",
        ]
    }

    static func sample(_ t: Words) -> ServicePage {
        let times = AnswerTimes(counts: [1: 40, 2: 30, 5: 8], inTime: 75)
        return ServicePage(
            t: t,
            figures: ServiceFigures(
                since: CivilDate(daysSinceEpoch: 18_353), times: [.incentive: times, .photos: times],
                running: [.incentive: 12, .card: 2], late: 3, reopened: 7, withdrawn: 5),
            service: .usual)
    }
}
