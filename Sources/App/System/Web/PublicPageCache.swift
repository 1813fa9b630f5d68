import HTTPTypes
import Hummingbird
import NIOConcurrencyHelpers
import Programme

/// Serves the pages in `PublicPage` from memory, to visitors without a session. They are rendered again once per second of
/// the programme's clock, so that what they say of opening hours and waves is never older. It runs before session lookup
/// and all page handlers, because these pages get the most traffic.
///
/// A request without any cookie is answered for every cache between browser and site; then these pages cost the site
/// nothing. What a request with cookies gets depends on them, and no cache may keep it.
///
/// The page for a sign-up's code is kept as well, for browsers that have just asked for one: it does not name the
/// address, and cannot offer another code yet. So is the page that confirms a new account, for browsers with a session's
/// cookie: it contains nothing of the account, so that the session need not be looked up.
///
/// Where a page is kept already, `KeptPagesHandler` answers on the connection; this middleware makes the others.
struct PublicPageCache: RouterMiddleware {
    enum Key: Hashable {
        case page(PublicPage.Address)
        case newCode(Language, Contact.Kind, byLink: Bool)
        case newAccount(Language, Contact.Kind)
    }

    /// What a request gets.
    enum Choice {
        /// A kept page; `shared` when every cache may keep the answer.
        case kept(Key, shared: Bool)
        case moved(to: String)
        /// None of these pages.
        case other
    }

    struct Entry {
        var second: Int64
        let text: String
        /// The same bytes, with the headers for a request without cookies and for one with cookies.
        let shared: CachedResponse
        let own: CachedResponse
    }

    /// Instants by the real clock. `askedAt` is that of the latest attempt, which may have failed.
    private struct News {
        let home: HomeNews
        let readAt: Instant
        var askedAt: Instant
    }

    let dependencies: Dependencies
    private let state = State()

    private final class State: Sendable {
        let entries = NIOLockedValueBox<[Key: Entry]>([:])
        let news = NIOLockedValueBox<News?>(nil)
    }

    /// A browser asks again each time, because the answer changes with its cookies; other caches keep a page this many
    /// seconds, and serve it for as long again while they fetch it.
    private static let forCaches = "public, max-age=0, s-maxage=5, stale-while-revalidate=5"
    private static let forBrowser = "private, no-cache"
    private static let differsBy = "Accept-Encoding, Cookie"

    init(dependencies: Dependencies) {
        self.dependencies = dependencies
    }

    func handle(
        _ request: Request, context: VisitorContext,
        next: (Request, VisitorContext) async throws -> Response
    ) async throws -> Response {
        guard request.method == .get || request.method == .head else { return try await next(request, context) }
        return switch choice(for: request.head, at: request.uri.string) {
        case .kept(let key, let shared): await kept(key).response(shared: shared).response(to: request)
        case .moved(let path): moved(to: path)
        case .other: try await next(request, context)
        }
    }

    /// The kept page for a GET request, unless it must be made, or made again, first; nil for all other requests.
    func atOnce(_ head: HTTPRequest) -> CachedResponse? {
        guard let path = head.path, case .kept(let key, let shared) = choice(for: head, at: path) else { return nil }
        let second = dependencies.clock.now().seconds
        let entry = state.entries.withLockedValue { $0[key] }
        guard let entry, entry.second == second else { return nil }
        return entry.response(shared: shared)
    }

    private func choice(for head: HTTPRequest, at path: String) -> Choice {
        let cookies = CookieHeader(of: head)
        guard let address = PublicPage.at(path), isOffered(address.page) else {
            guard let key = newCode(head, path, cookies) ?? newAccount(path, cookies) else { return .other }
            return .kept(key, shared: false)
        }
        guard !cookies.isEmpty else { return .kept(.page(address), shared: true) }
        guard !isForOne(address.page, cookies) else { return .other }
        if address.language == .indonesian, cookies[LanguageCookie.name] == Language.english.rawValue {
            return .moved(to: address.page.path(in: .english))
        }
        return .kept(.page(address), shared: false)
    }

