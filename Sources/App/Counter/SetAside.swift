import Foundation
import Hummingbird
import Programme

/// The officer's session while the person's has its place in the counter's browser: the officer's cookie, sealed, so
/// that the person at the keyboard can do nothing with it. The officer takes it back with the authenticator's code.
struct SetAside: Sendable {
    /// The value of the officer's session cookie.
    let cookie: String
    /// The case for which it was put aside.
    let id: ID<CounterCase>

    static func name(secure: Bool) -> String { secure ? "__Host-loket" : "loket" }

    /// Whether the browser is a counter's, between two of the officer's pages.
    static func isThere(_ cookies: CookieHeader, secure: Bool) -> Bool {
        cookies[name(secure: secure)].map { !$0.isEmpty } ?? false
    }

    init(cookie: String, id: ID<CounterCase>) {
        (self.cookie, self.id) = (cookie, id)
    }

    /// Nil without a cookie that this installation sealed.
    init?(_ cookies: CookieHeader, on dependencies: Dependencies) {
        let name = Self.name(secure: dependencies.configuration.isSecure)
        guard let value = cookies[name], let sealed = Data(base64URL: value),
            let text = try? dependencies.vault.openText(sealed, table: "cookie", column: "loket", row: 0)
        else { return nil }
        let lines = text.split(separator: "\n").map(String.init)
        guard lines.count == 2, let id = ID<CounterCase>(lines[1]) else { return nil }
        self.init(cookie: lines[0], id: id)
    }

    func carried(by response: inout Response, on dependencies: Dependencies) throws {
        let sealed = try dependencies.vault.seal("\(cookie)\n\(id)", table: "cookie", column: "loket", row: 0)
        Self.set(sealed.base64URL, lifetime: SessionQueries.officerLifetime, in: &response, on: dependencies)
    }

    static func forgotten(by response: inout Response, on dependencies: Dependencies) {
        set("", lifetime: .zero, in: &response, on: dependencies)
    }

    private static func set(
        _ value: String, lifetime: Span, in response: inout Response, on dependencies: Dependencies
    ) {
        let secure = dependencies.configuration.isSecure
        response.setCookie(
            Cookie(
                name: name(secure: secure), value: value, maxAge: Int(lifetime.seconds), path: "/", secure: secure,
                httpOnly: true, sameSite: .lax))
    }
}
