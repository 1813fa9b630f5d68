import Foundation
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// A raw connection, with an optional first request.
struct RawCaller {
    private let channel: any Channel
    private let receiver = Receiver()

    init(_ port: Int, asking: String? = "GET /bantuan HTTP/1.1\r\nHost: x\r\n\r\n") async throws {
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { [receiver] in $0.pipeline.addHandler(receiver) }
            .connect(host: "127.0.0.1", port: port).get()
        if let asking { try await say(asking) }
    }

    func say(_ text: String) async throws {
        try await channel.writeAndFlush(ByteBuffer(string: text))
    }

    /// Whether the text arrives within the time; received text up to its end is discarded.
    func receives(_ text: String, within time: Duration) async throws -> Bool {
        let deadline = ContinuousClock.now + time
        while !receiver.takes(text), ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(5)) }
        return ContinuousClock.now < deadline
    }

    func isServed(within time: Duration) async throws -> Bool {
        let deadline = ContinuousClock.now + time
        while !receiver.hasReceived, ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(5)) }
        return receiver.hasReceived
    }

    func leave() async throws {
        try await channel.close()
    }

    func isClosed(within time: Duration) async throws -> Bool {
        let deadline = ContinuousClock.now + time
        while channel.isActive, ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(5)) }
        return !channel.isActive
    }

    private final class Receiver: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer

        private let received = NIOLockedValueBox("")
        var hasReceived: Bool { received.withLockedValue { !$0.isEmpty } }

        func takes(_ text: String) -> Bool {
            received.withLockedValue { received in
                guard let range = received.range(of: text) else { return false }
                received = String(received[range.upperBound...])
                return true
            }
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let text = String(buffer: unwrapInboundIn(data))
            received.withLockedValue { $0 += text }
        }
    }
}
