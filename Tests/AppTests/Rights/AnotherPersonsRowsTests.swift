import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// SQL gives a person's rows to a confederate's account for a moment, who reads them as their own.
@Suite("Another person's rows in an account", .timeLimit(.minutes(3)))
struct AnotherPersonsRowsTests {
    @Test(
        "neither the file with one's own data nor a photo's address shows what SQL moved into the account",
        .bug(
            id: "5.608",
            """
            Claims, cards and photos that SQL gave to another account for a moment were read there as that person's \
            own, and no reading was recorded.
            """),
        arguments: Engine.tested)
    func moved(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, budi) = (try await world.eligible(1), try await world.eligible(2))
            let rina = try await world.id(of: try await world.submitted(3))
            let (owner, other) = (try await world.id(of: siti), try await world.id(of: budi))
            #expect(try await world.startBinding() == [])
            #expect(try await world.download(siti.email, in: siti.browser).status == .ok)
            #expect(try await budi.browser.get(Paths.photoImage(.selfie)).status == .ok)

            let own: SQL = "person_id = \(other) AND kind = 'selfie'"
            for victim in [owner, rina] {
                let photos = try await world.dependencies.database.read { try $0.photos.current(of: victim) }
                let photo = try #require(photos[.selfie])
                try await world.vandalise(
                    "UPDATE identity_document SET state = 'replaced' WHERE \(own)",
                    "UPDATE identity_document SET person_id = \(other) WHERE id = \(photo.id)")
                #expect(try await budi.browser.get(Paths.photoImage(.selfie)).status == .conflict)
                try await world.vandalise(
                    "UPDATE identity_document SET person_id = \(victim) WHERE id = \(photo.id)",
                    "UPDATE identity_document SET state = 'accepted' WHERE \(own)")
            }
            #expect(try await budi.browser.get(Paths.photoImage(.selfie)).status == .ok)

