import Foundation
import Programme
import Testing

@Suite("Signature of a partner's request")
struct PartnerSignatureTests {
    private let key = Data("kunci-rahasia-contoh".utf8)

    @Test(
        "partner signature: the published vectors match",
        arguments: [
            (
                "lpkcontoh0001", "/api/v1/integration/payment/redeem-code/status", "",
                #"{"redeem_code":"GHOPNYXUVMT0","sequence":1}"#, "290c46fc73cc46bb5c4a89680cf73906738d4668"
            ),
            (
                "lpkcontoh0001", "/api/v1/integration/payment/redeem-code/commit", "",
                #"{"redeem_code":"GHOPNYXUVMT0"}"#,
                "068c9bb2c723528be5612539707e5c31b077f9a4"
            ),
            (
                "dpcontoh0001", "/api/v1/integration/payment/authorize", "Payment TOKEN123",
                #"{"otp":"123456","invoice_url":"https://dp.example/inv/1","invoice_code":"INV-1"}"#,
                "c839cbb2129f9d8bb519cd68043707e1fcc46abb"
            ),
        ])
    func vectors(client: String, path: String, authorization: String, body: String, expected: String) {
        let request = signature(client, path, body, authorization: authorization)
        #expect(request.hex(key: key) == expected)
        #expect(request.matches(expected, key: key))
        #expect(request.matches(expected.uppercased(), key: key))
        #expect(!request.matches(expected, key: Data("another key".utf8)))
    }

    @Test("partner signature: the official example matches")
    func official() {
        let request = PartnerSignature(
            clientCode: "myclient_code", timestamp: "1516239022", method: "POST",
            path: "/api/v1/integration/payment/redeem-code/commit", body: Data(#"{"redeem_code":"code"}"#.utf8))
        #expect(request.hex(key: Data("my_sign_key".utf8)) == "943c20a8e36b6243f576404b00fffdc86411ce1f")
    }

    @Test("partner signature: accepted when the client sent spaces and signed without them")
    func spaces() {
        let signed = signature("a", "/x", #"{"note":"a b \" { c","n":1}"#).hex(key: key)
        let spaced = "{ \"note\": \"a b \\\" { c\",\n\t\"n\" : 1 }"
        #expect(signature("a", "/x", spaced).matches(signed, key: key))
        #expect(!signature("a", "/x", #"{"note":"ab \" { c","n":1}"#).matches(signed, key: key))
    }

    @Test("partner signature: accepted when the client signed HTML escapes and sent none")
    func escapes() {
        let signed = signature("a", "/x", #"{"u":"http://h/cb?a=1\u0026b=\u003c2\u003e"}"#).hex(key: key)
        #expect(signature("a", "/x", #"{"u":"http://h/cb?a=1&b=<2>"}"#).matches(signed, key: key))
    }

    @Test("partner signature: accepted when the client sent two slashes")
    func slashes() {
        let signed = signature("a", "/api/v1/x", "{}").hex(key: key)
        #expect(signature("a", "//api/v1/x", "{}").matches(signed, key: key))
    }

    @Test("partner signature: the sender's escapes and key order are kept")
    func untouched() {
        let signed = signature("a", "/x", #"{"b":"https:\/\/lp","a":"\u00e9"}"#).hex(key: key)
        #expect(!signature("a", "/x", #"{"a":"é","b":"https://lp"}"#).matches(signed, key: key))
    }

    @Test("partner signature: accepted with the whole authorization, the token alone, or none")
    func authorizations() {
        for signedPart in ["Payment T1", "T1", ""] {
            let signed = signature("a", "/x", "{}", authorization: signedPart).hex(key: key)
            #expect(signature("a", "/x", "{}", authorization: "Payment T1").matches(signed, key: key))
        }
        let other = signature("a", "/x", "{}", authorization: "Payment T2").hex(key: key)
        #expect(!signature("a", "/x", "{}", authorization: "Payment T1").matches(other, key: key))
    }

    @Test(
        "partner signature: its timestamp is valid for five minutes either way",
        .bug(
            id: "1.9",
            "A partner's timestamp far below zero, which any client could send, overflowed and crashed the process."))
    func time() {
        let sent = Instant(milliseconds: 1_698_289_216_000)
        let request = signature("a", "/x", "{}")
        #expect(request.isTimely(at: sent + .minutes(5)))
        #expect(request.isTimely(at: sent - .minutes(5)))
        #expect(!request.isTimely(at: sent + .minutes(5) + Span(milliseconds: 1)))
        let hostile = [
            "-9223372036854775808", "-9223372036854775", "9223372036854775807", "1099511627775", "+1698289216",
        ]
        for broken in ["", "now", "-5", "01698289216", "99999999999999999999"] + hostile {
            let strange = PartnerSignature(clientCode: "a", timestamp: broken, method: "POST", path: "/x", body: Data())
            #expect(!strange.isTimely(at: sent))
        }
    }

    private func signature(
        _ client: String, _ path: String, _ body: String, authorization: String = ""
    ) -> PartnerSignature {
        PartnerSignature(
            clientCode: client, timestamp: "1698289216", method: "POST", path: path, authorization: authorization,
            body: Data(body.utf8))
    }
}

/// Requests that real partner programs sent, byte for byte. They are kept outside the project: `PRAKERJA_SHARED` names
/// the folder; without it the test is skipped.
@Suite("Requests captured from partner programs")
struct CapturedRequestTests {
    @Test("captured requests: every signature is accepted", .enabled(if: CapturedRequests.folder != nil))
    func all() throws {
        let captured = try #require(try CapturedRequests.read())
        #expect(!captured.requests.isEmpty)
        for request in captured.requests {
            let signature = PartnerSignature(
                clientCode: request.header("client_code"), timestamp: request.header("timestamp"),
                method: request.method,
                path: request.path, authorization: request.header("authorization"), body: Data(request.body.utf8))
            let name = "\(request.client) \(request.path)"
            #expect(signature.matches(request.header("signature"), key: Data(captured.sign_key.utf8)), "\(name)")
            let sent = try #require(Int64(request.header("timestamp"), in: 0...1 << 40))
            #expect(signature.isTimely(at: Instant(milliseconds: sent * 1_000)))
        }
    }
}

struct CapturedRequests: Decodable {
    struct Request: Decodable {
        let client: String
        let method: String
        let path: String
        let headers: [[String]]
        let body: String

        func header(_ name: String) -> String {
            headers.first { $0[0].lowercased() == name }?[1] ?? ""
        }
    }

    let sign_key: String
    let requests: [Request]

    static let folder = ProcessInfo.processInfo.environment["PRAKERJA_SHARED"]

    static func read() throws -> CapturedRequests? {
        guard let folder else { return nil }
        let file = URL(filePath: folder).appending(path: "interfaces/captured-requests.json")
        return try JSONDecoder().decode(CapturedRequests.self, from: Data(contentsOf: file))
    }
}
