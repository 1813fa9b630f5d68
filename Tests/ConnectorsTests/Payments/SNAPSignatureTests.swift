import CryptoExtras
import Foundation
import Programme
import Testing

@testable import Connectors

@Suite("SNAP signatures")
struct SNAPSignatureTests {
    private let body =
        #"{"partnerReferenceNo":"2020102900000000000001","amount":{"value":"600000.00","currency":"IDR"}}"#

    @Test("SNAP signature: the independently computed check vector matches")
    func vector() {
        let signature = SNAPSignature.symmetric(
            method: "POST", path: "/v1.0/transfer-interbank",
            token: "gp9HjjEj813Y9JGoqwOeOPWbnt4CUpvIJbU1mMU4a11MNDZ7Sg5u9a",
            body: Data(body.utf8), timestamp: "2020-12-21T10:30:24+07:00", secret: "secret")
        #expect(signature == "YrqG0bncMCWHrbj1LlrayoaQA3HEjJ4lDUDRrKOCgdA3qHfSoBvHk49D0w4ad9jwPbTSCMlCKmQ6Ju3GQXU/+w==")
    }

    @Test("SNAP signature: the layout of the JSON body does not matter")
    func layout() {
        let spaced = """
            {
              "partnerReferenceNo" : "2020102900000000000001",
            \t"amount": {"value": "600000.00", "currency": "IDR"}
            }
            """
        #expect(SNAPSignature.minify(Data(spaced.utf8)) == Data(body.utf8))
    }

    @Test(
        "SNAP signature: only whitespace between tokens is removed",
        arguments: [
            (#"{"a": "b  c"}"#, #"{"a":"b  c"}"#),
            (#"{"a": "quote \" and  space"}"#, #"{"a":"quote \" and  space"}"#),
            (#"{"a": "slash \\" , "b": null}"#, #"{"a":"slash \\","b":null}"#),
            ("[ 1 , 2.50 , -3 ]", "[1,2.50,-3]"),
            ("{}", "{}"),
            ("", ""),
        ])
    func minify(json: String, expected: String) {
        #expect(String(decoding: SNAPSignature.minify(Data(json.utf8)), as: UTF8.self) == expected)
    }

    @Test("SNAP signature: timestamps are in Jakarta time, to the second, with 25 characters")
    func timestamp() throws {
        let instant = try #require(Instant("2020-12-21T03:30:24.999Z"))
        #expect(SNAPSignature.timestamp(instant) == "2020-12-21T10:30:24+07:00")
    }

    @Test("SNAP signature: the token request is signed with RSA and SHA-256 over client key and time")
    func asymmetric() throws {
        let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        let signature = try SNAPSignature.asymmetric(
            clientKey: "prakerja", timestamp: "2020-12-21T10:30:24+07:00", key: key)
        let raw = try #require(Data(base64Encoded: signature))
        #expect(
            key.publicKey.isValidSignature(
                _RSA.Signing.RSASignature(rawRepresentation: raw), for: Data("prakerja|2020-12-21T10:30:24+07:00".utf8),
                padding: .insecurePKCS1v1_5))
    }
}
