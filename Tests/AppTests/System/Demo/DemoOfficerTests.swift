import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The demo's officers", .timeLimit(.minutes(2)))
struct DemoOfficerTests {
    @Test(
        "every role of the shipped office has an officer in the demo, the local one with province and office",
        .bug(id: "5.537", "The demo had no local officer, so that what such an officer may see could not be tried."),
        arguments: Engine.tested)
    func roles(engine: Engine) async throws {
        try await World.with(engine) { world in
            let made = try await DemoSetUp(dependencies: world.dependencies).officers()
            let now = world.dependencies.realNow()
            let roster = try await world.dependencies.database.read { try $0.officers.roster(at: now) }
            #expect(Set(roster.map(\.signIn)) == Set(made.map(\.signIn)))
            let held = Set(roster.flatMap(\.ownRoles))
            #expect(held == Set(World.officeRoles.roles.map(\.slug)))
            for entry in roster {
                let isLocal = entry.ownRoles.contains { World.officeRoles[$0]?.region == true }
                #expect((entry.post != nil) == isLocal, "\(entry.signIn)")
            }
            #expect(roster.compactMap(\.post).map(\.written) == ["Disnaker Kota Ternate, Maluku Utara"])
            let changed = try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                try dependencies.noteIfChanged(.officers, roster.map(\.id), in: tx)
            }
            #expect(changed.isEmpty, "what the set-up wrote is bound")
            let file = DemoFile(
                baseURL: "", outbox: "", redirectURI: "", people: [], officers: made, partners: [], courses: [],
                redeemCodes: [])
            for t in [Words.indonesian, .english] {
                let page = DemoPage(t: t, form: .sample, now: Wave.sample.opensAt, file: file, waves: []).body.text
                for officer in made { #expect(!page.contains("<p>\(officer.role)<br>"), "\(officer.role)") }
            }
        }
    }
}
