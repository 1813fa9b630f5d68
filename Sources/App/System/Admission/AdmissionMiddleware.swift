import HTTPTypes
import Hummingbird
import Programme

/// Admits visitors who are signed in or were admitted before, and as many new ones as the site can serve. The others
/// get the waiting page and a ticket with their place.
struct AdmissionMiddleware: RouterMiddleware {
    let dependencies: Dependencies
    private let pages: WaitingPages

    init(dependencies: Dependencies) {
        self.dependencies = dependencies
        pages = WaitingPages(dependencies: dependencies)
    }

    func handle(
        _ request: Request, context: VisitorContext,
        next: (Request, VisitorContext) async throws -> Response
    ) async throws -> Response {
        guard context.browser.session == nil else { return try await next(request, context) }
        let now = dependencies.realNow()
        let ticket = context.browser.cookies[AdmissionTicket.cookie].flatMap {
            AdmissionTicket($0, visit: context.visit, now: now, vault: dependencies.vault)
        }
        switch dependencies.admission.ask(ticket, at: now) {
        case .enter:
            var response = try await next(request, context)
            if ticket?.kind != .inside { carry(AdmissionTicket(kind: .inside, since: now), in: &response, context) }
            return response
        case .wait(let since, let ahead, let estimate, let after):
            let form = await WaitingForm(request, context)
            let back = request.method == .post ? request.uri.path : request.uri.string
            var response = pages.response(
                ahead: ahead, estimate: estimate, after: after, path: form?.path ?? back.asLocalPath,
                language: context.browser.language)
            if let form { response = try form.carried(by: response, on: dependencies) }
            // Browsers send no cookies with a form of another site: the ticket would replace that of a real visit.
            if ticket?.since != since, request.method != .post || context.origin(of: request) != .foreign {
                carry(AdmissionTicket(kind: .waiting, since: since), in: &response, context)
            }
            return response
        }
    }

    private func carry(_ ticket: AdmissionTicket, in response: inout Response, _ context: VisitorContext) {
        let lifetime = ticket.kind == .inside ? AdmissionTicket.insideFor : AdmissionTicket.waitingFor
        response.setCookie(
            Cookie(
                name: AdmissionTicket.cookie, value: ticket.text(visit: context.visit, vault: dependencies.vault),
                maxAge: Int(lifetime.seconds), path: "/", secure: dependencies.configuration.isSecure, httpOnly: true,
                sameSite: .lax))
    }
}
