import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Ways of verification that an edition offers", .timeLimit(.minutes(2)))
struct VerificationWayTests {
    private static func offering(_ ways: String) -> @Sendable (String) -> String {
        { $0.replacing("identifiers: [email, phone],", with: "identifiers: [email, phone], ways: [\(ways)],") }
    }

    @Test(
        "where the edition offers links alone, an address gets a link without digits, whatever was sent",
        arguments: Engine.tested)
    func linkOnly(engine: Engine) async throws {
        try await World.with(engine, edition: Self.offering("link")) { world in
            let browser = world.visitor()
            #expect(try await !browser.get(Paths.signUp).body.contains("name=\"cara\""))
            try await browser.post(Paths.signUp, [("kontak", "siti@contoh.id"), ("cara", "kode")])
            #expect(try await browser.get(Paths.signUpCode).text.contains("Buka tautan di email Anda"))
            let letter = try #require(try await world.letters(to: "siti@contoh.id").last)
            #expect(!letter.text.contains("Kode Anda:"))
            let link = try await world.link(to: "siti@contoh.id")
            #expect(try await browser.post(link, []).location == Paths.signUpDone)
            // A number is verified by its code under every edition.
            let budi = world.visitor()
            try await budi.post(Paths.signUp, [("kontak", "0812 0000 7777")])
            let code = try await world.code(to: "+6281200007777")
            #expect(try await budi.post(Paths.signUpCode, [("kode", code)]).location == Paths.signUpDone)
        }
    }

    @Test("where the edition offers codes alone, a link cannot be chosen", arguments: Engine.tested)
    func codeOnly(engine: Engine) async throws {
        try await World.with(engine, edition: Self.offering("code")) { world in
            let browser = world.visitor()
            #expect(try await !browser.get(Paths.signUp).body.contains("name=\"cara\""))
            try await browser.post(Paths.signUp, [("kontak", "siti@contoh.id"), ("cara", "tautan")])
            let code = try await world.code(to: "siti@contoh.id")
            #expect(try await browser.post(Paths.signUpCode, [("kode", code)]).location == Paths.signUpDone)
        }
    }

    @Test("the first way of the edition is chosen in the form, and its rules name both")
    func first() async throws {
        try await World.with(.sqlite, edition: Self.offering("link, code")) { world in
            let form = try await world.visitor().get(Paths.signUp).body
            #expect(form.contains("value=\"tautan\" checked") && form.contains("value=\"kode\">"))
            let rules = try await world.visitor().get(Paths.edition(world.dependencies.edition.id)).text
            #expect(rules.contains("Email diverifikasi dengan tautan, kode 6 angka"))
        }
    }
}
