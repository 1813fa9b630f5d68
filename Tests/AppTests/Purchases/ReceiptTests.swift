import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Receipts of reports", .timeLimit(.minutes(3)))
struct ReceiptTests {
    private static let why = "Peserta menelepon dan membacakan nomor ini"

    @Test(
        "participant, platform, institution and office read the number and the age of the same reports",
        arguments: Engine.tested)
    func everywhere(engine: Engine) async throws {
        try await Market.reviewing(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            try await market.reportedAtOnce(siti)
            world.clock.advance(.hours(5))
            let receipts = try await market.receipts(of: siti)
            #expect(receipts.count == 3)
            let numbers = receipts.map(\.number.description)
            let purchase = try await market.purchase(of: siti).id

            let own = try await world.browser(of: siti.person).get(Paths.purchase(purchase)).text
            #expect(numbers.allSatisfy { own.contains($0) } && own.contains("5 jam"), "\(own)")
            for partner in [market.platform, market.institution] {
                let desk = try await world.visitorAtDesk(of: partner).browser.get(Paths.deskSales)
                #expect(numbers.allSatisfy { desk.text.contains($0) } && desk.text.contains("5 jam"), "\(desk.text)")
                #expect(desk.text.contains("Sedang diperiksa") && !desk.text.contains("Siti"))
            }
            let ratna = try await world.officer(.operations, "ratna")
            let page = try await ratna.browser.get(Paths.heldCompletion(try await market.held(of: siti).id)).text
            #expect(numbers.allSatisfy { page.contains($0) } && page.contains("5 jam") && !page.contains("Siti"))

            let wati = try await world.officer([.helpdesk], "wati")
            let typed = try #require(numbers.last)
            let found = try await wati.browser.search([("cari", typed), ("alasan", Self.why)])
            #expect(found.body.contains("href=\"\(Paths.person(siti.person))\""), "\(found.text)")
        }
    }

    @Test("the modern API lists the receipts, and until when a completion is held", arguments: Engine.tested)
    func modern(engine: Engine) async throws {
        try await Market.reviewing(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            try await market.reportedAtOnce(siti)
            world.clock.advance(.minutes(1))
            let numbers = try await market.receipts(of: siti).map(\.number.description)
            let school = try await market.read(Paths.apiPurchases, try await market.token(of: market.institution)).text
            #expect(numbers.allSatisfy { school.contains($0) } && school.contains("completion_held_until"), "\(school)")
            let shop = try await market.read(Paths.apiPurchases, try await market.token(of: market.platform)).text
            #expect(shop.contains("completion_held_until"), "\(shop)")
            // A platform is not told of meetings.
            #expect(numbers.map { shop.contains($0) } == [false, false, true])
            let list = try await market.read(Paths.apiCompletions, try await market.token(of: market.institution)).text
            #expect(!list.contains(numbers[2]), "a report that waits is no completion")
        }
    }
}
