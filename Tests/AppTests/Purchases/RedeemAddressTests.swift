import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Where a redeem code is typed")
struct RedeemAddressTests {
    @Test(
        "the purchase page leads to the institution, and the message to the purchase page only",
        .bug(
            id: "4.58",
            """
            A redeem code came with the words \"on the site of the institution\" and without an address to type it at.
            """
        ),
        .bug(
            id: "5.906",
            "\"Our messages lead to no other address\" was said beside a purchase message with the institution's address."
        ),
        arguments: Engine.tested)
    func address(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            _ = try await market.buy(siti)
            let bought = try await market.world.dependencies.database.read { try $0.purchases.of(siti.person).first }
            let purchase = try #require(bought).id
            let browser = try await market.world.browser(of: siti.person)
            let page = try await browser.get(Paths.purchase(purchase))
            #expect(page.body.contains("href=\"http://127.0.0.1:18400/\""))
            let inbox = try await browser.get(Paths.inbox)
            let message = try #require(inbox.body.firstMatch(of: /href="(\/akun\/pesan\/[^"]*)"/)?.output.1)
            let read = try await browser.get(String(message))
            #expect(read.text.contains("Buka halaman pembelian Anda") && !read.text.contains("127.0.0.1:18400"))
            #expect(read.body.contains(Paths.purchase(purchase)))
        }
    }

    @Test(
        "the institution's redeem page comes first, its site otherwise",
        arguments: [
            ("https://lpk.example/kembali?x=1", String?.none, "https://lpk.example/"),
            ("https://lpk.example:8443/a", nil, "https://lpk.example:8443/"),
            ("https://lpk.example/kembali", "https://lpk.example/tukar", "https://lpk.example/tukar"),
        ])
    func choice(redirect: String, site: String?, expected: String) {
        let partner = Partner(
            id: ID(1), kind: .institution, name: "LPK", clientCode: "lpk", redirectURI: redirect, feeBasisPoints: 0,
            site: site)
        #expect(partner.redeemAddress == expected)
    }

    @Test(
        "the sentence about where a rating appears is true",
        .bug(id: "4.59", "\"Nilai Anda tampil di katalog\" was said of ratings, which the catalogue never showed."))
    func rating() {
        for t in [Words.indonesian, .english] {
            let hint = ReviewGivingPage.sample(t).body.text
            #expect(!hint.contains(t("katalog", "catalogue")))
        }
    }
}
