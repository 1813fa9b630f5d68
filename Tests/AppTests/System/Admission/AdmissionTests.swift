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
            let waiting = try await siti.get(Paths.signUp)
            #expect(waiting.status == .serviceUnavailable)
            #expect(waiting.text.contains("Anda sedang mengantre"))
            #expect(waiting.headers[.retryAfter] != nil)
            let refresh = try #require(HTTPField.Name("Refresh"))
            #expect(waiting.headers[refresh]?.hasSuffix("; url=\(Paths.signUp)") == true)
            // Reloading keeps the position, and a later visitor does not overtake.
            #expect(try await siti.get(Paths.signUp).status == .serviceUnavailable)
            #expect(try await world.visitor().get(Paths.signIn).status == .serviceUnavailable)
            world.pass(seconds: 1)
            #expect(try await siti.get(Paths.signUp).status == .ok)
            #expect(try await siti.get(Paths.signUp).status == .ok)
        }
    }

    @Test("admitted visitors are not stopped: in the middle of sign-up, and signed in", arguments: Engine.tested)
    func inside(engine: Engine) async throws {
        try await World.with(engine, settings: { $0.admissionPerSecond = 10 }) { world in
            let (siti, budi) = (try await world.signedUp(), world.visitor())
            try await budi.post(Paths.signUp, [("kontak", "budi@contoh.id")])
            try await world.fill()
            #expect(try await world.visitor().get(Paths.signUp).status == .serviceUnavailable)
            #expect(try await siti.browser.get(Paths.account).status == .ok)
            #expect(try await siti.browser.get(Paths.waves).status == .ok)
            try await budi.post(Paths.signUpMethod, [("cara", "kode")])
            let code = try await world.code(to: "budi@contoh.id")
            #expect(try await budi.post(Paths.signUpCode, [("kode", code)]).location == Paths.signUpDone)
        }
    }

    @Test("home, help, styles and the office answer without admission control", arguments: Engine.tested)
    func open(engine: Engine) async throws {
        try await full(engine) { world in
            for path in [Paths.home, Paths.help, "/sehat", Paths.officeSignIn, PublicFiles.shared.path(of: "app.css")] {
                let answer = try await world.visitor().get(path)
                #expect(answer.status == .ok, "\(path)")
            }
        }
    }

    @Test("a ticket of another visit is rejected", arguments: Engine.tested)
    func tampered(engine: Engine) async throws {
        try await full(engine) { world in
            let thief = world.visitor()
            try await thief.get(Paths.signUp)
            let pass = AdmissionTicket(kind: .inside, since: world.clock.now())
            thief.keep(
                cookie: AdmissionTicket.cookie, pass.text(visit: "somebody else", vault: world.dependencies.vault))
            #expect(try await thief.get(Paths.signUp).status == .serviceUnavailable)
        }
    }

    @Test("the waiting page is in both languages and gives the position", arguments: Engine.tested)
    func words(engine: Engine) async throws {
        try await full(engine) { world in
            for _ in 0..<20 { try await world.visitor().get(Paths.signUp) }
            let browser = world.visitor()
            try await browser.get(Paths.language(.english))
            let page = try await browser.get(Paths.signUp)
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
        for _ in 0..<10 where try await visitor().get(Paths.signUp).status == .serviceUnavailable { return }
        Issue.record("the site admitted every newcomer")
    }

    fileprivate func pass(seconds: Int) {
        clock.advance(.seconds(seconds))
        dependencies.admission.tick(at: clock.now(), delay: .zero)
    }
}
