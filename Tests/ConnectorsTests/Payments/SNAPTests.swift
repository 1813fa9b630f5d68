import Foundation
import NIOHTTP1
import Programme
import Simulators
import Testing

@testable import Connectors

@Suite("SNAP payments")
struct SNAPTests {
    @Test("SNAP: a wallet's holder is returned, and a payment to it arrives")
    func wallet() async throws {
        try await RailFixture.run { fixture in
            #expect(
                try await fixture.rail.inquire(fixture.payee("0812-3456-7890")) == .holder(PayeeName("SITI AMINAH")))
            let answer = try await fixture.rail.pay(fixture.instruction(71, to: "081234567890"))
            guard case .paid(let railReference) = answer else { return #expect(Bool(false), "\(answer)") }
            #expect(!railReference.isEmpty)
            #expect(try await fixture.rail.status(of: ID(71), to: .wallet) == .paid(railReference: railReference))
            let books = try await fixture.books()
            #expect(books.paidTo == ["081234567890": 600_000])
            #expect(books.payments.first?.service == "38")
        }
    }

    @Test("SNAP: a bank account's holder is returned, and a payment to it arrives")
    func bank() async throws {
        try await RailFixture.run { fixture in
            let payee = try fixture.payee("0123456789", at: RailFixture.bni)
            #expect(try await fixture.rail.inquire(payee) == .holder(PayeeName("SITI AMINAH")))
            let answer = try await fixture.rail.pay(fixture.instruction(72, to: "0123456789", at: RailFixture.bni))
            guard case .paid = answer else { return #expect(Bool(false), "\(answer)") }
            #expect(try await fixture.rail.status(of: ID(72), to: .bank) == answer)
            #expect(try await fixture.books().payments.first?.service == "18")
        }
    }

    @Test("SNAP: a reference submitted twice is one payment, answered with its status")
    func twice() async throws {
        try await RailFixture.run { fixture in
            let first = try await fixture.rail.pay(fixture.instruction(73, to: "081234567890"))
            let second = try await fixture.rail.pay(fixture.instruction(73, to: "081234567890"))
            #expect(first == second)
            let books = try await fixture.books()
            #expect(books.submissions == ["73": 2])
            #expect(books.paidTotal == 600_000)
        }
    }

    @Test("SNAP: a lost response is unknown, and the status query finds the payment that was made")
    func silent() async throws {
        try await RailFixture.run { fixture in
            await #expect {
                _ = try await fixture.rail.pay(fixture.instruction(74, to: "081234567813"))
            } throws: { error in
                if case .unknown = error as? PaymentFault { true } else { false }
            }
            guard case .paid = try await fixture.rail.status(of: ID(74), to: .wallet) else {
                return #expect(Bool(false), "the payment was made")
            }
            #expect(try await fixture.books().paidTotal == 600_000)
        }
    }

    @Test("SNAP: a slow payment is pending, then paid")
    func pending() async throws {
        try await RailFixture.run { fixture in
            #expect(try await fixture.rail.pay(fixture.instruction(75, to: "081234567816")) == .pending)
            #expect(try await fixture.rail.status(of: ID(75), to: .wallet) == .pending)
            #expect(try await fixture.rail.status(of: ID(75), to: .wallet) == .pending)
            guard case .paid = try await fixture.rail.status(of: ID(75), to: .wallet) else {
                return #expect(Bool(false), "it is paid at the third question")
            }
        }
    }

    @Test("SNAP: kinds of refusal are distinguished")
    func refusals() async throws {
        try await RailFixture.run { fixture in
            let refused = try await fixture.rail.pay(fixture.instruction(76, to: "081234567814"))
            #expect(refused == .failed(.notVerified))
            #expect(try await fixture.rail.inquire(fixture.payee("081234567817")) == .noSuchAccount)
            #expect(try await fixture.rail.inquire(fixture.payee("081234567815")) == .holder(PayeeName("ORANG LAIN")))
            #expect(try await fixture.rail.status(of: ID(999), to: .wallet) == .notFound)
            #expect(try await fixture.books().paidTotal == 0)
        }
    }