            // Also a claim that the registry has not answered.
            try await world.vandalise(
                """
                UPDATE identity_claim
                SET person_id = \(other), attempt = 2, state = 'replaced'
                WHERE person_id = \(rina)
                """)
            await #expect(throws: RecordRefusal.applicantChanged) {
                try await world.dependencies.database.read { [dependencies = world.dependencies] tx in
                    try dependencies.requireOwn(try tx.identity.claims(of: other), in: tx)
                }
            }
            try await world.vandalise(
                """
                UPDATE identity_claim
                SET person_id = \(rina), attempt = 1, state = 'waiting'
                WHERE person_id = \(other) AND attempt = 2
                """,
                """
                UPDATE identity_claim
                SET person_id = \(other), attempt = 2, state = 'replaced'
                WHERE person_id = \(owner)
                """)
            let refused = try await world.download(budi.email, in: budi.browser)
            #expect(refused.status == .conflict)
            #expect(!refused.body.contains(siti.nik))
            #expect(refused.text.contains("diubah di luar aplikasi"))
        }
    }

    @Test(
        "an officer sees neither a photo nor a NIK of a person in another person's name",
        .bug(
            id: "5.836",
            """
            SQL gave a person's photo and claim to another account for a moment: an officer saw them there, and the \
            reading stood at the other account for ever.
            """),
        arguments: Engine.tested)
    func officers(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, budi) = (try await world.submitted(1), try await world.submitted(2))
            try await world.settle()
            let (owner, other) = (try await world.id(of: siti), try await world.id(of: budi))
            let (photo, own) = try await world.dependencies.database.read { tx in
                (
                    try #require(try tx.photos.current(of: owner)[.selfie]).id,
                    try #require(try tx.photos.current(of: other)[.selfie]).id
                )
            }
            let wati = try await world.officer("Wati", .verifier).browser
            #expect(try await wati.get(Paths.photoReviewImage(photo)).status == .ok)
            let image = Paths.photoReviewImage(photo)
            let (page, grouped) = (Paths.photoReview(own), Self.grouped(siti.nik))
            #expect(try await wati.get(Paths.photoReview(photo)).body.contains(grouped))
            try await world.vandalise(
                "UPDATE identity_document SET state = 'replaced' WHERE id = \(own)",
                "UPDATE identity_document SET person_id = \(other) WHERE id = \(photo)")
            #expect(try await wati.get(image).status == .conflict)
            try await world.vandalise(
                "UPDATE identity_document SET person_id = \(owner) WHERE id = \(photo)",
                "UPDATE identity_document SET state = 'uploaded' WHERE id = \(own)")
            #expect(try await wati.get(image).status == .ok)

            let state: String = try await world.dependencies.database.read { tx in
                try #require(try tx.row("SELECT state FROM identity_claim WHERE person_id = \(other)"))["state"]
            }
            try await world.vandalise(
                "UPDATE identity_claim SET state = 'replaced' WHERE person_id = \(other)",
                "UPDATE identity_claim SET person_id = \(other), attempt = 2 WHERE person_id = \(owner)")
            let refused = try await wati.get(page)
            #expect(refused.status == .conflict && !refused.body.contains(grouped))
            try await world.vandalise(
                """
                UPDATE identity_claim
                SET person_id = \(owner), attempt = 1
                WHERE person_id = \(other) AND attempt = 2
                """,
                "UPDATE identity_claim SET state = \(state) WHERE person_id = \(other)")
            #expect(try await wati.get(page).status == .ok)
            #expect(try await world.verifyRecords() == [])
        }
    }

    /// In fours, as the page has it.
    private static func grouped(_ digits: String) -> String {
        stride(from: 0, to: digits.count, by: 4).map { String(digits.dropFirst($0).prefix(4)) }.joined(separator: " ")
    }

    @Test(
        "a message opens in no other account than the one that it was written to",
        .bug(id: "5.609", "A message that SQL gave to another account for a moment was read there."),
        arguments: Engine.tested)
    func messages(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, budi) = (try await world.eligible(1), try await world.eligible(2))
            let (owner, other) = (try await world.id(of: siti), try await world.id(of: budi))
            let messages: [ID<Message>] = try await world.dependencies.database.read { tx in
                try tx.rows("SELECT id FROM message WHERE person_id = \(owner) AND kind = 'notice'").map {
                    try $0["id"]
                }
            }
            let message = try #require(messages.first)
            try await world.vandalise("UPDATE message SET person_id = \(other) WHERE id IN (\(list: messages))")
            for path in [Paths.inbox, Paths.message(message)] {
                #expect(try await budi.browser.get(path).status == .conflict, "\(path)")
            }
            #expect(try await world.download(budi.email, in: budi.browser).status == .conflict)
            try await world.vandalise("UPDATE message SET person_id = \(owner) WHERE id IN (\(list: messages))")
            #expect(try await siti.browser.get(Paths.message(message)).status == .ok)
            #expect(try await budi.browser.get(Paths.inbox).status == .ok)

            // Sealed before contents named their person.
            let vault = world.dependencies.vault
            let text = try await world.dependencies.database.read { tx -> Data in
                let row = try #require(try tx.row("SELECT content FROM message WHERE id = \(message)"))
                return try Message.open(row["content"], message, of: owner, vault: vault)
            }
            let earlier = try vault.seal(text, table: "message", column: "content", row: message.rawValue)
            try await world.vandalise(
                "UPDATE message SET content = \(earlier), sealed_for = NULL WHERE id = \(message)")
            try await world.bindEarlier()
            #expect(try await siti.browser.get(Paths.message(message)).status == .ok)
            for statement: SQL in [
                "UPDATE message SET person_id = \(other) WHERE id = \(message)",
                "UPDATE message SET person_id = \(other), sealed_for = \(other) WHERE id = \(message)",
            ] {
                try await world.vandalise(statement)
                #expect(try await budi.browser.get(Paths.message(message)).status == .conflict, "\(statement.text)")
                try await world.vandalise(
                    "UPDATE message SET person_id = \(owner), sealed_for = NULL WHERE id = \(message)")
            }
            #expect(try await siti.browser.get(Paths.message(message)).status == .ok)
        }
    }
}
