import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Requests to the partner API")
struct APIRequestTests {
    @Test(
        "every refusal is a problem whose type leads to its description, with an id and without a cookie",
        arguments: Engine.tested)
    func problems(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let token = try await market.token(of: market.institution)
            let narrow = try await market.token(of: market.institution, scope: "courses:read")
            let act = Paths.apiCompletePurchase.pattern.replacing("{id}", with: "17")
            let report = #"{"score":86,"certificate_number":"BLN/1"}"#
            let (long, list) = (String(repeating: " ", count: 70_000), Paths.apiPurchases)
            let answers: [(APIAnswer, Int, String)] = [
                (try await market.api(.get, list), 401, "api.token-missing"),
                (try await market.read(list, "tebakan"), 401, "api.token-invalid"),
                (try await market.read(list, narrow), 403, "api.scope"),
                (try await market.read("\(list)/1x", token), 404, "api.no-such-purchase"),
                (try await market.read("\(list)/17", token), 404, "api.no-such-purchase"),
                (try await market.read("/api/v2/pembelian", token), 404, "api.no-such-address"),
                (try await market.read("/api/v2", token), 404, "api.no-such-address"),
                (try await market.api(.delete, list), 405, "api.other-method"),
                (try await market.read("\(list)?limit=0&sejak=1&cursor=x&state=lunas", token), 400, "api.parameters"),
                (try await market.read("\(list)?limit=1&limit=2", token), 400, "api.parameters"),
                (try await market.read("\(list)?changed_since=kemarin", token), 400, "api.parameters"),
                (try await market.act(act, token, report, key: ""), 400, "partners.idempotency-key.required"),
                (
                    try await market.act(act, token, report, key: String(repeating: "a", count: 101)), 400,
                    "partners.idempotency-key.required"
                ),
                (try await market.act(act, token, report, key: "a", type: "text/plain"), 415, "api.media-type"),
                (try await market.act(act, token, "{", key: "a"), 400, "partners.malformed"),
                (try await market.act(act, token, #"{"score":1,"score":2}"#, key: "a"), 400, "partners.twice"),
                (try await market.act(act, token, report + long, key: "a"), 413, "partners.too-large"),
                (try await market.act(act, token, #"{"score":"86","x/y":1}"#, key: "a"), 422, "api.fields"),
                (try await market.act(act, token, report, key: "a"), 404, "api.no-such-purchase"),
            ]
            let page = try await market.world.visitor().get(Paths.apiProblems).body
            for (answer, status, code) in answers {
                #expect(answer.status == status && answer["code"] == code, "\(answer.text)")
                #expect(answer.headers[.contentType] == "application/problem+json", "\(code)")
                #expect(answer.json["status"] == .number(status) && !answer["title"].isEmpty, "\(code)")
                #expect(answer["type"].hasSuffix("\(Paths.apiProblems)#\(code)"), "\(answer["type"])")
                #expect(page.contains("id=\"\(code)\""), "\(code)")
                #expect(answer.headers[.requestID] != nil, "\(code)")
                #expect(answer.headers[.requestID] == answer.headers[.otherRequestID])
                #expect(answer.headers[.setCookie] == nil, "\(code)")
            }
            #expect(answers[0].0.headers[.wwwAuthenticate] == "Bearer realm=\"prakerja\"")
            #expect(answers[2].0.headers[.wwwAuthenticate]?.contains("scope=\"purchases:read\"") == true)
            #expect(answers[7].0.headers[.allow] == "GET, HEAD")
            #expect(answers[8].0.faults.sorted() == ["cursor", "limit", "sejak", "state"])
            #expect(answers[17].0.faults.sorted() == ["#/certificate_number", "#/score", "#/x~1y"])
        }
    }

    @Test("a score that the rules refuse is pointed to", arguments: Engine.tested)
    func pointed(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let token = try await market.token(of: market.institution)
            let act = Paths.apiCompletePurchase.pattern.replacing("{id}", with: "17")
            let refused = try await market.act(act, token, #"{"score":101,"certificate_number":"B"}"#, key: "a")
            #expect(refused.status == 422 && refused["code"] == "purchases.impossible-score", "\(refused.text)")
            #expect(refused.faults == ["#/score"])
        }
    }

    @Test(
        "a refusal names the range that is allowed, and what the header has to be",
        .bug(
            id: "5.793",
            """
            A score of another type was answered with a range from -1000000 to 1000000, and a key that was too long \
            with a message that it was missing.
            """), arguments: Engine.tested)
    func ranges(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let token = try await market.token(of: market.institution)
            let act = Paths.apiCompletePurchase.pattern.replacing("{id}", with: "17")
            let score = try await market.act(act, token, #"{"score":8.5,"certificate_number":"B"}"#, key: "a")
            #expect(score.text.contains("bilangan bulat 0 sampai 100,"), "\(score.text)")
            let key = try await market.act(act, token, "{}", key: String(repeating: "a", count: 101))
            #expect(key["detail"].contains("1 sampai 100 huruf"), "\(key.text)")
        }
    }

    @Test(
        "a signed completion of a purchase that was returned is refused for the purchase, and not for the signature",
        .bug(
            id: "5.700",
            """
            A signed completion of a returned purchase was answered with 401, so that the partner looked for the fault \
            in its key.
            """), arguments: Engine.tested)
    func returned(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let redeem = try await market.buy(siti)
            let id = try await market.bought(by: siti)
            market.world.clock.advance(.days(61))
            try await market.world.tick()
            let signed = try await market.complete(redeem)
            #expect(signed.status == 422 && signed.code == "purchases.transaction-voided", "\(signed.text)")
            let token = try await market.token(of: market.institution)
            let report = #"{"score":86,"certificate_number":"BLN/2020/1"}"#
            let reported = try await market.act(Paths.apiCompletePurchase(id), token, report, key: "a")
            #expect(reported.status == 422 && reported["code"] == "purchases.transaction-voided", "\(reported.text)")
            let shop = try await market.token(of: market.platform)
            #expect(try await market.read(Paths.apiPurchase(id), shop)["state"] == "returned")
        }
    }

    @Test("calls are limited by token, and each answer says how many are left", arguments: Engine.tested)
    func limits(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let token = try await market.token(of: market.platform)
            let first = try await market.read(Paths.apiCourses, token)
            #expect(first.headers[.rateLimitPolicy] == "\"calls\";q=600;w=60")
            #expect(first.headers[.rateLimit] == "\"calls\";r=599;t=60")
            for _ in 2...CallQuota.calls.limit { _ = try await market.read("\(Paths.apiPurchases)/1", token) }
            let over = try await market.read(Paths.apiCourses, token)
            #expect(over.status == 429 && over["code"] == "api.too-many-calls", "\(over.text)")
            #expect(over.headers[.retryAfter] == "60" && over.headers[.rateLimit] == "\"calls\";r=0;t=60")
            let other = try await market.token(of: market.platform)
            #expect(try await market.read(Paths.apiCourses, other).status == 200)
            market.world.clock.advance(.minutes(1))
            #expect(try await market.read(Paths.apiCourses, token).status == 200)
        }
    }
}
