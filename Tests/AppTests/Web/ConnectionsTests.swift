import Foundation
import Hummingbird
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import Storage
import Testing

@testable import App

@Suite("Connections")
struct ConnectionsTests {
    @Test("whoever comes when all places are taken waits, and is served when somebody leaves")
    func most() async throws {
        try await World.with(.sqlite, settings: { $0.port = 0 }) { world in
            let (ports, running) = AsyncStream.makeStream(of: Int.self)
            let app = Boot.web(world.platform, mostConnections: 8) { running.yield($0) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await app.runService() }
                for await port in ports {
                    try await crowd(port)
                    break
                }
                group.cancelAll()
            }
        }
    }

    private func crowd(_ port: Int) async throws {
        var early: [Caller] = []
        for _ in 0..<8 {
            let caller = try await Caller(port)
            #expect(try await caller.isServed(within: .seconds(5)))
            early.append(caller)
        }
        var waiting: [Caller] = []
        for _ in 0..<6 {
            let caller = try await Caller(port)
            if try await !caller.isServed(within: .milliseconds(200)) { waiting.append(caller) }
        }
        // The last place may be taken by more than one who come together.
        #expect(waiting.count >= 4)
        for caller in early { try await caller.leave() }
        for caller in waiting { #expect(try await caller.isServed(within: .seconds(5))) }
    }

    @Test("connections leave room for the files that the programme itself needs")
    func room() {
        let room = Connections.makeRoom()
        var limit = rlimit()
        #expect(getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
        #expect(limit.rlim_cur == limit.rlim_max)
        #expect(room == Connections.Limits.fewest || room + Connections.Limits.otherFiles <= limit.rlim_cur)
    }
}

/// Somebody with a connection of their own, who has asked for a page on it.
private struct Caller {
    private let channel: any Channel
    private let ear = Ear()

    init(_ port: Int) async throws {
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { [ear] in $0.pipeline.addHandler(ear) }
            .connect(host: "127.0.0.1", port: port).get()
        try await channel.writeAndFlush(ByteBuffer(string: "GET /bantuan HTTP/1.1\r\nHost: x\r\n\r\n"))
    }

    func isServed(within time: Duration) async throws -> Bool {
        let deadline = ContinuousClock.now + time
        while !ear.hasHeard, ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(5)) }
        return ear.hasHeard
    }

    func leave() async throws {
        try await channel.close()
    }

    private final class Ear: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer

        private let heard = NIOLockedValueBox(false)
        var hasHeard: Bool { heard.withLockedValue { $0 } }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            heard.withLockedValue { $0 = true }
        }
    }
}
