import Foundation
import Hummingbird
import Programme

/// What a visitor typed on the first page of signing up. It is kept in a sealed cookie, so that no address appears in a
/// URL and nothing is stored about visitors who leave.
struct ContactAttempt: Sendable {
    let contact: Contact
    /// Whether the visitor wants only a link in the mail, and no digits.
    var byLink = false
    /// When the code was asked for, by the real clock; nil in a cookie of an earlier version.
    private(set) var askedAt: Instant?

    static let cookie = "pendaftar"
    private static let lifetime = Span.days(1)

    init(contact: Contact, byLink: Bool = false) {
        self.contact = contact
        self.byLink = byLink
    }

    /// Nil unless this installation sealed it for this very browser.
    init?(_ browser: Browser, on dependencies: Dependencies) {
        guard let (visit, attempt) = Self.opened(browser.cookies, on: dependencies), visit == browser.visit else {
            return nil
        }
        self = attempt
    }

    /// What this browser typed last, or one whose cookies it has; nil where it has none. For choosing words only.
    static func kind(in cookies: CookieHeader, on dependencies: Dependencies) -> Contact.Kind? {
        opened(cookies, on: dependencies)?.attempt.contact.kind
    }

    /// What the browser with these cookies asked for a moment ago: its code cannot be asked for again yet, and nothing
    /// more can be said of it than that it was sent. Nil when that is longer ago, and for another browser's cookie.
    static func fresh(in cookies: CookieHeader, on dependencies: Dependencies) -> ContactAttempt? {
        let name = VisitCookie.name(secure: dependencies.configuration.isSecure)
        guard let known = cookies[name], let (visit, attempt) = opened(cookies, on: dependencies),
            let askedAt = attempt.askedAt, known.hasPrefix("\(visit).")
        else { return nil }
        let now = dependencies.realNow()
        return askedAt <= now && now < askedAt + CodePolicy.firstWait ? attempt : nil
    }

    private static func opened(
        _ cookies: CookieHeader, on dependencies: Dependencies
    ) -> (visit: String, attempt: ContactAttempt)? {
        guard let value = cookies[cookie], let sealed = Data(base64URL: value),
            let text = try? dependencies.vault.openText(sealed, table: "cookie", column: cookie, row: 0)
        else { return nil }
        let parts = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 3, let contact = Contact(parts[2]) else { return nil }
        var attempt = ContactAttempt(contact: contact, byLink: parts[1] == link)
        if parts.count > 3, let asked = Int64(parts[3], in: 0...Int64.max) {
            attempt.askedAt = Instant(milliseconds: asked)
        }
        return (parts[0], attempt)
    }

    func carried(by response: Response, visit: String, on dependencies: Dependencies) throws -> Response {
        let asked = String(dependencies.realNow().milliseconds)
        let text = [visit, byLink ? Self.link : "", contact.written, asked].joined(separator: "\n")
        let sealed = try dependencies.vault.seal(text, table: "cookie", column: Self.cookie, row: 0)
        var response = response
        response.setCookie(
            Cookie(
                name: Self.cookie, value: sealed.base64URL, maxAge: Int(Self.lifetime.seconds), path: Paths.signUp,
                secure: dependencies.configuration.isSecure, httpOnly: true, sameSite: .lax))
        return response
    }

    private static let link = "tautan"
}
