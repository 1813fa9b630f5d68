import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("What a card cannot buy now", .timeLimit(.minutes(2)))
struct BuyingObstacleTests {
    @Test(
        "the bar at the foot of a course leads to why not, where the lowest price is above the balance",
        .bug(id: "4.845", "It offered “Cara membeli” for a course that the card cannot pay."))
    func short() {
        let page = CoursePage.sample(.indonesian)
        for (balance, label) in [(599_999, "Mengapa belum bisa"), (600_000, "Cara membeli")] {
            let buyer = CourseBuyer(balance: Rupiah(Int64(balance)), bought: [])
            let shown = CoursePage(t: .indonesian, view: page.view, buyer: buyer, now: page.now).body.text
            #expect(shown.contains("href=\"#beli\">\(label)</a>"), "\(balance)")
        }
        let visitor = CoursePage(t: .indonesian, view: page.view, buyer: nil, now: page.now).body.text
        #expect(visitor.contains("href=\"#beli\">Cara membeli</a>"))
    }

    @Test("schedules that have begun and are not over are not called coming ones")
    func begun() {
        let page = CoursePage.sample(.indonesian)
        #expect(page.view.schedules.contains { $0.ends > page.now })
        #expect(page.body.text.contains("Jadwal yang belum berakhir") || page.t.zoneNote != nil)
        #expect(!page.body.text.contains("yang akan datang"))
    }

    @Test(
        "while a training is unfinished no page offers another purchase: each names the training and what finishes it",
        .bug(
            id: "5.663",
            """
            The card, the catalogue and a course offered a purchase that the platform was then refused, because an \
            earlier training was not completed.
            """),
        arguments: Engine.tested)
    func unfinished(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            try await world.announceWave(1)
            let browser = try await world.browser(of: siti.person)
            let (course, pages) = (Paths.course(market.course.id), [Paths.card, Paths.catalogue])
            #expect(try await browser.get(course).text.contains("Beli di Pijarmahir"))
            for path in pages { #expect(!(try await browser.get(path).text.contains("Selesaikan dulu")), "\(path)") }

            let code = try await market.buy(siti)
            let bought = try #require(
                try await world.dependencies.database.read { try $0.purchases.of(siti.person).first })
            for path in pages + [course] {
                let page = try await browser.get(path)
                #expect(page.text.contains("Selesaikan dulu: Dasar Barista"), "\(path)")
                #expect(page.text.contains("Pakai kode redeem-nya"), "\(path)")
                #expect(page.body.contains("href=\"\(Paths.purchase(bought.id))\">Buka pelatihan itu"), "\(path)")
                #expect(!page.text.contains("Beli di Pijarmahir"), "\(path)")
            }
            #expect(try await world.visitor().get(course).text.contains("Beli di Pijarmahir"))

            for sequence in [1, 999] { try await browser.post(market.sendToAttend(code, sequence: sequence).path, []) }
            #expect(try await browser.get(course).text.contains("Kami menunggu lembaga melaporkannya selesai"))
            #expect(try await market.complete(code).status == 200)
            for path in pages { #expect(!(try await browser.get(path).text.contains("Selesaikan dulu")), "\(path)") }
            // What is left does not pay for the course again.
            let short = try await browser.get(course).text
            #expect(short.contains("Kurang Rp200.000") && !short.contains("Beli di Pijarmahir"))
        }
    }

    @Test(
        "a card that lapsed, is on hold or was revoked is offered nothing, and the page says which it is",
        .bug(id: "5.664", "A person whose card could not buy any more read prices and buttons as without a card."),
        arguments: Engine.tested)
    func ended(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            try await world.announceWave(1)
            let browser = try await world.browser(of: siti.person)
            let states = [
                ("suspended", "Kartu Anda ditahan"), ("revoked", "Kartu Anda tidak berlaku lagi"),
                ("expired", "Kartu Anda hangus"),
            ]
            for (state, words) in states {
                let ended: Instant? = state == "suspended" ? nil : world.clock.now()
                try await world.vandalise(
                    "UPDATE card SET status = \(state), ended_at = \(ended) WHERE id = \(siti.card)")
                for path in [Paths.catalogue, Paths.course(market.course.id)] {
                    let page = try await browser.get(path).text
                    #expect(page.contains(words) && !page.contains("Beli di Pijarmahir"), "\(state) \(path)")
                }
            }
        }
    }
}
