import Foundation
import Hummingbird
import Programme
import Storage

/// The demo's control page: sign in as a demo person, move the programme clock, read what was sent. Routed only in the
/// demo.
struct DemoPages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        routes.get(Paths.demo, use: show)
        routes.post(Paths.demoPerson, use: become)
        routes.post(Paths.demoOfficer, use: becomeOfficer)
        routes.post(Paths.demoPartnerPerson, use: becomePartnerPerson)
        routes.post(Paths.demoClock, use: moveClock)
        return routes
    }

    @Sendable private func show(request: Request, context: VisitorContext) async throws -> Response {
        context.page(try page(context, form: context.newForm))
    }

    /// Signs in without a code, because the page shows every code anyway.
    @Sendable private func become(request: Request, context: VisitorContext) async throws -> Response {
        let form = try await context.form(request)
        guard let contact = Contact(form["orang"]) else { throw DemoRefusal.unknownPerson }
        let cookie = try await dependencies.database.transaction { [dependencies] tx in
            guard let account = try tx.accounts.holder(of: contact, vault: dependencies.vault) else {
                throw DemoRefusal.unknownPerson
            }
            try tx.audit.record(
                AuditEvent("demo.signed-in", subject: "account:\(account.id)"), by: .person(account.id),
                at: dependencies.moment(), ids: dependencies.ids)
            return try tx.sessions.begin(
                person: account.id, at: dependencies.realNow(), vault: dependencies.vault, random: dependencies.random)
        }
        return entered(cookie, lifetime: SessionQueries.personLifetime, to: Paths.account, context)
    }

    @Sendable private func becomeOfficer(request: Request, context: VisitorContext) async throws -> Response {
        let form = try await context.form(request)
        let signIn = form["petugas"]
        let cookie = try await dependencies.database.transaction { [dependencies] tx in
            guard let officer = try tx.officers.credential(signIn: signIn) else { throw DemoRefusal.unknownPerson }
            try tx.audit.record(
                AuditEvent("demo.signed-in", subject: "officer:\(officer.id)"), by: .officer(officer.id),
                at: dependencies.moment(), ids: dependencies.ids)
            return try tx.sessions.begin(
                officer: officer.id, at: dependencies.realNow(), vault: dependencies.vault, random: dependencies.random)
        }
        return entered(cookie, lifetime: SessionQueries.officerLifetime, to: Paths.office, context)
    }

    @Sendable private func becomePartnerPerson(request: Request, context: VisitorContext) async throws -> Response {
        let form = try await context.form(request)
        let cookie = try await EnterDesk(dependencies: dependencies).begin(signIn: form["orang"])
        var response = context.redirect(Paths.partnerDesk)
        response.setCookie(
            PartnerSessionCookie.make(
                cookie, lifetime: PartnerPersonQueries.lifetime, secure: dependencies.configuration.isSecure))
        return response
    }

    @Sendable private func moveClock(request: Request, context: VisitorContext) async throws -> Response {
        let form = try await context.form(request)
        let (target, error) = target(form, context.t)
        guard let target else {
            let errors = [error].compactMap(\.self)
            return context.page(try page(context, form: form.state.with(errors)), status: .unprocessableContent)
        }
        try await dependencies.clock.move(to: target, in: dependencies.database)
        try await dependencies.database.transaction { [dependencies] tx in
            try tx.audit.record(
                AuditEvent("demo.clock-moved", subject: "clock", detail: ["to": target.description]), by: .system,
                at: dependencies.moment(), ids: dependencies.ids)
            for entry in Schedule.all { try entry.enqueue(tx, dependencies) }
        }
        return context.redirect(Paths.demo)
    }

    /// As one of the page's buttons says, or the typed day at eight in the morning.
    private func target(_ form: Form, _ t: Words) -> (instant: Instant?, error: FieldError?) {
        if form.has("jam") || form.has("ke") {
            if let hours = Int(form["jam"], in: 1...24 * 366) { return (dependencies.clock.now() + .hours(hours), nil) }
            if let instant = Instant(form["ke"]) { return (instant, nil) }
            return (nil, FieldError(field: DemoPage.date.name, message: DemoRefusal.noSuchTime.sentence(t)))
        }
        let (date, error) = DemoPage.date.read(form, t)
        return (date.map { Zone.wib.instant($0, TimeOfDay(milliseconds: 8 * 3_600_000)) }, error)
    }

    private func page(_ context: VisitorContext, form: FormState) throws -> DemoPage {
        DemoPage(
            t: context.t, form: form, now: dependencies.clock.now(),
            file: try DemoFile.read(from: dependencies.configuration.dataDirectory),
            waves: dependencies.edition.waves.calendar)
    }

    private func entered(_ cookie: String, lifetime: Span, to path: String, _ context: VisitorContext) -> Response {
        var response = context.redirect(path)
        response.setCookie(SessionCookie.make(cookie, lifetime: lifetime, secure: dependencies.configuration.isSecure))
        return response
    }
}

enum DemoRefusal: UserFacingRefusal {
    case unknownPerson
    case noSuchTime

    var code: String {
        switch self {
        case .unknownPerson: "demo.unknown-person"
        case .noSuchTime: "demo.no-such-time"
        }
    }

    func sentence(_ t: Words) -> String {
        switch self {
        case .unknownPerson:
            t(
                "Orang ini belum ada. Tunggu sampai demo selesai disiapkan, lalu muat ulang halaman.",
                "This person is not there yet. Wait until the demo is set up, then reload.")
        case .noSuchTime:
            t(
                "Tulis tanggal seperti 2020-05-17. Jam program hanya bisa maju.",
                "Write the date as 2020-05-17. The programme clock only moves forward.")
        }
    }
}
