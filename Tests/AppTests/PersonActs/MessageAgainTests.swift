import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Sending a message again", .timeLimit(.minutes(2)))
struct MessageAgainTests {
    @Test(
        "an officer sends a message of the inbox again, three times a day at most, and never a code",
        arguments: Engine.tested)
    func again(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.eligible()
            let person = try await world.id(of: siti)
            let latest = try await world.latestMessage(of: person)
            let message = try #require(latest)
            let subject = message.content.id.subject
            let before = try await world.letters(to: siti.email).count { $0.subject.contains(subject) }
            let rini = try await world.officer([.helpdesk], "rini")
            let path = Paths.personAct(person, .message)
            #expect(try await rini.browser.get(path).location == Paths.person(person))
            try await world.open(person, by: rini)
            let page = try await rini.browser.get(path).text
            #expect(page.contains(subject) && page.contains("email: dikirim"))

            let fields = [(MessageAgainPage.messageField, message.id.description)]
            #expect(try await rini.browser.post(path, fields).location == path)
            let said = try await rini.browser.get(path).text
            #expect(said.contains("Pesan dikirim lagi.") && said.contains("Tujuannya: "))
            #expect(!(try await rini.browser.get(path).text.contains("Tujuannya: ")))
            let twice = try await rini.browser.post(path, fields)
            #expect(twice.status == .conflict && twice.text.contains("sedang dikirim"))
            for _ in 2...3 {
                try await world.settle()
                #expect(try await rini.browser.post(path, fields).location == path)
            }
            let letters = try await world.letters(to: siti.email).count { $0.subject.contains(subject) }
            #expect(letters == before + 3)
            let fourth = try await rini.browser.post(path, fields)
            #expect(fourth.status == .tooManyRequests && fourth.text.contains("Coba besok"))

            let code = try await world.anyCode()
            let never = try await rini.browser.post(path, [(MessageAgainPage.messageField, "\(code)")])
            #expect(never.status == .unprocessableContent)
            #expect(try await world.auditedActions().count { $0 == "message.sent-again" } == 3)
        }
    }
}

extension World {
    fileprivate func latestMessage(of person: ID<Account>) async throws -> Message? {
        try await dependencies.database.read { [dependencies] tx in
            try tx.inbox.latest(of: person, before: nil, limit: 1, vault: dependencies.vault).first
        }
    }

    /// The id of a message with a one-time code.
    fileprivate func anyCode() async throws -> Int64 {
        try await dependencies.database.read { tx in
            try tx.row("SELECT MIN(id) AS id FROM message WHERE kind = 'code'")?["id"] ?? 0
        }
    }
}
