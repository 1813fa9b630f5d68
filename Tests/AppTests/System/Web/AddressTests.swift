import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Addresses, methods and cookies")
struct AddressTests {
    @Test(
        "a search may contain spaces, encoded either way",
        .bug(
            id: "4.1",
            "A search for two words found nothing: the plus with which browsers encode a space was searched for."),
        arguments: Engine.tested, ["las+dasar", "las%20dasar"])
    func search(engine: Engine, written: String) async throws {
        try await World.with(engine) { world in
            let page = try await world.visitor().get("/pelatihan?cari=\(written)&halaman=1")
            #expect(page.status == .ok && page.body.contains("value=\"las dasar\""))
            let odd = try await world.visitor().get("/pelatihan?cari=%FF&cari&&=&platform=%")
            #expect(odd.status == .ok)
        }
    }

    @Test(
        "a redirect is not stored by the browser",
        .bug(
            id: "6.610",
            """
            Opened before signing in, `/akun` redirected to the sign-in page; the browser kept that redirect, and going \
            back after signing in went round between the two until the browser gave up.
            """))
    func storedRedirect() async throws {
        try await World.with(.sqlite) { world in
            let answer = try await world.visitor().get(Paths.account)
            #expect(answer.location?.hasPrefix(Paths.signIn) == true)
            #expect(answer.headers[.cacheControl] == "no-store")
        }
    }

    @Test(
        "the redirect after sign-in stays on this site",
        .bug(
            id: "2.20",
            """
            A link to our sign-in page with a tab inside its return address led to a foreign site: browsers drop tabs \
            and read two slashes.
            """),
        arguments: [
            "/%09/jahat.example", "/%0A/jahat.example", "/%0D%0A/jahat.example", "//jahat.example", "/%5Cjahat.example",
            "%09//jahat.example", "https://jahat.example", "/%E2%80%8B/jahat.example", "/%00/jahat.example",
        ])
    func redirect(target: String) async throws {
        try await World.with(.sqlite) { world in
            let person = try await world.signedUp()
            let signedIn = try await person.browser.get("\(Paths.signIn)?ke=\(target)")
            #expect(signedIn.location == Paths.account || signedIn.status == .badRequest)
            let language = try await person.browser.get("/bahasa/en?kembali=\(target)")
            let usual = [Paths.account, Paths.english]
            #expect(usual.contains(language.location ?? "") || language.status == .badRequest)
            let honest = try await person.browser.get("\(Paths.signIn)?ke=/gelombang/1?a=b%26c=d")
            #expect(honest.location == "/gelombang/1?a=b&c=d")
        }
    }

    @Test(
        "a browser's id is one that we signed, in a cookie that no neighbouring site can set",
        .bug(
            id: "2.21",
            """
            Any text of 22 characters was accepted as a browser's id, and a site under the same domain could set it: \
            codes and form tokens depend on that id.
            """))
    func visit() async throws {
        try await World.with(.sqlite) { world in
            let first = try await world.client.execute(uri: Paths.waves, method: .get)
            let given = try #require(first.headers[values: .setCookie].first { $0.hasPrefix("kunjungan=") })
            let cookie = String(given.dropFirst("kunjungan=".count).prefix { $0 != ";" })
            let known = try await world.client.execute(
                uri: Paths.waves, method: .get, headers: [.cookie: "kunjungan=\(cookie)"])
            #expect(!known.headers[values: .setCookie].contains { $0.hasPrefix("kunjungan=") })
            let forged = [
                String(repeating: "a", count: 22), String(cookie.prefix(22)), "\(cookie)x",
                String(repeating: "a", count: 22) + cookie.dropFirst(22), ".", "",
            ]
            for name in forged {
                let answer = try await world.client.execute(
                    uri: Paths.waves, method: .get, headers: [.cookie: "kunjungan=\(name)"])
                #expect(answer.headers[values: .setCookie].contains { $0.hasPrefix("kunjungan=") }, "\(name)")
            }
        }
        try await World.with(.sqlite, settings: { $0.baseURL = "https://prakerja.example" }) { world in
            let answer = try await world.client.execute(uri: Paths.waves, method: .get)
            let cookie = try #require(answer.headers[values: .setCookie].first { $0.hasPrefix("__Host-") }).lowercased()
            #expect(cookie.hasPrefix("__host-kunjungan="), "\(cookie)")
            #expect(cookie.contains("; secure"), "\(cookie)")
            #expect(cookie.contains("; path=/"), "\(cookie)")
            #expect(!cookie.contains("domain"))
        }
    }

