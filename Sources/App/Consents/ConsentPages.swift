import Foundation
import HTTPTypes
import Hummingbird
import Programme
import Storage

/// Where a partner's site sends the browser of a person who signs in there with Prakerja: the person agrees or declines,
/// and the browser goes back to one of the partner's registered addresses, to no other.
struct ConsentPages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<SignedInContext> {
        let routes = RouteCollection(context: SignedInContext.self)
        routes.get(Paths.consent, use: show)
        routes.post(Paths.consent, use: answer)
        return routes
    }

    @Sendable private func show(request: Request, context: SignedInContext) async throws -> Response {
        let wanted = try SignInRequest(request, client: request.query("client_id"))
        let person = context.person
        let (site, running) = try await dependencies.database.read { [dependencies] tx in
            let site = try SignInPartner.find(wanted.client, in: tx, on: dependencies)
            try wanted.check(registered: site.partner.signInAddresses)
            try dependencies.requireNotSuspended(person, in: tx)
            let running = try tx.consents.running(of: person, at: site.id)
            return (site, running?.holds(at: site.record) == true ? running : nil)
        }
        let page = ConsentPage(
            t: context.t, csrf: context.newForm.csrf, request: wanted, site: site.record, running: running)
        return allowingReturn(by: wanted, context.page(page))
    }

    @Sendable private func answer(request: Request, context: SignedInContext) async throws -> Response {
        let form = try await context.form(request)
        try context.allow(.consentsPerBrowser)
        let wanted = try SignInRequest(request, client: request.query("client_id"))
        let person = context.person
        let address: String
        if form[ConsentPage.answerField] == ConsentPage.agreed {
            let code = try await dependencies.database.transaction { [dependencies] tx in
                try GiveConsent(dependencies: dependencies).give(wanted, by: person, in: tx)
            }
            address = wanted.answered(with: code)
        } else {
            try await dependencies.database.read { [dependencies] tx in
                let site = try SignInPartner.find(wanted.client, in: tx, on: dependencies)
                try wanted.check(registered: site.partner.signInAddresses)
            }
            address = wanted.declined
        }
        var response = Response.redirect(to: address, type: .normal)
        response.headers[.cacheControl] = "no-store"
        return allowingReturn(by: wanted, response)
    }

    /// Browsers apply `form-action` also to the redirect after a form; without this policy they block the return to the
    /// partner.
    private func allowingReturn(by request: SignInRequest, _ response: Response) -> Response {
        let origins = [request.redirect, request.failure].compactMap(Self.origin).withoutRepetition
        var response = response
        response.headers[.contentSecurityPolicy] = SecurityHeaders.policy(formsTo: origins.joined(separator: " "))
        return response
    }

    /// Scheme, host and port of a registered address.
    private static func origin(_ address: String) -> String? {
        guard let parts = URLComponents(string: address), let scheme = parts.scheme, let host = parts.host else {
            return nil
        }
        return parts.port.map { "\(scheme)://\(host):\($0)" } ?? "\(scheme)://\(host)"
    }
}
