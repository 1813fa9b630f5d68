import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// A rival who wants to delay the draw keeps trying to sign in as the officer who runs it: from many networks and from
/// the office's own, all day.
@Suite("Story: the rival on the day of the draw", .timeLimit(.minutes(2)))
struct RivalOnDrawDayTests {
    @Test(
        "a rival's attempts under the officer's name do not stop her sign-in or the draw, and the office is alerted",
        .bug(
            id: "3.19",
            """
            A rival who knew the name of the officer on duty tried it eight times every quarter of an hour: she could \
            not sign in, the wave was not drawn, and no screen said why.
            """), arguments: Engine.tested)
    func story(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let siti = try await world.candidate()
            try await siti.browser.join()
            let totp = try await OfficeSignInTests.add(world)
            func signIn(_ browser: Visitor) async throws -> Answer {
                let code = totp.code(step: TOTP.step(at: world.clock.now()))
                return try await OfficeSignInTests.attempt(browser, password: OfficeSignInTests.password, code: code)
            }
            let hers = world.visitor().coming(from: "10.4.0.1")
            #expect(try await signIn(hers).location == Paths.office)

            world.clock.set(try await world.wave().closesAt + Wave.drain)
            try await world.advanceWaves()
            for address in ["203.0.113.9", "203.0.113.10", "198.51.100.4", "10.4.0.1"] {
                for _ in 0...OfficerSignInLimiter.triesPerName {
                    let rival = world.visitor().coming(from: address)
                    _ = try await OfficeSignInTests.attempt(rival, password: "coba tebak saja", code: "123456")
                }
            }
            let hendra = try await world.officer("Hendra", .approver)
            let office = try await hendra.browser.get(Paths.office).text
            #expect(office.contains("Petugas yang namanya dicoba orang lain untuk masuk"))

            #expect(try await signIn(hers).location == Paths.office)
            let told = try await hers.get(Paths.office).text
            #expect(told.contains("32 percobaan masuk dengan nama Anda ditolak"))
            #expect(try await hers.post(Paths.officeFailures, [], seeing: Paths.office).location == Paths.office)
            #expect(!(try await hers.get(Paths.office).text.contains("percobaan masuk dengan nama Anda")))

            for act in [WaveAction.draw, .draft, .sign] {
                #expect(try await hers.act(act).location == Paths.officeWave(1))
            }
            #expect(try await hendra.browser.act(.sign).location == Paths.officeWave(1))
            world.clock.set(try await world.wave().announcesAt)
            try await world.tick()
            #expect(try await world.wave().state == .announced)
            try await world.signInAgain(siti)
            #expect(try await siti.browser.get(Paths.myEntry(1)).text.contains("Selamat, Anda terpilih"))
            let ratna = try await world.dependencies.database.read {
                try $0.officers.credential(signIn: "ratna@kantor.example")
            }
            let trail = try await world.trail(of: "officer:\(try #require(ratna).id)")
            #expect(trail.filter { $0 == "officer.sign-in-refused" }.count == 6, "1, 2, 4, 8, 16, 32")
        }
    }
}
