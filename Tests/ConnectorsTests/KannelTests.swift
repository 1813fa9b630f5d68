import Connectors
import Foundation
import Hummingbird
import NIOCore
import Programme
import Simulators
import Testing

@Suite("Kannel client")
struct KannelTests {
    static func number(_ text: String) throws -> PhoneNumber { try #require(PhoneNumber(text)) }

    @Test(
        "Kannel: a text message arrives unchanged",
        arguments: [
            "Kode Prakerja Anda 123456 & berlaku 10 menit. 100% gratis?", "Halo Yohánna “Selamat” 🎉", "a=b+c%20d#e",
        ])
    func arrives(text: String) async throws {
        try await ExternalServices.run { outside in
            let receipt = try await outside.gateway().send(TextMessage(to: Self.number("081234567890"), text: text))
            #expect(receipt == .accepted)
            let got = try await outside.received()
            #expect(got == [.init(id: "1", channel: "sms", to: "+6281234567890", subject: "", text: text)])
        }
    }

    @Test("Kannel: a message arrives once after temporary failures")
    func temporary() async throws {
        try await ExternalServices.run { outside in
            let message = TextMessage(to: try Self.number("081234560006"), text: "Halo")
            for _ in 1...2 { await Self.expectRetry { try await outside.gateway().send(message) } }
            #expect(try await outside.gateway().send(message) == .accepted)
            #expect(try await outside.received().count == 1)
        }
    }

    @Test("Kannel: a number that no network serves is a permanent failure")
    func notRoutable() async throws {
        try await ExternalServices.run { outside in
            let message = TextMessage(to: try Self.number("081234560009"), text: "Halo")
            await #expect(throws: TextFault.never(because: "the gateway answered 403")) {
                try await outside.gateway().send(message)
            }
        }
    }

    @Test("Kannel: an unavailable, slow or unintelligible gateway is retried", arguments: [Mode.down, .slow, .wrong])
    func moods(mode: Mode) async throws {
        try await ExternalServices.run { outside in
            try await outside.set(mode, at: outside.addresses[.text])
            await Self.expectRetry {
                try await outside.gateway().send(TextMessage(to: Self.number("081234567890"), text: "Halo"))
            }
        }
    }

    @Test("Kannel: a refused password loses no message")
    func password() async throws {
        try await ExternalServices.run { outside in
            let message = TextMessage(to: try Self.number("081234567890"), text: "Halo")
            let fault = await #expect(throws: TextFault.self) {
                try await outside.gateway(password: "x").send(message)
            }
            guard case .refusesUs = fault else { return #expect(Bool(false), "\(String(describing: fault))") }
        }
    }

    @Test(
        "Kannel: a wrong address of the form loses no message, and the reason names the setting",
        .bug(
            id: "5.8",
            "A 404 from the gateway's address was counted as a permanent failure of the message, which was lost."),
        arguments: ["/", "/sendsms"])
    func wrongAddress(path: String) async throws {
        try await ExternalServices.run { outside in
            let base = outside.addresses[.text].components(separatedBy: "/cgi-bin")[0]
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
        "Kannel: every form of acceptance is recognised, and an error of the address loses no message",
        .bug(
            id: "5.9",
            "Kannel answers `Sent.` where immediate-sendsms-reply is on: the text was taken as not sent, and sent eight times."
        ),
        arguments: [(Int, String, String)]([
            (202, "Sent.", "accepted"), (202, "0: Accepted for delivery", "accepted"),
            (202, "3: Queued for later delivery", "queued"), (301, "", "refuses"), (308, "", "refuses"),
            (404, "Not found", "refuses"), (405, "", "refuses"), (410, "", "refuses"), (401, "", "refuses"),
            (403, "Authorization failed for sendsms", "refuses"), (403, "Not routable. Do not try again.", "never"),
            (400, "Empty text not allowed, rejected", "never"), (503, "Temporal failure, try again later.", "retry"),
            (200, "<html>", "retry"),
        ]))
    func answers(status: Int, words: String, meaning: String) async throws {
        try await ExternalServices.run { outside in
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

    @Test("Kannel: delivery reports of success and failure are received", arguments: [("7890", "1"), ("0000", "2")])
    func report(ending: String, expected: String) async throws {
        try await ExternalServices.run { outside in
            try await ReportListener.run { listener in
                let message = TextMessage(
                    to: try Self.number("08123456\(ending)"), text: "Halo",
                    reportAddress: listener.address + "/dlr?token=a-b&status=%d")
                #expect(try await outside.gateway().send(message) == .accepted)
                #expect(try await listener.firstReport() == expected)
            }
        }
    }

    @Test("delivery reports: only final states are reported")
    func numbers() {
        #expect(TextDelivery(report: "1") == .delivered)
        #expect(TextDelivery(report: "2") == .undeliverable)
        #expect(TextDelivery(report: "16") == .undeliverable)
        #expect(TextDelivery(report: "8") == nil)
        #expect(TextDelivery(report: "%d") == nil)
    }

    @Test(
        "GSM alphabet: messages are counted as the networks do, and no pair is split between parts",
        .bug(id: "6.32", "A € takes two septets; the count assumed that a part may end between them."),
        arguments: lengths)
    func parts(sign: String, count: Int, parts: Int) {
        #expect(GSMAlphabet.parts(of: String(repeating: sign, count: count)) == parts)
    }

    /// A character, how often it is repeated, and how many messages that makes.
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
