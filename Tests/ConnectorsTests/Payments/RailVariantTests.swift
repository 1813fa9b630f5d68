import Foundation
import NIOHTTP1
import Programme
import Simulators
import Testing

@testable import Connectors

/// Rails that implement the same standard differently: each payment must end with the right result.
@Suite("SNAP variants of different rails")
struct RailVariantTests {
    @Test(
        "SNAP: a token's lifetime may be a text or a number, of any size",
        .bug(id: "6.22", "A token's expiresIn as a JSON number was not read, and no payment could be sent."),
        .bug(id: "1.30", "An expiresIn near the end of Int64 crashed the process: seconds were multiplied unchecked."),
        arguments: [RailVariant.standard, .numberExpiry, .hugeExpiry])
    func expiry(variant: RailVariant) async throws {
        try await RailFixture.run { fixture in
            try await fixture.setVariant(variant)
            guard case .paid = try await fixture.rail.pay(fixture.instruction(201, to: "081234567890")) else {
                return #expect(Bool(false), "it is paid")
            }
            #expect(try await fixture.rail.inquire(fixture.payee("081234567890")) == .holder(PayeeName("SITI AMINAH")))
        }
    }

    @Test(
        "SNAP: names and notes are sent with letters, digits and blanks only",
        .bug(
            id: "6.23",
            "A rail that accepts only letters and digits refused every payment, because our own note had a colon."),
        arguments: [RailFixture.gopay, RailFixture.bni])
    func plain(partner: PayoutPartner) async throws {
        try await RailFixture.run { fixture in
            try await fixture.setVariant(.plainTexts)
            let number = partner.kind == .bank ? "0123456789" : "081234567890"
            let payee = try fixture.payee(number, name: "Rahmi Nur\u{2019}aini-Andr\u{E9}, S.E.", at: partner)
            #expect(try await fixture.rail.inquire(payee) == .holder(PayeeName("RAHMI NURAINI ANDRE S E")))
            let instruction = try fixture.instruction(202, to: number, name: "Rahmi Nur'aini", at: partner)
            guard case .paid = try await fixture.rail.pay(instruction) else {
                return #expect(Bool(false), "it is paid")
            }
            #expect(try await fixture.books().payments.first?.name == "Rahmi Nuraini")
        }
    }

    @Test(
        "SNAP: a wallet's number is sent in the form the rail requires",
        .bug(
            id: "6.24",
            "A rail that requires 628… always got 08…, and people were notified that their number was unknown."))
    func international() async throws {
        var profile = SNAP.Profile()
        profile.walletNumbers = .international
        try await RailFixture.run(profile: profile) { fixture in
            try await fixture.setVariant(.international)
            #expect(
                try await fixture.rail.inquire(fixture.payee("0812-3456-7890")) == .holder(PayeeName("SITI AMINAH")))
            guard case .paid = try await fixture.rail.pay(fixture.instruction(203, to: "081234567890")) else {
                return #expect(Bool(false), "it is paid")
            }
            #expect(try await fixture.books().paidTo == ["6281234567890": 600_000])
        }
    }

    @Test(
        "SNAP: a refusal inside HTTP 200 is read from its response code",
        .bug(id: "6.25", "A refusal inside HTTP 200 could not be parsed, and its payment stayed unknown permanently."))
    func truthInCode() async throws {
        try await RailFixture.run { fixture in
            try await fixture.setVariant(.truthInCode)
            let refused = try await fixture.rail.pay(fixture.instruction(204, to: "081234567814"))
            #expect(refused == .failed(.notVerified))
            #expect(try await fixture.rail.inquire(fixture.payee("081234567817")) == .noSuchAccount)
            #expect(try await fixture.rail.status(of: ID(998), to: .wallet) == .notFound)
            let paid = try await fixture.rail.pay(fixture.instruction(205, to: "081234567890"))
            let again = try await fixture.rail.pay(fixture.instruction(205, to: "081234567890"))
            #expect(paid == again)
            // An invalid token is detected too, and renewed.
            let odd = try await fixture.post(
                "/v1.0/emoney/topup-status", "{}", headers: [("Authorization", "Bearer forged")])
            #expect(odd.1 == 200)
        }
    }

    @Test(
        "SNAP: a payment the rail calls inconsistent is queried for its status, never treated as refused",
        .bug(
            id: "6.26",
            """
            404 with case 18 counted as refused by the person's bank: the money went back to the card although the first \
            telling may have been paid.
            """))
    func inconsistent() async throws {
        try await RailFixture.run { fixture in
            try await fixture.setVariant(.sameDate)
            let first = RailFixture.realNow()
            await #expect {
                _ = try await fixture.rail.pay(fixture.instruction(206, to: "081234567890", date: first))
            } throws: { error in
                if case .retry = error as? PaymentFault { true } else { false }
            }
            // Submitted with another date it is inconsistent: the outcome is unknown until the status query.
            let other = try fixture.instruction(206, to: "081234567890", date: first + .minutes(1))
            #expect(try await fixture.rail.pay(other) == .notFound)
            // Submitted again as at first it is paid.
            guard case .paid = try await fixture.rail.pay(fixture.instruction(206, to: "081234567890", date: first))
            else {
                return #expect(Bool(false), "it is paid")
            }
        }
    }
}

