import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("What a partner's engineer reads in a refusal")
struct ContractRefusalTests {
    @Test(
        "a repeated authorize is a success while the purchase stands, and refused once it was voided",
        .bug(
            id: "5.895",
            "After a void a repeated authorize answered SUCCESS, so that a retrying platform gave the course away."),
        arguments: Engine.tested)
    func voided(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let (_, token, code) = try await market.asked()
            let paid = try await market.authorize(token, otp: code)
            #expect(try await market.authorize(token, otp: code) == paid)
            try await market.void(paid["transaction_code"])
            let again = try await market.authorize(token, otp: code)
            #expect(again.status == 400 && again.code == "ERRPLT40028", "\(again.text)")
            let status = try await market.call(market.platform, Paths.purchaseStatus, #"{"invoice_code":"INV-1"}"#)
            #expect(status["status"] == "VOID")
        }
    }

    @Test(
        "a refused address of an invoice names the hosts that are accepted; https on a registered host is accepted",
        .bug(id: "5.892", "The refusal of an invoice's address did not say which hosts are registered."),
        arguments: Engine.tested)
    func invoices(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let (_, token, code) = try await market.asked()
            let foreign = try await market.authorize(token, otp: code, at: "https://lain.example/inv")
            #expect(foreign.code == "ERRPLT40065" && foreign.message.contains("dp.example"), "\(foreign.text)")
            let long = String(repeating: "9", count: AuthorizePurchase.longestInvoice + 1)
            let tooLong = try await market.authorize(token, otp: code, invoice: long)
            #expect(tooLong.code == "ERRGEN40002" && tooLong.message.contains("invoice_code"), "\(tooLong.text)")
            let other = try await market.call(
                market.platform, Paths.authorizePurchase,
                #"{"otp":"\#(code)","invoice_url":"https://dp.example/inv","invoice_code":"INV-1"}"#,
                authorization: "Bearer \(token)")
            #expect(other.code == "ERRPLT40053", "another scheme than Payment: \(other.text)")
            let paid = try await market.authorize(token, otp: code, at: "https://dp.example/inv")
            #expect(paid.status == 200, "\(paid.text)")
        }
    }

    @Test(
        "a refused time says seconds and our time, a missing header its name, and each answer has the call's number",
        .bug(
            id: "5.896",
            """
            A timestamp in milliseconds, from the future or missing was called too old, a missing signature a wrong one, \
            and no answer of the first API had the number that the desk lists.
            """),
        arguments: Engine.tested)
    func times(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let now = market.world.clock.now().milliseconds
            let ours = String(now / 1_000)
            func send(_ timestamp: String?, signed: Bool = true) async throws -> (reply: PartnerReply, number: String?)
            {
                let body = Data(#"{"invoice_code":"INV-1"}"#.utf8)
                let signature = PartnerSignature(
                    clientCode: market.platform.clientCode, timestamp: timestamp ?? "", method: "POST",
                    path: Paths.purchaseStatus, body: body)
                var headers: HTTPFields = [.contentType: "application/json"]
                headers[.clientCode] = market.platform.clientCode
                if let timestamp { headers[.timestamp] = timestamp }
                if signed { headers[.signature] = signature.hex(key: Data(Market.key(market.platform).utf8)) }
                let answer = try await market.world.client.execute(
                    uri: Paths.purchaseStatus, method: .post, headers: headers, body: ByteBuffer(bytes: body))
                let reply = try PartnerReply(
                    status: answer.status.code, body: Data(answer.body.readableBytesView))
                return (reply, answer.headers[.requestID])
            }
            for wrong in [String(now), String(now / 1_000 + 3_600), "2020-04-20T09:00:00+07:00"] {
                let (reply, number) = try await send(wrong)
                #expect(reply.code == "ERRAUT40102" && reply.status == 401, "\(reply.text)")
                #expect(reply.message.contains("detik") && reply.message.contains(ours), "\(reply.text)")
                #expect(number?.isEmpty == false)
            }
            let unsigned = try await send(ours, signed: false).reply
            #expect(unsigned.code == "ERRAUT40101" && unsigned.message.contains("Kepala signature"), "\(unsigned.text)")
            let timeless = try await send(nil).reply
            #expect(timeless.code == "ERRAUT40102" && timeless.message.contains("Kepala timestamp"), "\(timeless.text)")
            let array = try await market.call(market.platform, Paths.purchaseStatus, "[1]")
            #expect(array.code == "ERRGEN40001" && array.message.contains("objek JSON"), "\(array.text)")
        }
    }

    @Test(
        "a limit's words and its Retry-After have the same seconds, and a negative amount one code",
        arguments: Engine.tested)
    func pauses(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            for written in ["-1", "\"-1\"", "-600000.0", "\"-600000.00\"", "0"] {
                let body = """
                    {"user_platform_id":"U-1","prakerja_id":"\(siti.number.digits)","course_code":"barista",\
                    "schedule_code":"barista-1","amount":\(written)}
                    """
                let reply = try await market.call(market.platform, Paths.sendOTP, body)
                #expect(reply.code == "ERRGEN40005", "\(written): \(reply.text)")
            }
            let unknown = CardNumber(random: "111111111111")
            for _ in 0..<AskPurchase.unknownNumbersPerUser { _ = try await market.sendOTP(unknown) }
            let much = try await market.sendOTP(unknown)
            let pause = try #require(much.retryAfter)
            #expect(much.code == "ERRPLT42901" && much.message.contains("\(pause) detik lagi"), "\(much.text)")
        }
    }

    @Test(
        "the same person may use their e-mail address with a later purchase of the same course",
        .bug(
            id: "5.898",
            "A person whose purchase was voided and who bought the course again could confirm no attendance."),
        arguments: Engine.tested)
    func again(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let first = try await market.buy(siti)
            _ = try await market.sendToAttend(first, sequence: 1)
            let status = try await market.call(market.platform, Paths.purchaseStatus, #"{"invoice_code":"INV-1"}"#)
            try await market.void(status["transaction_code"])
            market.world.clock.advance(.minutes(2))
            let second = try await market.buy(siti, invoice: "INV-2")
            #expect(second != first)
            _ = try await market.sendToAttend(second, sequence: 1)
        }
    }

    @Test(
        "a signed completion reads its fields as one with a token does",
        .bug(id: "5.899", "A signed completion took a score in quotation marks, which one with a token refused."),
        arguments: Engine.tested)
    func scores(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let code = try await market.buy(siti)
            try await market.attend([1, 999], code, siti)
            let reply = try await market.call(
                market.institution, Paths.completion(code), #"{"score":"88","certificate_number":"BLN/2020/1"}"#,
                idempotencyKey: "selesai-1")
            #expect(reply.status == 422 && reply.text.contains("api.fields"), "\(reply.text)")
            #expect(try await market.complete(code).status == 200)
        }
    }
}
