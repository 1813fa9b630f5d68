import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("A partner's life, from the invitation to its suspension", .timeLimit(.minutes(3)))
struct PartnerLifeTests {
    @Test(
        "invited, activated by two officers, courses imported and curated by two, sold, and suspended while they run",
        arguments: Engine.tested)
    func life(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            let dian = try await world.officer("Dian", .verifier)
            let shop = try await world.invite(.platform, "Toko Belajar", code: "toko-belajar", by: ratna)
            let school = try await world.invite(.institution, "Balai Kopi", code: "balai-kopi", by: ratna)

            // It may try its key, and sells nothing yet.
            let hello = try await market.call(shop.partner, Paths.quotaSchedule, "{}", key: shop.key)
            #expect(hello.code == "ERRPLT40036")
            #expect(try await world.decide(.approve, on: shop.id, by: ratna).status == .conflict)
            #expect(try await world.state(of: shop.id) == .invited)
            #expect(try await world.trail(of: "partner:\(shop.id)").contains("partner.change-denied"))
            for id in [shop.id, school.id] { try await world.decide(.approve, on: id, by: hendra) }
            #expect(try await world.state(of: shop.id) == .active)

            let row = World.row("kopi-susu", institution: "balai-kopi", platform: "toko-belajar", title: "Kopi Susu")
            #expect(try await world.bringIn([row], by: ratna).location == Paths.officeCourses)
            let (siti, budi) = (
                try await world.cardholder(), try await world.cardholder("Budi", phone: "081234567891", wave: 2)
            )
            let sale = Sales(market: market, shop: shop, school: school)
            #expect(try await sale.ask(siti.number).code == "ERRPLT40063")
            #expect(!(try await world.visitor().get(Paths.catalogue).text.contains("Kopi Susu")))
            #expect(try await world.judge("kopi-susu", by: ratna).status == .forbidden)
            try await world.judge("kopi-susu", by: hendra)
            #expect(try await sale.ask(siti.number).code == "ERRPLT40063")
            try await world.judge("kopi-susu", by: dian)
            #expect(try await world.visitor().get(Paths.catalogue).text.contains("Kopi Susu"))

            let code = try await sale.buy(siti)
            try await world.act(.suspend, on: shop.id, by: ratna)
            #expect(try await sale.ask(budi.number).code == "ERRPLT40061")
            #expect(!(try await world.visitor().get(Paths.catalogue).text.contains("Kopi Susu")))
            #expect(try await world.visitor().get(Paths.publicPartners).text.contains("Penjualan baru dihentikan"))
            try await sale.complete(code, by: siti)
            #expect(try await market.balance(.partnerPayable(shop.id)).posted == Rupiah(60_000))
            #expect(try await market.balance(.partnerPayable(school.id)).posted == Rupiah(540_000))

            // Selling again takes two officers.
            try await world.act(.activate, on: shop.id, by: ratna)
            #expect(try await sale.ask(budi.number).code == "ERRPLT40061")
            try await world.decide(.approve, on: shop.id, by: hendra)
            #expect(try await sale.ask(budi.number).status == 200)
            try await market.expectCleanBooks()
        }
    }

    @Test(
        "a purchase that waits for its code when the sale is stopped is not paid, and a paid one can be cancelled",
        arguments: Engine.tested)
    func held(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let ratna = try await world.officer("Ratna", .operations)
            let (siti, budi) = (
                try await world.cardholder(), try await world.cardholder("Budi", phone: "081234567891", wave: 2)
            )
            _ = try await market.buy(budi, invoice: "INV-2")
            let token = try await market.sendOTP(siti.number, user: "U-2").token
            let otp = try await market.code(for: siti)
            try await world.act(.suspend, on: market.institution.id, by: ratna)
            #expect(try await market.authorize(token, otp: otp).code == "ERRPLT40062")
            #expect(try await market.balance(.cardTraining(siti.card)).posted == Rupiah(1_000_000))
            let paid = try #require(
                try await world.dependencies.database.read { try $0.purchases.of(budi.person) }.first?.payment)
            try await market.void(paid.transactionCode, invoice: "INV-2")
            #expect(try await market.balance(.cardTraining(budi.card)).posted == Rupiah(1_000_000))
            #expect(try await world.act(.suspend, on: market.institution.id, by: ratna).status == .conflict)
        }
    }

    @Test("no sale outside the days of the agreement", arguments: Engine.tested)
    func agreement(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            let siti = try await world.cardholder()
            func propose(_ number: String, until month: String, fee: String = "10") async throws -> Answer {
                try await world.act(
                    .agreement, on: market.platform.id, by: ratna,
                    [
                        ("nomor", number), ("mulai-day", "1"), ("mulai-month", "3"), ("mulai-year", "2020"),
                        ("akhir-day", "31"), ("akhir-month", month), ("akhir-year", "2020"), ("biaya", fee),
                    ])
            }
            let dear = try await propose("PKS-1", until: "3", fee: "15,01")
            #expect(dear.status == .unprocessableContent && dear.body.contains("href=\"#biaya\""))
            #expect(dear.text.contains("15%"))
            _ = try await propose("PKS-1", until: "3")
            #expect(try await market.sendOTP(siti.number).status == 200)
            try await world.decide(.approve, on: market.platform.id, by: hendra)
            #expect(try await market.sendOTP(siti.number).code == "ERRPLT40061")
            _ = try await propose("PKS-2", until: "12", fee: "12,5")
            try await world.decide(.approve, on: market.platform.id, by: hendra)
            #expect(try await market.sendOTP(siti.number).status == 200)
            let today = world.dependencies.edition.waves.zone.date(of: world.clock.now())
            let record = try await world.dependencies.database.read { try $0.partners.record(market.platform.id) }
            #expect(record?.agreement(on: today)?.feeBasisPoints == 1_250)
        }
    }

    @Test(
        "an agreement for next year changes neither this year's sales nor the fee of what was sold, until it is paid out",
        arguments: Engine.tested)
    func planned(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            let siti = try await world.cardholder()
            func agree(_ number: String, year: String, fee: String) async throws {
                try await world.act(
                    .agreement, on: market.platform.id, by: ratna,
                    [
                        ("nomor", number), ("mulai-day", "1"), ("mulai-month", "1"), ("mulai-year", year),
                        ("akhir-day", "31"), ("akhir-month", "12"), ("akhir-year", year), ("biaya", fee),
                    ])
                try await world.decide(.approve, on: market.platform.id, by: hendra)
            }
            try await agree("PKS-1", year: "2020", fee: "12")
            try await agree("PKS-2", year: "2021", fee: "1")
            let page = try await ratna.browser.get(Paths.officePartner(market.platform.id)).text
            #expect(page.contains("Direncanakan") && page.contains("Berlaku"))
            let code = try await market.buy(siti)
            // A cheaper agreement from the same day on is for what is sold after it.
            try await agree("PKS-3", year: "2020", fee: "2")
            let sold = try await world.dependencies.database.read { tx in
                try tx.purchases.of(siti.person).first.flatMap { try tx.purchases.feeBasisPoints(of: $0.id) }
            }
            #expect(sold == 1_200)
            // The escrow is released by the fee of the sale, after the cheaper agreement came into force.
            try await market.attend([1, 999], code, siti)
            #expect(try await market.complete(code).status == 200)
            #expect(try await market.balance(.partnerPayable(market.platform.id)).posted == Rupiah(72_000))
            #expect(try await market.balance(.partnerPayable(market.institution.id)).posted == Rupiah(528_000))
            try await market.expectCleanBooks()
        }
    }
}

