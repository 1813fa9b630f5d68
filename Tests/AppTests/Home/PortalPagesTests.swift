import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("What a person reads first on their pages", .timeLimit(.minutes(2)))
struct PortalPagesTests {
    /// The places of `parts` in the page, in the order of `parts`.
    private func isOrdered(_ body: String, _ parts: [String]) -> Bool {
        let places = parts.map { body.range(of: $0)?.lowerBound }
        let found = places.compactMap(\.self)
        return found.count == parts.count && found == found.sorted()
    }

    @Test(
        "the steps of the application say once what the later ones wait for, and have one button",
        .bug(id: "4.831", "The list of steps said “Belum bisa dimulai” six times, and its button came last."),
        arguments: Engine.tested)
    func steps(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.signedUp()
            let page = try await siti.browser.get(Paths.application)
            #expect(page.text.ranges(of: "Isi “Nomor HP” dulu").count == 1 && !page.text.contains("Belum bisa dimulai"))
            #expect(page.body.ranges(of: "<li class=\"later\">").count == 6)
            #expect(page.body.matches(of: /<a class="button/).count == 1)
            #expect(isOrdered(page.body, ["class=\"button gold\" href=\"\(Paths.phone)\"", "tasks numbered"]))
        }
    }

    @Test(
        "the account page has the next action, then dates and card, then all other links",
        .bug(id: "4.832", "On a phone ten links came before the card and the next dates."), arguments: Engine.tested)
    func account(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.cardholder()
            try await world.announceWave(1)
            let page = try await world.browser(of: siti.person).get(Paths.account)
            let order = ["banner next", "<h2>Tanggal penting", "<h2>Kartu Anda", "Keperluan lain", "Akun dan data"]
            #expect(isOrdered(page.body, order), "\(page.text)")
        }
    }

    @Test(
        "the conditions of the next payment are shown in full, and those of the others in a line each",
        .bug(id: "4.833", "The page of incentives repeated the same conditions for each kind of payment."),
        arguments: Engine.tested)
    func incentives(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.beneficiary()
            try await world.announceWave(1)
            let page = try await world.browser(of: siti.person).get(Paths.incentives)
            #expect(page.text.ranges(of: "dibayar bila").count == 1, "\(page.text)")
            #expect(page.body.contains("<summary>Syarat pembayaran lainnya (6)</summary>"))
        }
    }

    @Test(
        "a purchase begins with what its participant does next, and folds its facts",
        .bug(id: "4.834", "A purchase's page was a long list of facts before its way back."), arguments: Engine.tested)
    func purchase(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            try await world.announceWave(1)
            _ = try await market.buy(siti)
            let bought = try await market.purchase(of: siti)
            let page = try await world.browser(of: siti.person).get(Paths.purchase(bought.id))
            let order = [
                "class=\"trail\"", "banner next", "Sampai selesai", "<details><summary>Rincian", "Nomor tagihan",
            ]
            #expect(isOrdered(page.body, order), "\(page.text)")
        }
    }

    @Test(
        "a wave's page gives each date once, of steps to come as of those taken",
        .bug(id: "4.835", "The way of an open wave was a column of “Belum”, and its dates were in another list."),
        arguments: Engine.tested)
    func wave(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let page = try await world.visitor().get(Paths.wave(1))
            let (closes, announces) = ("Kamis, 16 April 2020, 16.00 WIB", "Jumat, 17 April 2020, 16.00 WIB")
            for date in [closes, announces] { #expect(page.text.ranges(of: date).count == 1, "\(page.text)") }
            #expect(!page.text.contains("Belum Da") && page.text.contains("Daftar peserta disegel Setelah ditutup"))
            #expect(page.body.matches(of: /aria-current="step"/).count == 1)
        }
    }

    @Test("a course without a rating says nothing of one")
    func unrated() async throws {
        try await World.shop(.sqlite) { world in
            let page = try await world.visitor().get(Paths.catalogue).text
            #expect(!page.contains("Belum ada nilai"))
        }
    }
}
