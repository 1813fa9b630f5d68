import Connectors
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The demo's mailbox")
struct DemoMailboxTests {
    @Test(
        "it shows the newest messages, however many were sent",
        .bug(id: "5.417", "After sixty people the list was longer than a response may be, and the page failed."))
    func many() async throws {
        try await World.with(.sqlite, settings: { $0.demo = true }) { world in
            let connectors = world.dependencies.connectors
            let to = try #require(EmailAddress("siti@example.id"))
            let text = String(repeating: "Keluhan Anda sudah dijawab.\n", count: 400)
            let sent = 2 * OutboundHTTP.Limits.responseBytes / text.utf8.count
            for number in 1...sent {
                try await connectors.mail.send(
                    MailMessage(
                        id: "pesan.\(number)", from: connectors.mailSender, to: to, subject: "Kabar \(number).",
                        text: text, html: "", date: world.dependencies.realNow()))
            }
            for path in [Paths.demoMailbox, Paths.demoMessages] {
                let answer = try await world.visitor().get(path)
                #expect(answer.status == .ok, "\(path)")
                #expect(answer.body.contains("Kabar \(sent).") && !answer.body.contains("Kabar 1."), "\(path)")
            }
        }
    }
}
