import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Repeated acts of the partner API")
struct AnswerOnceTests {
    @Test(
        "of twenty equal requests at once one cancels, and all later ones get its answer",
        arguments: Engine.tested)
    func together(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            _ = try await market.buy(siti)
            let path = Paths.apiCancelPurchase(try await market.bought(by: siti))
            let token = try await market.token(of: market.platform)
            let answers = try await withThrowingTaskGroup(of: APIAnswer.self) { group in
                for _ in 0..<20 { group.addTask { try await market.act(path, token, key: "batal-1") } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let done = answers.filter { $0.status == 200 }
            let waiting = answers.filter { $0.status == 409 }
            #expect(!done.isEmpty && done.count + waiting.count == 20, "\(answers.map(\.text))")
            #expect(Set(done.map(\.text)).count == 1 && done[0]["state"] == "returned")
            #expect(waiting.allSatisfy { $0["code"] == "api.idempotency-key.in-flight" })
            #expect(waiting.allSatisfy { $0.headers[.retryAfter] == "1" })
            #expect(try await market.act(path, token, key: "batal-1").text == done[0].text)
            #expect(try await market.act(path, token, key: "\"batal-1\"").text == done[0].text)
            #expect(try await market.world.auditedActions().filter { $0 == "purchase.voided" }.count == 1)
            let again = try await market.act(path, token, key: "batal-2")
            #expect(again.status == 422 && again["code"] == "purchases.already-voided")
            #expect(try await market.balance(.cardTraining(siti.card)).posted == Rupiah(1_000_000))
            try await market.expectCleanBooks()
        }
    }

    @Test(
        "a key with another body is refused; a refusal is not kept; an answer is kept for a day and longer",
        arguments: Engine.tested)
    func bodies(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let redeem = try await market.buy(siti)
            let path = Paths.apiCompletePurchase(try await market.bought(by: siti))
            let token = try await market.token(of: market.institution)
            func report(_ score: Int, key: String = "selesai-1", token: String) async throws -> APIAnswer {
                try await market.act(
                    path, token, #"{"score":\#(score),"certificate_number":"BLN/2020/1"}"#, key: key)
            }
            let early = try await report(86, token: token)
            #expect(early.status == 422 && early["code"] == "purchases.attendance-missing", "\(early.text)")
            try await market.attend([1, 999], redeem, siti)
            let done = try await report(86, token: token)
            #expect(done.status == 200, "\(done.text)")
            let other = try await report(90, token: token)
            #expect(other.status == 422 && other["code"] == "partners.idempotency-key.reused")
            #expect(try await report(86, key: "selesai-2", token: token)["code"] == "purchases.already-completed")
            market.world.clock.advance(.days(2))
            let later = try await market.token(of: market.institution)
            #expect(try await report(86, token: later).text == done.text)
            // Another partner's key of the same text is another key.
            let stranger = try await market.token(of: market.stranger)
            #expect(try await report(86, token: stranger).status == 404)
            try await market.expectCleanBooks()
        }
    }
}
