import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The first pages and their languages")
struct LanguageAddressTests {
    @Test("the bytes are the same for every visitor of a language, and a shared cache may keep them")
    func same() async throws {
        try await World.with(.sqlite) { world in
            for page in PublicPage.allCases {
                var bodies: Set<String> = []
                for language in Language.allCases {
                    let path = page.path(in: language)
                    let first = try await world.visitor().get(path)
                    let later = try await world.visitor().coming(from: "203.0.113.9").get(path)
                    #expect(first.status == .ok && first.bytes == later.bytes, "\(path)")
                    #expect(first.headers[values: .setCookie].isEmpty && first.token.isEmpty)
                    #expect(first.headers[.cacheControl]?.hasPrefix("public, max-age=0, s-maxage=") == true)
                    #expect(first.headers[.vary] == "Accept-Encoding, Cookie" && first.headers[.eTag] != nil)
                    #expect(first.body.contains("<html lang=\"\(language.rawValue)\""))
                    bodies.insert(first.body)

                    let known = world.visitor()
                    known.carry(cookie: VisitCookie.name(secure: false), "anything")
                    let own = try await known.get(path)
                    #expect(own.bytes == first.bytes && own.headers[.cacheControl] == "private, no-cache")
                    let mark = try #require(first.headers[.eTag])
                    let again = try await world.client.execute(
                        uri: path, method: .get, headers: [.ifNoneMatch: mark])
                    #expect(again.status == .notModified && again.headers[.vary] == first.headers[.vary])
                }
                #expect(bodies.count == 2)
            }
        }
    }

    @Test("files whose address has their hash do not differ by cookie")
    func files() async throws {
        try await World.with(.sqlite) { world in
            let file = try await world.visitor().get(PublicFiles.shared.path(of: "app.css"))
            #expect(file.headers[.vary] == "Accept-Encoding")
        }
    }

    @Test("a chosen language leads once to its address; the address of a language counts more than the choice")
    func chosen() async throws {
        try await World.with(.sqlite) { world in
            let budi = world.visitor()
            let switched = try await budi.get("\(Paths.language(.english))?kembali=\(Paths.signUp)")
            #expect(switched.location == Paths.englishSignUp)
            for page in PublicPage.allCases {
                let moved = try await budi.get(page.path(in: .indonesian))
                #expect(moved.location == page.path(in: .english) && moved.headers[.vary]?.contains("Cookie") == true)
                #expect(moved.headers[.cacheControl] == "private, no-cache")
            }
            #expect(try await budi.get(Paths.signUpForm).body.contains("<html lang=\"en\""))
            let back = try await budi.get("\(Paths.language(.indonesian))?kembali=\(Paths.englishSignUp)")
            #expect(back.location == Paths.signUp)
            #expect(try await budi.get(Paths.englishSignUp).body.contains("<html lang=\"en\""))
            #expect(try await budi.get(Paths.signUp).body.contains("<html lang=\"id\""))
            // The page for one visitor is read in the language of its address, and so is what follows.
            #expect(try await budi.get("\(Paths.englishSignIn)?ke=/akun").body.contains("<html lang=\"en\""))
            #expect(try await budi.get(Paths.waves).body.contains("<html lang=\"en\""))
        }
    }

    @Test("a link in an English page is followed in English; a page of another site decides nothing")
    func followed() async throws {
        try await World.with(.sqlite) { world in
            func language(_ referrer: String, cookie: String? = nil) async throws -> Substring? {
                var headers: HTTPFields = [.referer: referrer]
                headers[.cookie] = cookie
                let answer = try await world.client.execute(uri: Paths.waves, method: .get, headers: headers)
                let kept = answer.headers[values: .setCookie].contains { $0.hasPrefix("bahasa=en") }
                let page = String(buffer: answer.body).firstMatch(of: /<html lang="(\w+)"/)?.1
                #expect(kept == (page == "en"))
                return page
            }
            #expect(try await language("http://localhost/en/daftar") == "en")
            #expect(try await language("http://127.0.0.1:8080/en") == "en")
            #expect(try await language("http://localhost/daftar") == "id")
            #expect(try await language("http://localhost/energi") == "id")
            #expect(try await language("https://berita.example/en/daftar") == "id")
            #expect(try await language("bukan alamat") == "id")
            #expect(try await language("http://localhost/en", cookie: "bahasa=id") == "id")
            // Choosing a language there is not undone by the page it was chosen on.
            let chosen = try await world.client.execute(
                uri: Paths.language(.indonesian), method: .get, headers: [.referer: "http://localhost/en/daftar"])
            #expect(chosen.headers[values: .setCookie].filter { $0.hasPrefix("bahasa=") }.count == 1)
        }
    }

    @Test("every page that a first page links to answers, in both languages")
    func links() async throws {
        try await World.with(.sqlite) { world in
            try await world.advanceWaves()
            for page in PublicPage.allCases {
                for language in Language.allCases {
                    let seen = try await world.visitor().get(page.path(in: language))
                    for link in seen.body.matches(of: /(?:href|action)="(\/[^"#]*)"/).map({ String($0.1) }) {
                        let visitor = world.visitor()
                        let answer = try await visitor.follow(visitor.get(link))
                        #expect(answer.status == .ok, "\(link) on \(page) in \(language)")
                        if let linked = PublicPage.at(link) { #expect(linked.language == language) }
                    }
                }
            }
        }
    }
}
