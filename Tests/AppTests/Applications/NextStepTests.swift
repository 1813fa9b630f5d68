import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Next step on the account page")
struct NextStepTests {
    @Test(
        "from the first step to the first incentive, the button leads where the sentence says",
        .bug(
            id: "4.57",
            """
            The account page told people to join "the wave that is open" when none was, to follow a training they had \
            completed, and to look for their card on the very page they were on.
            """),
        arguments: Engine.tested)
    func application(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.signedUp()
            try await world.expect(siti.browser, "Berikutnya: Nomor HP.", leads: Paths.phone, showing: "Kirim kode")
            try await world.expectStages(siti.browser, "0 dari 7 langkah", "Belum bisa")
            try await world.provePhone(siti)
            try await world.expect(siti.browser, "Berikutnya: KTP.", leads: Paths.identity, showing: "NIK")
            try await world.fillIn(siti)
            try await world.sendPhotos(siti)
            try await world.declareAndTest(siti)
            try await siti.browser.post(Paths.check, [])
            try await world.expect(siti.browser, "Tidak ada yang perlu Anda lakukan.", leads: nil)
            try await world.expectStages(siti.browser, "Sedang diperiksa", "Belum bisa")

            try await world.settle()
            try await world.acceptPhotos(of: siti)
            try await world.settle()
            try await world.expect(siti.browser, "tidak ada gelombang", leads: Paths.waves, showing: "gelombang")
            try await world.advanceWaves()
            try await world.expect(
                siti.browser, "gabung gelombang 1", leads: Paths.joinWave(1), showing: "Gabung gelombang 1")
            try await world.expectStages(siti.browser, "Selesai", "Belum ikut")
            world.clock.set(try await world.wave().closesAt + Wave.drain)
            try await world.advanceWaves()
            try await world.expect(siti.browser, "Gelombang 2 dibuka", leads: Paths.waves, showing: "Gelombang 2")
        }
    }

    @Test("a rejected photo is the next step, and a refusal names the call centre", arguments: Engine.tested)
    func fixing(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted()
            try await world.settle()
            let id = try await world.id(of: siti)
            try await world.dependencies.database.transaction { tx in
                for photo in try tx.photos.current(of: id).values where photo.kind == .selfie {
                    _ = try tx.photos.review(
                        photo.id, fault: .blurred, note: "", by: ID(1), at: world.dependencies.moment(),
                        ids: world.dependencies.ids, vault: world.dependencies.vault)
                }
                try tx.applications.decide(id, on: world.dependencies)
            }
            try await world.expect(
                siti.browser, "Perbaiki langkah “Foto KTP dan swafoto”.", leads: Paths.photos, showing: "Foto")
            let budi = try await world.eligible(2) { $0.inFormalEducation = true }
            try await world.expect(budi.browser, "Pusat bantuan menjelaskan", leads: Paths.help, showing: "Bantuan")
        }
    }

    @Test("in a wave there is nothing to do, and afterwards the next wave is named", arguments: Engine.tested)
    func wave(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let (siti, budi) = (try await world.candidate(priority: true), try await world.candidate())
            try await world.expect(
                siti.browser, "Berikutnya: gabung gelombang 1", leads: Paths.joinWave(1), showing: "Gabung gelombang 1")
            for person in [siti, budi] { try await person.browser.join() }
            try await world.expect(
                siti.browser, "Tidak ada yang perlu Anda lakukan. Hasil diumumkan", leads: Paths.myEntry(1),
                showing: "Anda ikut Gelombang 1")
            world.clock.set(try await world.wave().closesAt + Wave.drain)
            try await world.advanceWaves()
            // Between closing and announcement the page does not depend on whether the draw has taken place.
            try await world.expect(siti.browser, "Hasil diumumkan", leads: Paths.myEntry(1), showing: "Gelombang 1")
            try await DrawActions(dependencies: world.dependencies).draw(1, by: .system)
            try await world.expect(budi.browser, "Hasil diumumkan", leads: Paths.myEntry(1), showing: "Gelombang 1")
        }
    }

    @Test("with a card: buy, redeem, follow, rate, link an account, request, wait", arguments: Engine.tested)
    func card(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            try await world.announceWave(1)
            let browser = try await world.browser(of: siti.person)
            try await world.expect(browser, "Beli pelatihan pertama", leads: Paths.card, showing: "Cari pelatihan")
            let token = try await market.sendOTP(siti.number).token
            try await world.expect(
                browser, "menunggu kode", leads: Paths.card, showing: "ditahan untuk pembelian yang menunggu kode")
            #expect(try await market.authorize(token, otp: try await market.code(for: siti)).status == 200)
            let code = try await market.redeemCode(of: siti)
            let bought = try await market.newest(of: siti)
            try await world.expect(browser, "Tukarkan kode redeem", leads: Paths.purchase(bought), showing: code)
            #expect(try await market.redeem("commit", code).status == 200)
            try await world.expect(browser, "sampai tes akhir", leads: Paths.purchase(bought), showing: "Tes akhir")
        }
        try await World.with(engine, start: "2020-04-20T09:00:00+07:00") { world in
            let siti = try await world.beneficiary()
            try await world.announceWave(1)
            let browser = try await world.browser(of: siti.person)
            try await world.expect(browser, "Beri nilai", leads: Paths.review(siti.purchase), showing: "Kirim ulasan")
            try await world.review(siti)
            try await world.expect(browser, "Sambungkan rekening", leads: Paths.payee, showing: "rekening")
            #expect(try await world.link("0812-3456-7890", of: siti).location == Paths.payee)
            try await world.expect(browser, "Insentif ke-1", leads: Paths.incentives, showing: "Minta insentif")
            #expect(try await world.ask(for: world.instalment(.incentive, 1, of: siti), of: siti).location != nil)
            try await world.expect(
                browser, "Pembayaran Anda sedang diproses", leads: Paths.incentives, showing: "Menunggu penyaluran")
        }
    }

    @Test(
        "after the final test the page says that the institution's report is awaited",
        .bug(
            id: "4.61",
            "A participant who had passed the final test was still told to follow the training to the final test."),
        arguments: Engine.tested)
    func tested(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            try await world.announceWave(1)
            let browser = try await world.browser(of: siti.person)
            let code = try await market.buy(siti)
            let bought = try await market.newest(of: siti)
            try await browser.post(market.sendToAttend(code, sequence: 1).path, [])
            try await world.expect(browser, "sampai tes akhir", leads: Paths.purchase(bought), showing: "Tes akhir")
            try await browser.post(market.sendToAttend(code, sequence: 999).path, [])
            try await world.expect(
                browser, "Kami menunggu lembaga melaporkan", leads: Paths.purchase(bought), showing: "Tes akhir")
            #expect(try await market.complete(code).status == 200)
            let page = try await browser.get(Paths.account).text
            #expect(!page.contains("Kami menunggu lembaga melaporkan"))
        }
    }
}

