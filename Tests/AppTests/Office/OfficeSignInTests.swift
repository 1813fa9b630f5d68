import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("An officer signs in", .timeLimit(.minutes(2)))
struct OfficeSignInTests {
    static let password = "lima kuda terbang"

    @Test("password and code open the office; the same code does not open it twice", arguments: Engine.tested)
    func once(engine: Engine) async throws {
        try await World.with(engine) { world in
            let totp = try await Self.add(world)
            let code = totp.code(step: TOTP.step(at: world.clock.now()))
            let browser = world.visitor()
            #expect(try await browser.get(Paths.office).location?.hasPrefix(Paths.officeSignIn) == true)
            #expect(try await Self.attempt(browser, password: Self.password, code: code).location == Paths.office)
            #expect(try await browser.get(Paths.office).text.contains("Meja kerja Ratna"))

            let again = try await Self.attempt(world.visitor(), password: Self.password, code: code)
            #expect(again.status == .unprocessableContent)
            world.clock.advance(.seconds(30))
            let next = totp.code(step: TOTP.step(at: world.clock.now()))
            let fresh = try await Self.attempt(world.visitor(), password: Self.password, code: next)
            #expect(fresh.location == Paths.office)
        }
    }

    @Test("unknown name, wrong password and wrong code get one answer", arguments: Engine.tested)
    func sameAnswer(engine: Engine) async throws {
        try await World.with(engine) { world in
            let totp = try await Self.add(world)
            let code = totp.code(step: TOTP.step(at: world.clock.now()))
            let answers = [
                try await Self.attempt(
                    world.visitor(), name: "nobody@kantor.example", password: Self.password, code: code),
                try await Self.attempt(world.visitor(), password: "salah sekali ini", code: code),
                try await Self.attempt(world.visitor(), password: Self.password, code: "000000"),
            ]
            let sentences = answers.map { $0.body.firstMatch(of: /<p class="error"[^>]*>([^<]*)/).map { String($0.1) } }
            #expect(Set(sentences).count == 1 && sentences[0]?.isEmpty == false)
            #expect(answers.allSatisfy { $0.status == .unprocessableContent })
        }
    }

    @Test("the ninth try in a quarter of an hour is refused, right or wrong", arguments: Engine.tested)
    func limited(engine: Engine) async throws {
        try await World.with(engine) { world in
            let totp = try await Self.add(world)
            for _ in 0..<OfficerQueries.triesPerWindow {
                _ = try await Self.attempt(world.visitor(), password: "salah sekali ini", code: "000000")
            }
            let code = totp.code(step: TOTP.step(at: world.clock.now()))
            let refused = try await Self.attempt(world.visitor(), password: Self.password, code: code)
            #expect(refused.status == .tooManyRequests)

            world.clock.advance(OfficerQueries.window)
            let later = totp.code(step: TOTP.step(at: world.clock.now()))
            let open = try await Self.attempt(world.visitor(), password: Self.password, code: later)
            #expect(open.location == Paths.office)
        }
    }

    private static func add(_ world: World) async throws -> TOTP {
        let secret = Data("12345678901234567890".utf8)
        let officer = NewOfficer(
            name: "Ratna", signIn: "ratna@kantor.example", role: .operations,
            passwordHash: try await Password.hash(password), secret: secret)
        try await world.platform.database.transaction { tx in _ = try tx.officers.add(officer, on: world.platform) }
        return TOTP(secret: secret)
    }

    private static func attempt(
        _ browser: Visitor, name: String = " Ratna@kantor.example", password: String, code: String
    ) async throws -> Answer {
        try await browser.post(Paths.officeSignIn, [("nama", name), ("sandi", password), ("kode", code)])
    }
}
