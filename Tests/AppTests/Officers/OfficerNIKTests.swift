import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("An officer's own NIK", .timeLimit(.minutes(2)))
struct OfficerNIKTests {
    private static let nik = ("nik", "8271015203950001")

    @Test(
        "a NIK that another officer stated is refused with the reason, and administrators see it on their page",
        arguments: Engine.tested)
    func taken(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (dian, budi) = (
                try await world.officer("Dian", .verifier), try await world.officer("Budi", .operations)
            )
            let administrator = try await world.officer("Ratna", .administrator).browser
            let alarm = "Petugas yang menyebut NIK petugas lain"
            #expect(try await dian.browser.post(Paths.ownAccount, [Self.nik]).location == Paths.ownAccount)
            #expect(!(try await administrator.get(Paths.office).text.contains(alarm)))
            let refused = try await budi.browser.post(Paths.ownAccount, [Self.nik])
            #expect(refused.status == .unprocessableContent && refused.text.contains("sudah dicatat petugas lain"))
            #expect(try await world.dependencies.database.read { try $0.officers.nik(of: budi.id) } == nil)
            #expect(try await world.trail(of: "officers").contains("officer.nik-taken"))
            #expect(try await administrator.get(Paths.office).text.contains(alarm))
            let other = try await budi.browser.post(Paths.ownAccount, [("nik", "8271015203950002")])
            #expect(other.location == Paths.ownAccount)
        }
    }

    @Test(
        "two accounts with the same NIK, from before it was unique, are one human for four eyes",
        arguments: Engine.tested)
    func twins(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.drawnWave()
            let wave = try await world.wave()
            let (rini, heru) = (
                try await world.officer(.operations, "rini"), try await world.officer(.approver, "heru")
            )
            #expect(try await rini.browser.post(Paths.ownAccount, [Self.nik]).location == Paths.ownAccount)
            try await world.vandalise(
                "UPDATE officer SET nik_lookup = (SELECT nik_lookup FROM officer_nik) WHERE id = \(heru.id)")
            let asked = try await rini.browser.post(
                Paths.exports,
                [
                    ("jenis", "selected"), ("gelombang", "\(wave.id)"),
                    ("alasan", "Lampiran laporan bulanan untuk pemeriksa"),
                ])
            let path = try #require(asked.location)
            let denied = try await heru.browser.post(path + "/setuju", [], seeing: Paths.exports)
            #expect(denied.status == .forbidden || denied.status == .conflict)
            #expect(try await world.auditedActions().contains("export.denied"))
            let hasti = try await world.officer(.approver, "hasti")
            #expect(try await hasti.browser.post(path + "/setuju", [], seeing: path).location == path)
        }
    }
}
