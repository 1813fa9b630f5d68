import Foundation
import Hummingbird
import Programme

/// What a visitor typed on the first page of signing up. It is kept in a sealed cookie, so that no address appears in a
/// URL and nothing is stored about visitors who leave.
struct ContactAttempt: Sendable {
    let contact: Contact
    /// Whether the visitor wants only a link in the mail, and no digits.
    var byLink = false

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

    private static func opened(
        _ cookies: CookieHeader, on dependencies: Dependencies
    ) -> (visit: String, attempt: ContactAttempt)? {
        guard let value = cookies[cookie], let sealed = Data(base64URL: value),
            let text = try? dependencies.vault.openText(sealed, table: "cookie", column: cookie, row: 0)
        else { return nil }
        let parts = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let contact = Contact(parts[2]) else { return nil }
        return (parts[0], ContactAttempt(contact: contact, byLink: parts[1] == link))
    }

    func carried(by response: Response, visit: String, on dependencies: Dependencies) throws -> Response {
        let text = [visit, byLink ? Self.link : "", contact.written].joined(separator: "\n")
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