extension World {
    /// The account page names the five parts of the way, the first of them done, with these states of the second and third.
    fileprivate func expectStages(_ browser: Visitor, _ data: String, _ wave: String) async throws {
        let page = try await browser.get(Paths.account).text
        let stages = page.firstMatch(
            of: /Perjalanan Anda Akun Selesai Data (.+?) Gelombang (?:\d+ )?(.+)/)
        #expect(stages.map { $0.1 == data && $0.2.hasPrefix(wave) } == true, "\(page)")
    }

    /// Expects that the card on top of the account page shows `sentence`, and that its one button leads to an existing
    /// page.
    func expect(
        _ browser: Visitor, _ sentence: String, leads path: String?, showing words: String = "",
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let page = try await browser.get(Paths.account)
        let banner = try #require(
            page.body.firstMatch(of: /<div class="banner .*?<\/div>/.dotMatchesNewlines()),
            sourceLocation: sourceLocation)
        let text = String(banner.output).replacing(/<[^>]*>/, with: " ").replacing(/\s+/, with: " ")
        #expect(text.contains(sentence), "\(text)", sourceLocation: sourceLocation)
        let buttons = banner.output.matches(of: /<a class="button[^"]*" href="([^"]*)"/).map { String($0.1) }
        #expect(buttons == [path].compactMap(\.self), sourceLocation: sourceLocation)
        guard let path else { return }
        let next = try await browser.follow(browser.get(path))
        #expect(next.status == .ok && next.text.contains(words), "\(next.text)", sourceLocation: sourceLocation)
    }
}

extension Market {
    fileprivate func newest(of siti: Cardholder) async throws -> ID<Purchase> {
        try #require(try await world.dependencies.database.read { try $0.purchases.of(siti.person).first }).id
    }
}
