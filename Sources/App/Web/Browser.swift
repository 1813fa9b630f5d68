import Foundation
import Hummingbird
import Programme
import Storage

/// What is known of the browser that asks: read once a request by `BrowserMiddleware`.
struct Browser: Sendable {
    /// A random name of this browser, kept in a cookie: one-time codes and form tokens are bound to it.
    let visit: String
    let isNew: Bool
    let language: Language
    let session: Session?
    /// Path and query as asked, to come back to after signing in or changing language.
    let path: String
    /// Where the request comes from; for limits only, and kept nowhere.
    let address: String
    /// When the request came in: what closes to the second is judged by this, not by when a database was free.
    let arrivedAt: Instant
    var unread: Int
    var cookies = CookieHeader("")
    /// A form that came back, for the page that shows it again.
    var kept: KeptForm?
    /// As the browser names itself; empty where it does not.
    var userAgent = ""

    /// Anybody, for a page that is the same for all of them.
    static func stranger(_ language: Language, path: String, at now: Instant) -> Browser {
        Browser(
            visit: "", isNew: false, language: language, session: nil, path: path, address: ClientAddress.unknown,
            arrivedAt: now, unread: 0)
    }
}

/// Whoever is signed in.
struct Session: Sendable {
    let hash: Data
    let holder: Holder
    /// Where they live, by the province of their address; nil while they have given none. The office's is the
    /// programme's.
    let zone: Zone?
    /// When it was noted last that the browser came, by the real clock.
    let seenAt: Instant

    enum Holder: Sendable {
        case person(ID<Account>)
        case officer(Officer)
    }
}

/// Reads cookies, finds the session, and gives a new browser its name.
struct BrowserMiddleware: RouterMiddleware {
    let platform: Platform

    func handle(
        _ request: Request, context: VisitorContext,
        next: (Request, VisitorContext) async throws -> Response
    ) async throws -> Response {
        let arrivedAt = platform.clock.now()
        let cookies = CookieHeader(of: request)
        let known = cookies[visitCookie].flatMap { VisitCookie.read($0, platform.vault) }
        let (session, unread) = try await signedIn(cookies[sessionCookie])
        let kept = KeptForm(cookies, on: platform)
        let browser = Browser(
            visit: known ?? platform.random.token(16), isNew: known == nil,
            language: cookies[Self.languageCookie].flatMap(Language.init(rawValue:)) ?? .indonesian,
            session: session, path: request.uri.string, address: address(of: request, context), arrivedAt: arrivedAt,
            unread: unread, cookies: cookies, kept: request.method == .get ? kept : nil,
            userAgent: request.headers[.userAgent] ?? "")
        var context = context
        context.enter(browser, platform: platform)
        var response = try await next(request, context)
        if browser.isNew, request.method == .get || request.method == .head {
            response.setCookie(
                Cookie(
                    name: visitCookie, value: VisitCookie.write(browser.visit, platform.vault), path: "/",
                    secure: platform.configuration.isSecure, httpOnly: true, sameSite: .lax))
        }
        if let kept, request.method == .post, kept.isTaken(by: response, to: request.uri.path, on: platform) {
            response = KeptForm.forgotten(by: response, on: platform)
        }
        return response
    }

    /// Whoever is signed in, and how many messages they have not read.
    private func signedIn(_ cookie: String?) async throws -> (Session?, Int) {
        guard let cookie, cookie.utf8.count == 43 else { return (nil, 0) }
        let now = platform.realNow()
        let found = try await platform.database.read { try $0.sessions.find(cookie: cookie, now: now) }
        if let session = found?.session, session.seenAt + SessionQueries.seenEvery < now {
            // When a device came last is good to know, and no reason to refuse it a page.
            try? await platform.database.transaction { try $0.sessions.seen(session, at: now) }
        }
        return found.map { ($0.session, $0.unread) } ?? (nil, 0)
    }

    private func address(of request: Request, _ context: VisitorContext) -> String {
        ClientAddress.of(
            peer: context.peer, told: request.headers[ClientAddress.header], proxies: platform.configuration.proxies)
    }

    private var sessionCookie: String { SessionCookie.name(secure: platform.configuration.isSecure) }

    private var visitCookie: String { VisitCookie.name(secure: platform.configuration.isSecure) }

    static let languageCookie = "bahasa"
}

/// The browser's name in its cookie, with our mark on it: a name that somebody made up is none, and `__Host-` keeps
/// other sites under the same domain from setting one.
enum VisitCookie {
    /// Characters of the name: 16 random bytes.
    private static let length = 22

    static func name(secure: Bool) -> String { secure ? "__Host-kunjungan" : "kunjungan" }

    static func write(_ visit: String, _ vault: Vault) -> String { "\(visit).\(mark(visit, vault))" }

    /// Nil for anything that this installation did not write.
    static func read(_ cookie: String, _ vault: Vault) -> String? {
        let parts = cookie.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, parts[0].utf8.count == length,
            constantTimeEqual(parts[1].utf8, mark(parts[0], vault).utf8)
        else { return nil }
        return parts[0]
    }

    private static func mark(_ visit: String, _ vault: Vault) -> String {
        vault.authenticationCode(of: Data(visit.utf8), for: "visit").prefix(16).base64URL
    }
}

enum SessionCookie {
    static func name(secure: Bool) -> String { secure ? "__Host-sesi" : "sesi" }

    static func make(_ value: String, lifetime: Span, secure: Bool) -> Cookie {
        Cookie(
            name: name(secure: secure), value: value, maxAge: Int(lifetime.seconds), path: "/", secure: secure,
            httpOnly: true, sameSite: .lax)
    }
}
