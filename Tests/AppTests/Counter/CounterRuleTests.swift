import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Who may do what at a counter", .timeLimit(.minutes(3)))
struct CounterRuleTests {
    @Test("consent, its words and the way are asked for, and nothing is sent without them", arguments: Engine.tested)
    func consent(engine: Engine) async throws {
        try await World.with(engine) { world in
            let lia = try await world.counterOfficer()
            let own = World.consent + [("jalur", "own"), ("kontak", "warga@contoh.id")]
            let wanted = [
                "setuju": "Bacakan teksnya", "cara-setuju": "Pilih bagaimana pemohon setuju",
                "ucapan": "Tulis jawaban pemohon", "sebutan": "Tulis sebutan pendek",
                "jalur": "Pilih cara menghubungi",
            ]
            for (field, message) in wanted {
                let answer = try await lia.browser.post(Paths.counterStart, own.filter { $0.0 != field })
                #expect(answer.status == .unprocessableContent && answer.text.contains(message), "\(field)")
            }
            let unreadable = try await lia.browser.post(
                Paths.counterStart, World.consent + [("jalur", "own"), ("kontak", "bukan kontak")])
            #expect(unreadable.status == .unprocessableContent)
            #expect(try await world.letters(to: "warga@contoh.id").isEmpty)
            #expect(try await world.counterCases(of: lia).isEmpty)
        }
    }

    @Test(
        "an officer goes on with their own cases only, and one without an office begins none", arguments: Engine.tested)
    func others(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (lia, tono) = (
                try await world.counterOfficer(), try await world.counterOfficer("tono", office: "Disnaker Tidore")
            )
            let begun = try await lia.browser.post(
                Paths.counterStart, World.consent + [("jalur", "own"), ("kontak", "warga@contoh.id")])
            let path = try #require(begun.location)
            let code = try await world.code(to: "warga@contoh.id")
            #expect(try await tono.browser.get(path).location == Paths.counter)
            let stolen = try await tono.browser.post(path, [("kode", code)], seeing: Paths.counterStart)
            #expect(stolen.status == .conflict && stolen.text.contains("sudah selesai atau sudah dibuka"))
            #expect(try await !tono.browser.get(Paths.counter).text.contains("Ibu Aminah"))

            let wrong = try await lia.browser.post(path, [("kode", code == "000000" ? "000001" : "000000")])
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("Sisa percobaan: 4"))
            #expect(try await lia.browser.post(path, [("kode", code)]).location == Paths.application)

            let homeless = try await world.officer([.localOfficer], "umar").browser
            #expect(try await homeless.get(Paths.counterStart).text.contains("belum terikat pada kantor"))
            let desk = try await world.officer([.helpdesk], "rini").browser
            #expect(try await desk.get(Paths.counter).status == .forbidden)
        }
    }

    @Test(
        "an account that an address belongs to already is opened by its code, as when signing up alone",
        arguments: Engine.tested)
    func known(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.signedUp()
            let lia = try await world.counterOfficer()
            world.clock.advance(.minutes(5))
            let own = World.consent + [("jalur", "own"), ("kontak", siti.email)]
            #expect(try await world.assist(lia, own, codeTo: siti.email).location == Paths.application)
            #expect(try await world.counterCases(of: lia).first?.person == world.id(of: siti))
        }
    }

    @Test("an officer does not help themself: their own NIK ends what the session accepts", arguments: Engine.tested)
    func themself(engine: Engine) async throws {
        try await World.with(engine) { world in
            let lia = try await world.counterOfficer()
            let siti = try await world.assisted(lia)
            try await world.provePhone(siti)
            try await siti.browser.post(Paths.identity, siti.identityFields)
            let person = try await world.id(of: siti)
            try await world.dependencies.database.transaction { tx in
                let claim = try #require(try tx.identity.claim(of: person))
                try tx.run("UPDATE officer SET nik_lookup = \(claim.nikLookup) WHERE id = \(lia.id)")
            }
            try await world.bindOfficer(lia.id)
            let refused = try await siti.browser.post(Paths.personal, siti.personalFields)
            #expect(refused.status == .forbidden && refused.text.contains("Ini menyangkut Anda sendiri"))
        }
    }

    @Test("sign-up that is closed, or not open yet, is closed at counters too", arguments: Engine.tested)
    func closed(engine: Engine) async throws {
        try await World.with(engine, start: "2020-04-01T09:00:00+07:00") { world in
            let lia = try await world.counterOfficer()
            let answer = try await lia.browser.post(Paths.counterStart, World.slip())
            #expect(answer.status.kind == .clientError)
            #expect(try await world.counterCases(of: lia).isEmpty)
        }
    }

    @Test("the paper form has the fields of the online form, in its order")
    func paper() async throws {
        try await World.with(.sqlite) { world in
            let page = try await world.visitor().get(Paths.paperForm)
            #expect(page.status == .ok && page.bytes.count < 50_000)
            let order = [
                "Persetujuan dibantu", "Nomor HP sendiri", "Nomor Kartu Keluarga", "Lahir: tanggal", "Nama lengkap",
                "Provinsi", "Kecamatan", "Kewarganegaraan", "Pendidikan terakhir", "Pekerjaan sekarang",
                "Foto KTP dan wajah", "Pernyataan", "Tes dikerjakan sendiri", "Diisi petugas",
            ]
            let places = order.map { page.text.range(of: $0)?.lowerBound }
            #expect(places.allSatisfy { $0 != nil })
            let found = places.compactMap(\.self)
            #expect(found == found.sorted())
        }
    }
}
