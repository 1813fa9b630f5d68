import Hummingbird
import Programme
import Storage

/// Second looks at a sample of the accepted pairs, and how far the officers agree.
struct SecondLookOffice: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.photoAgreement, use: agreement)
        routes.get(Paths.secondLooks, use: next)
        routes.get(Paths.secondLook.pattern, use: show)
        routes.post(Paths.secondLook.pattern, use: answer)
        return routes
    }

    /// Reviewers read the shares of all officers together; readers of the audit trail those of each officer too.
    @Sendable private func agreement(request: Request, context: OfficerContext) async throws -> Response {
        let mayReadEach = context.officer.mayAny([.readAudit])
        try context.officer.requireAny([.readAudit, .reviewPhotos])
        let page = try await dependencies.database.read { tx in
            AgreementPage(
                t: context.t, counts: try tx.photos.agreement(), names: mayReadEach ? try tx.officers.names() : nil,
                mayReview: context.officer.mayAny([.reviewPhotos]))
        }
        return context.page(page)
    }

    /// Leads to the oldest request that this officer may answer.
    @Sendable private func next(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.reviewPhotos)
        let next = try await dependencies.database.read { try $0.photos.nextSecondLook(for: context.officer.id) }
        return context.redirect(next.map { Paths.secondLook($0) } ?? Paths.photoOffice)
    }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        let page = try await page(context, context.newForm)
        return page.map { context.page($0) } ?? context.redirect(Paths.photoOffice)
    }

    /// Nil when the pair needs no second look by this officer.
    private func page(_ context: OfficerContext, _ form: FormState) async throws -> ReviewPage? {
        try context.require(.reviewPhotos)
        return try await dependencies.database.transaction { tx -> ReviewPage? in
            guard let look = try open(context, tx), let photo = try tx.photos.photo(look.card) else { return nil }
            try context.records(.identity, of: [look.person], because: .work("second-look:\(look.id)"), in: tx)
            return try ReviewPage(
                t: context.t, photo: photo,
                person: ReviewedPerson(look.person, tx, at: dependencies.realNow(), dependencies),
                queue: ReviewQueue(
                    count: tx.photos.secondLookCount(for: context.officer.id),
                    next: tx.photos.nextSecondLook(for: context.officer.id, after: look.id)
                        .map { Paths.secondLook($0) }),
                form: form, officer: context.officer, keys: context.browser.keys, look: .second(look.id))
        }
    }

    /// A field `alasan` disagrees, and a third reviewer decides; without it the officer accepts the pair too.
    @Sendable private func answer(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.reviewPhotos)
        let form = try await context.form(request)
        let fault = IdentityPhoto.Fault(rawValue: form["alasan"])
        guard !form.has("alasan") || fault != nil else {
            let page = try await page(context, form.state.with([.photoReason(context.t)]))
            return page.map { context.page($0, status: .unprocessableContent) }
                ?? context.redirect(
                    Paths.photoOffice, saying: .secondLookLost)
        }
        let (next, isTaken) = try await dependencies.database.transaction { tx -> (ID<SecondLook>?, Bool) in
            // False where another officer was first: both meant the same pair, and the first answer counts.
            let isTaken =
                try open(context, tx).map { look in
                    try JudgePhotos(dependencies: dependencies).answer(
                        look, fault: fault, by: context.officer.id, tx)
                } ?? false
            return (try tx.photos.nextSecondLook(for: context.officer.id), isTaken)
        }
        let taken = fault == nil ? DoneNotice.secondLookTaken : .secondLookDiffers
        return context.redirect(
            next.map { Paths.secondLook($0) } ?? Paths.photoOffice, saying: isTaken ? taken : .secondLookLost)
    }

    /// Nil when it is answered or the first verdict is this officer's own.
    private func open(_ context: OfficerContext, _ tx: Transaction) throws -> SecondLook? {
        guard let id = context.parameters.get("id").flatMap({ ID<SecondLook>($0) }),
            let look = try tx.photos.secondLook(id)
        else { throw HTTPError(.notFound) }
        try tx.officers.checkIsAnother(context.officer.id, than: look.person)
        return look.isAnswered || look.firstOfficer == context.officer.id ? nil : look
    }
}
