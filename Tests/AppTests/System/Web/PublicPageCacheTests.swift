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
