import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Deliveries whose message SQL exchanged")
struct ExchangedMessageTests {
    @Test(
        "a message goes to no other contact than the one that it was queued for",
        .bug(
            id: "5.958",
            """
            A delivery that SQL gave another person's message sent its text to the contact of the first: any message of any \
            person could be read without a trace.
            """),
        arguments: Engine.tested)
    func exchanged(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.person("siti@example.id")
            let budi = try await world.person("budi@example.id")
            try await world.tell(siti, InboxTests.TestNotice(name: "Rahasia"))
            try await world.settle()
            try await world.tell(budi, InboxTests.TestNotice(name: "Umum"))
            let message = try #require(try await world.messages(of: siti).first)
            try await world.vandalise("UPDATE delivery SET message_id = \(message.id) WHERE person_id = \(budi)")
            try await world.settle()
            #expect(try await world.received().filter { $0.to == "budi@example.id" }.isEmpty)
            #expect(try await world.received().count { $0.subject.contains("Rahasia") } == 1)
            let states: [String] = try await world.dependencies.database.read { tx in
                try tx.rows("SELECT state FROM delivery WHERE person_id = \(budi)").map { try $0["state"] }
            }
            #expect(states == ["failed"])
            // Later ones do not wait for it.
            try await world.tell(budi, InboxTests.TestNotice(name: "Berikut"))
            try await world.settle()
            #expect(try await world.received().count { $0.to == "budi@example.id" } == 1)
        }
    }

    @Test(
        "a delivery from before destinations named their message goes only to a contact of the message's person",
        arguments: Engine.tested)
    func earlier(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.person("siti@example.id")
            let budi = try await world.person("budi@example.id")
            for (person, name) in [(siti, "Rahasia"), (budi, "Umum")] {
                try await world.tell(person, InboxTests.TestNotice(name: name))
            }
            let vault = world.dependencies.vault
            for (person, address) in [(siti, "siti@example.id"), (budi, "budi@example.id")] {
                let delivery = try #require(try await world.deliveries(of: person).first)
                let sealed = try vault.seal(
                    address, table: "delivery", column: "destination", row: delivery.id.rawValue)
                try await world.vandalise("UPDATE delivery SET destination = \(sealed) WHERE id = \(delivery.id)")
            }
            let message = try #require(try await world.messages(of: siti).first)
            try await world.vandalise("UPDATE delivery SET message_id = \(message.id) WHERE person_id = \(budi)")
            try await world.settle()
            #expect(try await world.received().map(\.to) == ["siti@example.id"])
        }
    }
}
