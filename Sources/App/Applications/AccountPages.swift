import Hummingbird
import Programme
import Storage

/// The page everybody comes back to.
struct AccountPages: Sendable {
    let platform: Platform

    var routes: RouteCollection<SignedInContext> {
        let routes = RouteCollection(context: SignedInContext.self)
        routes.get("/akun", use: show)
        return routes
    }

    @Sendable private func show(request: Request, context: SignedInContext) async throws -> Response {
        let today = platform.edition.waves.zone.date(of: platform.clock.now())
        let (dossier, contacts, entry, instalments) = try await platform.database.read { tx in
            (
                try tx.applications.dossier(of: context.person, on: platform),
                try tx.accounts.contacts(of: context.person, on: platform),
                try tx.waves.entry(of: context.person), try tx.incentives.of(context.person, today: today)
            )
        }
        let rows = instalments.map { IncentiveRow($0, under: platform.edition.benefits.rule(for: $0.instalment.kind)) }
        let sections = [
            MyIncentives(t: context.t, rows: rows).html, entry.map { MyWaveBanner(t: context.t, view: $0).html },
        ].compactMap(\.self)
        return context.page(
            AccountPage(
                t: context.t, name: dossier.personal?.name.text, journey: dossier.journey, decision: dossier.decision,
                rules: platform.edition.eligibility, contacts: contacts,
                sections: sections))
    }
}
