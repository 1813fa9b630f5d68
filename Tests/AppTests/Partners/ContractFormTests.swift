import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The form of the partner API")
struct ContractFormTests {
    private static let body = #"{"schedule_code":"barista-1","course_code":"barista"}"#

    @Test(
        "a client code is read from either spelling of its header, and a lost one names the likely cause",
        .bug(
            id: "5.590",
            """
            A request whose client_code a proxy had dropped was refused for its signature: the partner looked for the \
            fault in its key.
            """), arguments: Engine.tested)
    func clientCode(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let dashed = try await market.call(
                market.platform, Paths.quotaSchedule, Self.body, codeIn: .dashedClientCode)
            #expect(dashed["quota"] == "2", "\(dashed.text)")
            let lost = try await market.call(market.platform, Paths.quotaSchedule, Self.body, codeIn: nil)
            #expect(lost.status == 401 && lost.code == "ERRAUT40103")
            #expect(lost.message.contains("underscores_in_headers") && lost.message.contains("client-code"))
            #expect(!lost.hasData)
        }
    }

    @Test(
        "a body with a key twice is refused, however the key is written",
        .bug(
            id: "5.591",
            "Of a key that a body had twice one value was taken, and the partner's own log could name the other."),
        arguments: Engine.tested)
    func keysTwice(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let twice = [
                #"{"schedule_code":"barista-1","course_code":"barista","course_code":"las"}"#,
                #"{"schedule_code":"barista-1","course_code":"barista","course\u005fcode":"barista"}"#,
            ]
            for body in twice {
                let refused = try await market.call(market.platform, Paths.quotaSchedule, body)
                #expect(refused.status == 400 && refused.code == "ERRGEN40006", "\(body)")
                #expect(refused.message.contains("course_code"), "\(refused.message)")
            }
            let deep =
                #"{"schedule_code":"barista-1","course_code":"barista","x":[{"a":1,"b":{"a":"\"c\":1"}},{"a":1}]}"#
            #expect(try await market.call(market.platform, Paths.quotaSchedule, deep)["quota"] == "2")
        }
    }

    @Test("keys of different objects, and texts that look like keys, are no repetition")
    func scanner() {
        for single in [
            "{}", "[]", #""a""#, #"{"a":"a","b":["a","a"]}"#, #"[{"a":1},{"a":2}]"#, #"{"a":{"a":{"a":1}},"b":2}"#,
            #"{"a\"":1,"a":"\\","b":"\",\"a\":1"}"#,
        ] {
            #expect(JSONKeys.repeated(in: Data(single.utf8)) == nil, "\(single)")
        }
        for twice in [
            #"{"a":1,"a":1}"#, #"{"b":{"a":[],"a":{}}}"#, #"[[{"a":"\\","a":1}]]"#, #"{"a":1,"b":[{"c":2}],"a":3}"#,
            #"{"\u0061":1,"a":2}"#,
        ] {
            #expect(JSONKeys.repeated(in: Data(twice.utf8)) == "a", "\(twice)")
        }
    }

    @Test(
        "an invoice is a page of the platform's own site",
        .bug(
            id: "5.592",
            "invoice_url was stored as it came: http, scripts and pages of other sites as a purchase's invoice."),
        arguments: Engine.tested)
    func invoices(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let (_, token, code) = try await market.asked()
            for page in [
                "http://dp.example/inv", "javascript:alert(1)", "https://jahat.example/inv",
                "https://dp.example.jahat.id/",
                "https://dp.example@jahat.example/", "dp.example/inv", "https://notdp.example/", "http://127.0.0.1/inv",
            ] {
                let refused = try await market.authorize(token, otp: code, at: page)
                #expect(refused.status == 400 && refused.code == "ERRPLT40065", "\(page) \(refused.text)")
            }
            // None of them used up the code.
            let paid = try await market.authorize(token, otp: code, at: "https://tagihan.dp.example/1?x=2#y")
            #expect(paid.status == 200, "\(paid.text)")
        }
    }

    @Test(
        "an answer for a limit says after how many seconds to repeat the request",
        .bug(id: "5.593", "Answers with 429 had no Retry-After, and partners' programs repeated them at once."),
        arguments: Engine.tested)
    func limits(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let token = try await market.sendOTP(siti.number).token
            #expect(try await market.sendOTP(siti.number).retryAfter == nil)
            let code = try await market.code(for: siti)
            let wrong = code == "000000" ? "000001" : "000000"
            for _ in 1...5 { _ = try await market.authorize(token, otp: wrong) }
            let early = try await market.sendOTP(siti.number)
            #expect(early.status == 429)
            #expect(early.retryAfter == "30", "\(early.retryAfter ?? "")")
            market.world.clock.advance(.seconds(30))
            #expect(try await market.sendOTP(siti.number).status == 200)
        }
    }
}
