import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Webhooks: reported completions that two officers look at", .timeLimit(.minutes(4)))
struct HeldCompletionEventTests {
    private static let address = "https://pijarmahir.example/hook"

    @Test(
        "both partners are told that a completion is held and what became of it, signed and in the order of the purchase",
        arguments: Engine.tested)
    func accepted(engine: Engine) async throws {
        let receiver = WebhookReceiver()
        try await receiver.run { address in
            try await World.with(
                engine, start: "2020-04-20T09:00:00+07:00", development: true, edition: World.reviewing()
            ) { world in
                let market = try await Market(opening: world)
                let secrets = [
                    try await world.tell(market.platform, at: address),
                    try await world.tell(market.institution, at: address, of: WebhookType.of(isPlatform: false)),
                ]
                let siti = try await world.cardholder()
                let held = try await market.reportedAtOnce(siti)
                try await world.tick()
                let own = { receiver.deliveries.filter { $0.isSigned(with: secrets[0]) } }
                #expect(own().map(\.type) == ["purchase.posted", "attendance.recorded", "completion.held"])
                let told = try #require(own().last)
                let (stored, number) = (try await market.held(of: siti), try await market.receipts(of: siti).last)
                #expect(told["receipt"] == number?.number.description && told["state"] == "attended")
                #expect(told["held_until"] == String(stored.decideBy.description.prefix(19)) + "Z")
                #expect(told["decision"] == "" && told["paid"] == "")

                try await world.officer(.operations, "ratna").propose(.accept, on: held)
                try await world.officer(.approver, "hendra").decide(held)
                try await world.tick()
                let end = ["completion.held", "completion.decided", "completion.recorded"]
                #expect(own().map(\.type) == ["purchase.posted", "attendance.recorded"] + end)
                #expect(own().map { $0["sequence"] } == ["1", "2", "3", "4", "5"])
                #expect(own()[3]["decision"] == "accepted" && own()[4]["paid"] == "60000")
                let school = receiver.deliveries.filter { $0.isSigned(with: secrets[1]) }
                #expect(school.suffix(3).map(\.type) == end && school.last?["paid"] == "540000")
                // Neither why it was held nor a word of the officers or about the participant.
                let words = receiver.deliveries.map { String(decoding: $0.body, as: UTF8.self) }.joined()
                for word in ["Siti", siti.number.digits, "quick", "rekaman kelas"] {
                    #expect(!words.contains(word), "\(word)")
                }
                try await market.expectCleanBooks()
            }
        }
    }

    @Test(
        "a refusal, a later acceptance and a last day that passes are events of their own, each once",
        arguments: Engine.tested)
    func decided(engine: Engine) async throws {
        try await Market.reviewing(engine) { market in
            let world = market.world
            try await world.tell(market.institution, at: Self.address, of: WebhookType.of(isPlatform: false))
            let siti = try await world.cardholder()
            let held = try await market.reportedAtOnce(siti)
            let (ratna, hendra) = (
                try await world.officer(.operations, "ratna"), try await world.officer(.approver, "hendra")
            )
            try await ratna.propose(.refuse, on: held)
            #expect(try await hendra.decide(held).status == .seeOther)
            #expect(try await hendra.decide(held).status == .conflict, "a second tap")
            #expect(try await decisions(in: market) == ["refused"])
            #expect(try await market.complete(try await market.redeemCode(of: siti), key: "lagi").status == 200)
            let second = try await market.held(of: siti)
            #expect(second.id != held && second.state == .waiting)
            world.clock.advance(.days(14))
            #expect(try await !EndOverdueCompletions(dependencies: world.dependencies).end(limit: 100))
            #expect(try await !EndOverdueCompletions(dependencies: world.dependencies).end(limit: 100))
            #expect(try await decisions(in: market) == ["refused", "unanswered"])
            let types = try await world.events(of: market.institution).compactMap(\.type)
            #expect(
                types.suffix(5) == [
                    .completionHeld, .completionDecided, .completionHeld, .completionDecided, .completionRecorded,
                ])
        }
    }

    @Test("a partner that did not ask for these types is told what it asked for", arguments: Engine.tested)
    func unasked(engine: Engine) async throws {
        try await Market.reviewing(engine) { market in
            try await market.world.tell(market.platform, at: Self.address, of: [.completionRecorded])
            let siti = try await market.world.cardholder()
            let held = try await market.reportedAtOnce(siti)
            #expect(try await market.world.events(of: market.platform).isEmpty)
            try await market.world.officer(.operations, "ratna").propose(.accept, on: held)
            try await market.world.officer(.approver, "hendra").decide(held)
            let events = try await market.world.events(of: market.platform)
            #expect(events.map(\.type) == [.completionRecorded] && events.map(\.sequence) == [1])
        }
    }

    @Test("the guide names every type of event")
    func guide() async throws {
        try await World.with(.sqlite) { world in
            let page = try await world.visitor().get(GuideChapter.webhooks.path).body
            for type in WebhookType.allCases { #expect(page.contains("<code>\(type.rawValue)</code>"), "\(type)") }
        }
    }

    private func decisions(in market: Market) async throws -> [String] {
        try await market.world.events(of: market.institution).filter { $0.type == .completionDecided }.map { event in
            let body = try JSONSerialization.jsonObject(with: Data(event.body.utf8)) as? [String: Any]
            return (body?["data"] as? [String: Any])?["decision"] as? String ?? ""
        }
    }
}
