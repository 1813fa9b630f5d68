import Hummingbird
import Programme
import Storage

/// `/kantor/loket-catatan`: for auditors, how many people each officer helped, by day and office. Counts only: whom an
/// officer helped is in the audit log.
struct CounterRecords: Sendable {
    let dependencies: Dependencies

    /// Rows of the page.
    private static let length = 200

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.counterRecords, use: show)
        return routes
    }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readAudit)
        let officer = ID<Officer>(request.query("petugas"))
        let page = try await dependencies.database.read { [dependencies] tx in
            CounterRecordsPage(
                t: context.t, days: try tx.counterCases.days(of: officer, limit: Self.length),
                names: try tx.officers.names(), limits: dependencies.officeRoles.counter, officer: officer)
        }
        return context.page(page)
    }
}

struct CounterRecordsPage: Page {
    let t: Words
    let days: [CounterDay]
    let names: [ID<Officer>: String]
    let limits: CounterLimits
    /// The one officer shown; nil for all.
    let officer: ID<Officer>?

    var title: String { t("Catatan loket", "Counter records") }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Kasus setiap petugas, per hari dan kantor. Batasnya \(limits.casesPerDay) orang sehari.",
            "Each officer's cases by day and office. The limit is \(limits.casesPerDay) people a day."))</p>
        \(when: officer != nil, all)
        \(Part.table(
            caption: t("Hari terbaru di atas", "Newest day first"),
            [
                t("Hari", "Day"), t("Petugas", "Officer"), t("Kantor", "Office"), t("Kasus", "Cases"),
                t("Orang", "People"), t("Nomor keluarga", "Household numbers"), t("Slip kertas", "Paper slips"),
            ],
            days.map(row), empty: t("Belum ada kasus di loket.", "No case at a counter yet.")))
        """
    }

    private var all: HTML {
        "<p><a href=\"\(Paths.counterRecords)\">\(t("Semua petugas", "All officers"))</a></p>"
    }

    private func row(_ one: CounterDay) -> [HTML] {
        [
            "\(t.date(one.day))",
            "<a href=\"\(Paths.counterRecords(of: one.officer))\">\(names[one.officer] ?? "–")</a>", "\(one.place)",
            "\(t.count(one.cases))", "\(t.count(one.people))", "\(t.count(one.households))", "\(t.count(one.slips))",
        ]
    }

    static func sample(_ t: Words) -> CounterRecordsPage {
        let day = Zone.wib.date(of: Instant(milliseconds: 1_586_916_000_000))
        return CounterRecordsPage(
            t: t,
            days: [
                CounterDay(
                    day: day, officer: ID(7), place: "Disnaker Kota Ternate", cases: 12, people: 11, households: 3,
                    slips: 1)
            ], names: [ID(7): "Rina"], limits: .usual, officer: nil)
    }
}
