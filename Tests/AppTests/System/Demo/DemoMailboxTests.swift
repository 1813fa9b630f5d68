import Connectors
import HTTPTypes
import Programme
import Simulators
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

    @Test(
        "it leaves out the crowd's messages, unless they are asked for",
        .bug(id: "5.577", "The demo had three people, so that its lists, charts and queues were empty."))
    func crowd() async throws {
        try await World.with(.sqlite, settings: { $0.demo = true }) { world in
            let connectors = world.dependencies.connectors
            let warga = Applicant.Life.crowd(7).email
            for address in ["siti@example.id", warga] {
                try await connectors.mail.send(
                    MailMessage(
                        id: "pesan.\(address)", from: connectors.mailSender, to: try #require(EmailAddress(address)),
                        subject: "Kabar untuk \(address).", text: "Halo", html: "", date: world.dependencies.realNow()))
            }
            let story = try await world.visitor().get(Paths.demoMailbox)
            #expect(story.text.contains("Kabar untuk siti@example.id.") && !story.text.contains(warga))
            for path in [
                "\(Paths.demoMailbox)?semua=ya", "\(Paths.demoMailbox)?untuk=\(warga.percentEncoded)",
                Paths.demoMessages,
            ] { #expect(try await world.visitor().get(path).body.contains("Kabar untuk \(warga)."), "\(path)") }
        }
    }
}
