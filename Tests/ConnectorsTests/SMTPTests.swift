import Connectors
import Foundation
import Programme
import Simulators
import Testing

@Suite("SMTP client")
struct SMTPTests {
    static func message(
        to: String = "siti@example.id", id: String = "m.1", sender: String = "Kartu Prakerja",
        subject: String = "Kode Anda", text: String = "Halo", html: String = "<p>Halo</p>"
    ) throws -> MailMessage {
        MailMessage(
            id: id, from: .init(name: sender, address: try #require(EmailAddress("kabar@prakerja.example"))),
            to: try #require(EmailAddress(to)), subject: subject, text: text, html: html,
            date: try #require(Instant("2020-04-16T09:00:00Z")))
    }

    @Test(
        "SMTP: subject and text arrive unchanged",
        arguments: [
            ("Kode Anda", "Halo Siti.\nKode: 123456\n"),
            ("Penyaluran Rp600.000 – selesai ✓ untuk bulan pertama, kedua, dan ketiga", "“Selamat” = é\ttab \n. dot"),
            (String(repeating: "panjang ", count: 30) + "x", String(repeating: "kata ", count: 400)),
            ("dots", ".\n..\n.leading\n\nend"),
        ])
    func arrives(subject: String, text: String) async throws {
        try await ExternalServices.run { outside in
            try await outside.mailServer().send(Self.message(subject: subject, text: text))
            let got = try #require(try await outside.received().first)
            #expect(got.subject == subject)
            #expect(got.text.trimmingCharacters(in: .newlines) == text.trimmingCharacters(in: .newlines))
            #expect(got.to == "siti@example.id")
            #expect(got.channel == "email")
        }
    }

    @Test(
        "SMTP: no value can add a header or a recipient",
        arguments: [
            "x\r\nBcc: a@b.example", "x\nBcc: a@b.example", "x\u{2028}Bcc: a", "x\u{0B}Bcc: a", "x\r\n\r\n<b>body</b>",
        ])
    func injection(evil: String) async throws {
        let raw = String(decoding: try Self.message(id: evil, sender: evil, subject: evil).encoded, as: UTF8.self)
        let head = raw.components(separatedBy: "\r\n\r\n")[0]
        let names = head.components(separatedBy: "\r\n").filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != ":" } }
        #expect(
            names == [
                "Date", "From", "To", "Message-ID", "Subject", "Auto-Submitted", "MIME-Version", "Content-Type",
            ])
        try await ExternalServices.run { outside in
            try await outside.mailServer().send(Self.message(id: evil, sender: evil, subject: evil))
            #expect(try await outside.received().map(\.to) == ["siti@example.id"])
        }
    }

    @Test("SMTP: every line is short, ASCII and ends with CR LF")
    func lines() throws {
        let long = String(repeating: "Pelatihan – 🎓 ", count: 100)
        let bytes = try Self.message(subject: long, text: long, html: "<p>\(long)</p>").encoded
        #expect(bytes.allSatisfy { $0 < 128 })
        let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 78 && !$0.contains("\n") && !$0.contains("\r") })
        #expect(lines[0] == "Date: Thu, 16 Apr 2020 09:00:00 +0000")
        #expect(lines.contains("Message-ID: <m.1@prakerja.example>"))
    }

    @Test(
        "SMTP: the server's reply decides whether to retry",
        arguments: [("tidak-ada@example.id", false), ("penuh@example.id", true)])
    func refused(to: String, again: Bool) async throws {
        try await ExternalServices.run { outside in
            await Self.expect(retry: again) { try await outside.mailServer().send(Self.message(to: to)) }
            let received = try await outside.received()
            #expect(received.isEmpty)
        }
    }

    @Test("SMTP: after temporary refusals the message arrives once")
    func later() async throws {
        try await ExternalServices.run { outside in
            let message = try Self.message(to: "sementara@example.id")
            for _ in 1...2 { await Self.expect(retry: true) { try await outside.mailServer().send(message) } }
            try await outside.mailServer().send(message)
            #expect(try await outside.received().count == 1)
        }
    }

    @Test("SMTP: an unavailable, slow or unintelligible server is retried", arguments: [Mode.down, .slow, .wrong])
    func moods(mode: Mode) async throws {
        try await ExternalServices.run { outside in
            try await outside.set(mode, at: outside.addresses[.mailbox])
            await Self.expect(retry: true) {
                try await outside.mailServer(timeout: Span(milliseconds: 700)).send(Self.message())
            }
        }
    }

    @Test("SMTP: a refused connection is retried")
    func unreachable() async throws {
        let nowhere = SMTP(.init(address: "smtp://127.0.0.1:1", encryption: .none), logger: ExternalServices.logger)
        await Self.expect(retry: true) { try await nowhere.send(Self.message()) }
    }

    @Test("SMTP: nothing is sent without encryption where it is required")
    func encryption() async throws {
        try await ExternalServices.run { outside in
            let strict = SMTP(
                .init(address: outside.addresses[.mail], encryption: .required), logger: ExternalServices.logger)
            await Self.expect(retry: true) { try await strict.send(Self.message()) }
            let received = try await outside.received()
            #expect(received.isEmpty)
        }
    }

    @Test("SMTP: a message beyond the size limit is not sent")
    func tooLong() async throws {
        try await ExternalServices.run { outside in
            let text = String(repeating: "x", count: SMTP.Limits.messageBytes)
            await Self.expect(retry: false) { try await outside.mailServer().send(Self.message(text: text)) }
        }
    }

    @Test("SMTP: fifty concurrent messages all arrive")
    func many() async throws {
        try await ExternalServices.run { outside in
            let server = outside.mailServer()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...50 {
                    group.addTask { try await server.send(Self.message(to: "orang\(number)@example.id")) }
                }
                try await group.waitForAll()
            }
            #expect(Set(try await outside.received().map(\.to)).count == 50)
        }
    }

    static func expect(retry: Bool, _ send: () async throws -> Void) async {
        await #expect {
            try await send()
        } throws: { error in
            switch error as? MailFault {
            case .retry: retry
            case .never: !retry
            case nil: false
            }
        }
    }
}
