import Connectors
import Foundation
import Programme
import Simulators
import Testing

@Suite("Handing text messages to Kannel")
struct KannelTests {
    static func number(_ text: String) throws -> PhoneNumber { try #require(PhoneNumber(text)) }

    @Test(
        "a text arrives as it was written",
        arguments: [
            "Kode Prakerja Anda 123456 & berlaku 10 menit. 100% gratis?", "Halo Yohánna “Selamat” 🎉", "a=b+c%20d#e",
        ])
    func arrives(text: String) async throws {
        try await Outside.run { outside in
            let receipt = try await outside.gateway().send(TextMessage(to: Self.number("081234567890"), text: text))
            #expect(receipt == .accepted)
            let got = try await outside.received()
            #expect(got == [.init(id: "1", channel: "sms", to: "+6281234567890", subject: "", text: text)])
        }
    }

    @Test("a gateway that fails for a while gets it in the end")
    func temporary() async throws {
        try await Outside.run { outside in
            let message = TextMessage(to: try Self.number("081234560006"), text: "Halo")
            for _ in 1...2 { await Self.expectRetry { try await outside.gateway().send(message) } }
            #expect(try await outside.gateway().send(message) == .accepted)
            #expect(try await outside.received().count == 1)
        }
    }

    @Test("a number that no network serves is final")
    func notRoutable() async throws {
        try await Outside.run { outside in
            let message = TextMessage(to: try Self.number("081234560009"), text: "Halo")
            await #expect(throws: TextFault.never(because: "the gateway answered 403")) {
                try await outside.gateway().send(message)
            }
        }
    }

    @Test("down, slow and nonsense are tried again", arguments: [Mode.down, .slow, .wrong])
    func moods(mode: Mode) async throws {
        try await Outside.run { outside in
            try await outside.set(mode, at: outside.addresses.text)
            await Self.expectRetry {
                try await outside.gateway().send(TextMessage(to: Self.number("081234567890"), text: "Halo"))
            }
        }
    }

    @Test("a refused password loses no message")
    func password() async throws {
        try await Outside.run { outside in
            await Self.expectRetry {
                let message = TextMessage(to: try Self.number("081234567890"), text: "Halo")
                return try await outside.gateway(password: "x").send(message)
            }
        }
    }

    @Test("the report of a delivery comes back, and of its failure", arguments: [("7890", "1"), ("0000", "2")])
    func report(ending: String, expected: String) async throws {
        try await Outside.run { outside in
            try await ReportListener.run { listener in
                let message = TextMessage(
                    to: try Self.number("08123456\(ending)"), text: "Halo",
                    reportAddress: listener.address + "/dlr?token=a-b&status=%d")
                #expect(try await outside.gateway().send(message) == .accepted)
                #expect(try await listener.firstReport() == expected)
            }
        }
    }

    @Test("only the end of a message is news")
    func numbers() {
        #expect(TextDelivery(report: "1") == .delivered)
        #expect(TextDelivery(report: "2") == .undeliverable)
        #expect(TextDelivery(report: "16") == .undeliverable)
        #expect(TextDelivery(report: "8") == nil)
        #expect(TextDelivery(report: "%d") == nil)
    }

    @Test(
        "a text's length is counted as the networks do",
        arguments: [
            (String(repeating: "a", count: 160), 1), (String(repeating: "a", count: 161), 2),
            (String(repeating: "€", count: 80), 1), (String(repeating: "€", count: 81), 2),
            (String(repeating: "ä", count: 160), 1), (String(repeating: "ő", count: 70), 1),
            (String(repeating: "ő", count: 71), 2), ("", 1),
        ])
    func parts(text: String, count: Int) {
        #expect(GSMAlphabet.parts(of: text) == count)
    }

    static func expectRetry(_ send: () async throws -> TextReceipt) async {
        await #expect {
            _ = try await send()
        } throws: { error in
            if case .retry(let after, _)? = error as? TextFault { after > .zero } else { false }
        }
    }
}
