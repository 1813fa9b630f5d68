import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Paying with a card at a platform")
struct PaymentTests {
    @Test("a code is sent, the price is held, and the code buys", arguments: Engine.tested)
    func buys(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let asked = try await market.sendOTP(siti.number)
            #expect(asked.status == 200)
            #expect(try await market.balance(.cardTraining(siti.card)).held == market.price)
            let paid = try await market.authorize(asked.token, otp: try await market.code(for: siti))
            #expect(paid.status == 200)
            #expect(paid.message == "Pelatihan berhasil dibeli.")
            #expect(paid["status"] == "SUCCESS")
            #expect(paid["prakerja_name"] == "Siti Nurhaliza")
            #expect(paid["amount"] == "600000")
            #expect(try await market.balance(.cardTraining(siti.card)) == Balance(posted: Rupiah(400_000)))
            let purchase = try await market.world.dependencies.database.read { try $0.purchases.of(siti.person) }[0]
            #expect(purchase.state == .posted)
            #expect(purchase.payment?.redeemCode.count == 12)
            #expect(try await market.balance(.purchaseEscrow(purchase.id)).posted == market.price)
            try await market.expectCleanBooks()
        }
    }

    @Test("a request repeated after a lost answer buys once", arguments: Engine.tested)
    func lostAnswer(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let first = try await market.sendOTP(siti.number)
            let again = try await market.sendOTP(siti.number)
            #expect(first.token == again.token)
            let code = try await market.code(for: siti)
            #expect(try await market.world.texts(to: siti.phone).count == 1)
            let paid = try await market.authorize(first.token, otp: code)
            let paidAgain = try await market.authorize(first.token, otp: code)
            #expect(paid == paidAgain)
            #expect(try await market.balance(.cardTraining(siti.card)).posted == Rupiah(400_000))
            let other = try await market.authorize(first.token, otp: code, invoice: "INV-2")
            #expect(other.code == "ERRPLT40055")
            try await market.expectCleanBooks()
        }
    }

    @Test("concurrent identical requests make one hold and one message", arguments: Engine.tested)
    func askedAtOnce(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            for round in 1...2 {
                let replies = try await withThrowingTaskGroup(of: PartnerReply.self) { group in
                    for _ in 1...8 { group.addTask { try await market.sendOTP(siti.number) } }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(replies.map(\.status) == Array(repeating: 200, count: 8))
                #expect(Set(replies.map(\.token)).count == 1)
                #expect(try await market.balance(.cardTraining(siti.card)).held == market.price)
                _ = try await market.code(for: siti)
                #expect(try await market.world.texts(to: siti.phone).count == round)
                // The wait between two codes is over: the same concurrent requests ask for the next code.
                market.world.clock.advance(.minutes(1))
            }
            try await market.expectCleanBooks()
        }
    }

    @Test("concurrent identical purchases buy once", arguments: Engine.tested)
    func race(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let (siti, token, code) = try await market.asked()
            let replies = try await withThrowingTaskGroup(of: PartnerReply.self) { group in
                for _ in 1...8 { group.addTask { try await market.authorize(token, otp: code) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let successes = replies.filter { $0.status == 200 }
            #expect(!successes.isEmpty)
            #expect(Set(successes.map { $0["transaction_code"] }).count == 1)
            #expect(try await market.balance(.cardTraining(siti.card)) == Balance(posted: Rupiah(400_000)))
            let asked = try await market.authorize(token, otp: code)
            #expect(asked == successes[0])
            try await market.expectCleanBooks()
        }
    }

    @Test("a new code replaces the earlier hold", arguments: Engine.tested)
    func replaced(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let first = try await market.sendOTP(siti.number)
            let firstCode = try await market.code(for: siti)
            market.world.clock.advance(.minutes(1))
            let second = try await market.sendOTP(siti.number)
            #expect(first.token != second.token)
            #expect(try await market.balance(.cardTraining(siti.card)).held == market.price)
            #expect(try await market.authorize(first.token, otp: firstCode).code == "ERRPLT40053")
            let paid = try await market.authorize(second.token, otp: try await market.code(for: siti))
            #expect(paid.status == 200)
            try await market.expectCleanBooks()
        }
    }

    @Test("wrong codes are counted, and after the fifth even the right one is refused", arguments: Engine.tested)
    func wrongCodes(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let (siti, token, code) = try await market.asked()
            let wrong = code == "000000" ? "000001" : "000000"
            for left in [4, 3, 2, 1] {
                let reply = try await market.authorize(token, otp: wrong)
                #expect(reply.status == 400)
                #expect(reply.code == "ERRPLT40057")
                #expect(reply.message.contains("Sisa \(left) kali"))
                #expect(!reply.hasData)
            }
            #expect(try await market.authorize(token, otp: wrong).code == "ERRPLT40058")
            #expect(try await market.authorize(token, otp: code).code == "ERRPLT40058")
            #expect(try await market.balance(.cardTraining(siti.card)).held == market.price)
        }
    }

    @Test("an unanswered code releases the price after half an hour", arguments: Engine.tested)
    func unanswered(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let (siti, token, code) = try await market.asked()
            market.world.clock.advance(AskPurchase.holdLifetime)
            try await market.world.tick()
            #expect(try await market.balance(.cardTraining(siti.card)) == Balance(posted: Rupiah(1_000_000)))
            #expect(try await market.authorize(token, otp: code).code == "ERRPLT40054")
            try await market.expectCleanBooks()
        }
    }

    @Test("a void returns the money, the seat and the days for the first use, once", arguments: Engine.tested)
    func void(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            _ = try await market.buy(siti)
            let status = try await market.call(
                market.platform, "/api/v1/integration/payment/status", #"{"invoice_code":"INV-1"}"#)
            #expect(status["status"] == "SUCCESS")
            market.world.clock.advance(.days(2))
            let body = #"{"invoice_code":"INV-1","transaction_code":"\#(status["transaction_code"])"}"#
            let voided = try await market.call(market.platform, "/api/v1/integration/payment/void", body)
            #expect(voided.status == 200)
            #expect(voided.message == "Transaksi berhasil dibatalkan.")
            #expect(!voided.hasData)
            let again = try await market.call(market.platform, "/api/v1/integration/payment/void", body)
            #expect(again.code == "ERRPLT40028")
            #expect(try await market.balance(.cardTraining(siti.card)) == Balance(posted: Rupiah(1_000_000)))
            let card = try #require(try await market.world.dependencies.database.read { try $0.cards.find(siti.card) })
            #expect(card.firstUsedAt == nil)
            #expect(card.firstUseBy == market.world.clock.now() + .days(30))
            #expect(card.unfinished == 0)
            try await market.expectCleanBooks()
        }
    }
}