/// The requests of an invited platform and institution for the course `kopi-susu`.
private struct Sales {
    let market: Market
    let shop: InvitedPartner
    let school: InvitedPartner

    func ask(_ number: CardNumber) async throws -> PartnerReply {
        try await market.call(
            shop.partner, Paths.sendOTP,
            """
            {"user_platform_id":"U-\(number.lastFour)","prakerja_id":"\(number.digits)","course_code":"kopi-susu",\
            "schedule_code":"kopi-susu-1","amount":600000}
            """, key: shop.key)
    }

    func buy(_ who: Cardholder) async throws -> String {
        let token = try await ask(who.number).token
        let paid = try await market.call(
            shop.partner, Paths.authorizePurchase,
            """
            {"otp":"\(try await market.code(for: who))","invoice_url":"https://toko-belajar.example/1",\
            "invoice_code":"INV-1"}
            """, authorization: "Payment \(token)", key: shop.key)
        #expect(paid.status == 200, "\(paid.text)")
        return try await market.redeemCode(of: who)
    }

    /// Attends, takes the final test and is reported as completed.
    func complete(_ code: String, by who: Cardholder) async throws {
        let visitor = market.world.visitor()
        try await market.world.signIn(visitor, who)
        for sequence in [1, 999] {
            let reply = try await market.call(
                school.partner, Paths.attendanceURL,
                """
                {"redeem_code":"\(code)","redirect_uri":"https://balai-kopi.example/kembali",\
                "email":"siti@contoh.id","sequence":\(sequence)}
                """, key: school.key)
            #expect(reply.status == 200, "\(reply.text)")
            try await visitor.post(Paths.attendance(reply["state"]), [])
        }
        let done = try await market.call(
            school.partner, "/api/v2/redeem-codes/\(code)/completion",
            "{\"score\":86,\"certificate_number\":\"BLN/2020/1\"}", key: school.key, idempotencyKey: "selesai-1")
        #expect(done.status == 200, "\(done.text)")
    }
}
