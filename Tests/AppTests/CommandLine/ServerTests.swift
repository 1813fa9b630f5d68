import Foundation
import Logging
import NIOCore
import NIOPosix
import Testing

@testable import App

@Suite("The server's start")
struct ServerTests {
    @Test("a port that somebody holds is named, with what to do")
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
}
