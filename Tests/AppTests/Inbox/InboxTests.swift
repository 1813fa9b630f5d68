import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Inbox and delivery")
struct InboxTests {
    struct TestNotice: Notice {
        var name = "Kabar"

        func subject(_ t: Words) -> String { t("\(name) untuk Anda – penting", "\(name) for you – important") }
        func body(_ t: Words) -> String { t("Halo.\n\n    274 910\n\nSelesai.", "Hello.\n\n    274 910\n\nDone.") }
        func text(_ t: Words) -> String { t("\(name): halo – selesai", "\(name): hello – done") }
        func action(_ t: Words) -> NoticeAction? { NoticeAction(label: t("Buka", "Open"), target: Paths.account) }
    }

    @Test("a notice reaches the inbox, the mailbox and the telephone", arguments: Engine.tested)
    func everywhere(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.person("siti@example.id", "081234567890")
            try await world.tell(siti, TestNotice())
            try await world.settle()

            let mails = try await world.received(channel: "email")
            #expect(mails.map(\.subject) == ["Kabar untuk Anda – penting"])
            #expect(mails.first?.text.contains("http://127.0.0.1:8080/akun") == true)
            #expect(mails.first?.text.contains("https://www.prakerja.go.id") == true)
            let texts = try await world.received(channel: "sms")
            #expect(texts.map(\.text) == ["Kabar: halo - selesai www.prakerja.go.id"])
            #expect(texts.map(\.to) == ["+6281234567890"])
            #expect(try await world.states(of: siti) == [.handedOver, .handedOver])
        }
    }

    @Test(
        "a channel without a contact gets no delivery, and the inbox message is still written", arguments: Engine.tested
    )
    func inboxOnly(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.person("siti@example.id")
            try await world.tell(siti, TestNotice())
            try await world.settle()
            #expect(try await world.received(channel: "sms").isEmpty)
            #expect(try await world.messages(of: siti).count == 1)
        }
    }

    @Test(
        "the text of a message to a person without an account is deleted once the gateway has accepted it",
        .bug(
            id: "2.290",
            """
            Invitations, and notices to a contact that had been replaced, were in no inbox and kept for ever: only the \
            texts of codes were deleted.
            """),
        arguments: Engine.tested)
    func outsider(engine: Engine) async throws {
        try await World.with(engine) { world in
            let contact = try #require(Contact("ratna@example.id"))
            let texts: SQL = "SELECT COUNT(*) AS count FROM message WHERE content IS NOT NULL"
            try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                try tx.inbox.invite(TestNotice(), contact, on: dependencies)
            }
            let before: Int? = try await world.dependencies.database.read { try $0.row(texts)?["count"] }
            #expect(before == 1)
            try await world.settle()
            #expect(try await world.received(channel: "email").map(\.to) == ["ratna@example.id"])
            let after: Int? = try await world.dependencies.database.read { try $0.row(texts)?["count"] }
            #expect(after == 0)
        }
    }

    @Test("a rolled back transaction sends no notice", arguments: Engine.tested)
    func rollback(engine: Engine) async throws {
        struct Undone: Error {}
        try await World.with(engine) { world in
            let siti = try await world.person("siti@example.id")
            await #expect(throws: Undone.self) {
                try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                    try tx.inbox.send(TestNotice(), to: siti, on: dependencies)
                    throw Undone()
                }
            }
            try await world.settle()
            #expect(try await world.received().isEmpty)
            #expect(try await world.messages(of: siti).isEmpty)
        }
    }

    @Test(
        "a code's validity starts at the hand-over to the gateway, and its text is deleted then",
        arguments: Engine.tested)
    func code(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.sendCode(TestNotice(), to: "siti@example.id")
            #expect(try await world.codeHandedOver() == nil)
            #expect(try await world.unsentCodes() == 1)
            world.clock.advance(.seconds(40))
            try await world.settle()
            #expect(try await world.codeHandedOver() == world.clock.now())
            #expect(try await world.received().count == 1)
            #expect(try await world.unsentCodes() == 0)
        }
    }

    @Test("later notices use the language of the recipient's last request", arguments: Engine.tested)
    func language(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.person("siti@example.id")
            try await world.sendCode(TestNotice(name: "Kode"), to: "siti@example.id", language: .english)
            try await world.tell(siti, TestNotice())
            try await world.settle()
            let subjects = try await world.received().map(\.subject)
            #expect(Set(subjects) == ["Kode for you – important", "Kabar for you – important"])
        }
    }

    @Test("notices to one address arrive in the order they were enqueued", arguments: Engine.tested)
    func order(engine: Engine) async throws {
        try await World.with(engine) { world in
            // The gateway answers "later" twice for this mailbox.
            let siti = try await world.person("sementara@example.id")
            for name in ["Satu", "Dua", "Tiga"] { try await world.tell(siti, TestNotice(name: name)) }
            for _ in 1...8 {
                try await world.settle()
                world.clock.advance(.minutes(6))
            }
            let names = try await world.received().map { $0.subject.prefix { $0 != " " } }
            #expect(names == ["Satu", "Dua", "Tiga"])
        }
    }

    @Test("when the first of many waiting notices is sent, the others follow without polling", arguments: Engine.tested)
    func together(engine: Engine) async throws {
        try await World.with(engine) { world in
            // The gateway answers "later" twice for this mailbox.
            let siti = try await world.person("sementara@example.id")
            for number in 1...12 { try await world.tell(siti, TestNotice(name: "\(number).")) }
            for _ in 1...8 where try await world.received().isEmpty {
                try await world.settle()
                if try await world.received().isEmpty { world.clock.advance(.minutes(6)) }
            }
            let names = try await world.received().map { $0.subject.prefix { $0 != "." } }
            #expect(names == (1...12).map { "\($0)" })
        }
    }

    @Test("a code does not wait behind a notice that cannot be sent", arguments: Engine.tested)
    func codesFirst(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.person("081234560006")
            try await world.tell(siti, TestNotice(name: "Kabar"))
            try await world.settle()
            try await world.sendCode(TestNotice(name: "Kode"), to: "081234560006")
            try await world.settle()
            world.clock.advance(.seconds(5))
            try await world.settle()
            #expect(try await world.received().first?.text.hasPrefix("Kode") == true)
        }
    }

    @Test("an undeliverable message is marked dead with its reason", arguments: Engine.tested)
    func dead(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.person("tidak-ada@example.id", "081234560009")
            try await world.tell(siti, TestNotice())
            try await world.settle()
            #expect(try await world.states(of: siti) == [.failed, .failed])
            let (letters, jobs) = try await world.dependencies.database.read { [dependencies = world.dependencies] tx in
                (try tx.deliveries.dead(limit: 10, vault: dependencies.vault), try tx.jobs.dead(limit: 10))
            }
            #expect(letters.count == 2)
            #expect(letters.allSatisfy { $0.reason != nil })
            #expect(jobs.count == 2)
            #expect(try await world.messages(of: siti).count == 1)
        }
    }

    @Test("a mailbox that stays full is given up after three days", arguments: Engine.tested)
    func patience(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.person("penuh@example.id")
            try await world.tell(siti, TestNotice())
            for _ in 1...80 where try await world.states(of: siti) == [.queued] {
                try await world.settle()
                world.clock.advance(.hours(2))
            }
            #expect(try await world.states(of: siti) == [.failed])
        }
    }

    @Test("a delivery report counts only at the address given to the gateway", arguments: Engine.tested)
    func report(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.person("081234567890")
            try await world.tell(siti, TestNotice())
            try await world.settle()
            let delivery = try #require(try await world.deliveries(of: siti).first)
            let address = DeliveryReport.address(of: delivery.id, on: world.dependencies)
                .replacing("http://127.0.0.1:8080", with: "")
            let visitor = world.visitor()

            #expect(try await visitor.get("/internal/dlr/\(delivery.id)/salah?status=1").status == .notFound)
            #expect(try await visitor.get("/internal/dlr/1/salah?status=1").status == .notFound)
            #expect(try await world.states(of: siti) == [.handedOver])
            #expect(try await visitor.get(address.replacing("%d", with: "8")).status == .noContent)
            #expect(try await world.states(of: siti) == [.handedOver])
            #expect(try await visitor.get(address.replacing("%d", with: "1")).status == .noContent)
            #expect(try await world.states(of: siti) == [.delivered])
            // A second report changes nothing.
            #expect(try await visitor.get(address.replacing("%d", with: "2")).status == .noContent)
            #expect(try await world.states(of: siti) == [.delivered])
        }
    }

    @Test("people read their own messages only, and the header counts unread ones", arguments: Engine.tested)
    func pages(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.person("siti@example.id")
            let budi = try await world.person("budi@example.id")
            try await world.tell(siti, TestNotice())
            let message = try #require(try await world.messages(of: siti).first)

            let list = try await world.page(Paths.inbox, as: siti)
            #expect(list.contains("Kabar untuk Anda – penting"))
            #expect(list.contains("<span class=\"count\">1"))
            let shown = try await world.page(Paths.message(message.id), as: siti)
            #expect(shown.contains("274 910"))
            #expect(!shown.contains("class=\"count\""))
            #expect(!(try await world.page(Paths.inbox, as: siti)).contains("class=\"count\""))
            #expect(try await world.status(Paths.message(message.id), as: budi) == .notFound)
            #expect((try await world.page(Paths.inbox, as: budi)).contains("Belum ada pesan"))
            #expect(try await world.visitor().get(Paths.inbox).location?.hasPrefix(Paths.signIn) == true)
        }
    }

    @Test("older messages are on the next page", arguments: Engine.tested)
    func paging(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.person("siti@example.id")
            for number in 1...25 { try await world.tell(siti, TestNotice(name: "Nomor\(number).")) }
            let first = try await world.page(Paths.inbox, as: siti)
            #expect(first.contains("Nomor25.") && first.contains("Nomor6.") && !first.contains("Nomor5."))
            let link = try #require(first.firstMatch(of: /href="(\/akun\/pesan\?sebelum=\d+)"/))
            let second = try await world.page(String(link.1), as: siti)
            #expect(second.contains("Nomor5.") && second.contains("Nomor1.") && !second.contains("Nomor6."))
        }
    }
}

/// A contact that must parse.
func contact(_ text: String) throws -> Contact {
    try #require(Contact(text))
}
