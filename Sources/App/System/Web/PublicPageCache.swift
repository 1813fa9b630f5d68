import HTTPTypes
import Hummingbird
import NIOConcurrencyHelpers
import Programme

/// Serves the pages that are the same for every visitor without a session from memory. They are rendered again once per
/// second of the programme's clock, so that what they say of opening hours and waves is never older. It runs before
/// session lookup and all page handlers, because these pages get the most traffic.
struct PublicPageCache: RouterMiddleware {
    private struct Key: Hashable {
        let path: String
        let language: Language
    }

    private struct Entry {
        let second: Int64
        let kept: CachedResponse
    }

    /// Instants by the real clock. `askedAt` is that of the latest attempt, which may have failed.
    private struct News {
        let waves: PublicWaves
        let readAt: Instant
        var askedAt: Instant
    }

    let dependencies: Dependencies
    private let state = State()

    private final class State: Sendable {
        let entries = NIOLockedValueBox<[Key: Entry]>([:])
        let news = NIOLockedValueBox<News?>(nil)
    }

    private static let paths: Set = [Paths.home, Paths.help]

    init(dependencies: Dependencies) {
        self.dependencies = dependencies
    }

    func handle(
        _ request: Request, context: VisitorContext,
        next: (Request, VisitorContext) async throws -> Response
    ) async throws -> Response {
        guard request.method == .get || request.method == .head, Self.paths.contains(request.uri.string) else {
            return try await next(request, context)
        }
        let cookies = request.headers[.cookie] ?? ""
        // A signed-in person's page has their own header.
        guard !cookies.contains("sesi=") else { return try await next(request, context) }
        let english = cookies.contains("\(BrowserMiddleware.languageCookie)=\(Language.english.rawValue)")
        return kept(request.uri.string, english ? .english : .indonesian, await waves()).response(to: request)
    }

    /// After a pause without visitors the news is old: then a visitor waits for a new reading, and this long at most.
    private static let oldest = Span.seconds(10)
    private static let patience = Duration.milliseconds(500)

    /// The waves as last read. A reading that is some seconds old is served while the next one runs in the background,
    /// so that visitors do not wait for a database that is slow or down.
    private func waves() async -> PublicWaves? {
        let now = dependencies.realNow()
        let (known, isDue) = state.news.withLockedValue { news -> (News?, Bool) in
            let known = news
            let isDue = news.map { now >= $0.askedAt + PublicWave.fresh } ?? true
            if isDue { news?.askedAt = now }
            return (known, isDue)
        }
        guard let known else { return await readWaves(at: now) }
        guard isDue else { return known.waves }
        let reading = Task { await readWaves(at: now) }
        guard now >= known.readAt + Self.oldest else { return known.waves }
        return await first(of: reading) ?? known.waves
    }

    /// Nil when the reading takes longer than visitors are to wait.
    private func first(of reading: Task<PublicWaves?, Never>) async -> PublicWaves? {
        let (answers, answer) = AsyncStream<PublicWaves?>.makeStream()
        Task {
            answer.yield(await reading.value)
            answer.finish()
        }
        Task {
            try? await Task.sleep(for: Self.patience)
            answer.finish()
        }
        for await waves in answers { return waves }
        return nil
    }

    @discardableResult
    private func readWaves(at now: Instant) async -> PublicWaves? {
        guard let waves = try? await PublicWave.all(on: dependencies) else { return nil }
        state.news.withLockedValue { $0 = News(waves: waves, readAt: now, askedAt: now) }
        return waves
    }

    private func kept(_ path: String, _ language: Language, _ waves: PublicWaves?) -> CachedResponse {
        let (key, now) = (Key(path: path, language: language), dependencies.clock.now())
        if let entry = state.entries.withLockedValue({ $0[key] }), entry.second == now.seconds { return entry.kept }
        let browser = Browser.stranger(language, path: path, at: now)
        let document = document(path, Words(language: language), now, browser, waves)
        var headers = SecurityHeaders.all(isSecure: dependencies.configuration.isSecure)
        headers[.contentType] = "text/html; charset=utf-8"
        headers[.cacheControl] = "private, no-cache"
        let kept = CachedResponse(document.text.utf8, headers: headers)
        state.entries.withLockedValue { $0[key] = Entry(second: now.seconds, kept: kept) }
        return kept
    }

    private func document(
        _ path: String, _ t: Words, _ now: Instant, _ browser: Browser, _ waves: PublicWaves?
    ) -> HTML {
        func laidOut(_ page: some Page) -> HTML {
            Layout(page: page, browser: browser, frame: Frame(dependencies: dependencies), csrf: "").document
        }
        return path == Paths.home
            ? laidOut(HomePage(t: t, edition: dependencies.edition, now: now, news: waves, hasAccount: false))
            : laidOut(HelpPage(t: t, contact: dependencies.edition.contact, now: now))
    }
}

extension Instant {
    fileprivate var seconds: Int64 { milliseconds / 1_000 }
}
