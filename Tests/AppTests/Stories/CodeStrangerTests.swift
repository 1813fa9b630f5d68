import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// A stranger who knows a person's address and number asks for codes all day, from ever new browsers and from an
/// account of their own.
@Suite("The stranger who asks for a person's codes all day")
struct CodeStrangerTests {
    @Test(
        "the person signs in and does what signed-in people do, while a stranger asks for codes all day",
        .bug(
            id: "2.59",
            "After ten codes that a stranger had asked for a person could not sign in, prove anything or be paid."),
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
                    try await browser.post(Paths.signUpMethod, [("cara", "kode")])
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

            // None of the strangers' messages opens the account to them.
            let told = try await world.letters(to: phone).filter { $0.text.contains("sudah dipakai akun") }
            #expect(!told.isEmpty)
            #expect(try await world.sessions(of: siti.person) == 1)
        }
    }
}
