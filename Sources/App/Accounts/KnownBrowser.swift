import Foundation
import Hummingbird
import Programme

/// A sealed cookie with the contacts a browser has proved. Strangers who know an address can use up the codes that any
/// browser may ask for, so a browser that has proved the address has a limit of its own.
///
/// The cookie does not sign in. A copy of it lets another browser ask for codes to the addresses it names, and nothing
/// else.
struct KnownBrowser: Sendable {
    /// Names this browser's own limit.
    private let token: String
    /// Keyed hashes of the contacts, the latest last.
    private let contacts: [String]

    /// The most contacts remembered: people share phones.
    private static let most = 8
    private static let lifetime = Span.days(365)
    private static let name = "dikenal"

    /// Without a cookie that this installation sealed, no contact is known.
    init(_ browser: Browser, on dependencies: Dependencies) {
        let name = Self.cookieName(secure: dependencies.configuration.isSecure)
        guard let value = browser.cookies[name], let sealed = Data(base64URL: value),
            let text = try? dependencies.vault.openText(sealed, table: "cookie", column: Self.name, row: 0)
        else {
            (token, contacts) = (dependencies.random.token(16), [])
            return
        }
        let lines = text.split(separator: "\n").map(String.init)
        (token, contacts) = (lines.first ?? "", Array(lines.dropFirst().suffix(Self.most)))
    }

    /// The limit that a code to `contact`, asked for without a session, counts against.
    func budget(for contact: Contact, on dependencies: Dependencies) -> CodeBudget {
        contacts.contains(Self.mark(contact, dependencies)) ? .browser(token) : .strangers
    }

    /// Adds `contact` to the cookie, on the response to the form that proved it.
    func proved(_ contact: Contact, carriedBy response: inout Response, on dependencies: Dependencies) throws {
        let mark = Self.mark(contact, dependencies)
        let kept = contacts.filter { $0 != mark }.suffix(Self.most - 1) + [mark]
        let text = ([token] + kept).joined(separator: "\n")
        let sealed = try dependencies.vault.seal(text, table: "cookie", column: Self.name, row: 0)
        let secure = dependencies.configuration.isSecure
        response.setCookie(
            Cookie(
                name: Self.cookieName(secure: secure), value: sealed.base64URL, maxAge: Int(Self.lifetime.seconds),
                path: "/", secure: secure, httpOnly: true, sameSite: .lax))
    }

    private static func cookieName(secure: Bool) -> String { secure ? "__Host-\(name)" : name }

    private static func mark(_ contact: Contact, _ dependencies: Dependencies) -> String {
        dependencies.vault.lookup(contact.canonical, purpose: "known-browser").prefix(12).base64URL
    }
}
