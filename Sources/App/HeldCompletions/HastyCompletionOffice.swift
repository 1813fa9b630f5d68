import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/kantor/laporan-lembaga/{id}`: the completions of an institution that came too soon or too many at once, and the
/// record that an officer has asked the institution about them.
struct HastyCompletionOffice: Sendable {
    let dependencies: Dependencies

    /// Completions on the page, and held reports beside them.
    static let listed = 50

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.hastyCompletionsPrefix) { request, context in
            try context.redirect(Paths.heldCompletions, withFormOf: request)
        }
        routes.get(Paths.hastyCompletions.pattern, use: show)
        routes.post(Paths.hastyCompletions.pattern, use: asked)
        return routes
    }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.managePartners)
        return context.page(try await page(context, context.newForm))
    }

    @Sendable private func asked(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.managePartners)
        let form = try await context.form(request)
        let (id, officer) = (try institution(context), context.officer.id)
        let (reason, errors) = ReasonField.read(form, context.t)
        guard let reason else {
            return context.page(try await page(context, form.state.with(errors)), status: .unprocessableContent)
        }
        try await dependencies.database.transaction { [dependencies] tx in
            let ask = AskInstitution(dependencies: dependencies)
            guard try ask.record(id, answered: reason, by: officer, in: tx) else { throw HTTPError(.notFound) }
        }
        return context.redirect(Paths.hastyCompletions(id), saying: .institutionAsked)
    }

    private func page(_ context: OfficerContext, _ form: FormState) async throws -> HastyCompletionsPage {
        let (id, now) = (try institution(context), dependencies.clock.now())
        let from = now - CompletionPace.lookBack
        return try await dependencies.database.read { tx in
            guard let name = try tx.partners.find(id)?.name else { throw HTTPError(.notFound) }
            return HastyCompletionsPage(
                t: context.t, institution: id, name: name,
                inDoubt: try tx.purchases.hasty(from: from).first { $0.id == id },
                completions: try tx.purchases.completions(at: id, from: from, limit: Self.listed),
                held: try tx.heldCompletions.queue(at: id, limit: Self.listed),
                askedAt: try tx.audit.lastTimes(
                    of: HastyInstitution.asked, subjects: ["partner:\(id)"]
                ).values.first, now: now, form: form)
        }
    }

    private func institution(_ context: OfficerContext) throws -> ID<Partner> {
        guard let id = context.parameters.get("id").flatMap({ ID<Partner>($0) }) else { throw HTTPError(.notFound) }
        return id
    }
}
