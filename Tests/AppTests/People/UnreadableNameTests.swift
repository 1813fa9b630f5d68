import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Pages with a value that cannot be read", .timeLimit(.minutes(3)))
struct UnreadableNameTests {
    @Test(
        "after SQL exchanged two sealed names both people and the officer read their pages without the name",
        .bug(
            id: "5.962",
            "The person and the officer got a page of a fault on our side, until an operator restored the row."),
        arguments: Engine.tested)
    func exchanged(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.eligible(1)
            let rina = try await world.eligible(2) { $0.name = "Rina Marasabessy" }
            let (one, two) = (try await world.id(of: siti), try await world.id(of: rina))
            let wati = try await world.officer("Wati", .verifier)
            let why = [("alasan", "Menelepon soal namanya yang berubah")]
            try await wati.browser.post(Paths.personOpening(one), why, seeing: Paths.person(one))
            try await world.exchangeNames(one, two)

            for (reader, other) in [(siti, "Rina"), (rina, "Siti Nurhaliza")] {
                for path in [Paths.account, Paths.application] {
                    let page = try await reader.browser.get(path)
                    #expect([.ok, .seeOther].contains(page.status) && !page.text.contains(other), "\(path)")
                }
            }
            let page = try await wati.browser.get(Paths.person(one))
            #expect(page.status == .ok && page.text.contains("tidak dapat dibaca; hubungi kami"))
            #expect(!page.text.contains("Rina") && !page.text.contains(UnreadableValues.marker))
            // No rule decides by it.
            await #expect(throws: (any Error).self) {
                try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                    try tx.applications.decide(one, on: dependencies)
                }
            }

            try await world.exchangeNames(one, two)
            #expect(try await wati.browser.get(Paths.person(one)).text.contains("Siti Nurhaliza"))
        }
    }

    @Test(
        "a cardholder reads their card without the name that cannot be read, and no certificate is made of it",
        arguments: Engine.tested)
    func card(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            let budi = try await world.cardholder("Budi", phone: "081234567891", wave: 2)
            // Before the announcement the page shows no card, and so no name.
            try await world.announceWave(1)
            let code = try await market.buy(siti)
            try await market.attend([1, 999], code, siti)
            try await world.exchangeNames(siti.person, budi.person)
            let page = try await world.browser(of: siti.person).get(Paths.card)
            #expect(page.status == .ok && page.text.contains("tidak dapat dibaca; hubungi kami"), "\(page.text)")
            let refused = try await market.complete(code)
            #expect(refused.status >= 400, "\(refused.text)")
            #expect(try await market.state(of: siti) == .attended)
            try await world.exchangeNames(siti.person, budi.person)
            #expect(try await market.complete(code).status == 200)
            try await market.expectCleanBooks()
        }
    }

    @Test(
        "a reported completion whose participant's name cannot be read is set aside, and those behind it stand",
        arguments: Engine.tested)
    func overdue(engine: Engine) async throws {
        try await Market.reviewing(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            let budi = try await world.cardholder("Budi", phone: "081234567891", wave: 2)
            _ = try await market.reportedAtOnce(siti)
            try await world.bindEarlier()
            try await world.exchangeNames(siti.person, budi.person)
            world.clock.advance(.days(15))
            _ = try await AcceptCompletions().run(on: world.dependencies)
            #expect(try await market.state(of: siti) == .attended)
            let aside = try await world.dependencies.database.read { try $0.heldCompletions.setAside(limit: 5) }
            #expect(aside.map(\.held.person) == [siti.person])
        }
    }

    @Test(
        "a person's file goes on over a name that cannot be read, has words in its place, and says so",
        .bug(
            id: "5.990",
            "The download of one's own data ended in a fault on our side until an operator restored the row."),
        arguments: Engine.tested)
    func ownFile(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.eligible(1)
            let rina = try await world.eligible(2) { $0.name = "Rina Marasabessy" }
            let (one, two) = (try await world.id(of: siti), try await world.id(of: rina))
            try await world.exchangeNames(one, two)
            let file = try await world.download(siti.email, in: siti.browser)
            #expect(file.status == .ok && file.body.contains("tidak dapat dibaca; hubungi kami di halaman Bantuan"))
            #expect(file.body.contains("Ada isian yang tidak dapat dibaca"))
            #expect(!file.body.contains("Rina") && !file.body.contains(UnreadableValues.marker))
            try await world.exchangeNames(one, two)
            world.clock.advance(.hours(2))
            let whole = try await world.download(siti.email, in: siti.browser)
            #expect(whole.body.contains("Siti Nurhaliza") && !whole.body.contains("tidak dapat dibaca"))
        }
    }

    @Test(
        "an export goes on over names that cannot be read, has words in their place, and its page says how many",
        .bug(
            id: "5.991",
            "One changed name made the export of a whole wave fail, and its page spoke of too many rows."),
        arguments: Engine.tested)
    func export(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.drawnWave()
            let wave = try await world.wave()
            let (rini, heru) = try await (world.officer(.operations, "rini"), world.officer(.approver, "heru"))
            let selected = try await world.dependencies.database.read { tx in
                try tx.exports.people(.wave(wave.id), after: ID(0), limit: 1_000)
            }
            let one = try #require(selected.first)
            let damaged = Data([1, 2, 3])
            try await world.vandalise(
                "UPDATE personal_data SET name = '', sealed_name = \(damaged) WHERE person_id = \(one)")
            let purpose = ("alasan", "Lampiran laporan bulanan untuk pemeriksa")
            let path = try #require(
                try await rini.browser.post(
                    Paths.exports, [("jenis", "selected"), ("gelombang", "\(wave.id)"), purpose]
                ).location)
            #expect(try await heru.browser.post(path + "/setuju", [], seeing: path).location == path)
            try await world.settle()
            let file = try await rini.browser.get(path + "/berkas.csv")
            #expect(file.status == .ok && file.body.split(separator: "\r\n").count == selected.count + 1)
            #expect(file.body.components(separatedBy: "tidak dapat dibaca").count == 2)
            #expect(
                file.body.contains("\"tidak dapat dibaca; hubungi kami di halaman Bantuan\""),
                "quoted: a spreadsheet that divides at semicolons keeps it in one cell")
            #expect(!file.body.contains(UnreadableValues.marker))
            let page = try await rini.browser.get(path).text
            #expect(page.contains("1 baris berisi nama yang tidak dapat dibaca"), "\(page)")
        }
    }

    @Test("words stand in the place of the value in the reader's language, and no form sends them back")
    func words() async throws {
        try await World.with(.sqlite) { world in
            let unreadable = world.dependencies.unreadable
            let name = UnreadableValues.marker
            #expect(PersonName(name)?.text == name)
            let page: HTML = "<p>\(name)</p>"
            #expect(unreadable.worded(page, .english).text == page.text, "nothing was met yet")
            unreadable.note("personal_data", "name", row: 1)
            #expect(unreadable.worded(page, .english).text == "<p>cannot be read; contact us on the help page</p>")
            #expect(unreadable.worded(page, .indonesian).text.contains("tidak dapat dibaca"))
            var form = FormState.sample
            form.fill(["nama": name, "kota": "Ternate"])
            #expect(form.values == ["kota": "Ternate"])
        }
    }
}
