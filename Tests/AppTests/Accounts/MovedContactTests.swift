import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// Proved contacts that SQL gave to another account.
@Suite("Contacts that were changed by other means", .timeLimit(.minutes(3)))
struct MovedContactTests {
    @Test(
        "a contact that SQL moved to another account opens neither, and audit verify names it",
        .bug(
            id: "3.643",
            """
            A proved contact moved to another account by SQL signed in there, and nothing found it.
            """), arguments: Engine.tested)
    func moved(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, budi) = (try await world.signedUp(1), try await world.signedUp(2))
            let (victim, intruder) = (try await world.id(of: siti), try await world.id(of: budi))
            #expect(try await world.verifyRecords() == [])
            try await world.vandalise(
                "DELETE FROM account_contact WHERE person_id = \(victim)",
                "UPDATE account_contact SET person_id = \(victim) WHERE person_id = \(intruder)")
            #expect(try await world.trySignIn(budi.email) == nil)
            let kind = Contact.Kind.email.rawValue
            #expect(
                try await world.verifyRecords().contains { $0.hasPrefix("the \(kind) of account \(victim) is not") })
        }
    }

    @Test("a contact whose look-up key SQL exchanged opens no account", arguments: Engine.tested)
    func exchanged(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, budi) = (try await world.signedUp(1), try await world.signedUp(2))
            let (victim, intruder) = (try await world.id(of: siti), try await world.id(of: budi))
            let lookup = try await world.dependencies.database.read { tx in
                try #require(
                    try tx.row("SELECT lookup FROM account_contact WHERE person_id = \(intruder)")?["lookup"] as Data?)
            }
            try await world.vandalise(
                "DELETE FROM account_contact WHERE person_id = \(intruder)",
                "UPDATE account_contact SET lookup = \(lookup) WHERE person_id = \(victim)")
            #expect(try await world.trySignIn(budi.email) == nil)
            #expect(try await world.verifyRecords().contains { $0.contains("of account \(victim) is not as it was") })
        }
    }

    @Test("a contact as it was proved signs in", arguments: Engine.tested)
    func unchanged(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.withBothContacts(1)
            for (contact, address) in [(siti.email, siti.email), (siti.phone, siti.phoneAddress)] {
                #expect(try await world.trySignIn(contact, at: address)?.isSignedIn() == true)
            }
            #expect(try await world.verifyRecords() == [])
        }
    }
}

extension World {
    /// A browser that signs in with this contact; nil where the right code does not open an account.
    fileprivate func trySignIn(_ contact: String, at address: String? = nil) async throws -> Visitor? {
        let browser = visitor()
        try await askToSignIn(contact, in: browser)
        let answer = try await browser.post(Paths.signInCode, [("kode", try await code(to: address ?? contact))])
        guard answer.location == Paths.account else {
            #expect(answer.status == .conflict && answer.text.contains("sedang kami periksa"))
            return nil
        }
        return browser
    }
}
