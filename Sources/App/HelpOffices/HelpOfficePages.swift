import Hummingbird
import Logging
import Programme
import Storage

/// `/bantuan/kantor`: the local offices where people are helped. The page without a choice is a `PublicPage`, the same
/// for all visitors of a language.
struct HelpOfficePages: Sendable {
    let dependencies: Dependencies

    /// How old the shown directory may be.
    static let freshness = Span.minutes(1)

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        for language in Language.allCases {
            routes.get(PublicPage.helpOffices.path(in: language), use: show)
        }
        return routes
    }

    @Sendable private func show(request: Request, context: VisitorContext) async throws -> Response {
        var page = HelpOfficesPage(
            t: context.t, contact: dependencies.edition.contact, now: dependencies.clock.now())
        page.query = HelpOfficeQuery(request)
        if let province = page.query.province {
            page.offices = try await directory().filter { $0.regency.province == province }
            page.holidays = OfficeHolidays(dependencies)
        }
        return context.page(page)
    }

    /// All offices: a few thousand at most, read once a minute and shared by all visitors. None, with an error in the
    /// server's log, where they are not as the last import left them.
    private func directory() async throws -> [HelpOffice] {
        try await dependencies.publicCache.value("help-offices", for: Self.freshness, now: dependencies.realNow()) {
            [dependencies] in
            let offices = try await dependencies.database.read { try $0.helpOffices.all(vault: dependencies.vault) }
            if offices == nil {
                dependencies.logger.error(
                    """
                    the directory of local offices was changed by other means than an import, and is not shown: run \
                    `prakerja audit verify`, then import the file again
                    """)
            }
            return offices ?? []
        }
    }
}

/// The days on which every office is closed.
struct OfficeHolidays: Sendable {
    let days: Set<CivilDate>
    private let names: [CivilDate: Bilingual]

    /// Without a holiday.
    init() {
        (days, names) = ([], [:])
    }

    init(_ dependencies: Dependencies) {
        days = dependencies.workingDays.holidays
        names = Dictionary(
            dependencies.service.holidays.map { ($0.date, $0.name) }, uniquingKeysWith: { first, _ in first })
    }

    /// Nil for a day that is no holiday.
    func name(of date: CivilDate, _ t: Words) -> String? {
        guard days.contains(date) else { return nil }
        return names[date].map { t($0) } ?? t("hari libur", "holiday")
    }
}
