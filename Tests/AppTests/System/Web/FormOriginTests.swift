import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Where a form comes from")
struct FormOriginTests {
    private static let site = "https://prakerja.example"

    @Test(
        "Sec-Fetch-Site decides; without it Origin, compared with the public address and the requested one",
        arguments: [
            // By Sec-Fetch-Site, whatever the origin is.
            ("same-origin", nil, "prakerja.example", .ours),
            ("same-origin", "https://www.prakerja.example", "10.0.0.5:8080", .ours),
            ("same-site", "https://prakerja.example", "prakerja.example", .foreign),
            ("cross-site", nil, "prakerja.example", .foreign),
            ("none", "https://prakerja.example", "prakerja.example", .unstated),
            ("a value of 2035", nil, "prakerja.example", .unstated), ("", nil, "prakerja.example", .unstated),
            // An older browser: by Origin, also behind a proxy that sends another host or names the port.
            (nil, "https://prakerja.example", "prakerja.example", .ours),
            (nil, "https://PRAKERJA.example", "Prakerja.Example", .ours),
            (nil, "https://prakerja.example", "127.0.0.1:8080", .ours),
            (nil, "https://daftar.prakerja.example", "daftar.prakerja.example", .ours),
            (nil, "https://daftar.prakerja.example", "daftar.prakerja.example:443", .ours),
            (nil, "https://daftar.prakerja.example:8443", "daftar.prakerja.example:8443", .ours),
            (nil, "https://jahat.example", "prakerja.example", .foreign),
            (nil, "https://prakerja.example.jahat.example", "prakerja.example", .foreign),
            (nil, "https://jahatprakerja.example", "prakerja.example", .foreign),
            (nil, "https://prakerja.example:8443", "prakerja.example", .foreign),
            (nil, "https://prakerja.example@jahat.example", "prakerja.example", .foreign),
            // A page without TLS may be another's.
            (nil, "http://prakerja.example", "prakerja.example", .foreign),
            // Sandboxed frames, applications with pages of their own, and browsers that state nothing.
            (nil, "null", "prakerja.example", .unstated), (nil, "file://", "prakerja.example", .unstated),
            (nil, "", "prakerja.example", .unstated), (nil, nil, "prakerja.example", .unstated),
            (nil, "android-app://id.contoh", "prakerja.example", .unstated),
        ] as [(String?, String?, String, FormOrigin)])
    func stated(fetchSite: String?, origin: String?, host: String, expected: FormOrigin) {
        #expect(FormOrigin(of: request(fetchSite, origin, host), site: Self.site) == expected)
    }

    @Test(
        "in development the site has no TLS, and is reached by several names",
        arguments: [
            ("http://127.0.0.1:8080", "127.0.0.1:8080", .ours), ("http://localhost:8080", "localhost:8080", .ours),
            ("http://192.168.1.5:8080", "192.168.1.5:8080", .ours), ("http://[::1]:8080", "[::1]:8080", .ours),
            ("http://prakerja.lokal", "prakerja.lokal:80", .ours),
            ("http://localhost:3000", "localhost:8080", .foreign),
        ] as [(String, String, FormOrigin)])
    func development(origin: String, host: String, expected: FormOrigin) {
        #expect(FormOrigin(of: request(nil, origin, host), site: "http://127.0.0.1:8080") == expected)
    }

    private func request(_ fetchSite: String?, _ origin: String?, _ host: String) -> Request {
        var fields = fetchSite.map(Visitor.fetchSite) ?? [:]
        fields[.origin] = origin
        let head = HTTPRequest(
            method: .post, scheme: nil, authority: host, path: Paths.signUp, headerFields: fields)
        return Request(head: head, body: RequestBody(buffer: ByteBuffer()))
    }
}

@Suite("Forms on pages that are the same for every visitor")
struct PublicFormTests {
    private static let typed = [("kontak", "siti@contoh.id")]

    @Test(
        "a browser that states our site submits the form without a token, with its first request",
        arguments: Engine.tested)
    func modern(engine: Engine) async throws {
        try await World.with(engine) { world in
            for path in [Paths.signUp, Paths.englishSignUp] {
                let siti = world.visitor()
                let page = try await siti.open(path)
                #expect(page.token.isEmpty && page.headers[values: .setCookie].isEmpty)
                #expect(page.body.contains("action=\"\(path)\""))
                #expect(try await siti.postAsSeen(path, Self.typed).location == Paths.signUpCode)
                // The browser has its id from here on, and reads the language of the form.
                let next = try await siti.get(Paths.signUpCode)
                #expect(next.body.contains("lang=\"\(path == Paths.signUp ? "id" : "en")\""))
                #expect(!next.headers[values: .setCookie].contains { $0.hasPrefix("kunjungan=") })
            }
        }
    }

