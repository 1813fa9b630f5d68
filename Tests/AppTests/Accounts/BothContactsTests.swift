import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Both contacts when signing up", .timeLimit(.minutes(2)))
struct BothContactsTests {
    private static let email = "siti@contoh.id"
    private static let typed = "0812 0000 7777"
    private static let phone = "+6281200007777"

    @Test(
        "the code goes to the chosen contact, and the other one stands in the field where it is verified later",
        .bug(
            id: "5.669",
            "A person with an e-mail address and a number typed one of them when signing up, and could not choose."),
        arguments: Engine.tested)
    func chosen(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = world.visitor()
            let fields = [("kontak", Self.email), ("kontak-lain", Self.typed), ("kirim-ke", "phone"), ("cara", "kode")]
            #expect(try await siti.post(Paths.signUp, fields).location == Paths.signUpCode)
            #expect(try await siti.get(Paths.signUpCode).status == .ok)
            #expect(
                try await siti.post(Paths.signUpCode, [("kode", try await world.code(to: Self.phone))]).location
                    == Paths.signUpDone)
            let contacts = try await siti.get(Paths.contacts).text
            #expect(contacts.contains("Verifikasi \(Self.email)"), "\(contacts)")
            #expect(try await siti.get(Paths.contact(.email)).body.contains("value=\"\(Self.email)\""))

            let budi = world.visitor()
            let email = [("kontak", "0812 0000 8888"), ("kontak-lain", "budi@contoh.id"), ("kirim-ke", "email")]
            #expect(try await budi.post(Paths.signUp, email).location == Paths.signUpCode)
            try await budi.post(Paths.signUpCode, [("kode", try await world.code(to: "budi@contoh.id"))])
            #expect(try await budi.get(Paths.phone).body.contains("value=\"0812-0000-8888\""))
            // What was not verified is no contact: the step of the number stays open.
            #expect(try await !budi.get(Paths.application).text.contains("Nomor HP Selesai"))
        }
    }

    @Test("two contacts of one kind, or half a contact, come back with both values and the remedy")
    func wrong() async throws {
        try await World.with(.sqlite) { world in
            for (other, sentence) in [("budi@contoh.id", "Keduanya sejenis"), ("0812", "lengkap, atau kosongkan")] {
                let answer = try await world.visitor().post(
                    Paths.signUp, [("kontak", Self.email), ("kontak-lain", other), ("kirim-ke", "email")])
                #expect(answer.status == .unprocessableContent && answer.text.contains(sentence), "\(other)")
                #expect(answer.body.contains("value=\"\(other)\"") && answer.body.contains("value=\"\(Self.email)\""))
                #expect(answer.body.contains("<details open>"))
            }
        }
    }

    @Test("another browser's cookie offers nothing, and an edition with one kind of contact has no second field")
    func bounds() async throws {
        try await World.with(.sqlite) { world in
            let siti = world.visitor()
            try await siti.post(
                Paths.signUp, [("kontak", Self.email), ("kontak-lain", Self.typed), ("kirim-ke", "email")])
            let cookie = try #require(siti.cookie(OtherContact.cookie))
            let other = try await world.signedUp(5)
            other.browser.carry(cookie: OtherContact.cookie, cookie)
            let phone = try await other.browser.get(Paths.phone)
            #expect(!phone.body.contains("0812-0000-7777"))
        }
        let emailOnly: @Sendable (String) -> String = {
            $0.replacing("identifiers: [email, phone]", with: "identifiers: [email]")
        }
        try await World.with(.sqlite, edition: emailOnly) { world in
            let page = try await world.visitor().get(Paths.signUp)
            #expect(!page.body.contains(OtherContact.field))
        }
    }
}
