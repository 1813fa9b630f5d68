import Hummingbird
import Programme
import Storage

/// `/kantor/foto-ketiga`: pairs on which two reviewers differ. A third reviewer reads both findings and decides; until
/// then the pair stays accepted.
struct ThirdLookOffice: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.thirdLooks, use: next)
        routes.get(Paths.thirdLook.pattern, use: show)
        routes.post(Paths.thirdLook.pattern, use: keep)
        routes.get(Paths.thirdLookRejection.pattern, use: back)
        routes.post(Paths.thirdLookRejection.pattern, use: reject)
        return routes
    }

    /// Leads to the oldest disagreement that this officer may decide.
    @Sendable private func next(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.reviewPhotos)
        let next = try await dependencies.database.read { try $0.photos.nextThirdLook(for: context.officer.id) }
        return context.redirect(next.map { Paths.thirdLook($0) } ?? Paths.photoOffice)
    }

    /// A reload of a refused decision's page.
    @Sendable private func back(request: Request, context: OfficerContext) async throws -> Response {
        context.redirect(Paths.thirdLook(try lookID(context)))
    }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        context.page(try await page(context, context.newForm))
    }

    @Sendable private func keep(request: Request, context: OfficerContext) async throws -> Response {
        _ = try await context.form(request)
        return try await settle(nil, context)
    }

    @Sendable private func reject(request: Request, context: OfficerContext) async throws -> Response {
        let form = try await context.form(request)
        guard let kind = context.parameters.get("kind").flatMap(IdentityPhoto.Kind.init(slug:)) else {
            throw HTTPError(.notFound)
        }
        guard let fault = IdentityPhoto.Fault(rawValue: form["alasan"]) else {
            let page = try await page(context, form.state.with([.photoReason(context.t)]))
            return context.page(page, status: .unprocessableContent)
        }
        guard form["catatan"].count <= ReviewOffice.longestNote else {
            let page = try await page(context, form.state.with([.photoNote(context.t)]))
            return context.page(page, status: .unprocessableContent)
        }
        return try await settle(BetterPhoto(kind: kind, fault: fault, note: form["catatan"]), context)
    }

    private func settle(_ better: BetterPhoto?, _ context: OfficerContext) async throws -> Response {
        try context.require(.reviewPhotos)
        let id = try lookID(context)
        let next = try await dependencies.database.transaction { tx in
            let look = try undecided(id, tx)
            try JudgePhotos(dependencies: dependencies).settle(look, better: better, by: context.officer, tx)
            return try tx.photos.nextThirdLook(for: context.officer.id)
        }
        return context.redirect(
            next.map { Paths.thirdLook($0) } ?? Paths.photoOffice,
            saying: better == nil ? .thirdLookKept : .thirdLookRejected)
    }

    /// Throws for an officer who gave one of the findings, and for a pair that is decided.
    private func page(_ context: OfficerContext, _ form: FormState) async throws -> ReviewPage {
        try context.require(.reviewPhotos)
        let id = try lookID(context)
        return try await dependencies.database.transaction { tx in
            let look = try undecided(id, tx)
            try tx.officers.checkIsAnother(context.officer.id, than: look.person)
            try look.disagreement.checkDecision(by: context.officer.signatory(for: .reviewPhotos))
            guard let photo = try tx.photos.photo(look.card) else { throw HTTPError(.notFound) }
            try context.records(.identity, of: [look.person], because: .work("second-look:\(id)"), in: tx)
            return try ReviewPage(
                t: context.t, photo: photo,
                person: ReviewedPerson(look.person, tx, at: dependencies.realNow(), dependencies),
                queue: ReviewQueue(
                    count: tx.photos.thirdLooks(for: context.officer.id).count,
                    next: tx.photos.nextThirdLook(for: context.officer.id, after: id).map { Paths.thirdLook($0) }),
                form: form, officer: context.officer, keys: context.browser.keys,
                look: .third(id, look.disagreement))
        }
    }

    /// A pair whose verdict fell has no request any more: the page says that there is nothing to decide.
    private func undecided(_ id: ID<SecondLook>, _ tx: Transaction) throws -> ThirdLook {
        guard let look = try tx.photos.thirdLook(id) else {
            guard try tx.photos.secondLook(id) != nil else { throw HTTPError(.notFound) }
            throw PhotoDisagreementRefusal.decidedAlready
        }
        guard !look.isDecided else { throw PhotoDisagreementRefusal.decidedAlready }
        return look
    }

    private func lookID(_ context: OfficerContext) throws -> ID<SecondLook> {
        guard let id = context.parameters.get("id").flatMap({ ID<SecondLook>($0) }) else { throw HTTPError(.notFound) }
        return id
    }
}
