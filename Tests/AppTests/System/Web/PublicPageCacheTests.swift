import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Cached pages")
struct PublicPageCacheTests {
    @Test("a cached page has an ETag, and is sent again only when it has changed")
    func mark() async throws {
        try await World.with(.sqlite) { world in
            let first = try await world.client.execute(uri: "/", method: .get)
            let mark = try #require(first.headers[.eTag])
            #expect(first.headers[.contentSecurityPolicy] != nil)
            let again = try await world.client.execute(uri: "/", method: .get, headers: [.ifNoneMatch: mark])
            #expect(again.status == .notModified && again.body.readableBytes == 0)
            world.clock.set("2020-04-20T16:00:01+07:00")
            let later = try await world.client.execute(uri: "/", method: .get, headers: [.ifNoneMatch: mark])
            #expect(later.status == .ok && later.headers[.eTag] != mark)
        }
    }

    @Test("a cached page is in the browser's language, and differs for a signed-in person")
    func whose() async throws {
        try await World.with(.sqlite) { world in
            let english = world.visitor()
            english.carry(cookie: LanguageCookie.name, "en")
            #expect(try await english.follow(english.get(Paths.home)).text.contains("Sign up now"))
            let siti = try await world.signedUp()
            #expect(try await siti.browser.get(Paths.home).text.contains("Keluar"))
            // A session that has ended, or whose cookie is empty, is none.
            siti.browser.carry(cookie: SessionCookie.name(secure: false), "")
            #expect(try await siti.browser.get(Paths.home).text.contains("Daftar sekarang"))
        }
    }

    @Test("the page that confirms an account is kept for browsers with a session, and holds nothing of the account")
    func confirmation() async throws {
        try await World.with(.sqlite) { world in
            let (siti, budi) = (try await world.signedUp(1), try await world.signedUp(2))
            let page = try await siti.browser.get(Paths.signUpDone)
            #expect(
                page.status == .ok && page.headers[.eTag] != nil && page.headers[.cacheControl] == "private, no-cache")
            #expect(try await budi.browser.get(Paths.signUpDone).bytes == page.bytes)
            #expect(page.token.isEmpty && page.body.contains("href=\"\(Paths.devices)\">Keluar"))
            try await siti.browser.get(Paths.language(.english))
            #expect(try await siti.browser.get(Paths.signUpDone).text.contains("Your e-mail address is verified."))
            // Without a session it is asked for; a session begun by a link on another device gets a page of its own.
            #expect(try await world.visitor().get(Paths.signUpDone).location == Paths.signIn)
            let (computer, phone) = (world.visitor(), world.visitor())
            try await computer.post(Paths.signUp, [("kontak", "ani@contoh.id"), ("cara", "tautan")])
            try await phone.post(try await world.link(to: "ani@contoh.id"), [])
            let own = try await phone.get(Paths.signUpDone)
            #expect(own.text.contains("Email Anda sudah terverifikasi.") && !own.token.isEmpty)
            #expect(try await computer.get(Paths.signUpDone).location == Paths.signIn)
        }
    }

    @Test("in the first half minute the page for a sign-up's code is the same bytes for all, and takes the code")
    func code() async throws {
        let count = StatementCount()
        try await World.with(.sqlite, counting: count) { world in
            let (siti, budi, ratna) = (world.visitor(), world.visitor(), world.visitor())
            try await siti.post(Paths.signUp, [("kontak", "siti@contoh.id")])
            try await budi.post(Paths.signUp, [("kontak", "budi@contoh.id")])
            try await ratna.post(Paths.signUp, [("kontak", "0812 0000 7777")])
            _ = count.take()
            let page = try await siti.stated(Paths.signUpCode)
            #expect(try await budi.stated(Paths.signUpCode).bytes == page.bytes)
            #expect(count.take() == .init())
            #expect(page.token.isEmpty && !page.text.contains("siti@contoh.id"))
            #expect(page.headers[.cacheControl] == "private, no-cache" && page.headers[values: .setCookie].isEmpty)
            #expect(try await ratna.stated(Paths.signUpCode).text.contains("nomor HP yang baru Anda isi"))
            try await world.settle()
            let letter = try #require(try await world.letters(to: "siti@contoh.id").last)
            let code = try #require(letter.text.firstMatch(of: /\d{3} \d{3}/)?.output)
            let wrong = try await siti.post(Paths.signUpCode, [("kode", "12")], token: page)
            #expect(wrong.text.contains("Sisa percobaan") && wrong.text.contains("siti@contoh.id"))
            // A form of another site is refused.
            let foreign = try await siti.stating(Visitor.fetchSite("cross-site"))
                .post(Paths.signUpCode, [("kode", String(code))], token: page)
            #expect(foreign.status == .forbidden || foreign.status == .unprocessableContent)
            let entered = try await siti.stating(Visitor.modern)
                .post(Paths.signUpCode, [("kode", String(code))], token: page)
            #expect(entered.location == Paths.signUpDone)
            // With its session the browser is past that page.
            #expect(try await siti.stated(Paths.signUpCode).status == .seeOther)
        }
    }

    @Test("the page for a code names the address after half a minute, to an older browser, and to its own visitor only")
    func codeOfOne() async throws {
        try await World.with(.sqlite) { world in
            let siti = world.visitor()
            try await siti.post(Paths.signUp, [("kontak", "siti@contoh.id")])
            let older = try await siti.get(Paths.signUpCode)
            #expect(older.text.contains("siti@contoh.id") && !older.token.isEmpty)
            let attempt = try #require(siti.cookie(ContactAttempt.cookie))
            let stranger = world.visitor()
            try await stranger.post(Paths.signUp, [("kontak", "budi@contoh.id")])
            stranger.carry(cookie: ContactAttempt.cookie, attempt)
            #expect(try await stranger.stated(Paths.signUpCode).text.contains("budi@contoh.id"))
            world.clock.advance(CodePolicy.firstWait)
            let later = try await siti.stated(Paths.signUpCode)
            #expect(later.text.contains("siti@contoh.id") && later.text.contains("Kirim kode baru"))
        }
        try await World.with(.sqlite, development: true) { world in
            let siti = world.visitor()
            try await siti.post(Paths.signUp, [("kontak", "siti@contoh.id")])
            #expect(try await siti.stated(Paths.signUpCode).text.contains("Mode pengembangan"))
        }
    }

    @Test("a cached page is compressed for browsers that accept it")
    func packed() async throws {
        try await World.with(.sqlite) { world in
            let plain = try await world.client.execute(uri: "/", method: .get)
            let packed = try await world.client.execute(uri: "/", method: .get, headers: [.acceptEncoding: "gzip, br"])
            #expect(packed.headers[.contentEncoding] == "gzip")
            #expect(packed.body.readableBytes * 2 < plain.body.readableBytes)
            #expect(packed.body.getBytes(at: packed.body.readerIndex, length: 2) == [0x1F, 0x8B])
        }
    }
}
