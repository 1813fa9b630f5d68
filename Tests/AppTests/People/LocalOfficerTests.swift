import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("A local officer's region", .timeLimit(.minutes(2)))
struct LocalOfficerTests {
    private static let why = ("alasan", "Datang ke loket soal insentifnya")

    @Test(
        "a search opens people of the region; one who lives elsewhere needs a reason of their own, and is on record",
        arguments: Engine.tested)
    func region(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted(1)
            let person = try await world.id(of: siti)
            func officer(_ name: String, of region: String) async throws -> (id: ID<Officer>, browser: Visitor) {
                let officer = try await world.officer(name, [.localOfficer])
                try await world.vandalise(
                    "UPDATE officer SET region = \(region), place = 'Disnaker' WHERE id = \(officer.id)")
                return officer
            }
            let search = [("cari", siti.nik), Self.why]
            let near = try await officer("Tono", of: "82")
            let found = try await near.browser.post(Paths.officeSearch, search)
            #expect(found.text.contains("Maluku Utara") && !found.text.contains("Di luar wilayah Anda"))
            #expect(try await near.browser.get(Paths.person(person)).text.contains("Siti Nurhaliza"))

            let far = try await officer("Asep", of: "32")
            let hit = try await far.browser.post(Paths.officeSearch, search)
            #expect(hit.text.contains("Di luar wilayah Anda") && hit.text.contains("Maluku Utara"))
            let closed = try await far.browser.get(Paths.person(person)).text
            #expect(closed.contains("di luar wilayah Anda, Jawa Barat") && !closed.contains("Siti Nurhaliza"))
            let opened = try await far.browser.post(
                Paths.personOpening(person), [Self.why], seeing: Paths.person(person))
            #expect(opened.location == Paths.person(person))
            let page = try await far.browser.get(Paths.person(person)).text
            #expect(page.contains("Siti Nurhaliza") && page.contains("di luar wilayah Anda"))
            let records = try await world.dependencies.database.read { tx in
                try tx.audit.latest(subject: "account:\(person)", before: nil, limit: 50)
                    .filter { $0.action == "person.opened-elsewhere" }
            }
            #expect(records.map(\.actorID) == [far.id.rawValue])
        }
    }
}
