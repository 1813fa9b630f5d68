import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Platform accounts, and strangers who know a card's number")
struct PlatformUserTests {
    @Test(
        "of two cards paid at the same moment by one platform account, only one is paid",
        .bug(
            id: "2.10",
            """
            Two purchases with two cards from one account at a platform, both requested before either was paid, were \
            both paid.
            """
        ),
        arguments: Engine.tested)
    func oneCard(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let budi = try await market.world.cardholder("Budi", phone: "081234567891", wave: 2)
            let tokens = [try await market.sendOTP(siti.number).token, try await market.sendOTP(budi.number).token]
            let codes = [try await market.code(for: siti), try await market.code(for: budi)]
            let replies = try await withThrowingTaskGroup(of: PartnerReply.self) { group in
                for (place, token) in tokens.enumerated() {
                    group.addTask { try await market.authorize(token, otp: codes[place], invoice: "INV-\(place)") }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(replies.map(\.status).sorted() == [200, 400])
            #expect(replies.first { $0.status == 400 }?.code == "ERRPLT40044")
            let left = [
                try await market.balance(.cardTraining(siti.card)), try await market.balance(.cardTraining(budi.card)),
            ]
            #expect(Set(left) == [Balance(posted: Rupiah(400_000)), Balance(posted: Rupiah(1_000_000))])
            try await market.expectCleanBooks()
        }
    }

    @Test(
        "the holder's request replaces a stranger's unanswered one",
        .bug(
            id: "2.11",
            """
            Every person who knew a card's number could block its money for half an hour by requesting a code that was \
            never answered.
            """),
        arguments: Engine.tested, ["the same platform", "another platform"])
    func unanswered(engine: Engine, place: String) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let offer = CourseOffer(platform: market.rival.id, platformName: "", price: market.price, url: "")
            try await market.publish(offer)
            let stranger = place == "another platform" ? market.rival : market.platform
            #expect(try await market.sendOTP(siti.number, user: "ASING", by: stranger).status == 200)
            #expect(try await market.balance(.cardTraining(siti.card)).held == market.price)
            // The stranger's code reaches the phone before the holder's request.
            _ = try await market.code(for: siti)

            let own = try await market.sendOTP(siti.number)
            #expect(own.status == 200, "\(own.text)")
            let paid = try await market.authorize(own.token, otp: try await market.code(for: siti))
            #expect(paid.status == 200, "\(paid.text)")
            #expect(try await market.balance(.cardTraining(siti.card)) == Balance(posted: Rupiah(400_000)))
            // The account that paid is bound, not the account that asked first.
            #expect(try await market.sendOTP(siti.number, user: "ASING", by: stranger).code == "ERRPLT40048")
            market.world.clock.advance(AskPurchase.holdLifetime)
            try await market.world.tick()
            try await market.expectCleanBooks()
        }
    }

    @Test(
        """
        a stranger at the same platform gets another token, and their wrong codes use up none of the holder's attempts
        """,
        .bug(
            id: "2.12",
            """
            Two accounts of one platform that requested the same course on one card shared token and code: a stranger \
            used up the holder's attempts, and was bound to the card in the holder's place.
            """),
        arguments: Engine.tested)
    func apart(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let own = try await market.sendOTP(siti.number)
            let code = try await market.code(for: siti)
            let foreign = try await market.sendOTP(siti.number, user: "ASING")
            #expect(foreign.token != own.token)
            let wrong = code == "000000" ? "000001" : "000000"
            for _ in 1...6 { _ = try await market.authorize(foreign.token, otp: wrong) }
            #expect(try await market.authorize(foreign.token, otp: code).status == 400)
            let paid = try await market.authorize(own.token, otp: code)
            #expect(paid.status == 200, "\(paid.text)")
            try await market.expectCleanBooks()
        }
    }

    @Test(
        "one account's guesses block that account, not its platform, and the office is alerted",
        .bug(
            id: "2.13",
            "A hundred unknown card numbers within an hour blocked the whole platform for all its buyers."),
        arguments: Engine.tested)
    func guesses(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            for number in 0..<AskPurchase.unknownNumbersAlarm {
                let user = "TEBAK-\(number / AskPurchase.unknownNumbersPerUser)"
                let guess = CardNumber(random: String(format: "%012d", number))
                #expect(try await market.sendOTP(guess, user: user).code == "ERRPLT40043")
            }
            #expect(try await market.sendOTP(siti.number, user: "TEBAK-0").code == "ERRPLT42901")
            #expect(try await market.sendOTP(siti.number).status == 200)
            #expect(try await market.world.auditedActions().contains("partner.unknown-numbers"))
            let auditor = try await market.world.officer(.auditor, "rini")
            let office = try await auditor.browser.get(Paths.office)
            #expect(office.text.contains("Nomor kartu tak dikenal dicoba di Pijarmahir"))
        }
    }

    @Test(
        "after five wrong codes send-otp says when the next one may be sent, and then sends it",
        .bug(
            id: "2.14",
            "After five wrong codes send-otp answered 200 within the wait between two codes, and sent nothing."),
        arguments: Engine.tested)
    func exhausted(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let (siti, token, code) = try await market.asked()
            let wrong = code == "000000" ? "000001" : "000000"
            for _ in 1...5 { _ = try await market.authorize(token, otp: wrong) }
            let early = try await market.sendOTP(siti.number)
            #expect(early.status == 429)
            #expect(early.code == "ERRPLT42902")
            #expect(early.message.contains("dapat diminta \(early.retryAfter ?? "") detik lagi"))
            market.world.clock.advance(.seconds(30))
            let again = try await market.sendOTP(siti.number)
            #expect(again.status == 200 && again.token != token)
            let paid = try await market.authorize(again.token, otp: try await market.code(for: siti))
            #expect(paid.status == 200, "\(paid.text)")
            #expect(try await market.world.texts(to: siti.phone).filter { $0.contains("kode beli") }.count == 2)
        }
    }
}

