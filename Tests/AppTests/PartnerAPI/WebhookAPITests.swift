import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Webhooks by the API", .timeLimit(.minutes(3)))
struct WebhookAPITests {
    private static func order(_ address: String, _ events: [String]) -> String {
        let list = events.map { event in #""\#(event)""# }.joined(separator: ",")
        return #"{"address":"\#(address)","events":[\#(list)]}"#
    }

    @Test(
        "a program proposes an address once for each key; an officer decides; the list says where it stands",
        .bug(id: "5.984", "No call of the API read or proposed a webhook."), arguments: Engine.tested)
    func proposed(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            try await world.dependencies.database.transaction { tx in
                try tx.run("UPDATE partner SET site = 'https://pijarmahir.example' WHERE id = \(market.platform.id)")
            }
            try await world.tell(market.platform, at: "https://pijarmahir.example/hook")
            let token = try await market.token(of: market.platform)
            let body = Self.order("https://pijarmahir.example/akuntansi", ["purchase.posted", "purchase.voided"])
            let asked = try await market.act(Paths.apiWebhooks, token, body, key: "webhook-1")
            #expect(asked.status == 200 && asked["state"] == "proposed", "\(asked.text)")
            #expect(!asked.text.contains("whsec_"))
            let again = try await market.act(Paths.apiWebhooks, token, body, key: "webhook-1")
            #expect(again.text == asked.text)
            let other = Self.order("https://pijarmahir.example/lain", ["purchase.posted"])
            let second = try await market.act(Paths.apiWebhooks, token, other, key: "webhook-2")
            #expect(second.status == 409 && second["code"] == "partners.record.proposed-already", "\(second.text)")
            let reused = try await market.act(Paths.apiWebhooks, token, other, key: "webhook-1")
            #expect(reused["code"] == "partners.idempotency-key.reused")

            let list = try await market.read(Paths.apiWebhooks, token)
            #expect(list.items("state") == ["active", "proposed"], "\(list.text)")
            let hendra = try await world.officer("Hendra", .approver)
            try await world.decide(.approve, on: market.platform.id, by: hendra)
            let now = try await market.read(Paths.apiWebhooks, token)
            #expect(now.items("state") == ["active", "active"] && now.items().last == asked["id"], "\(now.text)")
            #expect(try await world.webhooks(of: market.rival.id).isEmpty)
            #expect(try await world.verifyLog().findings == [])
        }
    }

    @Test("an address elsewhere, an event of the other kind and unknown fields are named", arguments: Engine.tested)
    func refused(engine: Engine) async throws {
        try await Market.with(engine) { market in
            try await market.world.tell(market.institution, at: "https://balai.example/hook", of: [.completionRecorded])
            let token = try await market.token(of: market.institution)
            func answer(_ body: String) async throws -> APIAnswer {
                try await market.act(Paths.apiWebhooks, token, body, key: UUID().uuidString)
            }
            let elsewhere = try await answer(Self.order("https://lain.example/hook", ["completion.recorded"]))
            #expect(elsewhere.status == 422 && elsewhere["code"] == "partners.record.webhook-address")
            #expect(elsewhere["detail"].contains("https"), "\(elsewhere.text)")
            for events in [[], ["purchase.posted"], ["lain"]] {
                let wrong = try await answer(Self.order("https://lain.example/hook", events))
                #expect(wrong.status == 422 && wrong.faults == ["#/events"], "\(wrong.text)")
            }
            #expect(try await answer(#"{"address":7,"events":"x","rahasia":1}"#).faults.count == 3)
            let narrow = try await market.token(of: market.institution, scope: "courses:read")
            let scope = try await market.act(
                Paths.apiWebhooks, narrow, Self.order("https://lain.example/hook", ["completion.recorded"]), key: "k")
            #expect(scope.status == 403 && scope["code"] == "api.scope")
        }
    }

    @Test("in a sandbox the address is in force at once, and the answer has its secret", arguments: Engine.tested)
    func trial(engine: Engine) async throws {
        try await World.with(
            engine, start: "2020-04-20T09:00:00+07:00", settings: { $0.sandbox = true }
        ) { world in
            let market = try await Market(opening: world)
            try await world.tell(market.platform, at: "https://pijarmahir.example/hook")
            let token = try await market.token(of: market.platform)
            let made = try await market.act(
                Paths.apiWebhooks, token, Self.order("https://tamu.example/hook", ["purchase.posted"]), key: "uji-1")
            #expect(made.status == 200 && made["state"] == "active", "\(made.text)")
            let secret = try #require(WebhookSecret(made["secret"]))
            let changed = try await market.act(
                Paths.apiWebhooks, token, Self.order("https://tamu.example/hook", ["purchase.voided"]), key: "uji-2")
            #expect(changed["id"] == made["id"] && changed["secret"] == secret.text, "\(changed.text)")
            let endpoints = try await world.webhooks(of: market.platform.id)
            #expect(endpoints.map(\.types.count) == [WebhookType.allCases.count, 1])
        }
    }
}
