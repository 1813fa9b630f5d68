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
            try await world.dependencies.database.transaction { tx in
                _ = try tx.run("UPDATE personal_data SET occupation = 'astronaut' WHERE person_id = \(id)")
            }
            let fault = try await siti.browser.get(Paths.application)
            #expect(fault.status == .internalServerError)
            #expect(fault.text.contains("Kesalahan di pihak kami"))
            #expect(try await budi.browser.get(Paths.application).status == .ok)
            #expect(try await siti.browser.get(Paths.help).status == .ok)
            await #expect(throws: StorageFault.self) {
                try await world.dependencies.database.read { tx in
                    try tx.applications.dossier(
                        of: id, at: world.dependencies.realNow(), edition: world.dependencies.edition,
                        vault: world.dependencies.vault)
                }
            }
        }
    }

    @Test(
        "a wave that a newer version wrote is left out of lists, and the other waves go on",
        .bug(
            id: "1.200",
            """
            One wave in a state that this version does not know made the waves' page, the office's desk and every \
            account's page a fault, and no other wave opened, closed or was announced any more.
            """),
        arguments: Engine.tested)
    func wave(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await WaveActions(dependencies: world.dependencies).prepare()
            try await world.dependencies.database.transaction { tx in
                switch engine {
                case .sqlite: try tx.run("PRAGMA ignore_check_constraints = 1")
                case .postgres: try tx.run("ALTER TABLE wave DROP CONSTRAINT wave_state_check")
                }
                try tx.run(
                    """
                    UPDATE wave
                    SET state = 'frozen', opened_at = opens_at, closed_at = closes_at
                    WHERE number = 5
                    """)
            }
            try await world.advanceWaves()
            #expect(try await world.wave(1).state == .open)
            let siti = try await world.candidate()
            let ratna = try await world.officer("Ratna", .operations)
            #expect(try await world.visitor().get(Paths.waves).status == .ok)
            #expect(try await siti.browser.get(Paths.account).status == .ok)
            for path in [Paths.office, Paths.officeWaves] {
                #expect(try await ratna.browser.get(path).status == .ok, "\(path)")
            }
            #expect(try await world.visitor().get(Paths.wave(5)).status == .internalServerError)
        }
    }
}