    /// Nil unless the page for a sign-up's code is requested, by the browser that asked for the code a moment ago and
    /// will state where the form comes from. A development server shows the digits on a page of its own.
    private func newCode(_ head: HTTPRequest, _ path: String, _ cookies: CookieHeader) -> Key? {
        guard path == Paths.signUpCode, !hasSession(cookies), FormOrigin.isStated(by: head),
            !dependencies.configuration.development,
            cookies[SavedForm.name(secure: dependencies.configuration.isSecure)]?.isEmpty != false,
            let attempt = ContactAttempt.fresh(in: cookies, on: dependencies)
        else { return nil }
        return .newCode(language(cookies), attempt.contact.kind, byLink: attempt.byLink)
    }

    private func language(_ cookies: CookieHeader) -> Language {
        cookies[LanguageCookie.name].flatMap(Language.init(rawValue:)) ?? .indonesian
    }

    /// Nil unless the page that confirms an account is requested, by the browser that typed its contact and has a
    /// session.
    private func newAccount(_ path: String, _ cookies: CookieHeader) -> Key? {
        guard path == Paths.signUpDone, hasSession(cookies),
            let kind = ContactAttempt.kind(in: cookies, on: dependencies)
        else { return nil }
        return .newAccount(language(cookies), kind)
    }

    private func hasSession(_ cookies: CookieHeader) -> Bool {
        cookies[SessionCookie.name(secure: dependencies.configuration.isSecure)]?.isEmpty == false
    }

    /// Whether the page is as usual: sign-up is refused outside registration and while it is switched off.
    private func isOffered(_ page: PublicPage) -> Bool {
        page != .signUp
            || dependencies.edition.isRegistrationOpen(at: dependencies.clock.now())
                && dependencies.switches.closed(.signUp) == nil
    }

    /// Whether these cookies need a page of their own: a signed-in person's has their header, and a form that was not
    /// accepted is shown again with its values.
    private func isForOne(_ page: PublicPage, _ cookies: CookieHeader) -> Bool {
        if hasSession(cookies) { return true }
        // A counter's browser, which shows no page until its officer is back.
        if SetAside.isThere(cookies, secure: dependencies.configuration.isSecure) { return true }
        return page.hasForm && cookies[SavedForm.name(secure: dependencies.configuration.isSecure)]?.isEmpty == false
    }

    private func moved(to path: String) -> Response {
        var headers = SecurityHeaders.all(isSecure: dependencies.configuration.isSecure)
        headers[.location] = path
        headers[.cacheControl] = Self.forBrowser
        headers[.vary] = Self.differsBy
        return Response(status: .seeOther, headers: headers)
    }

    /// After a pause without visitors the news is old: then a visitor waits for a new reading, and this long at most.
    private static let oldest = Span.seconds(10)
    private static let patience = Duration.milliseconds(500)

    /// The waves as last read. A reading that is some seconds old is served while the next one runs in the background,
    /// so that visitors do not wait for a database that is slow or down.
    private func homeNews() async -> HomeNews? {
        let now = dependencies.realNow()
        let (known, isDue) = state.news.withLockedValue { news -> (News?, Bool) in
            let known = news
            let isDue = news.map { now >= $0.askedAt + PublicWave.fresh } ?? true
            if isDue { news?.askedAt = now }
            return (known, isDue)
        }
        guard let known else { return await readNews(at: now) }
        guard isDue else { return known.home }
        let reading = Task { await readNews(at: now) }
        guard now >= known.readAt + Self.oldest else { return known.home }
        return await first(of: reading) ?? known.home
    }

    /// Nil when the reading takes longer than visitors are to wait.
    private func first(of reading: Task<HomeNews?, Never>) async -> HomeNews? {
        let (answers, answer) = AsyncStream<HomeNews?>.makeStream()
        Task {
            answer.yield(await reading.value)
            answer.finish()
        }
        Task {
            try? await Task.sleep(for: Self.patience)
            answer.finish()
        }
        for await news in answers { return news }
        return nil
    }

