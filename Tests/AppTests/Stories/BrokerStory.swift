import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// A broker offers to buy trainings for people, and uses their cards from one platform account of his own.
@Suite("Story: the broker with two cards on one platform account")
struct BrokerStory {
    @Test(
        "of two cards used by one platform account only one pays; the other holder loses nothing and is notified",
        .bug(
            id: "2.57",
            """
            A broker requested purchases with two people's cards from one account before paying either, and both were \
            paid. The second holder was not notified.
            """),
        arguments: Engine.tested)
    func broker(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let budi = try await market.world.cardholder("Budi", phone: "081234567891", wave: 2)

            // Both codes are sent before either is answered, and both people give theirs to the broker.
            let first = try await market.sendOTP(siti.number, user: "MAKELAR")
            let second = try await market.sendOTP(budi.number, user: "MAKELAR")
            #expect(first.status == 200 && second.status == 200)
            let codeOfSiti = try await market.code(for: siti)
            let codeOfBudi = try await market.code(for: budi)
            #expect(try await market.authorize(first.token, otp: codeOfSiti).status == 200)
            let refused = try await market.authorize(second.token, otp: codeOfBudi, invoice: "INV-2")
            #expect(refused.code == "ERRPLT40044")

            // Nothing of it remains on the second card, and another attempt changes nothing.
            #expect(try await market.balance(.cardTraining(budi.card)) == Balance(posted: Rupiah(1_000_000)))
            #expect(try await market.authorize(second.token, otp: codeOfBudi, invoice: "INV-3").code == "ERRPLT40054")
            #expect(try await market.sendOTP(budi.number, user: "MAKELAR").code == "ERRPLT40044")

            // The holder is notified once, and buys with an account of his own.
            try await market.world.settle()
            let warnings = try await market.world.texts(to: budi.phone).filter { $0.contains("Kami menolaknya") }
            #expect(warnings.count == 1)
            let browser = market.world.visitor()
            try await market.world.signIn(browser, budi)
            #expect(try await browser.get(Paths.inbox).text.contains("Percobaan memakai kartu Anda ditolak"))
            let own = try await market.sendOTP(budi.number, user: "BUDI")
            let paid = try await market.authorize(own.token, otp: try await market.code(for: budi), invoice: "INV-4")
            #expect(paid.status == 200, "\(paid.text)")
            try await market.expectCleanBooks()
        }
    }
}
