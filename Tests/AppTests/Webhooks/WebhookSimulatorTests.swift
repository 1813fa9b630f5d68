import Connectors
import Foundation
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

/// The demo's institutions, which verify with the real clock.
@Suite("Webhooks: the simulated institution")
struct WebhookSimulatorTests {
    @Test("a simulated institution takes a signed event once and shows it, and refuses another signature")
    func takes() async throws {
        try await World.with(.sqlite, start: "2020-04-20T09:00:00+07:00", development: true) { world in
            let market = try await Market(opening: world)
            let site = "\(world.simulators[.institution])/\(market.institution.clientCode)"
            let secret = try await world.tell(
                market.institution, at: "\(site)/webhook", of: WebhookType.of(isPlatform: false))
            let told = """
                {"base_url":"http://127.0.0.1:1","courses":[],"partners":[{"name":"Balai","kind":"institution",\
                "client_code":"\(market.institution.clientCode)","sign_key":"kunci","webhook_secret":"\(secret.text)"}]}
                """
            try await PartnerSites.learn(Data(told.utf8), at: [world.simulators[.institution]])
            let siti = try await world.cardholder()
            let code = try await market.buy(siti)
            try await market.attend([1], code, siti)
            let live = world.dependencies.inRealTime
            let endpoint = try #require(try await world.webhook(of: market.institution)).id
            _ = try await DeliverWebhooks(endpoint: endpoint, lane: 0).run(on: live)
            _ = try await DeliverWebhooks(endpoint: endpoint, lane: 1).run(on: live)
            let events = try await world.events(of: market.institution)
            #expect(events.map(\.state) == [.delivered])
            let page = try await live.connectors.call.get("\(site)/webhook")
            let text = String(decoding: page.body, as: UTF8.self)
            let id = try #require(events.first?.messageID)
            #expect(text.contains("\(id), tanda tangan benar, diterima 1 kali") && text.contains("attendance.recorded"))
            let forged = try await PartnerSites.post(Data("{}".utf8), to: "\(site)/webhook")
            #expect(forged.status == 401)
        }
    }
}
