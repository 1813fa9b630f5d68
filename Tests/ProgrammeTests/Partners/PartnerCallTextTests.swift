import Foundation
import Testing

@testable import Programme

@Suite("What is kept of a partner's request")
struct PartnerCallTextTests {
    @Test(
        "names of fields, punctuation and blanks stay; every value is left out",
        arguments: [
            (#"{"redeem_code":"GHOP1234","sequence":1}"#, #"{"redeem_code":"…","sequence":…}"#),
            (#"{ "a" : [1, true, "x\"y:"] }"#, #"{ "a" : […, …, "…"] }"#),
            (#"{"a": {"b": "c"}}"#, #"{"a": {"b": "…"}}"#),
            // A key that may be a person's number or address is a value too.
            (#"{"8271052703950001":1,"siti@contoh.id":2}"#, #"{"…":…,"…":…}"#),
            ("siti 0812", "… …"), ("", ""), (#"{"a"#, #"{"…""#), (#"{"a\"#, #"{"…""#),
        ])
    func body(text: String, kept: String) {
        #expect(PartnerCallText.body(Data(text.utf8)) == kept)
    }

    @Test("the token of an authorization is left out, and a long text is cut")
    func signed() {
        let signature = PartnerSignature(
            clientCode: "balai", timestamp: "1587000000", method: "POST", path: "/a", authorization: "Payment abc123",
            body: Data("{}".utf8))
        #expect(PartnerCallText.signed(signature, route: "/a") == "balai1587000000POST/aPayment …{}")
        let long = PartnerSignature(
            clientCode: "balai", timestamp: "1", method: "POST", path: "/a",
            body: Data(String(repeating: "[", count: 60_000).utf8))
        #expect(PartnerCallText.signed(long, route: "/a").count == PartnerCallText.longest)
    }
}
