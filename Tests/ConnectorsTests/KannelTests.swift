import Connectors
import Foundation
import Hummingbird
import NIOCore
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
            let message = TextMessage(to: try Self.number("081234567890"), text: "Halo")
            let fault = await #expect(throws: TextFault.self) {
                try await outside.gateway(password: "x").send(message)
            }
            guard case .refusesUs = fault else { return #expect(Bool(false), "\(String(describing: fault))") }
        }
    }

    @Test(
        "where the form is not, nothing is lost and the setting is named",
        .bug(id: "5.8", "A 404 from the gateway's address counted as this message's own fault, and lost it for good."),
        arguments: ["/", "/sendsms"])
    func wrongAddress(path: String) async throws {
        try await Outside.run { outside in
            let base = outside.addresses.text.components(separatedBy: "/cgi-bin")[0]
            let message = TextMessage(to: try Self.number("081234567890"), text: "Halo")
            let fault = await #expect(throws: TextFault.self) {
                try await outside.gateway(address: base + path).send(message)
            }
            guard case .refusesUs(let reason) = fault else {
                return #expect(Bool(false), "\(String(describing: fault))")
            }
            #expect(reason.contains("SMS_URL"))
        }
    }

    @Test(
        "every way a gateway says yes is a yes, and what speaks of the address loses no message",
        .bug(
            id: "5.9",
            "Kannel says `Sent.` where immediate-sendsms-reply is on: the text had gone out, and was sent eight times."),
        arguments: [(Int, String, String)]([
            (202, "Sent.", "accepted"), (202, "0: Accepted for delivery", "accepted"),
            (202, "3: Queued for later delivery", "queued"), (301, "", "refuses"), (308, "", "refuses"),
            (404, "Not found", "refuses"), (405, "", "refuses"), (410, "", "refuses"), (401, "", "refuses"),
            (403, "Authorization failed for sendsms", "refuses"), (403, "Not routable. Do not try again.", "never"),
            (400, "Empty text not allowed, rejected", "never"), (503, "Temporal failure, try again later.", "retry"),
            (200, "<html>", "retry"),
        ]))
    func answers(status: Int, words: String, meaning: String) async throws {
        try await Outside.run { outside in
            try await LoopbackServer.run { _ in
                Response(status: .init(code: status), body: .init(byteBuffer: ByteBuffer(string: words)))
            } serving: { address in
                let message = TextMessage(to: try Self.number("081234567890"), text: "Halo")
                let said = await Self.word { () async throws(TextFault) in
                    try await outside.gateway(address: address + "/cgi-bin/sendsms").send(message)
                }
                #expect(said == meaning)
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
        "a text's length is counted as the networks do, and no pair is cut between parts",
        .bug(id: "6.32", "The two places of a € were counted as if a part might end between them."),
        arguments: lengths)
    func parts(sign: String, count: Int, parts: Int) {
        #expect(GSMAlphabet.parts(of: String(repeating: sign, count: count)) == parts)
    }

    /// A sign, how often it stands there, and how many messages that makes.
    private static let lengths: [(String, Int, Int)] = [
        ("a", 160, 1), ("a", 161, 2), ("€", 80, 1), ("€", 81, 2), ("ä", 160, 1), ("ő", 70, 1), ("ő", 71, 2), ("", 1, 1),
        ("€", 152, 2), ("€", 153, 3), ("🎉", 35, 1), ("🎉", 66, 2), ("🎉", 67, 3),
    ]

    private static func word(_ send: () async throws(TextFault) -> TextReceipt) async -> String {
        do {
            return "\(try await send())"
        } catch {
            switch error {
            case .retry: return "retry"
            case .never: return "never"
            case .refusesUs: return "refuses"
            }
        }
    }

    static func expectRetry(_ send: () async throws -> TextReceipt) async {
        await #expect {
            _ = try await send()
        } throws: { error in
            if case .retry(let after, _)? = error as? TextFault { after > .zero } else { false }
        }
    }
}
