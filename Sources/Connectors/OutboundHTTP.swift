import AsyncHTTPClient
import Foundation
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import Programme

/// Sends HTTP requests to outside systems, for every connector and for the doctor. Deadline, size limit, what may be
/// logged, and after which status a retry can succeed are decided here and nowhere else; the caller's job retries.
///
/// Logs have the method, the host and the path: never the query, a header or a body, which contain secrets and personal
/// data.
package struct OutboundHTTP: Sendable {
    package enum Limits {
        /// From the call to the last byte of the response, with the wait for a connection.
        package static let deadline = Span.seconds(10)
        /// For connecting, and for the TLS handshake.
        package static let connect = Span.seconds(3)
        /// Connections per host, each with one request at a time.
        package static let connections = 32
        /// The longest body of a response, in bytes; far more than any response we request.
        package static let responseBytes = 256 * 1024
        /// How long to wait before a retry, when the server does not say.
        package static let pause = Span.seconds(30)
        /// The longest `Retry-After` that is obeyed.
        package static let longestPause = Span.hours(1)
    }

    private let client: HTTPClient
    private let deadline: Span
    private let hidesPath: Bool
    private let logger: Logger

    /// - Parameter hidesPath: whether the path may be a secret of the receiver, and is left out of the log.
    package init(client: HTTPClient, deadline: Span = Limits.deadline, hidesPath: Bool = false, logger: Logger) {
        self.hidesPath = hidesPath
        self.client = client
        self.deadline = deadline
        self.logger = logger
    }

    /// A client shared by every connector of a process. Shut it down when the process ends. Redirects are refused: a
    /// signed request that followed one would be sent to a server that is not configured.
    ///
    /// - Parameter places: IP addresses by host name, for hosts that are not to be looked up again.
    package static func makeClient(at places: [String: String] = [:]) -> HTTPClient {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.dnsOverride = places
        configuration.timeout.connect = .milliseconds(Limits.connect.milliseconds)
        configuration.httpVersion = .http1Only
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = Limits.connections
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Sends the request once. A response of any status is returned; only a missing or too long one is a fault.
    package func send(_ request: HTTPClientRequest) async throws(HTTPFault) -> OutboundResponse {
        let started = ContinuousClock.now
        do {
            let response = try await withDeadline { try await fetch(request) }
            logger.debug(
                "outside call answered",
                metadata: [
                    "call": "\(place(of: request))", "status": "\(response.status)",
                    "took": "\(ContinuousClock.now - started)",
                ])
            return response
        } catch {
            let place = self.place(of: request)
            let fault = HTTPFault(error, place: place)
            logger.warning(
                "outside call failed",
                metadata: ["call": "\(place)", "fault": "\(fault)", "took": "\(ContinuousClock.now - started)"])
            throw fault
        }
    }

    package func get(_ address: String, headers: [(String, String)] = []) async throws(HTTPFault) -> OutboundResponse {
        var request = HTTPClientRequest(url: address)
        request.headers.add(contentsOf: headers)
        return try await send(request)
    }

    /// Announces a body of this length in a POST and sends none, for the doctor: a server or proxy with a limit refuses
    /// by the announced length (413). One that accepts it waits for the body, so the call ends at the deadline, with a
    /// fault.
    package func announce(_ bytes: Int, to address: String) async throws(HTTPFault) -> OutboundResponse {
        var request = HTTPClientRequest(url: address)
        request.method = .POST
        let (body, end) = AsyncStream.makeStream(of: ByteBuffer.self)
        defer { end.finish() }
        request.body = .stream(body, length: .known(Int64(bytes)))
        return try await send(request)
    }

    private func fetch(_ request: HTTPClientRequest) async throws -> OutboundResponse {
        let response = try await client.execute(request, timeout: .milliseconds(deadline.milliseconds))
        let body = try await response.body.collect(upTo: Limits.responseBytes)
        return OutboundResponse(
            status: Int(response.status.code), headers: response.headers, body: Data(body.readableBytesView))
    }

    /// The client's own timeout covers only the response head; a slow body must not exceed the deadline either.
    private func withDeadline(_ work: @escaping @Sendable () async throws -> OutboundResponse) async throws
        -> OutboundResponse
    {
        try await withThrowingTaskGroup(of: OutboundResponse.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await work() }
            group.addTask {
                try await Task.sleep(for: .milliseconds(deadline.milliseconds))
                throw HTTPClientError.deadlineExceeded
            }
            // There are two tasks, so there is a first result.
            guard let response = try await group.next() else { throw CancellationError() }
            return response
        }
    }

    /// Method, scheme, host, port and, unless it is hidden, path, for logs.
    private func place(of request: HTTPClientRequest) -> String {
        guard let parts = URLComponents(string: request.url) else { return "\(request.method) (unreadable address)" }
        let port = parts.port.map { ":\($0)" } ?? ""
        return "\(request.method) \(parts.scheme ?? "")://\(parts.host ?? "")\(port)\(hidesPath ? "" : parts.path)"
    }
}

/// A response, of any status.
package struct OutboundResponse: Sendable {
    package let status: Int
    package let headers: HTTPHeaders
    package let body: Data

    package var isSuccess: Bool { (200..<300).contains(status) }

    package func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try JSONDecoder().decode(type, from: body)
    }

    /// Whether the same request can succeed later: after a timeout (408, 504), overload (429, 503, 507), a replay that
    /// was refused for now (425) and a failure of the server (500, 502); not after any other client error.
    package var retry: Retry {
        switch status {
        case 408, 425, 429, 500, 502...504, 507: .after(pause)
        default: .never
        }
    }

    /// `Retry-After` in seconds, up to `Limits.longestPause`. A date or a negative number counts as absent.
    private var pause: Span {
        guard let text = headers.first(name: "Retry-After"), !text.hasPrefix("-"),
            let seconds = Int(clamping: text, to: 0...Int(OutboundHTTP.Limits.longestPause.seconds))
        else { return OutboundHTTP.Limits.pause }
        return .seconds(seconds)
    }
}

/// Whether a retry can succeed, and when.
package enum Retry: Sendable, Equatable {
    case after(Span)
    case never
}

/// There is no response. The cases differ in whether the server may have acted on the request.
package enum HTTPFault: Error, Sendable, Equatable {
    /// The request did not arrive: a retry cannot have the effect twice.
    case notSent(String)
    /// The request may have arrived and had its effect: query the state, or repeat only what is idempotent.
    case unknown(String)
    /// The response exceeds `Limits.responseBytes`: the request has arrived and may have had its effect.
    case tooLarge(String)

    init(_ error: any Error, place: String) {
        if error is NIOTooManyBytesError {
            self = .tooLarge("\(place): the response is too long")
        } else if let error = error as? HTTPClientError {
            // These occur before the first byte of a request is written.
            let unsent: [HTTPClientError] = [
                .connectTimeout, .getConnectionFromPoolTimeout, .invalidURL, .emptyHost, .emptyScheme,
                .tlsHandshakeTimeout, .alreadyShutdown,
            ]
            let reason = "\(place): \(error)"
            self = unsent.contains(error) ? .notSent(reason) : .unknown(reason)
        } else if error is NIOConnectionError || (error as? IOError)?.errnoCode == ECONNREFUSED {
            self = .notSent("\(place): no connection")
        } else {
            self = .unknown("\(place): \(type(of: error))")
        }
    }

    package var reason: String {
        switch self {
        case .notSent(let reason), .unknown(let reason), .tooLarge(let reason): reason
        }
    }
}
