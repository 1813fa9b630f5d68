import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Webhooks: delivery", .timeLimit(.minutes(5)))
struct WebhookDeliveryTests {
    /// A market in a development server, which sends to this machine, and a partner's server.
    private static func with(
        _ engine: Engine, _ body: @escaping @Sendable (Market, WebhookReceiver, String) async throws -> Void
    ) async throws {
        let receiver = WebhookReceiver()
        try await receiver.run { address in
            try await World.with(engine, start: "2020-04-20T09:00:00+07:00", development: true) { world in
                try await body(try await Market(opening: world), receiver, address)
            }
        }
    }

    @Test("platform and institution are told what became of a purchase, in order and signed", arguments: Engine.tested)
    func life(engine: Engine) async throws {
        try await Self.with(engine) { market, receiver, address in
            let secrets = [
                try await market.world.tell(market.platform, at: address),
                try await market.world.tell(market.institution, at: address, of: WebhookType.of(isPlatform: false)),
            ]
            let siti = try await market.world.cardholder()
            let code = try await market.buy(siti)
            try await market.world.tick()
            #expect(receiver.deliveries.map(\.type) == ["purchase.posted"], "an institution learns of no redeem code")
            #expect(!String(decoding: receiver.deliveries[0].body, as: UTF8.self).contains(code))

            try await market.attend([1, 999], code, siti)
            #expect(try await market.complete(code).status == 200)
            try await market.world.tick()
            let own = receiver.deliveries.filter { $0.isSigned(with: secrets[0]) }
            #expect(own.map(\.type) == ["purchase.posted", "attendance.recorded", "completion.recorded"])
            #expect(own.map { $0["sequence"] } == ["1", "2", "3"])
            #expect(own.last?["paid"] == "60000" && own.last?["invoice_code"] == "INV-1")
            #expect(own.last?["redeem_code"] == "", "a redeem code is the participant's and the institution's")
            let school = receiver.deliveries.filter { $0.isSigned(with: secrets[1]) }
            #expect(school.map(\.type) == ["attendance.recorded", "attendance.recorded", "completion.recorded"])
            #expect(school.map { $0["attendance"] } == ["1", "999", ""])
            #expect(school.last?["paid"] == "540000" && school.last?["redeem_code"] == code)
            let told = receiver.deliveries.map { String(decoding: $0.body, as: UTF8.self) }.joined()
            for word in ["Siti", siti.phone, siti.number.digits, "example.com"] { #expect(!told.contains(word)) }
            for (kind, told) in [(Partner.Kind.platform, own), (.institution, school)] {
                for delivery in told {
                    let payload = try #require(WebhookPayload.all.first { $0.type.rawValue == delivery.type })
                    let documented = payload.fields.filter { $0.reader == nil || $0.reader == kind }
                    #expect(delivery.names.isSubset(of: Set(documented.map(\.name))), "\(delivery.type)")
                    #expect(Set(documented.filter(\.isAlways).map(\.name)).isSubset(of: delivery.names))
                }
            }
            #expect(own.count + school.count == receiver.deliveries.count)
            try await market.expectCleanBooks()
            #expect(try await market.world.verifyLog().findings == [])
        }
    }

    @Test(
        "a receiver that is down for a day is told everything afterwards, once each and in order for each purchase",
        arguments: Engine.tested)
    func down(engine: Engine) async throws {
        try await Self.with(engine) { market, receiver, address in
            let world = market.world
            let secret = try await world.tell(market.platform, at: address)
            receiver.answers(.init(status: 500, text: "down"))
            let siti = try await world.cardholder()
            let budi = try await world.cardholder("Budi", phone: "081234567891", wave: 2)
            let codes = [try await market.buy(siti), try await market.buy(budi, "INV-2", by: "U-2")]
            try await world.tick()
            try await market.attend([1], codes[0], siti)
            for _ in 1...24 {
                world.clock.advance(.hours(1))
                try await world.tick()
            }
            #expect(receiver.taken.isEmpty)
            let refused = Set(receiver.deliveries.map(\.id))
            #expect(refused.count == 2, "a later event of a purchase waits for the earlier one")
            #expect(receiver.deliveries.count > 8 && receiver.deliveries.count < 20)

            receiver.answers(.init())
            // The pause before the next attempt is at most a day.
            for _ in 1...27 {
                world.clock.advance(.hours(1))
                try await world.tick()
            }
            let taken = receiver.taken
            #expect(Set(taken.map(\.id)).count == taken.count && taken.count == 3, "each once")
            #expect(refused.isSubset(of: Set(taken.map(\.id))), "a repetition has the same id")
            let ofSiti = taken.filter { $0["invoice_code"] == "INV-1" }
            #expect(ofSiti.map(\.type) == ["purchase.posted", "attendance.recorded"])
            #expect(taken.allSatisfy { $0.isSigned(with: secret) })
            let late = try #require(taken.first)
            #expect(abs(late.timestamp * 1_000 - world.clock.now().milliseconds) < 28 * 3_600_000)
            #expect(try await world.events(of: market.platform).allSatisfy { $0.state == .delivered })
            try await world.tick()
            #expect(receiver.taken.count == 3, "a second run sends nothing")
        }
    }

    @Test(
        "a worker that dies after the call and before its record sends the same event again", arguments: Engine.tested)
    func killed(engine: Engine) async throws {
        try await Self.with(engine) { market, receiver, address in
            try await market.world.tell(market.platform, at: address)
            _ = try await market.buy(try await market.world.cardholder())
            let before = try #require(try await market.world.events(of: market.platform).first)
            try await market.world.tick()
            #expect(receiver.taken.count == 1)
            // As the database stands after a kill between the call and its transaction.
            try await market.world.dependencies.database.transaction { tx in
                try tx.run("DELETE FROM webhook_attempt")
                try tx.run("UPDATE webhook_event SET state = 'waiting', attempts = 0, tries = 0")
                try tx.run("UPDATE webhook_object SET due_at = 1")
            }
            try await market.world.tick()
            #expect(receiver.taken.map(\.id) == [before.messageID, before.messageID])
            #expect(try await market.world.events(of: market.platform).map(\.attempts) == [1])
        }
    }

    @Test(
        "an event that is never taken is given up after ten attempts; the partner and its officers are told, once",
        arguments: Engine.tested)
    func failing(engine: Engine) async throws {
        try await Self.with(engine) { market, receiver, address in
            let world = market.world
            try await world.tell(market.platform, at: address)
            receiver.answers(.init(status: 503, text: String(repeating: "x", count: 900)))
            let siti = try await world.cardholder()
            let code = try await market.buy(siti)
            try await market.attend([1], code, siti)
            for _ in 1...12 {
                world.clock.advance(.hours(27))
                try await world.tick()
            }
            let events = try await world.events(of: market.platform)
            #expect(events.map(\.state) == [.failed, .waiting])
            #expect(events.first?.attempts == WebhookRetry.mostAttempts)
            #expect(try await world.webhook(of: market.platform)?.state == .failing)
            let told = try await world.letters(to: World.contact("pijarmahir")).filter {
                $0.subject.contains("tidak menerima kejadian")
            }
            #expect(told.count == 1)
            let attempts = try await world.dependencies.database.read { try $0.webhooks.attempts(of: events[0].id) }
            #expect(attempts.allSatisfy { $0.status == 503 && $0.answer.count == 500 })
            let wayan = try await world.officer("Wayan", [.partnerManager])
            let desk = try await wayan.browser.get(Paths.office).text
            #expect(desk.contains("Webhook mitra yang bermasalah"), "\(desk)")

            receiver.answers(.init())
            world.clock.advance(.hours(27))
            try await world.tick()
            #expect(receiver.taken.map(\.type) == ["attendance.recorded"], "the next event goes on")
            #expect(try await world.webhook(of: market.platform)?.state == .active)
        }
    }

    @Test("410 closes the endpoint, and nothing more is sent or recorded", arguments: Engine.tested)
    func gone(engine: Engine) async throws {
        try await Self.with(engine) { market, receiver, address in
            let world = market.world
            try await world.tell(market.platform, at: address)
            receiver.answers(.init(status: 410))
            let siti = try await world.cardholder()
            let code = try await market.buy(siti)
            try await world.tick()
            #expect(try await world.webhook(of: market.platform)?.state == .disabled)
            try await market.attend([1], code, siti)
            world.clock.advance(.days(2))
            try await world.tick()
            #expect(receiver.deliveries.count == 1)
            #expect(try await world.events(of: market.platform).map(\.state) == [.failed])
            let told = try await world.letters(to: World.contact("pijarmahir")).map(\.subject)
            #expect(told.contains { $0.contains("dihentikan") })
        }
    }

    @Test("a redirect is not followed, and Retry-After is obeyed", arguments: Engine.tested)
    func redirected(engine: Engine) async throws {
        try await Self.with(engine) { market, receiver, address in
            try await market.world.tell(market.platform, at: address)
            let other = address.replacing("/hook", with: "/other")
            receiver.answers(.init(status: 307, headers: [("Location", other), ("Retry-After", "600")]))
            _ = try await market.buy(try await market.world.cardholder())
            try await market.world.tick()
            #expect(receiver.deliveries.count == 1 && receiver.elsewhere == 0)
            market.world.clock.advance(.seconds(599))
            try await market.world.tick()
            #expect(receiver.deliveries.count == 1)
            market.world.clock.advance(.seconds(1))
            try await market.world.tick()
            #expect(receiver.deliveries.count == 2 && receiver.elsewhere == 0)
        }
    }

    @Test("in production an address on this machine is called by no job", arguments: Engine.tested)
    func guarded(engine: Engine) async throws {
        let receiver = WebhookReceiver()
        try await receiver.run { address in
            try await Market.with(engine) { market in
                try await market.world.tell(market.platform, at: address)
                _ = try await market.buy(try await market.world.cardholder())
                try await market.world.tick()
                #expect(receiver.deliveries.isEmpty)
                let event = try #require(try await market.world.events(of: market.platform).first)
                let attempts = try await market.world.dependencies.database.read { tx in
                    try tx.webhooks.attempts(of: event.id)
                }
                #expect(attempts.first?.answer.contains("no public address") == true)
            }
        }
    }

    @Test("an endpoint that SQL moved is told nothing and is closed", arguments: Engine.tested)
    func moved(engine: Engine) async throws {
        try await Self.with(engine) { market, receiver, address in
            try await market.world.tell(market.platform, at: "https://pijarmahir.example/hook")
            _ = try await market.buy(try await market.world.cardholder())
            try await market.world.dependencies.database.transaction { tx in
                _ = try tx.run("UPDATE webhook_endpoint SET address = \(address)")
            }
            try await market.world.tick()
            #expect(receiver.deliveries.isEmpty)
            #expect(try await market.world.webhook(of: market.platform)?.state == .disabled)
        }
    }
}

extension Market {
    /// Buys with another account at the platform.
    fileprivate func buy(_ who: Cardholder, _ invoice: String, by user: String) async throws -> String {
        let token = try await sendOTP(who.number, user: user).token
        let paid = try await authorize(token, otp: try await code(for: who), invoice: invoice)
        #expect(paid.status == 200, "\(paid.text)")
        return try await redeemCode(of: who)
    }
}
