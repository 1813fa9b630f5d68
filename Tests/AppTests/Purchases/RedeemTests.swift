import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Redeeming, attending and completing")
struct RedeemTests {
    @Test("status reports a redeem code, and commit uses it once", arguments: Engine.tested)
    func commit(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let code = try await market.buy(siti)
            let before = try await market.redeem("status", code)
            #expect(before.status == 200)
            #expect(before["status"] == "0")
            #expect(before["attendance_status"] == "0")
            #expect(before["sequence"] == "1")
            #expect(before["dp_platform"] == "Pijarmahir")
            #expect(before["invoice_code"] == "INV-1")
            #expect(try await market.redeem("commit", code)["status"] == "1")
            let again = try await market.redeem("commit", code)
            #expect(again.code == "ERRTRX40021")
            #expect(again.message == "Redeem Code sudah digunakan")
        }
    }

    @Test("an unknown code, another institution's code and a voided code are refused", arguments: Engine.tested)
    func refusals(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let code = try await market.buy(siti)
            #expect(try await market.redeem("status", "GHOPNYXUVMT0").code == "ERRTRX40020")
            #expect(try await market.redeem("status", code, by: market.stranger).code == "ERRTRX40028")
            let purchase = try await market.world.dependencies.database.read { try $0.purchases.of(siti.person) }[0]
            try await market.world.dependencies.database.transaction {
                [world = market.world, seller = market.platform] tx in
                try ReturnPurchase(dependencies: world.dependencies).void(purchase, by: seller, in: tx)
            }
            #expect(try await market.redeem("status", code).code == "ERRTRX40022")
        }
    }

    @Test(
        "a purchase is not voided after the institution used its code, also when both happen at one moment",
        .bug(
            id: "2.206",
            """
            On PostgreSQL a platform could void a purchase at the moment in which the institution used its redeem code: \
            the institution taught a course whose money was back on the card.
            """), arguments: Engine.tested)
    func voidMeetsCommit(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let code = try await market.buy(siti)
            // As the platform's transaction read it before the institution's was committed.
            let seen = try await market.world.dependencies.database.read { try $0.purchases.of(siti.person) }[0]
            #expect(try await market.redeem("commit", code)["status"] == "1")
            await #expect(throws: PurchaseRefusal.alreadyAttended) {
                try await market.world.dependencies.database.transaction {
                    [world = market.world, seller = market.platform] tx in
                    try ReturnPurchase(dependencies: world.dependencies).void(seen, by: seller, in: tx)
                }
            }
            #expect(try await market.balance(.purchaseEscrow(seen.id)).posted == market.price)
        }
    }

    @Test(
        "the escrow is paid out after attendance, final test and completion, and not before",
        .bug(
            id: "4.220",
            "Before a training was complete its certificate's address said that the participant had mistyped it."),
        arguments: Engine.tested)
    func journey(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let code = try await market.buy(siti)
            let visitor = market.world.visitor()
            try await market.world.signIn(visitor, siti)
            #expect(try await market.complete(code).status == 422)
            let held = try #require(
                try await market.world.dependencies.database.read { try $0.purchases.of(siti.person) }.first)
            #expect(try await visitor.get(Paths.certificate(held.id)).location == Paths.purchase(held.id))

            let link = try await market.sendToAttend(code, sequence: 1)
            let page = try await visitor.get(link.path)
            #expect(page.status == .ok)
            #expect(page.body.contains("Dasar Barista"))
            #expect(page.headers[.contentSecurityPolicy]?.contains("form-action 'self' http://127.0.0.1:18400") == true)
            let back = try await visitor.post(link.path, [])
            #expect(back.location == "\(Market.redirect)?kelas=7&state=\(link.state)")
            #expect(try await market.redeem("status", code, sequence: 1)["attendance_status"] == "1")
            #expect(try await market.complete(code).text.contains("purchases.attendance-missing"))

            let test = try await market.sendToAttend(code, sequence: 999)
            try await visitor.post(test.path, [])
            #expect(try await market.redeem("status", code, sequence: 999)["attendance_status"] == "1")
            let done = try await market.complete(code)
            #expect(done.status == 200)
            #expect(try await market.complete(code) == done)
            #expect(try await market.complete(code, score: 11).text.contains("partners.idempotency-key.reused"))
            #expect(try await market.complete(code, key: "other").text.contains("purchases.already-completed"))

            #expect(try await market.balance(.partnerPayable(market.platform.id)).posted == Rupiah(60_000))
            #expect(try await market.balance(.partnerPayable(market.institution.id)).posted == Rupiah(540_000))
            let purchase = try await market.world.dependencies.database.read { try $0.purchases.of(siti.person) }[0]
            #expect(purchase.state == .completed)
            let certificate = try await visitor.get(Paths.certificate(purchase.id))
            #expect(certificate.text.contains("Siti Nurhaliza"))
            #expect(certificate.text.contains("BLN/2020/1"))
            try await market.expectCleanBooks()
        }
    }

    @Test(
        "a participant confirms only their own attendance, and is redirected only to the institution's address",
        arguments: Engine.tested)
    func strangers(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let budi = try await market.world.cardholder("Budi", phone: "081234567891", wave: 2)
            let code = try await market.buy(siti)
            let link = try await market.sendToAttend(code, sequence: 1)
            let visitor = market.world.visitor()
            #expect(try await visitor.get(link.path).location?.hasPrefix(Paths.signIn) == true)
            try await market.world.signIn(visitor, budi)
            #expect(try await visitor.get(link.path).status == .notFound)
            let elsewhere = try await market.call(
                market.institution, "/api/v1/integration/oauth/url-generate",
                #"{"redeem_code":"\#(code)","redirect_uri":"https://evil.example/callback","email":"a@example.com"}"#)
            #expect(elsewhere.code == "ERRTRX40030")
        }
    }

    @Test("one e-mail address takes a course once", arguments: Engine.tested)
    func emails(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let budi = try await market.world.cardholder("Budi", phone: "081234567891", wave: 2)
            let first = try await market.buy(siti)
            let token = try await market.sendOTP(budi.number, user: "U-2").token
            let paid = try await market.authorize(token, otp: try await market.code(for: budi), invoice: "INV-2")
            #expect(paid.status == 200)
            let second = try await market.redeemCode(of: budi)
            _ = try await market.sendToAttend(first, sequence: 1)
            let reused = try await market.call(
                market.institution, "/api/v1/integration/oauth/url-generate",
                #"{"redeem_code":"\#(second)","redirect_uri":"\#(Market.redirect)","email":"Peserta@example.com"}"#)
            #expect(reused.code == "ERRTRX40031")
        }
    }

    @Test("a schedule that ended without attendance returns the money", arguments: Engine.tested)
    func lapses(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            _ = try await market.buy(siti)
            market.world.clock.advance(.days(60))
            try await market.world.tick()
            let purchase = try await market.world.dependencies.database.read { try $0.purchases.of(siti.person) }[0]
            #expect(purchase.state == .lapsed)
            #expect(try await market.balance(.cardTraining(siti.card)) == Balance(posted: Rupiah(1_000_000)))
            try await market.expectCleanBooks()
        }
    }
}

