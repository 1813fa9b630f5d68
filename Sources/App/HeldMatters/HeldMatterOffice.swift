import Hummingbird
import Programme
import Storage

/// `/kantor/ditahan`. It is read and nothing else: no act releases what is held.
struct HeldMatterOffice: Sendable {
    let dependencies: Dependencies

    private static let listed = 100

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.heldMatters, use: list)
        return routes
    }

    @Sendable private func list(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readAudit)
        let (matters, count) = try await dependencies.database.read { tx in
            (try tx.heldMatters.open(limit: Self.listed), try tx.heldMatters.backlog().count)
        }
        return context.page(
            HeldMattersPage(
                t: context.t, matters: matters, count: count, now: dependencies.realNow(), officer: context.officer))
    }
}

extension OfficeSection {
    static let heldMatters = OfficeSection(
        name: Bilingual(id: "Yang ditahan", en: "Held back"),
        purpose: Bilingual(
            id: "Uang dan keputusan yang menunggu karena datanya diubah di luar aplikasi.",
            en: "Money and decisions that wait because a record was changed outside the application."),
        path: Paths.heldMatters, readers: [.readAudit], group: .oversight, icon: .lock)
}

extension DutySource {
    static let heldMatters = DutySource(permission: .readAudit) { tx, _, dependencies in
        let label = Bilingual(
            id: "Yang ditahan karena datanya diubah di luar aplikasi",
            en: "Held back because a record was changed outside the application")
        return [
            Duty(
                label: label, try tx.heldMatters.backlog(), path: Paths.heldMatters,
                detail: Bilingual(
                    id: "Beri tahu auditor, lalu jalankan prakerja audit verify.",
                    en: "Notify an auditor, then have prakerja audit verify run."),
                verb: Bilingual(id: "Lihat", en: "See them"), timeline: dependencies.clock.timeline)
        ]
    }
}

extension PersonSectionSource {
    static let heldMatters = PersonSectionSource { tx, reading in
        let matters = try tx.heldMatters.of(reading.person)
        let words = HeldMatterWords(t: reading.t)
        guard let body = words.banner(matters, mayList: reading.officer.may(.readAudit)) else { return nil }
        return PersonSection(
            title: Bilingual(id: "Ditahan", en: "Held back"), column: .money, body: body,
            tags: [Part.tag(reading.t("Ditahan", "Held back"), .wrong)])
    }
}
