import Foundation
import Logging
import NIOCore
import NIOPosix
import Testing

@testable import App

@Suite("Server start")
struct ServerTests {
    @Test("a port in use is named, with what to do")
    func portTaken() async throws {
        let holder = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(holder.localAddress?.port)
        let directory = FileManager.default.temporaryDirectory.appending(path: "prakerja-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: directory) }
        var options = ServeOptions()
        options.port = port
        options.dataDirectory = directory.path
        options.edition = World.repository.appending(path: "Editions/demo.yaml").path
        options.demo = true
        let server = try Server(options, logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
        let fault = await #expect(throws: BootFault.self) { try await server.run() }
        #expect("\(try #require(fault))".contains("port \(port)"))
        try await holder.close()
    }

    @Test(
        "a taken port, another machine's address and a second server are each refused in one sentence",
        .bug(id: "5.6", "A taken port printed eight CancellationErrors around the one useful sentence."),
        .bug(
            id: "5.7",
            """
            Two servers ran on one SQLite file: each kept counters, number blocks and cached pages in memory as if it \
            were alone.
            """))
    func refusals() async throws {
        try await Shipped.inDirectory { directory in
            let holder = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .bind(host: "127.0.0.1", port: 0).get()
            let port = try #require(holder.localAddress?.port)
            let environment = Shipped.development(in: directory)
            let taken = try await Shipped.run(["serve", "--port", "\(port)"], environment: environment)
            #expect(taken.status != 0 && taken.lines.count == 1, "\(taken.lines)")
            #expect(taken.errors.contains("another program listens on port \(port)"))
            try await holder.close()

            let elsewhere = #expect(throws: BootFault.self) { try ListeningPlace(host: "192.0.2.1", port: 0).check() }
            #expect("\(elsewhere.map { "\($0)" } ?? "")".contains("192.0.2.1:0 cannot be listened on"))

            let lock = try ServerLock(directory.path)
            let second = try await Shipped.run(["serve", "--port", "0"], environment: environment)
            lock.release()
            #expect(second.status != 0 && second.lines.count == 1, "\(second.lines)")
            let number = ProcessInfo.processInfo.processIdentifier
            #expect(second.errors.contains("another prakerja serves \(directory.path) (process \(number))"))
            #expect(throws: Never.self) { try ServerLock(directory.path).release() }
        }
    }
}
