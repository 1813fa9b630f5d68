import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("A partner's webhook at its desk", .timeLimit(.minutes(3)))
struct DeskWebhookTests {
    @Test(
        """
        its people read address, events and answers, send an event again, and read that 410 stopped the address; another \
        partner's people find none of it
        """,
        .bug(
            id: "5.894", "A partner could see neither its webhook's address nor its deliveries, and sent nothing again."
        ),
        arguments: Engine.tested)
    func seen(engine: Engine) async throws {
        let receiver = WebhookReceiver()
        try await receiver.run { address in
            try await World.with(engine, start: "2020-04-20T09:00:00+07:00", development: true) { world in
                let market = try await Market(opening: world)
                let own = try await world.visitorAtDesk(of: market.platform).browser
                #expect(try await own.get(Paths.deskWebhook).text.contains("Belum ada alamat webhook"))
                try await world.tell(market.platform, at: address)
                _ = try await market.buy(try await world.cardholder())
                try await world.tick()
                let event = try #require(try await world.events(of: market.platform).first)
                let log = try await own.get(Paths.deskWebhook)
                #expect(
                    log.text.contains(address) && log.body.contains(Paths.deskWebhookEvent(event.id)), "\(log.text)")
                let page = try await own.get(Paths.deskWebhookEvent(event.id))
                #expect(page.text.contains("204") && page.text.contains(event.messageID), "\(page.text)")

                let other = try await world.visitorAtDesk(of: market.rival, name: "Tono").browser
                #expect(try await other.get(Paths.deskWebhookEvent(event.id)).status == .notFound)
                let foreign = try await other.post(
                    Paths.deskWebhookAgain(event.id), [], seeing: Paths.deskWebhook)
                #expect(foreign.status == .notFound)

                receiver.answers(.init(status: 410))
                let again = try await own.post(
                    Paths.deskWebhookAgain(event.id), [], seeing: Paths.deskWebhookEvent(event.id))
                #expect(again.location == Paths.deskWebhookEvent(event.id), "\(again.text)")
                try await world.tick()
                #expect(receiver.deliveries.map(\.id) == [event.messageID, event.messageID])
                #expect(try await own.get(Paths.deskWebhook).text.contains("server Anda menjawab 410"))
                let refused = try await own.post(
                    Paths.deskWebhookAgain(event.id), [], seeing: Paths.deskWebhookEvent(event.id))
                #expect(refused.status == .conflict && refused.text.contains("tidak aktif"), "\(refused.text)")
                #expect(try await world.verifyLog().findings == [])
            }
        }
    }
}