@Suite("Refused purchases")
struct PaymentRefusalTests {
    @Test("a price above the balance and another price are refused", arguments: Engine.tested)
    func amounts(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            #expect(try await market.sendOTP(siti.number, amount: 1).code == "ERRPLT40042")
            let offer = CourseOffer(platform: market.platform.id, platformName: "", price: Rupiah(1_000_001), url: "")
            try await market.world.dependencies.database.transaction { [course = market.course.id] tx in
                try tx.courses.offer(offer, of: course)
            }
            let refused = try await market.sendOTP(siti.number, amount: 1_000_001)
            #expect(refused.status == 400)
            #expect(refused.code == "ERRPLT40049")
            #expect(refused.message.contains("Rp1.000.000"))
            #expect(try await market.balance(.cardTraining(siti.card)).held == .zero)
        }
    }

    @Test("unknown card numbers get another error than mistyped ones, and are limited", arguments: Engine.tested)
    func numbers(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let unknown = CardNumber(random: "111111111111")
            #expect(try await market.sendOTP(unknown).code == "ERRPLT40043")
            for (number, code) in [("12345678901", "ERRPLT40051"), ("9981234567890124", "ERRPLT40052")] {
                let body = """
                    {"user_platform_id":"U","prakerja_id":"\(number)","course_code":"c","schedule_code":"s","amount":1}
                    """
                let reply = try await market.call(market.platform, "/api/v1/integration/payment/send-otp", body)
                #expect(reply.code == code)
            }
            for _ in 1..<AskPurchase.unknownNumbersPerUser { _ = try await market.sendOTP(unknown) }
            #expect(try await market.sendOTP(unknown).code == "ERRPLT42901")
            #expect(try await market.sendOTP(siti.number).code == "ERRPLT42901")
            market.world.clock.advance(.hours(1))
            #expect(try await market.sendOTP(siti.number).status == 200)
        }
    }

    @Test(
        "another schedule, a platform that does not sell the course, and a full schedule are refused",
        arguments: Engine.tested)
    func schedules(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            #expect(try await market.sendOTP(siti.number, schedule: "nowhere").code == "ERRPLT40037")
            #expect(try await market.sendOTP(siti.number, by: market.rival).code == "ERRPLT40039")
            try await market.world.dependencies.database.transaction { [schedule = market.schedule.id] tx in
                while try tx.courses.takePlace(schedule) {}
            }
            #expect(try await market.sendOTP(siti.number).code == "ERRPLT40041")
        }
    }

    @Test(
        "a second training before the first is completed, and an account bound to another card are refused",
        arguments: Engine.tested)
    func second(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            _ = try await market.buy(siti)
            #expect(try await market.sendOTP(siti.number).code == "ERRPLT40048")
            let budi = try await market.world.cardholder("Budi", phone: "081234567891", wave: 2)
            #expect(try await market.sendOTP(budi.number, user: "U-1").code == "ERRPLT40044")
            #expect(try await market.sendOTP(budi.number, user: "U-2").status == 200)
        }
    }

    @Test(
        "a way of teaching is sold on the days that the edition allows it, and refused on all others",
        arguments: Engine.tested)
    func delivery(engine: Engine) async throws {
        let untilThe21st: @Sendable (String) -> String = {
            $0.replacing("- { mode: self-paced }", with: "- { mode: self-paced, to: \"2020-04-21\" }")
        }
        try await Market.with(engine, edition: untilThe21st) { market in
            let siti = try await market.world.cardholder()
            market.world.clock.set("2020-04-21T23:59:59+07:00")
            #expect(try await market.sendOTP(siti.number).status == 200)
            market.world.clock.set("2020-04-22T00:00:00+07:00")
            let refused = try await market.sendOTP(siti.number)
            #expect(refused.code == "ERRPLT40050" && refused.message.contains("tidak diperbolehkan"))
        }
    }

    @Test("a lapsed card is refused from the exact millisecond", arguments: Engine.tested)
    func lapsed(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            market.world.clock.advance(.days(30) - .milliseconds(1))
            #expect(try await market.sendOTP(siti.number).status == 200)
            let budi = try await market.world.cardholder("Budi", phone: "081234567891", wave: 2)
            market.world.clock.advance(.days(30))
            #expect(try await market.sendOTP(budi.number, user: "U-2").code == "ERRPLT40046")
        }
    }

    @Test(
        "bad signatures, old ones, the wrong kind of partner and malformed bodies are refused", arguments: Engine.tested
    )
    func malformed(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let path = "/api/v1/integration/payment/quota-schedule"
            let body = #"{"schedule_code":"barista-1","course_code":"barista"}"#
            let known = try await market.call(market.platform, path, body)
            #expect(known["quota"] == "2")
            let forged = try await market.call(market.platform, path, body, key: "wrong")
            #expect(forged.status == 401)
            #expect(forged.code == "ERRAUT40101")
            #expect(!forged.hasData)
            #expect(try await market.call(market.institution, path, body).code == "ERRAUT40301")
            let empty = #"{"schedule_code":"","course_code":"x"}"#
            #expect(try await market.call(market.platform, path, empty).code == "ERRPLT40036")
            for broken in ["", "[]", #"{"a":1,}"#, "{", #"{"a":"b\*c"}"#, "{\0\"\0a\0\"\0:\01\0}\0"] {
                #expect(try await market.call(market.platform, path, broken).code == "ERRGEN40001")
            }
            #expect(try await market.call(market.platform, "/" + path, body).status == 200)
        }
    }
}

extension Span {
    fileprivate static func - (left: Span, right: Span) -> Span {
        Span(milliseconds: left.milliseconds - right.milliseconds)
    }

    fileprivate static func milliseconds(_ count: Int64) -> Span { Span(milliseconds: count) }
}
