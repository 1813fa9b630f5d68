import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Ways through the office", .timeLimit(.minutes(2)))
struct WaysBackTests {
    @Test("a page below a section leads back to it, and to the pages between", arguments: Engine.tested)
    func crumbs(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let ratna = try await world.officer("Ratna", .operations).browser
            let list = try await ratna.get(Paths.officeWaves).body
            #expect(!list.contains("class=\"crumbs\""))
            let wave = try await ratna.get(Paths.officeWave(1)).body
            #expect(crumbs(of: wave) == [Paths.officeWaves])
            let postponing = try await ratna.get(Paths.postpone(1)).body
            #expect(crumbs(of: postponing) == [Paths.officeWaves, Paths.officeWave(1)])
        }
    }

    private func crumbs(of page: String) -> [String] {
        guard let trail = page.firstMatch(of: /<nav class="crumbs".*?<\/nav>/.dotMatchesNewlines()) else { return [] }
        return String(trail.0).matches(of: /href="([^"]*)"/).map { String($0.1) }
    }

    @Test(
        "an officer switches off the keys that act at once, for the session",
        .bug(
            id: "4.295",
            "On the page of photos one letter decided at once, and nothing turned that off (WCAG 2.1.4)."),
        arguments: Engine.tested)
    func keys(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.id(of: try await world.submitted())
            let photo = try #require(
                try await world.dependencies.database.read { try $0.photos.current(of: siti)[.card]?.id })
            let path = Paths.photoReview(photo)
            let wati = try await world.officer("Wati", .verifier).browser
            let before = try await wati.get(path)
            #expect(before.body.contains("aria-keyshortcuts=\"T\"") && before.body.contains("aria-keyshortcuts=\"/\""))
            let off = [(KeysSwitch.pathField, path), (KeysSwitch.stateField, KeysSwitch.off)]
            #expect(try await wati.post(Paths.officerKeys, off, seeing: path).location == path)
            let after = try await wati.get(path)
            #expect(!after.body.contains("aria-keyshortcuts") && !after.body.contains("<kbd>"))
            #expect(after.text.contains("Hidupkan tombol pintas"))
            let other = try await world.officer("Dewi", .verifier).browser
            #expect(try await other.get(Paths.ownAccount).text.contains("Matikan tombol pintas"))
            let elsewhere = [(KeysSwitch.pathField, "https://contoh.id"), (KeysSwitch.stateField, KeysSwitch.on)]
            #expect(try await wati.post(Paths.officerKeys, elsewhere, seeing: path).location == Paths.ownAccount)
            #expect(try await wati.get(path).body.contains("aria-keyshortcuts=\"T\""))
        }
    }

    @Test("a case, the audit log and the log of readings lead to the person's page", arguments: Engine.tested)
    func people(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.eligible()
            let person = try await world.id(of: siti)
            let number = try await world.complain(siti.browser)
            let id = try await world.stored(number).id
            let rini = try await world.officer("Rini", .verifier).browser
            let page = try await rini.get(Paths.officeCase(id))
            #expect(page.body.contains("action=\"\(Paths.personOpening(person))\""))
            let auditor = try await world.officer("Ajeng", .auditor).browser
            for path in [Paths.officeAudit, Paths.officeAccess] {
                #expect(try await auditor.get(path).body.contains("href=\"\(Paths.person(person))\""), "\(path)")
            }
        }
    }

    @Test("the desk draws what the officer's role may read, and nothing for others", arguments: Engine.tested)
    func charts(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.submitted()
            try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                let edition = dependencies.edition
                try tx.ledger.open(.programmeAvailable(edition: edition.id), ids: dependencies.ids)
                try tx.ledger.post(
                    .appropriation(
                        id: dependencies.ids.next(), edition: edition.id, amount: edition.budget,
                        at: dependencies.clock.now()), ids: dependencies.ids)
            }
            try await world.count()
            let manager = try await world.officer("Hendra", .approver).browser
            let desk = try await manager.get(Paths.office)
            #expect(desk.text.contains("Umur antrean foto") && desk.text.contains("1 orang menunggu"))
            #expect(desk.text.contains("0,0% sudah terikat") && desk.text.contains("Dihitung 15 Apr 2020"))
            #expect(!desk.body.contains("&lt;"), "no markup is shown as text")
            let administrator = try await world.officer("Agus", .administrator).browser
            #expect(!(try await administrator.get(Paths.office).body.contains("desk-charts")))
        }
    }
}
