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

    @Test("the OpenAPI document has the states, and its examples are of them")
    func document() async throws {
        try await World.with(.sqlite) { world in
            let text = try await world.visitor().get("/api/v2/openapi.json").body
            for name in ["completion_review", "\"review\""] { #expect(text.contains(name), "\(name)") }
            for state in HeldCompletion.State.allCases { #expect(text.contains("\"\(state.rawValue)\""), "\(state)") }
        }
    }
}