@Suite("SNAP response codes")
struct RailCodeTests {
    private func reply(_ status: Int, _ json: String, of service: SNAPService = .walletTopUp) -> SNAPReply {
        SNAPReply(OutboundResponse(status: status, headers: [:], body: Data(json.utf8)), of: service)
    }

    @Test(
        "SNAP: a code that contradicts HTTP or belongs to another service is ignored",
        arguments: [
            (500, #"{"responseCode":"2003800"}"#), (200, #"{"responseCode":"2001600"}"#),
            (200, #"{"responseCode":"9993800"}"#), (200, #"{"responseCode":"-993800"}"#),
            (200, #"{"responseCode":20038}"#), (200, #"{"responseCode":null}"#), (200, #"{"responseCode":1e400}"#),
            (404, #"{"responseCode":"4003801"}"#),
        ])
    func foreign(status: Int, json: String) {
        #expect(reply(status, json).body == nil)
        #expect {
            _ = try SNAPReading.payment(reply(status, json))
        } throws: { error in
            if case .unknown = error as? PaymentFault { true } else { false }
        }
    }

    @Test(
        "SNAP: numbers in place of texts are accepted, and characters that cannot be stored or shown are removed",
        .bug(
            id: "1.31",
            "A reference with a NUL, or one as a JSON number, left a payment that was made without an outcome."))
    func numbers() throws {
        let paid = reply(200, #"{"responseCode":2003800,"referenceNo":20201029000000000}"#)
        #expect(try SNAPReading.payment(paid) == .paid(railReference: "20201029000000000"))
        let odd = reply(
            200, "{\"responseCode\":\"2003800\",\"referenceNo\":\"R\\u0000\(String(repeating: "9", count: 999))\"}")
        guard case .paid(let reference) = try SNAPReading.payment(odd) else { return #expect(Bool(false)) }
        #expect(reference.count == SNAPText.longest && reference.hasPrefix("R9"))
    }

    @Test(
        "SNAP: an error of our own waits for an operator and is not reported as a bank's refusal",
        .bug(
            id: "6.27",
            "A payment refused because our request or contract was wrong was reported to people as refused by their bank."
        ),
        arguments: ["4003801", "4003802", "4053801", "4033801", "4033800", "4043803", "4043813", "4043816"])
    func ours(code: String) {
        #expect {
            _ = try SNAPReading.payment(reply(200, #"{"responseCode":"\#(code)"}"#))
        } throws: { error in
            if case .never = error as? PaymentFault { true } else { false }
        }
    }

    @Test(
        "SNAP: a token's lifetime is limited to a range",
        arguments: [
            (#""900""#, 900), ("900", 900), ("899.5", 899), (#""1e9""#, 0), ("-5", 0), ("9223372036854775807", 86_400),
            ("1e300", 0), (#""99999999999999999999999""#, 86_400), ("null", 0), ("[]", 0), (#""""#, 0),
        ])
    func life(json: String, seconds: Int) throws {
        let token = try JSONDecoder().decode(
            SNAPTokenAnswer.self, from: Data(#"{"accessToken":"t","expiresIn":\#(json)}"#.utf8))
        #expect(token.life == .seconds(seconds))
    }
}
