import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Rows of a newer version")
struct UnknownRowTests {
    @Test(
        "a row that a newer version wrote fails only the request that reads it",
        .bug(
            id: "1.5",
            """
            A row with a value that this version does not know ended the process, and every other process that read \
            the row.
            """),
        arguments: Engine.tested)
    func row(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, budi) = (try await world.signedUp(1), try await world.signedUp(2))
            for person in [siti, budi] {
                try await world.provePhone(person)
                try await world.fillIn(person)
            }
            let id = try await world.id(of: siti)
            try await world.platform.database.transaction { tx in
                _ = try tx.run("UPDATE personal_data SET occupation = 'astronaut' WHERE person_id = \(id)")
            }
            let fault = try await siti.browser.get(Paths.application)
            #expect(fault.status == .internalServerError)
            #expect(fault.text.contains("Kesalahan di pihak kami"))
            #expect(try await budi.browser.get(Paths.application).status == .ok)
            #expect(try await siti.browser.get(Paths.help).status == .ok)
            await #expect(throws: StorageFault.self) {
                try await world.platform.database.read { tx in try tx.applications.dossier(of: id, on: world.platform) }
            }
        }
    }
}
