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