    @Test(
        "a browser that states nothing gets the form again with a token and what was typed, and then gets on",
        arguments: Engine.tested, [[:], [.origin: "null"], Visitor.fetchSite("none")] as [HTTPFields])
    func old(engine: Engine, statements: HTTPFields) async throws {
        try await World.with(engine) { world in
            for path in [Paths.signUp, Paths.englishSignUp, Paths.signIn, Paths.englishSignIn] {
                let siti = world.visitor().stating(statements)
                try await siti.open(path)
                let sent = try await siti.postAsSeen(path, Self.typed + [("ke", "/pendaftaran")])
                #expect(sent.location == "\(path)?lagi=ya&ke=/pendaftaran")
                let page = try await siti.open(try #require(sent.location))
                #expect(page.status == .ok && !page.token.isEmpty && page.body.contains("value=\"siti@contoh.id\""))
                #expect(page.headers[.cacheControl] == "no-store")
                let isSignUp = path.hasSuffix(Paths.signUp)
                let next = try await siti.postAsSeen(path, Self.typed)
                #expect(next.location == (isSignUp ? Paths.signUpCode : Paths.signInCode))
                // Afterwards the first page is the usual one again.
                #expect(try await siti.get(path).token.isEmpty)
            }
        }
    }

    @Test(
        "a form of another site is refused, and changes neither the browser's id nor its visit",
        arguments: Engine.tested)
    func foreign(engine: Engine) async throws {
        try await World.with(engine) { world in
            for statements in [
                Visitor.fetchSite("cross-site"), Visitor.fetchSite("same-site"), [.origin: "https://jahat.example"],
            ] as [HTTPFields] {
                let siti = world.visitor().stating(statements)
                for path in [Paths.signUp, Paths.signIn] {
                    let refused = try await siti.post(path, Self.typed)
                    #expect(refused.status == .forbidden && refused.headers[values: .setCookie].isEmpty)
                    #expect(refused.text.contains("dikirim dari situs lain"))
                    #expect(!refused.body.contains("siti@contoh.id"))
                    // No dead end behind a proxy with a name we do not know: the form with a token is accepted.
                    let form = try await siti.open("\(path)?lagi=ya")
                    #expect(refused.body.contains("href=\"\(path)?lagi=ya\"") && !form.body.contains("siti@contoh.id"))
                    #expect(try await siti.postAsSeen(path, Self.typed).status == .seeOther)
                }
            }
            let codes = try await world.dependencies.database.read { tx in
                try tx.row("SELECT COUNT(*) AS codes FROM one_time_code")?["codes"] as Int?
            }
            #expect(codes == 6)
        }
    }

    @Test("a browser without cookies reads why the form comes back")
    func withoutCookies() async throws {
        try await World.with(.sqlite) { world in
            let first = try await world.visitor().stating([:]).post(Paths.signUp, Self.typed)
            let page = try await world.visitor().get(try #require(first.location))
            #expect(page.text.contains("Izinkan cookie untuk situs ini"))
        }
    }

    @Test("two tabs of a new browser become one visit")
    func tabs() async throws {
        try await World.with(.sqlite) { world in
            let siti = world.visitor()
            for path in [Paths.signUp, Paths.signIn] { try await siti.open(path) }
            #expect(try await siti.postAsSeen(Paths.signIn, Self.typed).location == Paths.signInCode)
            let visit = siti.cookie(VisitCookie.name(secure: false))
            #expect(
                try await siti.postAsSeen(Paths.signUp, [("kontak", "budi@contoh.id")]).location == Paths.signUpCode)
            #expect(visit != nil && siti.cookie(VisitCookie.name(secure: false)) == visit)
        }
    }

    @Test("a person who is signed in already continues at their account")
    func signedIn() async throws {
        try await World.with(.sqlite) { world in
            let siti = try await world.signedUp()
            for path in [Paths.signUp, Paths.englishSignIn] {
                #expect(try await siti.browser.postAsSeen(path, Self.typed, token: "").location == Paths.account)
            }
        }
    }

    @Test("a browser that states our site signs out without a token, and stays signed in when another site asks")
    func signOut() async throws {
        try await World.with(.sqlite) { world in
            let siti = try await world.signedUp().browser
            let page = try await siti.stated(Paths.waves)
            #expect(page.body.contains("action=\"\(Paths.signOut)\"") && page.token.isEmpty)
            #expect(try await !siti.get(Paths.waves).token.isEmpty)
            #expect(try await !siti.stated(Paths.phone).token.isEmpty)
            for statements in [Visitor.fetchSite("cross-site"), Visitor.fetchSite("none"), [:]] as [HTTPFields] {
                _ = try await siti.stating(statements).postAsSeen(Paths.signOut, [], token: "")
                #expect(try await siti.get(Paths.account).status == .ok)
            }
            _ = try await siti.stating(Visitor.modern).postAsSeen(Paths.signOut, [], token: "")
            #expect(try await siti.get(Paths.account).location?.hasPrefix(Paths.signIn) == true)
        }
    }

    @Test("every other form needs its token, whatever the browser states", arguments: Engine.tested)
    func others(engine: Engine) async throws {
        try await World.with(engine, settings: { $0.demo = true }) { world in
            let browsers = [
                world.visitor(), try await world.signedUp().browser,
                try await world.officer("Ratna", .operations).browser,
            ]
            let routes = Self.tokenRoutes(of: world)
            #expect(routes.count > 100)
            for route in routes {
                for browser in browsers {
                    let answer = try await browser.postAsSeen(route, Self.typed, token: "")
                    #expect(Self.isRefused(answer), "POST \(route)")
                }
            }
        }
    }

    /// The addresses of all forms of browsers but those of pages that are the same for all, and those for signing out and
    /// for ending a session at a counter, which harm no person who did not ask.
    private static func tokenRoutes(of world: World) -> [String] {
        var open: Set<String> = [Paths.signUpCode, Paths.signOut, Paths.counterEnd]
        for page in PublicPage.allCases where page.hasForm {
            for language in Language.allCases { open.insert(page.path(in: language)) }
        }
        let routes = makeRouter(world.dependencies).routes.filter { $0.method == .post }.map { "\($0.path)" }
        return routes.filter { !$0.hasPrefix(Paths.api) && !open.contains($0) }
            .map { $0.replacing(/\{[^}]*\}/, with: "1") }
    }

    /// Kept for another try, led to a sign-in, or answered with a refusal.
    private static func isRefused(_ answer: Answer) -> Bool {
        answer.headers[values: .setCookie].contains { $0.hasPrefix("isian=") }
            || answer.location?.contains("?ke=") == true || (400..<500).contains(answer.status.code)
    }
}
