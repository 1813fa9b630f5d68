import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Where applicants live", .timeLimit(.minutes(2)))
struct RegionRuleTests {
    @Test(
        "an applicant in a region that opens later is told the day, and assessed again then",
        arguments: Engine.tested)
    func later(engine: Engine) async throws {
        let pilot: @Sendable (String) -> String = {
            $0.replacing(
                "regions:\n",
                with: """
                    regions:
                      - { name: { id: "Uji coba", en: "Pilot" }, from: "2020-04-11", to: "2020-04-30", codes: ["31", "32.73"] }

                    """
            ).replacing("from: \"2020-04-11\" }", with: "from: \"2020-05-01\" }")
        }
        try await World.with(engine, edition: pilot) { world in
            #expect(try await world.visitor().get(Paths.home).text.contains("tinggal di DKI Jakarta, Kota Bandung"))
            let siti = try await world.eligible()
            #expect(try await world.decision(of: siti)?.revisitOn == CivilDate("2020-05-01"))
            #expect(try await siti.browser.get(Paths.account).text.contains("Daerah Anda mulai ikut 1 Mei 2020"))
            let budi = try await world.eligible(2) { $0.regency = "32.73" }
            #expect(try await world.decision(of: budi) == .eligible)
            world.clock.set("2020-05-01T00:00:01+07:00")
            try await world.tick()
            #expect(try await world.decision(of: siti) == .eligible)
        }
    }

    @Test("a wave for some regions takes only their residents", arguments: Engine.tested)
    func regional(engine: Engine) async throws {
        let regional: @Sendable (String) -> String = {
            $0.replacing("quota: 1 }", with: "quota: 1, regions: [\"31\"] }")
        }
        try await World.with(engine, edition: regional) { world in
            try await world.advanceWaves()
            let siti = try await world.candidate()
            let refused = try await siti.browser.join()
            #expect(refused.status == .forbidden)
            #expect(refused.text.contains("hanya untuk warga DKI Jakarta"))
            #expect(try await world.joined() == 0)
            #expect(try await world.visitor().get(Paths.wave(1)).text.contains("Untuk warga DKI Jakarta"))
            #expect(try await world.visitor().get(Paths.wave(2)).text.contains("Untuk warga Semua daerah yang ikut"))
        }
    }

    @Test("province and regency must match, and both are chosen from the list", arguments: Engine.tested)
    func form(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.signedUp()
            try await world.provePhone(siti)
            try await siti.browser.post(Paths.identity, siti.identityFields)
            let page = try await siti.browser.get(Paths.personal)
            #expect(page.body.contains("<optgroup label=\"Maluku Utara\" data-group=\"82\">"))
            #expect(page.body.matches(of: /<option value=\d\d\.\d\d>/).count == 514)
            #expect(page.bytes.count < 46_000, "the page weighs \(page.bytes.count) bytes")
            let fields = siti.personalFields.map { $0.0 == "kabupaten" ? ($0.0, "32.73") : $0 }
            let answer = try await siti.browser.post(Paths.personal, fields)
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("Kota Bandung ada di Jawa Barat, bukan di Maluku Utara"))
            #expect(try await siti.browser.post(Paths.personal, siti.personalFields).status == .seeOther)
        }
    }

    @Test(
        "with a family limit the family card is required, also from applicants who submitted without one",
        arguments: Engine.tested)
    func familyCard(engine: Engine) async throws {
        let counted: @Sendable (String) -> String = {
            $0.replacing("onceInALifetime: true", with: "onceInALifetime: true\n  beneficiariesPerFamilyCard: 2")
        }
        try await World.with(engine, edition: counted) { world in
            let siti = try await world.signedUp()
            try await world.provePhone(siti)
            let without = try await siti.browser.post(Paths.identity, siti.identityFields)
            #expect(without.status == .unprocessableContent)
            #expect(without.text.contains("membatasi penerima per Kartu Keluarga"))
            let budi = try await world.eligible(2) { $0.familyCard = "8271010101150013" }
            #expect(try await world.decision(of: budi) == .eligible)
        }
    }

    @Test(
        "a NIK of an unknown region gives a warning, not a refusal; an imported list makes it known",
        arguments: Engine.tested)
    func warnings(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.signedUp()
            try await world.provePhone(siti)
            var fields = siti.identityFields
            fields[0] = ("nik", "9801052703950007")
            #expect(try await siti.browser.post(Paths.identity, fields).status == .seeOther)
            try await siti.browser.post(Paths.personal, siti.personalFields)
            try await world.sendPhotos(siti)
            try await world.declareAndTest(siti)
            #expect(try await siti.browser.get(Paths.check).text.contains("bukan kode daerah yang kami kenal"))
            try await world.dependencies.database.transaction { tx in
                try tx.regions.keep([try NamedRegion(row: ["98.01", "Kab. Baru"])], edition: "2022")
            }
            #expect(!(try await siti.browser.get(Paths.check).text.contains("bukan kode daerah yang kami kenal")))
        }
    }
}
