import AsyncHTTPClient
import Connectors
import Foundation
import Logging
import NIOCore
import NIOHTTP1
import Programme
import Simulators

/// The connectors with simulators of their own, configured as in development.
struct ExternalServices: Sendable {
    let addresses: SimulatorAddresses
    let client: HTTPClient

    static let logger = Logger(label: "tests", factory: { _ in SwiftLogNoOpLogHandler() })

    /// Shorter than the delay of a slow simulator, so that tests of timeouts are quick.
    static let deadline = Span(milliseconds: 400)

    static func run(_ body: @escaping @Sendable (ExternalServices) async throws -> Void) async throws {
        var settings = SimulatorSettings(ports: .ephemeral)
        settings.slowness = Span(milliseconds: 900)
        try await withSimulators(settings) { addresses in
            let client = OutboundHTTP.makeClient()
            do {
                try await body(ExternalServices(addresses: addresses, client: client))
            } catch {
                try await client.shutdown()
                throw error
            }
            try await client.shutdown()
        }
    }

    var call: OutboundHTTP {
        OutboundHTTP(client: client, deadline: ExternalServices.deadline, logger: ExternalServices.logger)
    }

    func registry(key: Data? = nil, now: @escaping @Sendable () -> Instant = ExternalServices.now) -> Dukcapil {
        let settings = SimulatorSettings(ports: .ephemeral)
        return Dukcapil(
            .init(address: addresses[.registry], user: settings.registryUser, key: key ?? settings.registryKey),
            call: call, now: now)
    }

    func gateway(address: String? = nil, password: String? = nil) -> Kannel {
        let settings = SimulatorSettings(ports: .ephemeral)
        return Kannel(
            .init(
                address: address ?? addresses[.text], username: settings.textUsername,
                password: password ?? settings.textPassword, sender: "PRAKERJA"),
            call: call)
    }

    /// Its simulator signs each round, which takes longer than `deadline` on a busy machine; its slow mode answers at once.
    var beacon: Drand {
        Drand(
            address: addresses[.beacon],
            call: OutboundHTTP(client: client, deadline: .seconds(20), logger: ExternalServices.logger))
    }

    func mailServer(timeout: Span = .seconds(5)) -> SMTP {
        SMTP(.init(address: addresses[.mail], encryption: .none, timeout: timeout), logger: ExternalServices.logger)
    }

    /// Sets the mode of the simulator at `address` through its control endpoint.
    func set(_ mode: Mode, at address: String) async throws {
        let base = address.components(separatedBy: "/cgi-bin")[0]
        var request = HTTPClientRequest(url: base + "/_control")
        request.method = .POST
        request.body = .bytes(ByteBuffer(string: #"{"mode":"\#(mode.rawValue)"}"#))
        let answer = try await call.send(request)
        precondition(answer.status == 204)
    }

    struct Received: Decodable, Equatable {
        let id: String
        let channel: String
        let to: String
        let subject: String
        let text: String
    }

    func received() async throws -> [Received] {
        try await call.send(HTTPClientRequest(url: addresses[.mailbox] + "/messages.json")).decode([Received].self)
    }

    @Sendable static func now() -> Instant {
        Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
    }
}