    @Test(
        "HEAD answers as GET does, without the body",
        .bug(id: "5.20", "HEAD was answered with 404 on every address, and monitors called the site down."),
        arguments: Engine.tested)
    func head(engine: Engine) async throws {
        try await World.with(engine) { world in
            for path in [
                Paths.home, Paths.help, Paths.waves, Paths.catalogue, Paths.signIn, Paths.englishSignUp, "/sehat",
                "/gelombang/77",
            ] {
                let get = try await world.client.execute(uri: path, method: .get)
                let head = try await world.client.execute(uri: path, method: .head)
                #expect(head.status == get.status && head.body.readableBytes == 0, "\(path)")
                #expect(head.headers[.contentType] == get.headers[.contentType], "\(path)")
                #expect(
                    get.status == .notFound || head.headers[.contentLength] == "\(get.body.readableBytes)", "\(path)")
            }
        }
    }

    @Test(
        "HEAD on an unknown address has no body either",
        .bug(
            id: "5.24",
            """
            HEAD on an unknown address was answered with the page or the API's error, which the client read as the \
            beginning of its next answer.
            """),
        arguments: ["/tidak-ada", "/api/v1/x", "/api/v2/x", "/keluar/x", Paths.account, "/x%00"])
    func headOfNothing(path: String) async throws {
        try await World.with(.sqlite) { world in
            let get = try await world.client.execute(uri: path, method: .get)
            let head = try await world.client.execute(uri: path, method: .head)
            #expect(head.status == get.status && head.body.readableBytes == 0)
            #expect(head.headers[.contentType] == get.headers[.contentType])
        }
    }

    @Test(
        "a wrong method is answered with the methods the address takes",
        .bug(id: "5.23", "A wrong method was answered as if the address did not exist, without the methods it takes."))
    func methods() async throws {
        try await World.with(.sqlite) { world in
            func allow(_ method: HTTPRequest.Method, _ path: String) async throws -> String? {
                let answer = try await world.client.execute(uri: path, method: method)
                #expect(answer.status == .methodNotAllowed, "\(method) \(path)")
                #expect(String(buffer: answer.body).contains("<h1>"))
                return answer.headers[.allow]
            }
            #expect(try await allow(.post, Paths.help) == "GET, HEAD")
            #expect(try await allow(.put, Paths.signOut) == "GET, HEAD, POST")
            #expect(try await allow(.delete, "/gelombang/1/gabung") != nil)
            #expect(try await allow(.put, Paths.signIn) == "GET, HEAD, POST")
            let missing = try await world.client.execute(uri: "/tidak-ada", method: .post)
            #expect(missing.status == .notFound && missing.headers[.allow] == nil)
        }
    }

    @Test(
        "under /api a wrong address or method gets the API's error format",
        .bug(id: "5.22", "A partner's client that mistyped an address got a page of HTML where it reads JSON."),
        arguments: [
            ("/api/v1/integration/payment/send-otq", .post, 404, "ERRGEN40401"),
            ("/api/v1/integration/payment/send-otp", .get, 405, "ERRGEN40501"),
            ("/api", .get, 404, "ERRGEN40401"), ("/api/v1/%00", .post, 400, "ERRGEN40004"),
            ("/api/v3/anything", .get, 404, "ERRGEN40401"),
            ("/api/v2/redeem-codes/ABC/completion", .put, 405, "api.other-method"),
            ("/api/v2/redeem-codes", .get, 404, "api.no-such-address"),
        ] as [(String, HTTPRequest.Method, Int, String)])
    func unknownCalls(path: String, method: HTTPRequest.Method, status: Int, code: String) async throws {
        try await World.with(.sqlite) { world in
            let answer = try await world.client.execute(uri: path, method: method)
            #expect(answer.status.code == status)
            let isProblem = code.hasPrefix("api.")
            #expect(answer.headers[.contentType] == (isProblem ? "application/problem+json" : "application/json"))
            #expect(answer.headers[.allow] == (status == 405 ? "POST" : nil))
            let body = try #require(
                JSONSerialization.jsonObject(with: Data(answer.body.readableBytesView)) as? [String: Any])
            #expect(body["code"] as? String == code)
            if isProblem {
                let type = body["type"] as? String
                #expect(body["status"] as? Int == status && type?.hasSuffix("\(Paths.apiProblems)#\(code)") == true)
            } else {
                #expect(body["success"] as? Bool == false && (body["message"] as? String)?.isEmpty == false)
            }
        }
    }

    @Test(
        "a misspelt address of the API gets the API's error format",
        .bug(
            id: "5.204",
            "`/API/v1/…`, `//api/v1/…` and `/api%2fv1/…` were answered with a page of HTML: only `/api/` was known."))
    func misspelt() async throws {
        let calls: [(String, HTTPRequest.Method, Int, String)] = [
            ("/API/v1/integration/payment/send-otp", .post, 404, "ERRGEN40401"),
            ("//api/v1/integration/payment/send-otq", .post, 404, "ERRGEN40401"),
            ("///Api//v1/x", .get, 404, "ERRGEN40401"), ("/api%2fv1/x", .get, 404, "ERRGEN40401"),
            ("/api%5Cv1/x", .get, 404, "ERRGEN40401"), ("/%61pi/v1/x", .put, 404, "ERRGEN40401"),
            ("/./api/v1/x", .get, 404, "ERRGEN40401"), ("/api/v1/x%ZZ", .get, 404, "ERRGEN40401"),
            ("//API/V2/redeem-codes", .get, 404, "api.no-such-address"),
            ("/api%2Fv2%2Fredeem-codes", .post, 404, "api.no-such-address"),
        ]
        try await World.with(.sqlite) { world in
            for (path, method, status, code) in calls {
                let answer = try await world.client.execute(uri: path, method: method)
                let body =
                    try JSONSerialization.jsonObject(with: Data(answer.body.readableBytesView)) as? [String: Any]
                #expect(answer.status.code == status && body?["code"] as? String == code, "\(path)")
            }
        }
    }
}
