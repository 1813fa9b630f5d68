import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("A partner's own reported completions that two officers look at", .timeLimit(.minutes(3)))
struct DeskHeldTests {
    @Test(
        "both partners read receipt, reason, since when and until when, and then the decision; another partner nothing",
        arguments: Engine.tested)
    func own(engine: Engine) async throws {
        try await Market.reviewing(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            let shop = try await world.visitorAtDesk(of: market.platform).browser
            let school = try await world.visitorAtDesk(of: market.institution).browser
            let rival = try await world.visitorAtDesk(of: market.rival).browser
            #expect(try await shop.get(Paths.deskHeld).text.contains("Tidak ada laporan yang sedang diperiksa"))
            #expect(try await !shop.get(Paths.partnerDesk).body.contains(Paths.deskHeld))
            let held = try await market.reportedAtOnce(siti)
            world.clock.advance(.hours(5))
            let number = try #require(try await market.receipts(of: siti).last).number.description
            let code = try await market.redeemCode(of: siti)
            for desk in [shop, school] {
                let home = try await desk.get(Paths.partnerDesk)
                #expect(home.body.contains(Paths.deskHeld) && home.text.contains("Laporan selesai yang diperiksa: 1"))
                let page = try await desk.get(Paths.deskHeld).text
                #expect(page.contains(number) && page.contains("5 jam"), "\(page)")
                #expect(page.contains("lebih cepat dari biasanya") && page.contains("bukan tuduhan"), "\(page)")
                // Neither the participant nor the numbers of the rule.
                for word in ["Siti", code, siti.number.digits, "persen"] { #expect(!page.contains(word), "\(word)") }
            }
            #expect(try await shop.get(Paths.deskHeld).text.contains("INV-1"))
            #expect(try await !school.get(Paths.deskHeld).text.contains("INV-1"))
            #expect(try await shop.get(Paths.deskSales).body.contains(Paths.deskHeld))
            #expect(try await !rival.get(Paths.deskHeld).text.contains(number))
            // Behind another partner's report stands nothing, and its page says nothing about it.
            let behind = try await rival.get("\(Paths.deskHeld)?sesudah=\(held)")
            #expect(behind.status == .ok && !behind.text.contains(number))
            #expect(try await shop.get("\(Paths.deskHeld)?sesudah=bukan-nomor").text.contains(number))

            try await world.officer(.operations, "ratna").propose(.refuse, on: held)
            try await world.officer(.approver, "hendra").decide(held)
            let decided = try await school.get(Paths.deskHeld).text
            #expect(decided.contains("Tidak diterima") && decided.contains(number), "\(decided)")
            #expect(!decided.contains("rekaman kelas"), "the officers' words are the office's")
            #expect(try await !rival.get(Paths.deskHeld).text.contains(number))
            world.clock.advance(.days(DeskHeldPage.kept + 1))
            let later = try await world.visitorAtDesk(of: market.institution, name: "Sari").browser.get(Paths.deskHeld)
            #expect(later.status == .ok && !later.text.contains(number), "\(later.text)")
        }
    }

    @Test("only people of partners open it", arguments: Engine.tested)
    func closed(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let ratna = try await market.world.officer("Ratna", .operations)
            for browser in [market.world.visitor(), ratna.browser] {
                let answer = try await browser.get(Paths.deskHeld)
                #expect(answer.location?.hasPrefix(Paths.partnerSignIn) == true, "\(answer.status)")
            }
        }
    }
}