extension Market {
    /// The institution's redirect for its participant, and the state it expects back.
    func sendToAttend(
        _ code: String, sequence: Int, email: String = "peserta@example.com"
    ) async throws -> (path: String, state: String) {
        let reply = try await call(
            institution, "/api/v1/integration/oauth/url-generate",
            """
            {"redeem_code":"\(code)","sequence":\(sequence),"redirect_uri":"\(Self.redirect)?kelas=7",\
            "email":"\(email)"}
            """)
        #expect(reply.status == 200, "\(reply.text)")
        return (Paths.attendance(reply["state"]), reply["state"])
    }

    /// The participant confirms these attendances, one after the other.
    func attend(_ sequences: [Int], _ code: String, _ who: Cardholder) async throws {
        let visitor = world.visitor()
        try await world.signIn(visitor, who)
        for sequence in sequences {
            let email = "peserta-\(who.card)@example.com"
            try await visitor.post(try await sendToAttend(code, sequence: sequence, email: email).path, [])
        }
    }

    func complete(_ code: String, score: Int = 86, key: String = "selesai-1") async throws -> PartnerReply {
        try await call(
            institution, "/api/v2/redeem-codes/\(code)/completion",
            #"{"score":\#(score),"certificate_number":"BLN/2020/1"}"#, idempotencyKey: key)
    }
}

extension World {
    /// Signs this person in in the browser.
    func signIn(_ visitor: Visitor, _ who: Cardholder) async throws {
        try await visitor.get(Paths.home)
        let cookie = try await dependencies.database.transaction { [dependencies] tx in
            try tx.sessions.begin(
                person: who.person, at: dependencies.realNow(), vault: dependencies.vault, random: dependencies.random)
        }
        visitor.keep(cookie: SessionCookie.name(secure: false), cookie)
    }
}