@Suite("A stranger who requests codes all day")
struct StrangersCodesTests {
    @Test(
        "an account that never paid with a card cannot use up its holder's code budget",
        .bug(
            id: "2.15",
            """
            Every account at a platform could have codes sent for every card until its holder got no more codes that \
            day.
            """),
        arguments: Engine.tested)
    func codes(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            var refused: PartnerReply?
            for _ in 1...3 where refused == nil {
                for wait in [30, 60, 180, 60] {
                    let reply = try await market.sendOTP(siti.number, user: "ASING")
                    if reply.status != 200 { refused = reply }
                    market.world.clock.advance(.seconds(wait))
                }
                market.world.clock.advance(.hours(1))
            }
            #expect(refused?.code == "ERRPLT42906")
            _ = try await market.code(for: siti)
            let own = try await market.sendOTP(siti.number)
            #expect(own.status == 200, "\(own.text)")
            let paid = try await market.authorize(own.token, otp: try await market.code(for: siti))
            #expect(paid.status == 200, "\(paid.text)")
            try await market.expectCleanBooks()
        }
    }
}

@Suite("Partners' spellings of amounts and codes")
struct PartnerSpellingTests {
    @Test(
        "an amount is accepted in every decimal spelling without cents",
        .bug(id: "6.20", "The amount \"250000.00\", or one with blanks around it, was refused as missing."),
        arguments: Engine.tested)
    func amounts(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            for written in ["600000", "600000.0", "\"600000\"", "\"600000.00\"", "\" 600000 \"", "6e5", "6.0E+5"] {
                #expect(try await market.order(siti, amount: written).status == 200, "\(written)")
            }
            for written in ["600000.5", "\"600000.50\"", "0.1"] {
                let reply = try await market.order(siti, amount: written)
                #expect(reply.code == "ERRGEN40004" && reply.message.contains("tanpa sen"), "\(written)")
            }
            for written in ["0", "-600000.0", "\"0.00\"", "1e30", "9223372036854775808", "99999999999999999999999"] {
                let reply = try await market.order(siti, amount: written)
                #expect(reply.code == "ERRGEN40005" || reply.code == "ERRGEN40002", "\(written): \(reply.text)")
            }
            for written in ["\"600.000\"", "\"Rp600000\"", "\"\"", "null", "true", "[600000]", "\"6e5\""] {
                #expect(try await market.order(siti, amount: written).code == "ERRGEN40002", "\(written)")
            }
        }
    }

    @Test(
        "a redeem code with blanks, dashes or lower-case letters is the same code",
        .bug(id: "6.21", "A redeem code typed with blanks or dashes was not found."),
        arguments: Engine.tested)
    func redeemCodes(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let code = try await market.buy(siti)
            let groups = [code.prefix(4), code.dropFirst(4).prefix(4), code.suffix(4)].map(String.init)
            for typed in [
                code, code.lowercased(), groups.joined(separator: " "), groups.joined(separator: "-"),
                groups.joined(separator: "\u{2013}"), " \(code)\u{200B} ", groups.joined(separator: "\u{A0}"),
            ] {
                let reply = try await market.redeem("status", typed)
                #expect(reply["redeem_code"] == code, "\(typed): \(reply.text)")
            }
            #expect(try await market.redeem("status", "\(code)X").code == "ERRTRX40020")
            #expect(try await market.redeem("status", "----").code == "ERRTRX40020")
            let path = "/api/v2/redeem-codes/\(groups.joined(separator: "%20").lowercased())/completion"
            let report = try await market.call(
                market.institution, path, #"{"score":86,"certificate_number":"BLN/2020/1"}"#,
                idempotencyKey: "selesai-1")
            // Found, and refused only because there was no attendance yet.
            #expect(report.code == "purchases.attendance-missing", "\(report.text)")
        }
    }
}

extension Market {
    /// `amount` is JSON text.
    fileprivate func order(_ siti: Cardholder, amount: String) async throws -> PartnerReply {
        let body = """
            {"user_platform_id":"U-1","prakerja_id":"\(siti.number.digits)","course_code":"\(course.code)",\
            "schedule_code":"\(schedule.code)","amount":\(amount)}
            """
        return try await call(platform, "/api/v1/integration/payment/send-otp", body)
    }
}
