import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/kantor/loket`: a local officer registers people beside them. Each person types their own code; with it the
/// officer's session is put aside and the person's begins, in the same browser.
struct CounterOffice: Sendable {
    let dependencies: Dependencies

    /// Cases shown of the day.
    private static let listed = 200

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.counter, use: show)
        routes.get(Paths.counterStart, use: choose)
        routes.get(Paths.counterStartBy.pattern, use: start)
        routes.post(Paths.counterStart, use: begin)
        routes.get(Paths.counterCode.pattern, use: ask)
        routes.post(Paths.counterCode.pattern, use: enter)
        routes.get(Paths.counterResend.pattern, use: back)
        routes.post(Paths.counterResend.pattern, use: sendAgain)
        return routes
    }

    private var acts: HelpAtCounter { HelpAtCounter(dependencies: dependencies) }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.registerAtCounter)
        let (officer, now) = (context.officer, dependencies.realNow())
        let day = dependencies.edition.waves.zone.date(of: dependencies.clock.now())
        let page = try await dependencies.database.read { [dependencies] tx in
            CounterPage(
                t: context.t, place: try tx.officers.localPost(of: officer.id)?.written, day: day,
                helped: try tx.counterCases.count(of: officer.accounts, on: day),
                limits: dependencies.officeRoles.counter,
                cases: try tx.counterCases.of(
                    officer.id, on: day, limit: Self.listed, vault: dependencies.vault), now: now)
        }
        return context.page(page)
    }

    @Sendable private func choose(request: Request, context: OfficerContext) async throws -> Response {
        let place = try await place(of: context)
        return context.page(CounterWaysPage(t: context.t, place: place))
    }

    @Sendable private func start(request: Request, context: OfficerContext) async throws -> Response {
        guard let way = context.parameters.get("way").flatMap(CounterCase.Way.init) else {
            return context.redirect(Paths.counterStart)
        }
        var form = context.newForm
        let key: ID<CounterDraft> = dependencies.ids.next()
        form.fill([CounterForm.keyField: key.description])
        return try await startPage(form, way, context)
    }

    /// With a form that names no way, the officer chooses one first.
    private func startPage(
        _ form: FormState, _ way: CounterCase.Way?, _ context: OfficerContext, status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let place = try await place(of: context)
        guard let way else {
            return context.page(CounterWaysPage(t: context.t, place: place, errors: form.errors), status: status)
        }
        return context.page(CounterStartPage(t: context.t, place: place, way: way, form: form), status: status)
    }

    private func place(of context: OfficerContext) async throws -> String {
        try context.require(.registerAtCounter)
        let officer = context.officer.id
        let post = try await dependencies.database.read { try $0.officers.localPost(of: officer) }
        guard let post else { throw CounterRefusal.noPost }
        return post.written
    }

    /// The same rules as for signing up alone, and those of the counter.
    @Sendable private func begin(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.registerAtCounter)
        let form = try await context.form(request)
        try dependencies.switches.require(.signUp)
        try dependencies.edition.checkRegistration(at: dependencies.clock.now())
        let (draft, errors) = CounterForm.read(form, rules: dependencies.edition.account, context.t)
        guard let draft else {
            let way = CounterCase.Way(rawValue: form[CounterForm.wayField])
            return try await startPage(form.state.with(errors), way, context, status: .unprocessableContent)
        }
        if draft.contact != nil { try context.allowCode() }
        let (officer, language) = (context.officer, context.t.language)
        do {
            let (one, begun) = try await dependencies.database.transaction {
                [acts] tx -> (CounterCase, HelpAtCounter.Begun?) in
                let (one, isNew) = try acts.begin(draft, by: officer, in: language, tx)
                guard one.way == .slip else { return (one, nil) }
                guard isNew else { return (one, try acts.enterAgain(one, in: tx)) }
                return (one, try acts.enterWithoutCode(one, by: officer, reads: reading(one.id, context), in: tx))
            }
            guard let begun else { return context.redirect(Paths.counterCode(one.id)) }
            return try takenOver(begun, one.id, context)
        } catch let refusal as any UserFacingRefusal where refusal.leavesForm {
            let error = FieldError(field: Self.field(of: refusal), message: refusal.sentence(context.t))
            return try await startPage(form.state.with([error]), draft.way, context, status: refusal.status)
        }
    }

    private static func field(of refusal: any UserFacingRefusal) -> String {
        switch refusal as? CounterRefusal {
        case .unknownEarlierCase?: CounterForm.earlierField
        case .dayFull?, .noPost?: CounterForm.labelField
        default: CounterForm.contactField
        }
    }

    // MARK: - The code

    @Sendable private func ask(request: Request, context: OfficerContext) async throws -> Response {
        try await codePage(context.newForm, context)
    }

    /// The page on which the person types the code; the counter's page where none is open.
    private func codePage(
        _ form: FormState, _ context: OfficerContext, status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        try context.require(.registerAtCounter)
        let (id, officer) = (try id(context), context.officer.id)
        let found = try await dependencies.database.read {
            [dependencies] tx -> (one: CounterCase, pending: PendingCode)? in
            guard let one = try tx.counterCases.own(id, of: officer, vault: dependencies.vault), one.state == .begun,
                let pending = try tx.codes.pending(
                    HelpAtCounter.purpose(one.way), subject: HelpAtCounter.subject(of: id), vault: dependencies.vault,
                    edition: dependencies.edition)
            else { return nil }
            return (one, pending)
        }
        guard let found else { return context.redirect(Paths.counter) }
        let paths = CodePaths(
            purpose: HelpAtCounter.purpose(found.one.way), start: Paths.counterStart, code: Paths.counterCode(id),
            resend: Paths.counterResend(id))
        let about = CodePage.About(sentence: CounterPage.handOver(found.one, context.t))
        guard let page = CodePage.make(paths, pending: found.pending, form: form, about: about, context: context)
        else { return context.redirect(Paths.counter) }
        return context.page(page, status: status)
    }

    @Sendable private func enter(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.registerAtCounter)
        let form = try await context.form(request)
        try context.allow(.answersPerAddress, .answersPerBrowser)
        let id = try id(context)
        do {
            let begun = try await acts.enter(
                form[CodeForm.digits], id, by: context.officer, device: Device(userAgent: context.browser.userAgent),
                reads: reading(id, context))
            return try takenOver(begun, id, context)
        } catch let refusal as CodeRefusal {
            return try await again(form.state, refusal, context)
        }
    }

    private func again(_ form: FormState, _ refusal: CodeRefusal, _ context: OfficerContext) async throws -> Response {
        let error = FieldError(field: CodeForm.digits, message: refusal.sentence(context.t))
        return try await codePage(form.with([error]), context, status: refusal.status)
    }

    @Sendable private func back(request: Request, context: OfficerContext) throws -> Response {
        context.redirect(Paths.counterCode(try id(context)))
    }

    @Sendable private func sendAgain(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.registerAtCounter)
        let form = try await context.form(request)
        try context.allowCode()
        let (id, officer, language) = (try id(context), context.officer, context.t.language)
        do {
            try await dependencies.database.transaction { [acts] tx in
                try acts.sendAgain(id, by: officer, in: language, tx)
            }
        } catch let refusal as CodeRefusal {
            return try await again(form.state, refusal, context)
        }
        return context.redirect(Paths.counterCode(id))
    }

    // MARK: - Parts

    /// The person's cookie in place of the officer's, which is put aside, sealed.
    private func takenOver(
        _ begun: HelpAtCounter.Begun, _ id: ID<CounterCase>, _ context: OfficerContext
    ) throws -> Response {
        let secure = dependencies.configuration.isSecure
        guard let own = context.browser.cookies[SessionCookie.name(secure: secure)] else {
            throw SignInRequired.officer
        }
        var response = context.redirect(Paths.application)
        response.setCookie(SessionCookie.make(begun.cookie, lifetime: AssistedSession.lifetime, secure: secure))
        try SetAside(cookie: own, id: id).carried(by: &response, on: dependencies)
        return response
    }

    /// From now on the officer sees what the person types.
    private func reading(
        _ id: ID<CounterCase>, _ context: OfficerContext
    ) -> @Sendable (ID<Account>, Transaction) throws -> Void {
        { person, tx in
            try context.records(.identity, of: [person], because: .work("counter-case:\(id)"), in: tx)
        }
    }

    private func id(_ context: OfficerContext) throws -> ID<CounterCase> {
        guard let id = context.parameters.get("id").flatMap({ ID<CounterCase>($0) }) else {
            throw HTTPError(.notFound)
        }
        return id
    }
}

extension OfficeSection {
    static let counter = OfficeSection(
        name: Bilingual(id: "Loket", en: "Counter"),
        purpose: Bilingual(
            id: "Bantu orang mendaftar, satu per satu, di samping Anda.",
            en: "Help people to register beside you, one by one."),
        path: Paths.counter, readers: [.registerAtCounter], group: .work, icon: .pen)

    static let counterRecords = OfficeSection(
        name: Bilingual(id: "Catatan loket", en: "Counter records"),
        purpose: Bilingual(
            id: "Berapa orang dibantu setiap petugas, per hari dan kantor.",
            en: "How many people each officer helped, by day and office."),
        path: Paths.counterRecords, readers: [.readAudit], group: .oversight, icon: .eye)
}
