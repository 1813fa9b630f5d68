import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Programme
import Storage

/// What is known of the requesting browser: read once per request by `BrowserMiddleware`.
struct Browser: Sendable {
    /// The browser's random id, kept in a cookie. One-time codes and form tokens are bound to it.
    let visit: String
    let isNew: Bool
    let language: Language
    let session: Session?
    /// Path and query of the request, to return to after signing in or changing the language.
    let path: String
    /// The client's network address. Used for rate limits only and not stored.
    let address: String
    /// When the request arrived. Deadlines to the second compare this, not the time at which the database got to it.
    let arrivedAt: Instant
    var unread: Int
    /// An officer's waiting items, by the path of each section of the office; empty for all others.
    var waiting: [String: Int] = [:]
    /// What the act before did, for this page alone.
    var done: DoneNotice?
    /// The item that an officer goes on with after that act.
    var next: String?
    var cookies = CookieHeader("")
    /// The values of a rejected form, for the page that shows it again.
    var kept: SavedForm?
    /// What this request submits, for a browser that can fetch the form again by GET; nil for all other requests.
    var submission: Submission?
    /// Whether it will state with a form of this page that the page is ours.
    var statesOrigin = false
    /// Whether it understands compressed answers.
    var readsGzip = false
    /// The `User-Agent` header; empty when there is none.
    var userAgent = ""

    /// Whether a page of its own is compressed for it. Another site could make the browser ask for a page many times with
    /// words of its choice in the address, and learn from the lengths which of them stand in the page; so a request that
    /// did not come from our own page or from the person themselves is answered with the page as it is.
    var mayBePacked: Bool { readsGzip && statesOrigin }

    /// Whether keys act at once; each officer can switch them off.
    var keys: ShortcutKeys { ShortcutKeys(areOn: session?.hasKeys ?? true) }

    /// A visitor without a session, for a page that is the same for every visitor.
    static func stranger(_ language: Language, path: String, at now: Instant) -> Browser {
        Browser(
            visit: "", isNew: false, language: language, session: nil, path: path, address: ClientAddress.unknown,
            arrivedAt: now, unread: 0)
    }
}

/// The session of a signed-in person or officer.
struct Session: Sendable {
    let hash: Data
    let holder: Holder
    /// The time zone of the person's province; nil until they have entered an address. Of an officer: that of the
    /// province they work for, or the programme's.
    let zone: Zone?
    /// When the session's use was last recorded, by the real clock.
    let seenAt: Instant
    /// When an officer last gave the authenticator's code, by the real clock; nil for people.
    let provedAt: Instant?
    /// Whether keys act at once on an officer's pages.
    var hasKeys = true
    /// The help of a local officer, for which the session began; nil for all other sessions.
    var assistance: Assistance?

    var seenEvery: Span {
        switch holder {
        case .officer, .partner: return SessionQueries.officerSeenEvery
        case .person: break
        }
        return assistance == nil ? SessionQueries.seenEvery : SessionQueries.officerSeenEvery
    }

    enum Holder: Sendable {
        case person(ID<Account>)
        case officer(Officer)
        /// At a partner's desk, whose session is in a table and a cookie of its own.
        case partner(PartnerPerson)
    }
}

/// Reads cookies, looks up the session, and gives a new browser its id.
struct BrowserMiddleware: RouterMiddleware {
    let dependencies: Dependencies

    func handle(
        _ request: Request, context: VisitorContext,
        next: (Request, VisitorContext) async throws -> Response
    ) async throws -> Response {
        let arrivedAt = dependencies.clock.now()
        let cookies = CookieHeader(of: request)
        let known = cookies[visitCookie].flatMap { VisitCookie.read($0, dependencies.vault) }
        // A partner's program has neither a session nor a cookie.
        let isProgram = PartnerAPI(meantBy: request.uri.path) == .problems
        let (session, unread) = try await isProgram ? (nil, 0) : signedIn(cookies, at: request.uri.path)
        let kept = SavedForm(cookies, on: dependencies)
        let language = language(of: request, cookies)
        var browser = Browser(
            visit: known ?? dependencies.random.token(16), isNew: known == nil, language: language.read,
            session: session, path: request.uri.string, address: address(of: request, context), arrivedAt: arrivedAt,
            unread: unread, cookies: cookies, kept: request.method == .get ? kept : nil,
            submission: Submission(of: request), statesOrigin: FormOrigin.isStated(by: request),
            readsGzip: request.headers[.acceptEncoding]?.contains("gzip") == true,
            userAgent: request.headers[.userAgent] ?? "")
        if case .officer(let officer) = session?.holder, request.uri.path.hasPrefix(Paths.office) {
            browser.waiting = await dependencies.dutyCounts.counts(of: officer, on: dependencies)
        }
        if request.method == .get {
            browser.done = DoneNotice(cookies, for: browser.noticeHolder, on: browser.path, dependencies)
        }
        if browser.done != nil, case .officer(let officer) = session?.holder {
            browser.next = await nextItem(after: request.uri.path, for: officer)
        }
        var context = context
        context.enter(browser, dependencies: dependencies)
        // An act changes what waits: every later page counts again.
        defer { if request.method == .post { dependencies.dutyCounts.forgetAll() } }
        var response = try await next(request, context)
        if browser.isNew || language.read != language.stored, mayRemember(request) {
            remember(browser, language, by: &response)
        }
        if browser.done != nil, response.status.kind != .redirection {
            response = DoneNotice.forgotten(by: response, dependencies)
        }
        if let kept, request.method == .post, kept.isTaken(by: response, to: request.uri.path, on: dependencies) {
            response = SavedForm.forgotten(by: response, on: dependencies)
        }
        return response
    }

