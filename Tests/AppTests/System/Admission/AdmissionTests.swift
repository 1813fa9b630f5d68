import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Admission control over HTTP")
struct AdmissionTests {
    @Test("newcomers get the waiting page, and are admitted when their ticket is called", arguments: Engine.tested)
    func line(engine: Engine) async throws {
        try await full(engine) { world in
            let siti = world.visitor()
            let waiting = try await siti.get(Paths.catalogue)
            #expect(waiting.status == .serviceUnavailable)
            #expect(waiting.text.contains("Anda sedang mengantre"))
            #expect(waiting.headers[.retryAfter] != nil)
            let refresh = try #require(HTTPField.Name("Refresh"))
            #expect(waiting.headers[refresh]?.hasSuffix("; url=\(Paths.catalogue)") == true)
            // Reloading keeps the position, and a later visitor does not overtake.
            #expect(try await siti.get(Paths.catalogue).status == .serviceUnavailable)
            #expect(try await world.visitor().get(Paths.catalogue).status == .serviceUnavailable)
            world.pass(seconds: 1)
            #expect(try await siti.get(Paths.catalogue).status == .ok)
            #expect(try await siti.get(Paths.catalogue).status == .ok)
        }
    }

    @Test("admitted visitors are not stopped: in the middle of sign-up, and signed in", arguments: Engine.tested)
    func inside(engine: Engine) async throws {
        try await World.with(engine, settings: { $0.admissionPerSecond = 10 }) { world in
            let (siti, budi) = (try await world.signedUp(), world.visitor())
            try await budi.post(Paths.signUp, [("kontak", "budi@contoh.id")])
            try await world.fill()
            #expect(try await world.visitor().get(Paths.catalogue).status == .serviceUnavailable)
            #expect(try await siti.browser.get(Paths.account).status == .ok)
            #expect(try await siti.browser.get(Paths.waves).status == .ok)
            let code = try await world.code(to: "budi@contoh.id")
            #expect(try await budi.post(Paths.signUpCode, [("kode", code)]).location == Paths.signUpDone)
        }
    }

    @Test("home, help, styles and the office answer without admission control", arguments: Engine.tested)
    func open(engine: Engine) async throws {
        try await full(engine) { world in
            let pages = PublicPage.allCases.flatMap { page in Language.allCases.map { page.path(in: $0) } }
            for path in pages + ["/sehat", Paths.officeSignIn, PublicFiles.shared.path(of: "app.css")] {
                let answer = try await world.visitor().get(path)
                #expect(answer.status == .ok, "\(path)")
            }
        }
    }

    @Test(
        "a newcomer who submits the first form waits, and finds it as typed when called", arguments: Engine.tested,
        Language.allCases)
    func form(engine: Engine, language: Language) async throws {
        try await full(engine) { world in
            let (siti, form) = (world.visitor(), PublicPage.signUp.path(in: language))
            let waiting = try await siti.post(form, [("kontak", "siti@contoh.id")])
            #expect(waiting.status == .serviceUnavailable)
            let back = PublicPage.Address(page: .signUp, language: language).forOneVisitor()
            let refresh = try #require(HTTPField.Name("Refresh"))
            #expect(waiting.headers[refresh]?.hasSuffix("; url=\(back)") == true)
            #expect(waiting.body.contains("href=\"\(back)\""))
            #expect(try await siti.get(back).status == .serviceUnavailable)
            world.pass(seconds: 1)
            let page = try await siti.open(back)
            #expect(page.status == .ok && page.body.contains("value=\"siti@contoh.id\""))
            // An old browser as well: the page has a token now.
            let sent = try await siti.stating([:]).postAsSeen(form, [("kontak", "siti@contoh.id")])
            #expect(sent.location == Paths.signUpCode)
        }
    }

    @Test("a form of another site takes no place of a visit in progress", arguments: Engine.tested)
    func foreign(engine: Engine) async throws {
        try await full(engine) { world in
            let stranger = world.visitor().stating(Visitor.fetchSite("cross-site"))
            let answer = try await stranger.post(Paths.signUp, [("kontak", "siti@contoh.id")])
            #expect(answer.status == .serviceUnavailable && answer.headers[values: .setCookie].isEmpty)
        }
    }

    @Test("a ticket of another visit is rejected", arguments: Engine.tested)
    func tampered(engine: Engine) async throws {
        try await full(engine) { world in
            let thief = world.visitor()
            try await thief.get(Paths.catalogue)
            let pass = AdmissionTicket(kind: .inside, since: world.clock.now())
            thief.keep(
                cookie: AdmissionTicket.cookie, pass.text(visit: "somebody else", vault: world.dependencies.vault))
            #expect(try await thief.get(Paths.catalogue).status == .serviceUnavailable)
        }
    }

    @Test("the waiting page is in both languages and gives the position", arguments: Engine.tested)
    func words(engine: Engine) async throws {
        try await full(engine) { world in
            for _ in 0..<20 { try await world.visitor().get(Paths.catalogue) }
            let browser = world.visitor()
            try await browser.get(Paths.language(.english))
            let page = try await browser.get(Paths.catalogue)
            #expect(page.text.contains("You are in line"))
            #expect(page.bytes.count < 6_000)
        }
    }

    /// A world whose admission control has no room left.
    private func full(_ engine: Engine, _ body: @escaping @Sendable (World) async throws -> Void) async throws {
        try await World.with(engine, settings: { $0.admissionPerSecond = 10 }) { world in
            try await world.fill()
            try await body(world)
        }
    }
}

extension World {
    /// Requests from newcomers until one gets the waiting page.
    fileprivate func fill() async throws {
        for _ in 0..<10 where try await visitor().get(Paths.catalogue).status == .serviceUnavailable { return }
        Issue.record("the site admitted every newcomer")
    }

    fileprivate func pass(seconds: Int) {
        clock.advance(.seconds(seconds))
        dependencies.admission.tick(at: clock.now(), delay: .zero)
    }
}