    @Test("SNAP: a rail that fails before the payment was submitted is retried")
    func down() async throws {
        try await RailFixture.run { fixture in
            try await fixture.setMode("down")
            await #expect {
                _ = try await fixture.rail.pay(fixture.instruction(77, to: "081234567890"))
            } throws: { error in
                if case .retry = error as? PaymentFault { true } else { false }
            }
            try await fixture.setMode("normal")
            guard case .paid = try await fixture.rail.pay(fixture.instruction(77, to: "081234567890")) else {
                return #expect(Bool(false), "it is up again")
            }
        }
    }

    @Test("SNAP: a rail that fails after the token was fetched may have the payment, so the outcome is unknown")
    func downLater() async throws {
        try await RailFixture.run { fixture in
            _ = try await fixture.rail.inquire(fixture.payee("081234567890"))
            try await fixture.setMode("down")
            await #expect {
                _ = try await fixture.rail.pay(fixture.instruction(78, to: "081234567890"))
            } throws: { error in
                if case .unknown = error as? PaymentFault { true } else { false }
            }
        }
    }

    @Test("SNAP: with a wrong secret nothing is paid and the payment waits for an operator")
    func wrongSecret() async throws {
        try await RailFixture.run(secret: "guess") { fixture in
            await #expect {
                _ = try await fixture.rail.pay(fixture.instruction(79, to: "081234567890"))
            } throws: { error in
                if case .retry = error as? PaymentFault { true } else { false }
            }
            let books = try await fixture.books()
            #expect(books.payments.isEmpty)
        }
    }

    @Test("SNAP: with a clock that is an hour off no token is issued")
    func wrongClock() async throws {
        try await RailFixture.run(clock: { RailFixture.realNow() + .hours(1) }) { fixture in
            await #expect {
                _ = try await fixture.rail.inquire(fixture.payee("081234567890"))
            } throws: { error in
                if case .retry = error as? PaymentFault { true } else { false }
            }
        }
    }

    @Test("rail simulator: a request without signature, token or external id is refused as by a bank")
    func strict() async throws {
        try await RailFixture.run { fixture in
            let (_, bare) = try await fixture.post("/v1.0/emoney/topup", "{}")
            #expect(bare == 400)
            let (_, forged) = try await fixture.post(
                "/v1.0/emoney/topup", "{}", headers: [("Authorization", "Bearer forged")])
            #expect(forged == 401)
            let (_, unsigned) = try await fixture.post(
                "/v1.0/access-token/b2b", #"{"grantType":"client_credentials"}"#,
                headers: [
                    ("X-TIMESTAMP", SNAPSignature.timestamp(RailFixture.realNow())), ("X-CLIENT-KEY", "prakerja"),
                    ("X-SIGNATURE", Data("forged".utf8).base64EncodedString()),
                ])
            #expect(unsigned == 401)
        }
    }
}

@Suite("SNAP response interpretation")
struct SNAPReadingTests {
    private func answer(_ status: Int, _ fields: String, of service: SNAPService) -> SNAPReply {
        SNAPReply(OutboundResponse(status: status, headers: [:], body: Data("{\(fields)}".utf8)), of: service)
    }

    @Test(
        "SNAP: a refusal that the person can act on is a failed payment",
        arguments: [
            (403, "4033802", PaymentFailure.limitExceeded), (403, "4033809", .inactive), (403, "4033818", .inactive),
            (403, "4033806", .notVerified), (404, "4043811", .noSuchAccount), (403, "4033805", .refused),
        ])
    func refusals(status: Int, code: String, failure: PaymentFailure) throws {
        #expect(
            try SNAPReading.payment(answer(status, #""responseCode":"\#(code)""#, of: .walletTopUp)) == .failed(failure)
        )
    }

    @Test("SNAP: an empty account of the programme does not fail a person's payment")
    func insufficientFunds() {
        #expect {
            _ = try SNAPReading.payment(answer(403, #""responseCode":"4033814""#, of: .walletTopUp))
        } throws: { error in
            if case .retry = error as? PaymentFault { true } else { false }
        }
    }

    @Test(
        "SNAP: every answer after which money may have been paid is unknown",
        arguments: [
            (500, #""responseCode":"5003801""#), (504, #""responseCode":"5043800""#), (502, ""), (200, ""),
            (200, #""responseCode":"2001600""#),
        ])
    func unknown(status: Int, fields: String) {
        #expect {
            _ = try SNAPReading.payment(answer(status, fields, of: .walletTopUp))
        } throws: { error in
            if case .unknown = error as? PaymentFault { true } else { false }
        }
    }

    @Test("SNAP: a request rejected as our error is never repeated")
    func ours() {
        #expect {
            _ = try SNAPReading.payment(answer(400, #""responseCode":"4003802""#, of: .walletTopUp))
        } throws: { error in
            if case .never = error as? PaymentFault { true } else { false }
        }
    }

    @Test(
        "SNAP: each transaction status has its payment state",
        arguments: [
            ("00", PaymentAnswer.paid(railReference: "R1")), ("01", .pending), ("03", .pending),
            ("06", .failed(.refused)),
            ("07", .notFound),
        ])
    func status(word: String, expected: PaymentAnswer) throws {
        let fields = #""responseCode":"2003900","originalReferenceNo":"R1","latestTransactionStatus":"\#(word)""#
        #expect(try SNAPReading.status(answer(200, fields, of: .walletStatus)) == expected)
    }
}
