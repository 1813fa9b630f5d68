import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// A stranger who knows a person's address and number requests codes all day, always from new browsers and from an
/// account of their own.
@Suite("Story: the stranger who requests a person's codes all day")
struct CodeStrangerTests {
    @Test(
        "a person signs in and uses the account while a stranger requests codes for it all day",
        .bug(
            id: "2.59",
            "After ten codes that a stranger had requested, a person could not sign in, prove a contact or be paid."),
        arguments: Engine.tested)
    func story(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.beneficiary()
            let (mailbox, phone) = ("siti@contoh.id", "+6281200001001")
            try await world.give(mailbox, to: siti.person)
            let home = try await world.signIn("0812-0000-1001", at: phone)
            try await home.post(Paths.signOut, [], seeing: Paths.account)
            let stranger = try await world.signedUp(7)

            for hour in 1...12 {
                world.clock.advance(.hours(1))
                for contact in [mailbox, "0812-0000-1001"] {
                    let browser = world.visitor()
                    try await world.askToSignIn(contact, in: browser)
                    try await browser.post(Paths.signUp, [("kontak", contact)])
                }
                if hour % 3 == 0 { try await stranger.browser.post(Paths.phone, [("hp", "0812-0000-1001")]) }
            }
            try await world.settle()
            let refused = try await world.askToSignIn(mailbox, in: world.visitor())
            #expect(refused.status == .tooManyRequests)
            #expect(refused.text.contains("Pakai kontak Anda yang lain, atau perangkat yang biasa Anda pakai"))

            #expect(try await world.askToSignIn("0812-0000-1001", in: home).location == Paths.signInCode)
            let code = try await world.code(to: phone)
            #expect(try await home.post(Paths.signInCode, [("kode", code)]).location == Paths.account)
            #expect(try await home.post(Paths.payee, [("mitra", "gopay"), ("nomor", "")]).location == Paths.payeeCode)
            let payee = try await world.code(to: phone)
            #expect(try await home.post(Paths.payeeCode, [("kode", payee)]).location == Paths.payee)
            try await world.changePhone(to: "0813-7777-0001", from: phone, in: home)

            // None of the messages caused by strangers lets them into the account.
            let told = try await world.letters(to: phone).filter { $0.text.contains("sudah dipakai akun") }
            #expect(!told.isEmpty)
            #expect(try await world.sessions(of: siti.person) == 1)
        }
    }
}
