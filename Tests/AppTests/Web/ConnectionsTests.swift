import Foundation
import Glibc
import Hummingbird
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
                    try crowd(port)
                    break
                }
                group.cancelAll()
            }
        }
    }

    private func crowd(_ port: Int) throws {
        var early = try (0..<8).map { _ in try Caller(port) }
        for caller in early {
            caller.ask()
            #expect(caller.hears(within: 5))
        }
        let late = try (0..<6).map { _ in try Caller(port) }
        for caller in late { caller.ask() }
        // The last place may be taken by more than one who come together.
        #expect(late.filter { !$0.hears(within: 0.2) }.count >= 4)
        early.removeAll()
        for caller in late where !caller.isServed { #expect(caller.hears(within: 5)) }
    }

    @Test("there is room for people beside the files that the programme itself needs")
    func room() {
        #expect(Connections.most() >= 64)
    }
}

/// A connection of its own, kept open for as long as this lives.
private final class Caller {
    private let socket: Int32
    private(set) var isServed = false

    init(_ port: Int) throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw POSIXError(.ECONNREFUSED) }
    }

    deinit {
        close(socket)
    }

    func ask() {
        let request = Array("GET /bantuan HTTP/1.1\r\nHost: x\r\n\r\n".utf8)
        #expect(send(socket, request, request.count, 0) == request.count)
    }

    /// Whether an answer begins within so many seconds.
    func hears(within seconds: Double) -> Bool {
        var event = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        isServed = poll(&event, 1, Int32(seconds * 1_000)) == 1
        return isServed
    }
}
