import Hummingbird
import Programme

/// A session that has begun, and the redirect that carries it.
struct SignIn: Sendable {
    let dependencies: Dependencies
    let browser: Browser

    /// A session that has begun, and the contact that was proved for it.
    struct Begun: Sendable {
        let cookie: String
        let contact: Contact
        let person: ID<Account>
    }

    /// Begins the session that the answer is good for; throws its refusal.
    func begin(_ answer: CodeAnswer) async throws -> Begun {
        let intent = EnterWithCode.Intent(answer: answer, device: Device(userAgent: browser.userAgent))
        return try await dependencies.codeLeaders.entering.carryOut(
            intent, by: EnterWithCode(dependencies: dependencies), on: dependencies.database)
    }

    /// The redirect, with the session cookie and the cookie that remembers the proved contact.
    func enter(_ begun: Begun, to path: String, context: some PageContext) throws -> Response {
        var response = context.redirect(path)
        response.setCookie(
            SessionCookie.make(
                begun.cookie, lifetime: SessionQueries.personLifetime, secure: dependencies.configuration.isSecure))
        try KnownBrowser(browser, on: dependencies).proved(begun.contact, carriedBy: &response, on: dependencies)
        return response
    }
}
