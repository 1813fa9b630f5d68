import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Addresses of applicants", .timeLimit(.minutes(2)))
struct ApplicantAddressTests {
    /// Before the form about themselves.
    private func filling(_ world: World) async throws -> TestPerson {
        let siti = try await world.signedUp()
        try await world.provePhone(siti)
        try await siti.browser.post(Paths.identity, siti.identityFields)
        return siti
    }

    private func fields(_ siti: TestPerson, _ changed: [String: String?]) -> [(String, String)] {
        let kept = siti.personalFields.filter { changed[$0.0] == nil }
        return kept + changed.compactMap { name, value in value.map { (name, $0) } }
    }

    private func addresses(of siti: TestPerson, _ world: World) async throws -> PersonalAddresses? {
        let id = try await world.id(of: siti)
        return try await world.dependencies.database.read { [vault = world.dependencies.vault] tx in
            try tx.applications.personalData(of: id, vault: vault)?.addresses
        }
    }

    @Test(
        "the card's address is kept in its parts, shown before sending, to officers and in the own data",
        arguments: Engine.tested)
    func card(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await filling(world)
            let empty = try await siti.browser.get(Paths.personal)
            #expect(empty.body.contains("name=\"sama\" value=\"ya\" checked"))
            #expect(try await siti.browser.post(Paths.personal, siti.personalFields).status == .seeOther)
            let card = AddressDetail(
                district: "Ternate Tengah", village: "Gamalama", rukunTetangga: "004", rukunWarga: "002",
                postcode: "97721")
            #expect(try await addresses(of: siti, world) == PersonalAddresses(card: card))
            #expect(try await siti.browser.get(Paths.personal).body.contains("value=\"004\""))
            try await world.sendPhotos(siti)
            try await world.declareAndTest(siti)
            let line =
                "Jalan Pahlawan 5, RT 004 RW 002, Gamalama, Kec. Ternate Tengah, Kota Ternate, Maluku Utara 97721"
            let check = try await siti.browser.get(Paths.check).text
            #expect(check.contains(line) && check.contains("Sama dengan alamat KTP"))
            try await siti.browser.post(Paths.check, [])

            let rini = try await world.officer([.helpdesk], "rini")
            let person = try await world.id(of: siti)
            try await world.open(person, by: rini)
            let shown = [("alasan", "Orangnya datang ke loket dengan KTP asli")]
            try await rini.browser.post(Paths.personShown(person), shown, seeing: Paths.person(person))
            #expect(try await rini.browser.get(Paths.person(person)).text.contains(line))
            let file = try await world.download(siti.email, in: siti.browser).body
            #expect(file.contains("Gamalama") && file.contains("97721"))
        }
    }

    @Test("RT, RW and postcode stand in one row, for the card's address and for another one")
    func row() async throws {
        try await World.with(.sqlite) { world in
            let siti = try await filling(world)
            let page = try await siti.browser.get(Paths.personal).body
            let rows = page.split(separator: "<div class=\"numbers\">").dropFirst().map(String.init)
            #expect(rows.count == 2)
            for name in ["rt", "rw", "kodepos"] {
                #expect(rows.first?.contains("name=\"\(name)\"") == true, "\(name)")
            }
            let elsewhere = try await siti.browser.post(Paths.personal, fields(siti, ["sama": nil]))
            #expect(elsewhere.body.matches(of: /<div class="numbers">/).count == 2)
            #expect(elsewhere.body.contains("<legend>Alamat tempat tinggal, kalau bukan di alamat KTP</legend>"))
        }
    }

    @Test(
        "each part is bounded, and a person who lives elsewhere writes where, in any regency of its province",
        arguments: Engine.tested)
    func home(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await filling(world)
            let wrong: [(String, String?, String)] = [
                ("kecamatan", "", "Tulis kecamatan"), ("kelurahan", String(repeating: "a", count: 101), "kelurahan"),
                ("rt", "12345", "RT terdiri dari 1 sampai 3 angka"), ("rw", "x", "RW terdiri dari"),
                ("kodepos", "1234", "Kode pos terdiri dari 5 angka"), ("sama", nil, "Tulis alamat tempat tinggal"),
            ]
            for (field, value, sentence) in wrong {
                let answer = try await siti.browser.post(Paths.personal, fields(siti, [field: value]))
                #expect(answer.status == .unprocessableContent && answer.text.contains(sentence), "\(field)")
            }
            let elsewhere: [String: String?] = [
                "sama": nil, "tinggal-alamat": "Jalan Dago 3", "tinggal-provinsi": "32", "tinggal-kabupaten": "Ternate",
                "tinggal-kecamatan": "Coblong", "tinggal-kelurahan": "Dago",
            ]
            let listed = try await siti.browser.post(Paths.personal, fields(siti, elsewhere))
            #expect(listed.status == .unprocessableContent)
            #expect(listed.text.contains("Pilih kabupaten atau kota di Jawa Barat dari daftar"))
            #expect(listed.body.contains("<select id=\"tinggal-kabupaten\"") && listed.bytes.count < 50_000)
            let right = elsewhere.merging(["tinggal-kabupaten": "Kota Bandung"]) { $1 }
            #expect(try await siti.browser.post(Paths.personal, fields(siti, right)).status == .seeOther)
            let home = try #require(try await addresses(of: siti, world)?.home)
            #expect(home.regency.code == "32.73" && home.street == "Jalan Dago 3" && home.detail.district == "Coblong")
            #expect(try await siti.browser.get(Paths.personal).body.contains("id=\"tinggal-alamat\""))
        }
    }

    @Test("where a list of districts was imported, a district is one of the list", arguments: Engine.tested)
    func districts(engine: Engine) async throws {
        try await World.with(engine) { world in
            let rows = [["82.71.03", "Ternate Tengah"], ["82.71.04", "Moti"], ["82.72.01", "Tidore"]]
            try await world.dependencies.database.transaction { tx in
                try tx.regions.keep(try rows.map { try NamedRegion(row: $0) }, edition: "2022")
            }
            let siti = try await filling(world)
            let answer = try await siti.browser.post(Paths.personal, fields(siti, ["kecamatan": "Tidore"]))
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("“Tidore” tidak ada di daftar kecamatan Kota Ternate"))
            #expect(answer.body.contains("<option value=\"Moti\">"))
            #expect(!answer.body.contains("<option value=\"Tidore\">"))
            let typed = fields(siti, ["kecamatan": "kec. moti"])
            #expect(try await siti.browser.post(Paths.personal, typed).status == .seeOther)
            let card = try #require(try await addresses(of: siti, world)?.card)
            #expect(card.district == "Moti" && card.districtCode == "82.71.04")
        }
    }

    @Test(
        "an address from before its parts stays, and so do its digest and the decision; one that SQL adds is found",
        arguments: Engine.tested)
    func earlier(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.eligible()
            let id = try await world.id(of: siti)
            func changed() async throws -> Bool {
                try await world.dependencies.database.read { [vault = world.dependencies.vault] tx in
                    try !tx.records.changed(.declared, due: [id], free: [], vault: vault).isEmpty
                }
            }
            #expect(try await !changed())
            try await world.vandalise("UPDATE person_address SET village = 'Lain' WHERE person_id = \(id)")
            #expect(try await changed())
            try await world.vandalise("UPDATE person_address SET village = '-' WHERE person_id = \(id)")
            #expect(try await !changed())

            // As an application from before: its act binds no row of an address.
            try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                try tx.applications.keep(PersonalAddresses.none, of: id, vault: dependencies.vault)
                try tx.applications.bindDeclared(by: id, on: dependencies)
            }
            #expect(try await !changed())
            #expect(try await addresses(of: siti, world) == PersonalAddresses.none)
            #expect(try await world.decision(of: siti) == .eligible)
        }
    }

    @Test(
        "a NIK of another province than the card's is asked about once, and refuses nothing", arguments: Engine.tested)
    func province(engine: Engine) async throws {
        try await World.with(engine) { world in
            var siti = try await world.signedUp()
            siti.regency = "32.73"
            try await world.provePhone(siti)
            try await siti.browser.post(Paths.identity, siti.identityFields)
            let first = try await siti.browser.post(Paths.personal, siti.personalFields)
            #expect(first.location == Paths.personal)
            let page = try await siti.browser.get(Paths.personal).text
            #expect(page.contains("Pernah pindah? Itu wajar.") && page.contains("Sudah sesuai KTP, lanjut"))
            #expect(try await siti.browser.post(Paths.personal, siti.personalFields).location != Paths.personal)
        }
    }
}
