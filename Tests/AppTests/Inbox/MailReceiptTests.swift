import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Receipts for e-mail", .timeLimit(.minutes(2)))
struct MailReceiptTests {
    /// As Postfix writes one, with the headers of the message returned.
    private func notice(_ action: String, about message: String) -> String {
        """
        From: MAILER-DAEMON@server.example\r
        Message-ID: <20200416.1234@server.example>\r
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r
        \r
        --b\r
        Content-Type: message/delivery-status\r
        \r
        Reporting-MTA: dns; server.example\r
        \r
        Final-Recipient: rfc822; siti@contoh.id\r
        Action: \(action)\r
        Status: 5.1.1\r
        \r
        --b\r
        Content-Type: text/rfc822-headers\r
        \r
        Message-ID:\r
         <\(message)@prakerja.example>\r
        --b--\r

        """
    }

    @Test(
        "the mail server's notice marks a message as delivered or failed, once and only with the message's own number",
        arguments: Engine.tested)
    func report(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.person("siti@contoh.id")
            let visitor = world.visitor()
            func post(_ text: String) async throws -> HTTPResponse.Status {
                try await visitor.post(raw: Data(text.utf8), to: Paths.mailReceipt).status
            }
            for (action, state) in [("delivered", Delivery.State.delivered), ("failed", .failed)] {
                try await world.tell(siti, DeletionNotice(what: .cancelled))
                try await world.settle()
                let delivery = try #require(try await world.deliveries(of: siti).first)
                let message = MailReceiptAPI.messageID(of: delivery.id, world.dependencies.vault)
                for wrong in ["pesan.\(delivery.id)", "pesan.\(delivery.id).00", message.replacing("pesan", with: "x")]
                {
                    #expect(try await post(notice(action, about: wrong)) == .notFound, "\(wrong)")
                }
                #expect(try await post(notice("delayed", about: message)) == .notFound)
                #expect(try await post("Halo") == .notFound)
                #expect(try await world.states(of: siti).first == .handedOver)
                #expect(try await post(notice(action, about: message)) == .noContent)
                #expect(try await world.states(of: siti).first == state)
                let other = action == "failed" ? "delivered" : "failed"
                #expect(try await post(notice(other, about: message)) == .noContent)
                #expect(try await world.states(of: siti).first == state)
            }
        }
    }
}
