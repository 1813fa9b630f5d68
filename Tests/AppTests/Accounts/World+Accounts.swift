import Foundation
import HTTPTypes
import Programme
import Storage
import Testing

@testable import App

extension World {
    /// A person with a proved e-mail address and a proved mobile number.
    func withBothContacts(_ number: Int = 1) async throws -> TestPerson {
        let person = try await signedUp(number)
        try await provePhone(person)
        return person
    }

    /// Requests a code on the sign-in page; returns the answer to that request.
    @discardableResult
    func askToSignIn(_ contact: String, in browser: Visitor) async throws -> Answer {
        try await browser.post(Paths.signIn, [("kontak", contact)])
    }

    /// A new browser that has signed in with a code sent to `contact`; `address` is its spelling at the gateway.
    func signIn(_ contact: String, at address: String? = nil) async throws -> Visitor {
        let browser = visitor()
        try await askToSignIn(contact, in: browser)
        let code = try await code(to: address ?? contact)
        let answer = try await browser.post(Paths.signInCode, [("kode", code)])
        #expect(answer.location == Paths.account)
        return browser
    }

    /// The proved contacts, in their stored spelling.
    func contacts(of person: ID<Account>) async throws -> [String] {
        try await dependencies.database.read { [dependencies] tx in
            try tx.accounts.contacts(of: person, vault: dependencies.vault).map(\.written)
        }
    }

    func sessions(of person: ID<Account>) async throws -> Int {
        try await dependencies.database.read { tx in
            try tx.row("SELECT COUNT(*) AS sessions FROM session WHERE person_id = \(person)")?["sessions"] ?? -1
        }
    }

    /// Adds or replaces a proved contact directly, without the pages.
    func give(_ contact: String, to person: ID<Account>) async throws {
        guard let contact = Contact(contact) else { return }
        _ = try await dependencies.database.transaction { [dependencies] tx in
            try tx.accounts.add(contact, to: person, at: dependencies.realNow(), vault: dependencies.vault)
        }
    }
}

extension Visitor {
    /// Whether this browser is signed in.
    func isSignedIn() async throws -> Bool {
        try await get(Paths.account).status == .ok
    }
}
