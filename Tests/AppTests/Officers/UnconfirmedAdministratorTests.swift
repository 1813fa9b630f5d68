import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("An administrator who is not confirmed", .timeLimit(.minutes(2)))
struct UnconfirmedAdministratorTests {
    @Test(
        "decides until there are two confirmed administrators, and not afterwards",
        .bug(
            id: "5.348",
            """
            An administrator whose NIK was never confirmed decided like a confirmed one: one approval of a sham account \
            gave one human the votes of both administrators.
            """),
        arguments: Engine.tested)
    func until(engine: Engine) async throws {
        try await World.with(engine) { world in
            let agus = try await world.administrator("Agus", confirmed: true)
            let sham = try await world.administrator("Yusuf", confirmed: false)
            let dian = try await world.officer("Dian", .verifier)
            // With one confirmed administrator a new office still begins.
            let first = try await agus.propose(.reset, of: dian.id, [])
            #expect(try await sham.decide(first, agrees: false).location == Paths.officerRequest(first))
            let fitri = try await world.administrator("Fitri", confirmed: true)
            let second = try await agus.propose(.reset, of: dian.id, [])
            let denied = try await sham.decide(second)
            #expect(denied.status == .forbidden && denied.text.contains("belum dipastikan"))
            #expect(try await sham.browser.change(.suspend, of: dian.id, []).status == .forbidden)
            // Nor do they count when one administrator suspends another, which would make room for them.
            let proposed = try await agus.browser.change(.suspend, of: fitri.id, [])
            #expect(proposed.location?.contains("usul") == true)
            #expect(try await sham.decide(try #require(Administrator.id(in: proposed))).status == .forbidden)
            #expect(try await fitri.decide(second).location == Paths.officerRequest(second))
            // Once confirmed they decide.
            try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                try tx.officerIdentities.confirm(
                    sham.id, by: nil, at: dependencies.realNow(), ids: dependencies.ids)
            }
            #expect(try await sham.browser.change(.suspend, of: dian.id, []).location == Paths.officer(dian.id))
        }
    }
}

extension World {
    fileprivate func administrator(_ name: String, confirmed: Bool) async throws -> Administrator {
        let officer = try await officer(name, .administrator, confirmed: confirmed)
        return Administrator(id: officer.id, browser: officer.browser)
    }
}
