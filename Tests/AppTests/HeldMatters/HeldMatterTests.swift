import Foundation
import HTTPTypes
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

/// What a compared row holds back is read in the office, and released by no officer.
@Suite("What is held back, in the office", .timeLimit(.minutes(3)))
struct HeldMatterTests {
    @Test(
        "a purchase changed by SQL is on the desk, in the list, on its person's page and on its own, until it is restored",
        .bug(
            id: "5.963",
            "That a sale or a payment was held back, and by which row, stood in the server's log only."),
        arguments: Engine.tested)
    func purchase(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            let code = try await market.buy(siti)
            let purchase = try await market.purchase(of: siti).id
            let visitor = world.visitor()
            try await world.signIn(visitor, siti)
            let link = try await market.sendToAttend(code, sequence: 1)
            let (citra, wati) = (
                try await world.officer(.auditor, "citra"), try await world.officer("Wati", .verifier)
            )
            let (person, trail) = (Paths.person(siti.person), Paths.budgetPurchase(purchase))
            let why = [("alasan", "Menelepon soal pelatihannya yang tertahan")]
            try await wati.browser.post(Paths.personOpening(siti.person), why, seeing: person)
            #expect(try await citra.browser.get(Paths.heldMatters).text.contains("Tidak ada yang ditahan"))

            try await world.vandalise("UPDATE purchase SET price = price + 1000")
            let refused = try await visitor.post(link.path, [])
            #expect(refused.status == .conflict && refused.text.contains("sedang kami periksa"))
            #expect(refused.text.firstMatch(of: /Sebutkan nomor \d{4}-\d{4}/) != nil)
            #expect(refused.body.contains("href=\"\(Paths.help)\""))
            try await world.storeHeld()
            try await world.storeHeld()

            #expect(try await citra.browser.get(Paths.office).text.contains("Yang ditahan karena datanya diubah"))
            let list = try await citra.browser.get(Paths.heldMatters)
            #expect(list.text.contains("Pembelian") && list.text.contains("purchase baris \(purchase)"))
            #expect(list.text.contains("Rp601.000") && list.text.contains("prakerja audit verify"))
            #expect(list.body.components(separatedBy: trail).count == 2, "one row")
            for (browser, path) in [(wati.browser, person), (citra.browser, trail)] {
                let page = try await browser.get(path)
                #expect(page.text.contains("Ditahan: data diubah di luar aplikasi"), "\(path)")
                #expect(page.text.contains("Tidak ada petugas yang dapat melepasnya"), "\(path)")
            }
            // There is no act that releases it, and comparing it again does not.
            #expect(try await citra.browser.post(Paths.heldMatters, []).status != .seeOther)
            #expect(!list.body.contains("action=\"\(Paths.heldMatters)"))
            try await world.reviewHeld()
            #expect(try await citra.browser.get(Paths.heldMatters).text.contains("Rp601.000"))
            #expect(try await wati.browser.get(Paths.heldMatters).status == .forbidden)

            try await world.vandalise("UPDATE purchase SET price = price - 1000")
            try await world.reviewHeld()
            #expect(try await citra.browser.get(Paths.heldMatters).text.contains("Tidak ada yang ditahan"))
            #expect(!(try await wati.browser.get(person).text.contains("Ditahan: data diubah")))
            #expect(try await visitor.post(link.path, []).location?.hasPrefix(Market.redirect) == true)
            try await market.expectCleanBooks()
        }
    }

    @Test(
        "an approved payment whose account was changed is held on its batch's page and on its own",
        arguments: Engine.tested
    )
    func payment(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            _ = try await world.ask(for: world.instalment(.incentive, 1, of: siti), of: siti)
            let (ani, budi) = (try await world.officer(.operations, "ani"), try await world.officer(.approver, "budi"))
            let path = try #require(try await ani.browser.post(Paths.payouts, []).location)
            let batch = try #require(ID<PayoutBatch>(String(path.split(separator: "/").last ?? "")))
            let sum = try await world.sum(of: path)
            #expect(try await budi.browser.post(path + "/persetujuan", sum, seeing: path).location == path)
            try await world.vandalise("UPDATE payee_account SET holder = 'BUDI'")
            try await world.settle()
            #expect(try await world.railBooks().payments.isEmpty)
            try await world.storeHeld()
            let payment = try #require(
                try await world.dependencies.database.read { try $0.payouts.items(of: batch).first?.disbursement.id })
            #expect(try await budi.browser.get(path).text.contains("data diubah di luar aplikasi"))
            let trail = try await budi.browser.get(Paths.budgetPayment(payment))
            #expect(trail.text.contains("Pembayaran yang disetujui") && trail.text.contains("disbursement baris"))
            let list = try await budi.browser.get(Paths.heldMatters)
            #expect(list.text.contains("Rp600.000"))
            try await world.vandalise("UPDATE payee_account SET holder = ''")
            try await world.reviewHeld()
            #expect(try await budi.browser.get(Paths.heldMatters).text.contains("Tidak ada yang ditahan"))
        }
    }

    @Test(
        "the account of a card from which an entry is gone is held with its money, and ends when the rows are back",
        arguments: Engine.tested)
    func entries(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            let code = LedgerAccount.Code.cardIncentive(siti.card)
            try await world.vandalise("UPDATE ledger_account SET posted = posted + 1 WHERE code = \(code)")
            await #expect(throws: RecordRefusal.heldBack) {
                try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                    _ = try dependencies.requireProved(code, in: tx)
                }
            }
            try await world.storeHeld()
            let citra = try await world.officer(.auditor, "citra")
            let list = try await citra.browser.get(Paths.heldMatters)
            #expect(list.text.contains("Saldo \(code)") && list.text.contains("ledger_account"))
            try await world.vandalise("UPDATE ledger_account SET posted = posted - 1 WHERE code = \(code)")
            try await world.reviewHeld()
            #expect(try await citra.browser.get(Paths.heldMatters).text.contains("Tidak ada yang ditahan"))
        }
    }

    @Test(
        "a name that SQL exchanged is listed by table and row, without the name, until it is back",
        arguments: Engine.tested
    )
    func unreadable(engine: Engine) async throws {
        try await World.with(engine) { world in
            let one = try await world.id(of: try await world.eligible(1))
            let two = try await world.id(of: try await world.eligible(2) { $0.name = "Rina Marasabessy" })
            let (citra, wati) = (
                try await world.officer(.auditor, "citra"), try await world.officer("Wati", .verifier)
            )
            let why = [("alasan", "Menelepon soal namanya yang berubah")]
            try await wati.browser.post(Paths.personOpening(one), why, seeing: Paths.person(one))
            try await world.exchangeNames(one, two)
            #expect(try await wati.browser.get(Paths.person(one)).status == .ok)
            try await world.storeHeld()
            let list = try await citra.browser.get(Paths.heldMatters)
            #expect(
                list.text.contains("Data yang tidak dapat dibaca") && list.text.contains("personal_data baris \(one)"))
            #expect(!list.text.contains("Rina") && !list.text.contains("Siti"))
            #expect(try await wati.browser.get(Paths.person(one)).text.contains("Disandikan untuk baris lain"))
            try await world.exchangeNames(one, two)
            try await world.reviewHeld()
            #expect(try await citra.browser.get(Paths.heldMatters).text.contains("Tidak ada yang ditahan"))
        }
    }
}

extension World {
    /// Stores what was held back, as the server does every two seconds.
    func storeHeld() async throws {
        try await StoreHeldMatters(dependencies: dependencies).store()
    }

    /// Compares it again, as the job does a minute later.
    func reviewHeld() async throws {
        clock.advance(ReviewHeldMatters.pause)
        _ = try await ReviewHeldMatters().run(on: dependencies)
    }
}