    @discardableResult
    private func readNews(at now: Instant) async -> HomeNews? {
        guard let home = await HomeNews.read(on: dependencies) else { return nil }
        state.news.withLockedValue { $0 = News(home: home, readAt: now, askedAt: now) }
        return home
    }

    private func kept(_ key: Key) async -> Entry {
        var home: HomeNews?
        if case .page(let address) = key, address.page == .home { home = await homeNews() }
        let now = dependencies.clock.now()
        let known = state.entries.withLockedValue { $0[key] }
        if let known, known.second == now.seconds { return known }
        let text =
            switch key {
            case .page(let address): document(address, at: now, home).text
            case .newCode(let language, let kind, let byLink): codePage(language, kind, byLink, at: now).text
            case .newAccount(let language, let kind): confirmation(language, kind, at: now).text
            }
        var entry = known.flatMap { $0.text == text ? $0 : nil } ?? made(text)
        entry.second = now.seconds
        state.entries.withLockedValue { [entry] in $0[key] = entry }
        return entry
    }

    private func made(_ text: String) -> Entry {
        var headers = SecurityHeaders.all(isSecure: dependencies.configuration.isSecure)
        headers[.contentType] = "text/html; charset=utf-8"
        headers[.vary] = Self.differsBy
        headers[.cacheControl] = Self.forCaches
        let shared = CachedResponse(text.utf8, headers: headers)
        return Entry(second: 0, text: text, shared: shared, own: shared.with(.cacheControl, Self.forBrowser))
    }

    private func codePage(_ language: Language, _ kind: Contact.Kind, _ byLink: Bool, at now: Instant) -> HTML {
        let minutes = dependencies.edition.account.codeValidMinutes
        return Layout(
            page: FreshCodePage(t: Words(language: language), kind: kind, byLink: byLink, minutes: minutes),
            browser: .stranger(language, path: Paths.signUpCode, at: now), frame: Frame(dependencies: dependencies),
            csrf: ""
        ).document
    }

    private func confirmation(_ language: Language, _ kind: Contact.Kind, at now: Instant) -> HTML {
        Layout(
            page: SignUpDonePage(t: Words(language: language), kind: kind),
            browser: .stranger(language, path: Paths.signUpDone, at: now), frame: Frame(dependencies: dependencies),
            csrf: "", isForNewAccounts: true
        ).document
    }

    private func document(_ address: PublicPage.Address, at now: Instant, _ home: HomeNews?) -> HTML {
        let (t, edition) = (Words(language: address.language), dependencies.edition)
        let browser = Browser.stranger(address.language, path: address.page.path(in: address.language), at: now)
        func laidOut(_ page: some Page) -> HTML {
            Layout(page: page, browser: browser, frame: Frame(dependencies: dependencies), csrf: "").document
        }
        func form(_ paths: CodePaths) -> HTML {
            laidOut(
                StartPage(t: t, paths: paths, rules: edition.account, form: FormState(csrf: "")))
        }
        return switch address.page {
        case .home: laidOut(HomePage(t: t, edition: edition, now: now, news: home, hasAccount: false))
        case .help:
            laidOut(HelpPage(t: t, contact: edition.contact, identifiers: edition.account.identifiers, now: now))
        case .helpOffices: laidOut(HelpOfficesPage(t: t, contact: edition.contact, now: now))
        case .checkMessage: laidOut(CheckMessagePage(t: t, edition: edition))
        case .signUp: form(.signUp)
        case .signIn: form(.signIn)
        case .privacy: laidOut(PrivacyPage(t: t, edition: edition))
        }
    }
}

extension PublicPageCache.Entry {
    func response(shared: Bool) -> CachedResponse { shared ? self.shared : own }
}

extension Instant {
    fileprivate var seconds: Int64 { milliseconds / 1_000 }
}
