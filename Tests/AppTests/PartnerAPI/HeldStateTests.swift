import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The modern API: reported completions that two officers look at", .timeLimit(.minutes(3)))
struct HeldStateTests {
    @Test(
        "the lists say that a completion waits, and how it was decided, to both partners",
        arguments: Engine.tested, [HeldCompletion.Verdict.accept, .refuse])
    func lists(engine: Engine, verdict: HeldCompletion.Verdict) async throws {
        try await Market.reviewing(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            let held = try await market.reportedAtOnce(siti)
            let partners = [market.platform, market.institution]
            var tokens: [String] = []
            for partner in partners { tokens.append(try await market.token(of: partner)) }
            world.clock.advance(.minutes(1))
            for token in tokens {
                let list = try await market.read(Paths.apiPurchases, token)
                #expect(list.items("completion_review") == ["waiting"], "\(list.text)")
                #expect(list.items("completion_held_until").count == 1)
            }
            try await world.officer(.operations, "ratna").propose(verdict, on: held)
            try await world.officer(.approver, "hendra").decide(held)
            world.clock.advance(.minutes(1))
            let decided = verdict == .accept ? "accepted" : "refused"
            for token in tokens {
                let list = try await market.read(Paths.apiPurchases, token)
                #expect(list.items("completion_review") == [decided], "\(list.text)")
                #expect(list.items("completion_held_until").isEmpty)
            }
            let completions = try await market.read(Paths.apiCompletions, tokens[1])
            #expect(completions.items("review") == (verdict == .accept ? ["accepted"] : []), "\(completions.text)")
        }
    }

    @Test("the answer to a report has its state, and one that stands at once has none", arguments: Engine.tested)
    func report(engine: Engine) async throws {
        try await Market.reviewing(engine) { market in
            let siti = try await market.world.cardholder()
            let code = try await market.buy(siti)
            try await market.attend([1, 999], code, siti)
            let (token, id) = (try await market.token(of: market.institution), try await market.bought(by: siti))
            let body = #"{"score": 86, "certificate_number": "BLN/2020/1"}"#
            let answer = try await market.act(Paths.apiCompletePurchase(id), token, body, key: "lapor-1")
            #expect(answer.status == 200 && answer["review"] == "waiting", "\(answer.text)")
            // The same once more is answered alike.
            let again = try await market.act(Paths.apiCompletePurchase(id), token, body, key: "lapor-1")
            #expect(again.text == answer.text)
        }
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let code = try await market.buy(siti)
            try await market.attend([1, 999], code, siti)
            let (token, id) = (try await market.token(of: market.institution), try await market.bought(by: siti))
            let body = #"{"score": 86, "certificate_number": "BLN/2020/1"}"#
            let answer = try await market.act(Paths.apiCompletePurchase(id), token, body, key: "lapor-1")
            #expect(answer.status == 200 && answer["review"].isEmpty, "\(answer.text)")
        }
    }

    @Test("the OpenAPI document has the states, and every type of event with an example of its schema")
    func document() async throws {
        try await Market.with(.sqlite) { market in
            let document = try await market.api(.get, Paths.apiDocument)
            for name in ["\"completion_review\"", "\"review\"", "\"held_until\""] {
                #expect(document.text.contains(name), "\(name)")
            }
            for state in HeldCompletion.State.allCases {
                #expect(document.text.contains("\"\(state.rawValue)\""), "\(state)")
            }
            let webhooks = try #require(document.json["webhooks"])
            #expect(Set(webhooks.names) == Set(WebhookType.allCases.map(\.rawValue)))
            for type in WebhookType.allCases {
                let known = Self.fields(of: type.rawValue, in: document.json)
                let content = webhooks[type.rawValue]?["post"]?["requestBody"]?["content"]?["application/json"]
                let examples = try #require(content?["examples"])
                #expect(!examples.names.isEmpty)
                for reader in examples.names {
                    let example = examples[reader]?["value"]
                    #expect(example?["type"] == .text(type.rawValue), "\(type)")
                    let names = Set(example?["data"]?.names ?? ["?"])
                    #expect(names.isSubset(of: known), "\(type)")
                }
            }
        }
    }

    @Test("a real event has the fields of the document", arguments: Engine.tested)
    func event(engine: Engine) async throws {
        try await Market.reviewing(engine) { market in
            let world = market.world
            try await world.tell(market.platform, at: "https://pijarmahir.example/hook")
            let siti = try await world.cardholder()
            let held = try await market.reportedAtOnce(siti)
            try await world.officer(.operations, "ratna").propose(.accept, on: held)
            try await world.officer(.approver, "hendra").decide(held)
            let document = try await market.api(.get, Paths.apiDocument).json
            let events = try await world.events(of: market.platform)
            #expect(events.count == 5)
            for event in events {
                let body = try JSONDecoder().decode(JSON.self, from: Data(event.body.utf8))
                guard case .text(let type) = body["type"] else {
                    Issue.record("\(event.body)")
                    continue
                }
                let names = body["data"]?.names ?? ["?"]
                #expect(Set(names).isSubset(of: Self.fields(of: type, in: document)), "\(event.body)")
            }
        }
    }

    /// The fields that the document names for the data of events of this type.
    private static func fields(of type: String, in document: JSON) -> Set<String> {
        let name = type.split(separator: ".").map(\.capitalized).joined() + "Data"
        return Set(document["components"]?["schemas"]?[name]?["properties"]?.names ?? [])
    }
}
