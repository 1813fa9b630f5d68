import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Which budget a one-time code counts against")
struct CodeBudgetTests {
    @Test(
        "a browser that proved the contact has a code budget of its own, and a signed-in person's codes have another",
        .bug(
            id: "2.5",
            """
            Ten codes requested by a stranger for a person's address used up the daily limit: the person could neither \
            sign in nor link an account.
            """),
        arguments: Engine.tested)
    func apart(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.withBothContacts()
            try await world.useUp(siti.email)
            try await world.useUp(siti.phone)

            // Her own browser can still sign in, also after signing out, and by the phone number she proved in it.
            try await siti.browser.post(Paths.signOut, [], seeing: Paths.account)
            for (contact, address) in [(siti.email, siti.email), (siti.phone, siti.phoneAddress)] {
                #expect(try await world.askToSignIn(contact, in: siti.browser).location == Paths.signInCode)
                let code = try await world.code(to: address)
                #expect(try await siti.browser.post(Paths.signInCode, [("kode", code)]).location == Paths.account)
                try await siti.browser.post(Paths.signOut, [], seeing: Paths.account)
            }
            // That budget is limited too, and belongs to this browser alone.
            for _ in 1..<CodeBudget.browser("").perDay {
                world.clock.advance(.hours(1))
                #expect(try await world.askToSignIn(siti.email, in: siti.browser).location == Paths.signInCode)
            }
            world.clock.advance(.hours(1))
            #expect(try await world.askToSignIn(siti.email, in: siti.browser).status == .tooManyRequests)
        }
    }

    @Test(
        "when the code budget of a contact is used up, the page offers the other contact at the field, and it works",
        .bug(id: "4.6", "A dead-end page said only that too many codes went to the address."),
        arguments: Engine.tested)
    func otherChannel(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.withBothContacts()
            try await world.useUp(siti.email)
            for path in [Paths.signIn, Paths.signUp] {
                let browser = world.visitor()
                let refused = try await browser.post(path, [("kontak", siti.email)])
                #expect(refused.status == .tooManyRequests)
                #expect(refused.text.contains("Pakai kontak Anda yang lain"))
                #expect(refused.body.contains("name=\"kontak\""))
            }
            #expect(try await world.signIn(siti.phone, at: siti.phoneAddress).isSignedIn())
        }
    }

    @Test(
        "a browser's proof cookie counts only for contacts it proved, and only with our seal", arguments: Engine.tested)
    func forged(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, budi) = (try await world.signedUp(1), try await world.signedUp(2))
            try await world.useUp(siti.email)
            #expect(try await world.askToSignIn(siti.email, in: world.visitor()).status == .tooManyRequests)
            try await budi.browser.post(Paths.signOut, [], seeing: Paths.account)
            #expect(try await world.askToSignIn(siti.email, in: budi.browser).status == .tooManyRequests)
            let forger = world.visitor()
            forger.carry(cookie: "dikenal", "c2l0aUBjb250b2guaWQ")
            #expect(try await world.askToSignIn(siti.email, in: forger).status == .tooManyRequests)
        }
    }
}

extension World {
    /// Requests codes to this contact from other browsers until one is refused.
    func useUp(_ contact: String) async throws {
        for _ in 0..<CodeBudget.strangers.perDay + 1 {
            if try await askToSignIn(contact, in: visitor()).status == .tooManyRequests { return }
        }
        Issue.record("the strangers' budget is unlimited")
    }
}
