import AsyncHTTPClient
import Connectors
import Foundation
import Logging
import Programme

/// One HTTP request, whose answer may be anything.
enum HTTPProbe {
    struct Answer: Sendable {
        let status: Int
        let body: String
    }

    /// Nil when there was no answer.
    static func ask(_ address: String, headers: [(String, String)] = []) async -> Answer? {
        let silent = Logger(label: "doctor") { _ in SwiftLogNoOpLogHandler() }
        let client = OutboundHTTP.makeClient()
        let call = OutboundHTTP(client: client, deadline: Doctor.Limits.patience, logger: silent)
        let answer = try? await call.get(address, headers: headers)
        try? await client.shutdown()
        return answer.map { Answer(status: $0.status, body: String(decoding: $0.body, as: UTF8.self)) }
    }

    /// Whether a request that announces a body of this length is refused for its length (413). The body is never sent:
    /// a server that waits for it accepts its length.
    static func refusesBody(_ address: String, bytes: Int) async -> Bool {
        let silent = Logger(label: "doctor") { _ in SwiftLogNoOpLogHandler() }
        let client = OutboundHTTP.makeClient()
        let call = OutboundHTTP(client: client, deadline: Doctor.Limits.bodyPatience, logger: silent)
        let answer = try? await call.announce(bytes, to: address)
        try? await client.shutdown()
        return answer?.status == 413
    }

    /// Whether a connection can be made. It is closed at once.
    static func connects(_ host: String, _ port: Int) async -> Bool {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: connectsNow(host, port)) }
        }
    }

    private static func connectsNow(_ host: String, _ port: Int) -> Bool {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &found) == 0 else { return false }
        defer { freeaddrinfo(found) }
        var next = found
        while let place = next?.pointee {
            let connection = socket(place.ai_family, place.ai_socktype, 0)
            var patience = timeval(tv_sec: Int(Doctor.Limits.patience.milliseconds / 1_000), tv_usec: 0)
            // On Linux the send timeout also applies to connecting.
            setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
            let isConnected = connection >= 0 && connect(connection, place.ai_addr, place.ai_addrlen) == 0
            if connection >= 0 { close(connection) }
            if isConnected { return true }
            next = place.ai_next
        }
        return false
    }
}
