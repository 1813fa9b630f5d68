import AsyncHTTPClient
import Connectors
import Foundation
import Logging
import Programme

/// The doctor's requests to the site and to outside systems. A failure is an ordinary result here, so nothing throws
/// and nothing is logged: the doctor prints what it means.
enum NetworkProbe {
    struct Answer: Sendable {
        let status: Int
        let body: String
    }

    /// Sends a GET request. Nil when there was no answer within `Doctor.Limits.patience`.
    static func ask(_ address: String, headers: [(String, String)] = []) async -> Answer? {
        let response = await request(within: Doctor.Limits.patience) { try? await $0.get(address, headers: headers) }
        return response.map { Answer(status: $0.status, body: String(decoding: $0.body, as: UTF8.self)) }
    }

    /// Whether a request that announces a body of this length is refused for its length (413). The body is never sent:
    /// a server that accepts the length waits for it, and `Doctor.Limits.bodyPatience` ends the request. False also
    /// when no connection can be made.
    static func refusesBody(_ address: String, bytes: Int) async -> Bool {
        await request(within: Doctor.Limits.bodyPatience) { try? await $0.announce(bytes, to: address) }?.status == 413
    }

    /// Whether a TCP connection can be made. It is closed at once.
    static func connects(_ host: String, _ port: Int) async -> Bool {
        // The name lookup and connecting block, so they run on a thread of their own.
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: connectsBlocking(host, port)) }
        }
    }

    private static func request(
        within deadline: Span, _ body: (OutboundHTTP) async -> OutboundResponse?
    ) async -> OutboundResponse? {
        let silent = Logger(label: "doctor") { _ in SwiftLogNoOpLogHandler() }
        let client = OutboundHTTP.makeClient()
        let response = await body(OutboundHTTP(client: client, deadline: deadline, logger: silent))
        try? await client.shutdown()
        return response
    }

    /// Tries each address of the host in turn, each for at most `Doctor.Limits.patience`.
    private static func connectsBlocking(_ host: String, _ port: Int) -> Bool {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &found) == 0 else { return false }
        defer { freeaddrinfo(found) }
        var next = found
        while let address = next?.pointee {
            if connectsBlocking(address) { return true }
            next = address.ai_next
        }
        return false
    }

    private static func connectsBlocking(_ address: addrinfo) -> Bool {
        let connection = socket(address.ai_family, address.ai_socktype, 0)
        guard connection >= 0 else { return false }
        defer { close(connection) }
        // On Linux the send timeout also applies to connecting. Zero would mean no timeout.
        var timeout = timeval(tv_sec: max(1, Int(Doctor.Limits.patience.seconds)), tv_usec: 0)
        setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        return connect(connection, address.ai_addr, address.ai_addrlen) == 0
    }
}