    /// A page must not fail for want of it.
    private func nextItem(after address: String, for officer: Officer) async -> String? {
        let found = try? await dependencies.database.read { [dependencies] tx in
            try tx.officers.next(after: address, for: officer, on: dependencies)
        }
        return found ?? nil
    }

    /// The session of the cookie, and its number of unread messages. At a partner's desk only the partner's cookie is
    /// read, and everywhere else only the one of people and officers.
    private func signedIn(_ cookies: CookieHeader, at path: String) async throws -> (Session?, Int) {
        let isDesk = Paths.isPartnerDesk(path)
        guard let cookie = cookies[isDesk ? partnerCookie : sessionCookie], cookie.utf8.count == 43 else {
            return (nil, 0)
        }
        let now = dependencies.realNow()
        let found: (session: Session, unread: Int)?
        do {
            found = try await dependencies.database.read { [dependencies] tx in
                if isDesk {
                    return try tx.partnerPeople.session(
                        cookie: cookie, now: now, idle: dependencies.configuration.officeIdle,
                        vault: dependencies.vault
                    ).map { ($0, 0) }
                }
                return try tx.sessions.find(
                    cookie: cookie, now: now, roles: dependencies.officeRoles,
                    idle: dependencies.configuration.officeIdle, vault: dependencies.vault)
            }
        } catch is ForgedSession {
            dependencies.logger.error("a session was refused: its row was changed by other means than a sign-in")
            return (nil, 0)
        }
        if let session = found?.session, session.seenAt + session.seenEvery < now {
            // A failure to record the last use must not fail the page.
            try? await dependencies.database.transaction { [dependencies] tx in
                try tx.sessions.seen(session, at: now, vault: dependencies.vault)
            }
        }
        return found.map { ($0.session, $0.unread) } ?? (nil, 0)
    }

    /// The language the page is to be read in, and the one that is stored. An address that names one counts most. A page
    /// that is opened by a link in a page with such an address has that language, until the visitor chooses another.
    private func language(of request: Request, _ cookies: CookieHeader) -> (read: Language, stored: Language?) {
        let stored = cookies[LanguageCookie.name].flatMap(Language.init(rawValue:))
        if let named = PublicPage.language(of: request.uri.path) { return (named, stored) }
        if let stored { return (stored, stored) }
        let site = dependencies.configuration.baseURL
        guard let page = FormOrigin.pathOfReferrer(of: request, site: site),
            let named = PublicPage.language(of: page)
        else { return (.indonesian, .indonesian) }
        return (named, nil)
    }

    /// Whether the response may set the cookies of a new browser: to a page, and to a form that is accepted without one.
    /// Not to a form of another site: browsers send no cookies with it, so that a visit in progress looks new.
    private func mayRemember(_ request: Request) -> Bool {
        switch request.method {
        case .get, .head: PartnerAPI(meantBy: request.uri.path) != .problems
        case .post:
            PublicPage.at(request.uri.path)?.page.hasForm == true
                && FormOrigin(of: request, site: dependencies.configuration.baseURL) != .foreign
        default: false
        }
    }

    private func remember(
        _ browser: Browser, _ language: (read: Language, stored: Language?), by response: inout Response
    ) {
        let isSecure = dependencies.configuration.isSecure
        if browser.isNew {
            response.setCookie(
                Cookie(
                    name: visitCookie, value: VisitCookie.write(browser.visit, dependencies.vault), path: "/",
                    secure: isSecure, httpOnly: true, sameSite: .lax))
        }
        // The page on which a language is chosen has set it already.
        let isChosen = response.headers[values: .setCookie].contains { $0.hasPrefix("\(LanguageCookie.name)=") }
        if language.read != language.stored, !isChosen {
            response.setCookie(LanguageCookie.make(language.read, secure: isSecure))
        }
    }

    private func address(of request: Request, _ context: VisitorContext) -> String {
        ClientAddress.of(
            peer: context.peer, forwardedFor: request.headers[ClientAddress.header],
            proxies: dependencies.configuration.proxies
        )
    }

    private var partnerCookie: String { "\(sessionCookie)-mitra" }

    private var sessionCookie: String { SessionCookie.name(secure: dependencies.configuration.isSecure) }

    private var visitCookie: String { VisitCookie.name(secure: dependencies.configuration.isSecure) }
}

/// The language a visitor has chosen.
enum LanguageCookie {
    static let name = "bahasa"

    static func make(_ language: Language, secure: Bool) -> Cookie {
        Cookie(
            name: name, value: language.rawValue, maxAge: Int(Span.days(365).seconds), path: "/", secure: secure,
            httpOnly: true, sameSite: .lax)
    }
}

/// The browser's id in its cookie, with our authentication code: an id that we did not issue is ignored. `__Host-`
/// keeps other sites under the same domain from setting the cookie.
enum VisitCookie {
    /// Length of the id in characters: 16 random bytes.
    private static let length = 22

    static func name(secure: Bool) -> String { secure ? "__Host-kunjungan" : "kunjungan" }

    static func write(_ visit: String, _ vault: Vault) -> String { "\(visit).\(mark(visit, vault))" }

    /// Nil for a value that this installation did not issue.
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
