import Foundation
import NIOCore
import NIOPosix
import Simulators
import Testing

@Suite("The simulated mail server", .timeLimit(.minutes(2)))
struct MailSinkTests {
    @Test(
        "connections that arrive while the server shuts down are closed, and the process goes on",
        .bug(id: "5.780", "A connection accepted during a shutdown was dropped unused, which ended the tests' process.")
    )
    func shutdown() async throws {
        for _ in 0..<20 {
            let arriving = try await withSimulators { addresses in
                let port = try #require(URL(string: addresses[.mail])?.port)
                return (0..<40).map { _ in
                    Task {
                        let client = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                        let channel = try? await client.connect(host: "127.0.0.1", port: port).get()
                        // Of a connection that was still being set up when the listening socket closed, the client
                        // learns only when it sends.
                        try? await channel?.writeAndFlush(ByteBuffer(string: "QUIT\r\n"))
                        try? await channel?.closeFuture.get()
                    }
                }
            }
            for task in arriving { await task.value }
        }
    }
}
