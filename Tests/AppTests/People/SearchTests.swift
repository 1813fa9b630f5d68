import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The office's search", .timeLimit(.minutes(2)))
struct SearchTests {
    private static let why = "Menelepon soal insentif yang belum sampai"

    @Test(
        "a search for a card's last digits with a name says that it looks up both",
        .bug(id: "5.498", "“Dicari sebagai” named the digits alone, although the name left people out."),
        arguments: [
            "kartu 3249": "angka terakhir kartu", "kartu 3249 Siti": "angka terakhir kartu dan nama pemegangnya",
        ].sorted { $0.key < $1.key })
    func cardWords(typed: String, said: String) {
        #expect(Sought.read(typed).map { $0.name(.indonesian) } == [said])
    }

    @Test(
        "a person is found by NIK, phone, e-mail and name, after a reason that is recorded and visible to the person",
        arguments: Engine.tested)
    func kinds(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted(1) { $0.name = "Siti Nurhaliza" }
            let person = try await world.id(of: siti)
            let wati = try await world.officer("Wati", .verifier)
            let terms = [siti.nik, siti.phone, siti.email, "nurhaliza siti", "\(person)"]
            for term in terms {
                let asked = try await wati.browser.search([("cari", term)])
                #expect(asked.status == .ok && asked.text.contains("Satu langkah lagi: tulis alasannya"), "\(term)")
                #expect(!asked.body.contains(Paths.person(person)))
                let found = try await wati.browser.search([("cari", term), ("alasan", Self.why)])
                #expect(found.body.contains("href=\"\(Paths.person(person))\""), "\(term)")
                #expect(found.text.contains("Siti N•••") && !found.text.contains("Siti Nurhaliza "), "\(term)")
            }
            let readings = try await world.dependencies.database.read {
                try $0.access.readings(of: person, before: nil, limit: 10)
            }
            #expect(readings.contains { $0.kind == .search && $0.officer == wati.id && $0.reason == Self.why })
        }
    }

    @Test(
        "results have an address without what was typed: the way back shows them to that officer, for half an hour",
        .bug(
            id: "5.910",
            "Results answered a POST: the browser's way back from a person's page asked to submit the form again."),
        arguments: Engine.tested)
    func wayBack(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted(1)
            let person = try await world.id(of: siti)
            let wati = try await world.officer("Wati", .verifier)
            let posted = try await wati.browser.post(Paths.officeSearch, [("cari", siti.nik), ("alasan", Self.why)])
            let address = try #require(posted.location)
            #expect(!address.contains(siti.nik) && !address.contains("alasan"))
            func readings() async throws -> Int {
                try await world.dependencies.database.read {
                    try $0.access.readings(of: person, before: nil, limit: 50).count { $0.kind == .search }
                }
            }
            #expect(try await readings() == 0, "nothing was shown yet")
            for _ in 1...2 {
                let page = try await wati.browser.get(address)
                #expect(page.body.contains("href=\"\(Paths.person(person))\" autofocus"), "\(page.body)")
                #expect(page.body.contains("value=\"\(siti.nik)\"") && page.text.contains(Self.why))
                #expect(try await readings() == 1, "the same reading within the hour is one row")
            }
            #expect(try await wati.browser.get(Paths.person(person)).status == .ok)
            let other = try await world.officer("Wulan", .verifier).browser
            let closed = try await other.get(address)
            #expect(closed.text.contains("sudah ditutup") && !closed.body.contains(Paths.person(person)))
            world.clock.advance(KeptSearch.lifetime)
            try await world.signInAgain(wati)
            #expect(try await wati.browser.get(address).text.contains("sudah ditutup"))
            func kept() async throws -> Int? {
                try await world.dependencies.database.read { tx in
                    try tx.row("SELECT COUNT(*) AS kept FROM office_search")?["kept"]
                }
            }
            #expect(try await kept() == 1)
            _ = try await PruneAccounts().run(on: world.dependencies)
            #expect(try await kept() == 0)
        }
    }

    @Test("the field at the top of every page of the office asks for the reason beside it")
    func inline() async throws {
        try await World.with(.sqlite) { world in
            let wati = try await world.officer("Wati", .verifier).browser
            for path in [Paths.office, Paths.photoOffice] {
                let bar = try #require(
                    try await wati.get(path).body.firstMatch(of: /role="search".*?<\/form>/.dotMatchesNewlines()))
                #expect(bar.output.contains("name=\"alasan\""), "\(path)")
            }
            #expect(try await wati.get(Paths.officeSearch).body.contains("<textarea id=\"alasan\""))
        }
    }

    @Test("a search without a real reason, or of a text that is nothing, says what to do", arguments: Engine.tested)
    func refused(engine: Engine) async throws {
        try await World.with(engine) { world in
            let wati = try await world.officer("Wati", .verifier).browser
            let empty = try await wati.search([("cari", "")])
            #expect(empty.status == .unprocessableContent && empty.text.contains("Tulis dulu"))
            let odd = try await wati.search([("cari", "siti@")])
            #expect(odd.status == .unprocessableContent && odd.body.contains("value=\"siti@\""))
            let short = try await wati.search([("cari", "Siti"), ("alasan", "x")])
            #expect(short.status == .unprocessableContent && short.body.contains("href=\"#alasan\""))
            let nothing = try await wati.search([("cari", "Zubaidah"), ("alasan", Self.why)])
            #expect(nothing.text.contains("Tidak ada yang cocok"))
        }
    }

    @Test(
        "after the hour's searches the officer is refused, and auditors see it on their desk", arguments: Engine.tested)
    func limit(engine: Engine) async throws {
        try await World.with(engine) { world in
            let wati = try await world.officer("Wati", .verifier)
            let now = world.dependencies.realNow()
            let counted = try await world.dependencies.database.transaction { tx in
                try (1..<Opening.searchesPerHour).count { _ in try tx.openings.countSearch(by: wati.id, at: now) }
            }
            #expect(counted == Opening.searchesPerHour - 1)
            let fields = [("cari", "Zubaidah"), ("alasan", Self.why)]
            #expect(try await wati.browser.search(fields).status == .ok)
            for _ in 1...2 {
                let refused = try await wati.browser.search(fields)
                #expect(refused.status == .tooManyRequests && refused.text.contains("dalam satu jam"))
            }
            let desk = try await world.officer("Lestari", .auditor).browser.get(Paths.office).text
            #expect(desk.contains("Petugas yang mencari orang sampai batas"))
            #expect(try await world.trail(of: "officer:\(wati.id)").count { $0 == "search.too-many" } == 1)
            world.clock.advance(.hours(1))
            try await world.signInAgain(wati)
            #expect(try await wati.browser.search(fields).status == .ok)
        }
    }

    @Test(
        "a person is found by the bank's reference of a payment, for a reason, and the reading is recorded",
        .bug(id: "5.442", "A person who read the reference in their own bank statement could not be found by it."),
        arguments: Engine.tested)
    func reference(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            _ = try await world.ask(for: world.instalment(.incentive, 1, of: siti), of: siti)
            let batch = try await world.payOut()
            let reference = try #require(
                try await world.dependencies.database.read { try $0.payouts.payments(to: siti.person, limit: 1) }
                    .first?.railReference)
            let rini = try await world.officer([.helpdesk], "rini")
            let asked = try await rini.browser.search([("cari", reference)])
            #expect(asked.text.contains("rujukan bank") && asked.text.contains("tulis alasannya"))
            #expect(!asked.body.contains(Paths.person(siti.person)))
            let fields = [("cari", reference.lowercased()), ("alasan", Self.why)]
            let found = try await rini.browser.search(fields)
            #expect(found.body.contains("href=\"\(Paths.person(siti.person))\""))
            #expect(!found.body.contains(Paths.payoutBatch(batch)), "the help desk reads no batches")
            let readings = try await world.dependencies.database.read {
                try $0.access.readings(of: siti.person, before: nil, limit: 20)
            }
            #expect(readings.contains { $0.kind == .search && $0.officer == rini.id && $0.reason == Self.why })
            let lestari = try await world.officer("Lestari", .auditor).browser
            let page = try await lestari.search(fields)
            #expect(page.body.contains(Paths.payoutBatch(batch)) && page.body.contains(Paths.person(siti.person)))
            let hint = try await lestari.get(Paths.officeSearch).text
            #expect(hint.contains("“kelompok 17”") && hint.contains("rujukan bank"))
            lestari.carry(cookie: LanguageCookie.name, Language.english.rawValue)
            let english = try await lestari.get(Paths.officeSearch).text
            #expect(english.contains("“batch 17”") && english.contains("bank's reference"))
        }
    }

    @Test(
        "a cardholder is found by the last digits of the card; where they are many by a word of the name beside them",
        .bug(id: "5.443", "The last digits of a card, which its holder reads aloud, were only looked up as a ticket."),
        arguments: Engine.tested)
    func ending(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.cardholder("Siti Nurhaliza", phone: "081234567890")
            let rina = try await world.plainCard("Rina Marasabessy", 1)
            let rini = try await world.officer([.helpdesk], "rini").browser
            func found(_ term: String, _ why: String = Self.why) async throws -> Answer {
                try await rini.search([("cari", term), ("alasan", why)])
            }
            func readings() async throws -> [String] {
                try await world.dependencies.database.read {
                    try $0.access.readings(of: siti.person, before: nil, limit: 50).map(\.reason)
                }
            }
            try await world.vandalise("UPDATE card SET last_four = '4821'")
            #expect(try await found("4821").text.contains("Tidak ada yang cocok"), "before the announcement")
            try await world.announceWave(1)
            for term in ["4821", "kartu 4821", "•••• 4821"] {
                let page = try await found(term)
                for person in [siti.person, rina] { #expect(page.body.contains(Paths.person(person)), "\(term)") }
            }
            let one = try await found("kartu 4821 rina")
            #expect(one.body.contains(Paths.person(rina)) && !one.body.contains(Paths.person(siti.person)))
            #expect(try await found("kartu 4822").text.contains("Tidak ada yang cocok"))

            for number in 0..<SearchScope.most { _ = try await world.plainCard("Budi Santoso", 10 + number) }
            try await world.vandalise("UPDATE card SET last_four = '4821'")
            let (vague, exact) = ("Menelepon tanpa menyebut namanya", "Menelepon dan menyebut namanya Siti")
            let many = try await found("4821", vague)
            #expect(
                many.text.contains("Banyak kartu berakhiran 4821") && !many.body.contains(Paths.person(siti.person)))
            #expect(try await found("kartu 4821 siti", exact).body.contains(Paths.person(siti.person)))
            let reasons = try await readings()
            #expect(reasons.contains(exact) && !reasons.contains(vague), "only a search that showed her is recorded")
        }
    }

    @Test(
        "names of before the index are entered by the job, and a changed name is found by the new words only",
        arguments: Engine.tested)
    func index(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted(1)
            let person = try await world.id(of: siti)
            let vault = world.dependencies.vault
            func found(_ name: String) async throws -> [ID<Account>]? {
                try await world.dependencies.database.read {
                    try $0.nameWords.people(named: NameWords.of(name), limit: 5, vault: vault)
                }
            }
            try await world.dependencies.database.transaction { tx in
                try tx.nameWords.index("", of: person, vault: vault)
            }
            #expect(try await found("Siti") == [])
            for _ in 1...2 { _ = try await IndexNames().run(on: world.dependencies) }
            #expect(try await found("siti NURHALIZA") == [person])
            try await world.dependencies.database.transaction { tx in
                try tx.nameWords.index("Rina Marasabessy", of: person, vault: vault)
            }
            #expect(try await found("Siti") == [])
            #expect(try await found("Marasabesy") == [person])
        }
    }
}

extension World {
    /// A person of wave 1 with a card that no money is on.
    fileprivate func plainCard(_ name: String, _ number: Int) async throws -> ID<Account> {
        let contact = try contact("0812345680\(padded(number, to: 2))")
        let digits = dependencies.random.digits(CardNumber.randomDigits)
        return try await dependencies.database.transaction { [dependencies] tx in
            let (now, benefits) = (dependencies.clock.now(), dependencies.edition.benefits)
            let person = try tx.accounts.open(
                with: contact, at: dependencies.realNow(), ids: dependencies.ids, vault: dependencies.vault
            ).account.id
            try tx.nameWords.index(name, of: person, vault: dependencies.vault)
            let card = Card(
                id: dependencies.ids.next(), person: person, edition: dependencies.edition.id, wave: 1, status: .active,
                training: benefits.training, incentive: benefits.perPerson - benefits.training, lastFour: "0000",
                issuedAt: now, firstUseBy: now + .days(30), firstUsedAt: nil, unfinished: 0)
            try tx.cards.issue(
                card, number: CardNumber(random: digits), entry: ID(Int64(number)), decreedAt: now,
                vault: dependencies.vault)
            return person
        }
    }
}
