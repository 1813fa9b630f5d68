import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdTesting
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import Programme
import Storage
import Testing

@testable import App

@Suite("Connections")
struct ConnectionsTests {
    @Test("a connection above the limit waits, and is served when another closes")
    func most() async throws {
        try await World.with(.sqlite, settings: { $0.port = 0 }) { world in
            let (ports, running) = AsyncStream.makeStream(of: Int.self)
            let app = Boot.web(world.dependencies, mostConnections: 8) { running.yield($0) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await app.runService() }
                for await port in ports {
                    try await fillAndQueue(port)
                    break
                }
                group.cancelAll()
            }
        }
    }

    @Test(
        "an accepted connection that is dropped before it is handled is closed, and the process goes on",
        .bug(id: "5.781", "A connection that arrived during a shutdown could end the process before its jobs had."))
    func dropped() async throws {
        let group = MultiThreadedEventLoopGroup.singleton
        let server = try await ServerBootstrap(group: group)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    _ = AcceptedConnection(try HTTP1Channel.Value(wrappingChannelSynchronously: channel))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(server.localAddress?.port)
        let client = try await ClientBootstrap(group: group).connect(host: "127.0.0.1", port: port).get()
        try await client.closeFuture.get()
        try await server.close()
    }

    private func fillAndQueue(_ port: Int) async throws {
        var early: [RawCaller] = []
        for _ in 0..<8 {
            let caller = try await RawCaller(port)
            #expect(try await caller.isServed(within: .seconds(5)))
            early.append(caller)
        }
        var waiting: [RawCaller] = []
        for _ in 0..<6 {
            let caller = try await RawCaller(port)
            if try await !caller.isServed(within: .milliseconds(200)) { waiting.append(caller) }
        }
        // Several connections that arrive together may exceed the limit by a few.
        #expect(waiting.count >= 4)
        for caller in early { try await caller.leave() }
        for caller in waiting { #expect(try await caller.isServed(within: .seconds(5))) }
    }

    @Test(
        "a client that sends Expect: 100-continue gets an answer at once",
        .bug(
            id: "5.21",
            """
            Expect: 100-continue was not answered: partners' clients and curl waited a second with every request \
            before they sent its body.
            """))
    func leave() async throws {
        try await World.with(.sqlite, settings: { $0.port = 0 }) { world in
            let (ports, running) = AsyncStream.makeStream(of: Int.self)
            let app = Boot.web(world.dependencies, mostConnections: 8) { running.yield($0) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await app.runService() }
                for await port in ports {
                    let caller = try await RawCaller(port, asking: nil)
                    let head = "POST /api/v1/integration/payment/status HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n"
                    for _ in 1...2 {
                        try await caller.say("\(head)Expect: 100-continue\r\n\r\n")
                        #expect(try await caller.receives("HTTP/1.1 100 Continue\r\n", within: .seconds(5)))
                        try await caller.say("{}")
                        #expect(try await caller.receives("HTTP/1.1 401 ", within: .seconds(5)))
                    }
                    try await caller.leave()
                    break
                }
                group.cancelAll()
            }
        }
    }

    @Test(
        "a malformed body is refused as the client's error, at pages and both APIs",
        .bug(id: "1.12", "A malformed chunked body was answered with 500, as if the fault were ours."))
    func chunks() async throws {
        try await World.with(.sqlite, settings: { $0.port = 0 }) { world in
            let (ports, running) = AsyncStream.makeStream(of: Int.self)
            let app = Boot.web(world.dependencies, mostConnections: 8) { running.yield($0) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await app.runService() }
                for await port in ports {
                    for (path, said) in [
                        (Paths.signIn, "<h1>"), ("/api/v1/integration/payment/status", "ERRGEN40001"),
                        ("/api/v2/redeem-codes/ABC/completion", "partners.malformed"),
                    ] {
                        for body in ["zz\r\n", "5\r\nabcdefgh\r\n0\r\n\r\n"] {
                            let caller = try await RawCaller(port, asking: nil)
                            let head = "POST \(path) HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
                            try await caller.say("\(head)\r\n\(body)")
                            #expect(try await caller.receives("HTTP/1.1 400 ", within: .seconds(5)), "\(path) \(body)")
                            #expect(try await caller.receives(said, within: .seconds(5)), "\(path) \(body)")
                            // The server may have closed the connection already.
                            try? await caller.leave()
                        }
                    }
                    break
                }
                group.cancelAll()
            }
        }
    }

    @Test("a kept page or file that the connection answers is the one that the web framework answers")
    func sameAnswer() async throws {
        try await World.with(.sqlite) { world in
            let cache = PublicPageCache(dependencies: world.dependencies)
            let app = Application(router: makeRouter(world.dependencies, cache))
            let kept = KeptPages(cache, isSecure: false) { Date(timeIntervalSince1970: 1_586_916_000) }
            try await app.test(.router) { client in
                let pages = [Paths.home, Paths.english, Paths.help, Paths.signUp, Paths.englishSignIn]
                for path in pages + [PublicFiles.shared.path(of: "app.css")] {
                    for fields: HTTPFields in [[:], [.acceptEncoding: "gzip"], [.cookie: "a=b"]] {
                        let made = try await client.execute(uri: path, method: .get, headers: fields)
                        let request = HTTPRequest(
                            method: .get, scheme: nil, authority: "x", path: path, headerFields: fields)
                        let (head, body) = try #require(kept.answer(request), "\(path) \(fields)")
                        var headers = head.headerFields
                        #expect(headers[.date] == "Wed, 15 Apr 2020 02:00:00 GMT" && headers[.server] == "prakerja")
                        #expect(headers[.contentLength] == "\(made.body.readableBytes)")
                        for added: HTTPField.Name in [.date, .server, .contentLength] { headers[added] = nil }
                        var others = made.headers
                        others[.contentLength] = nil
                        // The framework gives a new browser its cookie with whatever it asks for first, also with a file.
                        others[.setCookie] = nil
                        let (one, other) = (Set(headers.map(\.description)), Set(others.map(\.description)))
                        #expect(one == other && body == made.body && head.status == made.status, "\(path) \(fields)")
                        let again = HTTPRequest(
                            method: .get, scheme: nil, authority: "x", path: path,
                            headerFields: [.ifNoneMatch: try #require(made.headers[.eTag])])
                        let unchanged = try #require(kept.answer(again))
                        #expect(unchanged.head.status == .notModified && unchanged.body == nil)
                    }
                }
                // What must be made for one visitor, or made again in the next second, is left to the framework.
                let others: [(String, HTTPFields)] = [
                    (Paths.waves, [:]), (Paths.home + "?a", [:]), (Paths.home, [.cookie: "sesi=x"]),
                    (Paths.signUp, [.cookie: "\(LanguageCookie.name)=en"]), (Paths.signUpCode, [:]),
                ]
                for (path, fields) in others {
                    let request = HTTPRequest(
                        method: .get, scheme: nil, authority: "x", path: path, headerFields: fields)
                    #expect(kept.answer(request) == nil, "\(path) \(fields)")
                }
                world.clock.advance(.seconds(1))
                let later = HTTPRequest(method: .get, scheme: nil, authority: "x", path: Paths.home)
                #expect(kept.answer(later) == nil)
            }
        }
    }

    @Test("requests in one go are answered in their order, whichever of them the connection answers itself")
    func order() async throws {
        try await World.with(.sqlite, settings: { $0.port = 0 }) { world in
            let (ports, running) = AsyncStream.makeStream(of: Int.self)
            let app = Boot.web(world.dependencies, mostConnections: 8) { running.yield($0) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await app.runService() }
                for await port in ports {
                    let caller = try await RawCaller(port)
                    #expect(try await caller.receives("</html>", within: .seconds(5)))
                    let stylesheet = PublicFiles.shared.path(of: "app.css")
                    let wanted = [
                        (Paths.help, "<h1>"), ("/tidak-ada", "404 Not Found"), (Paths.help, "<h1>"),
                        (Paths.waves, "<h1>"),
                        (stylesheet, "text/css"), (Paths.help, "<h1>"), ("/tidak-ada-juga", "404 Not Found"),
                    ]
                    for _ in 1...3 {
                        try await caller.say(wanted.map { "GET \($0.0) HTTP/1.1\r\nHost: x\r\n\r\n" }.joined())
                        for (path, said) in wanted {
                            #expect(try await caller.receives("HTTP/1.1 ", within: .seconds(5)), "\(path)")
                            #expect(try await caller.receives(said, within: .seconds(5)), "\(path)")
                        }
                    }
                    // A body that nothing reads does not become the next request, and a wish to close is kept.
                    try await caller.say(
                        "GET \(Paths.help) HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nabHEAD \(Paths.help) HTTP/1.1\r\n"
                            + "Host: x\r\n\r\nGET \(Paths.help) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    for _ in 1...3 { #expect(try await caller.receives("HTTP/1.1 200 OK", within: .seconds(5))) }
                    #expect(try await caller.isClosed(within: .seconds(5)))
                    break
                }
                group.cancelAll()
            }
        }
    }

    @Test("the connection limit leaves file descriptors for the program's own files")
    func room() {
        let room = Connections.raiseFileLimit()
        var limit = rlimit()
        #expect(getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
        #expect(limit.rlim_cur == limit.rlim_max)
        #expect(room == Connections.Limits.fewest || room + Connections.Limits.otherFiles <= limit.rlim_cur)
    }
}
