import AsyncHTTPClient
import Foundation
import Logging
import NIOCore
import NIOHTTP1
import Programme

/// Posts events to addresses that partners name. Such an address is never trusted: it is looked up once, refused unless
/// every IP address behind it is public, and the connection goes to the address that was checked.
package struct WebhookSender: Sendable {
    /// A development server and the demo send to the same machine too.
    private let allowsLoopback: Bool
    private let deadline: Span
    private let logger: Logger

    package init(allowsLoopback: Bool, deadline: Span = OutboundHTTP.Limits.deadline, logger: Logger) {
        self.allowsLoopback = allowsLoopback
        self.deadline = deadline
        self.logger = logger
    }

    package struct Reply: Sendable {
        /// Nil where no answer came.
        package let status: Int?
        package let retryAfter: String?
        /// The beginning of the answer, or why there was none.
        package let answer: String
        package let took: Span
    }

    /// Bytes of an answer that are kept.
    private static let kept = 500

    package func send(_ body: Data, _ headers: [(String, String)], to address: String) async -> Reply {
        let began = ContinuousClock.now
        func reply(_ status: Int?, _ retryAfter: String?, _ answer: String) -> Reply {
            let took = (ContinuousClock.now - began).components
            let milliseconds = took.seconds * 1_000 + took.attoseconds / 1_000_000_000_000_000
            return Reply(
                status: status, retryAfter: retryAfter, answer: answer, took: Span(milliseconds: max(milliseconds, 0)))
        }
        do throws(WebhookFault) {
            let place = try await place(of: address)
            let response = try await exchange(body, headers, to: address, at: place)
            return reply(response.status, response.headers.first(name: "Retry-After"), Self.beginning(response.body))
        } catch {
            return reply(nil, nil, error.reason)
        }
    }

    private func exchange(
        _ body: Data, _ headers: [(String, String)], to address: String, at place: (host: String, address: String)
    ) async throws(WebhookFault) -> OutboundResponse {
        let client = OutboundHTTP.makeClient(at: [place.host: place.address])
        var request = HTTPClientRequest(url: address)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        request.headers.add(name: "user-agent", value: "Prakerja-Webhooks/1.0")
        request.headers.add(contentsOf: headers)
        request.body = .bytes(ByteBuffer(bytes: body))
        let result: Result<OutboundResponse, HTTPFault>
        do throws(HTTPFault) {
            result = .success(
                try await OutboundHTTP(client: client, deadline: deadline, hidesPath: true, logger: logger).send(
                    request))
        } catch {
            result = .failure(error)
        }
        try? await client.shutdown()
        switch result {
        case .success(let response): return response
        case .failure(let fault): throw WebhookFault(reason: fault.reason)
        }
    }

    private func place(of address: String) async throws(WebhookFault) -> (host: String, address: String) {
        guard let host = URLComponents(string: address)?.host, !host.isEmpty else {
            throw WebhookFault(reason: "the address has no host name")
        }
        let found = await HostLookup.shared.addresses(of: host)
        guard let first = found.first else { throw WebhookFault(reason: "\(host) has no address") }
        for address in found {
            guard address.isPublic || (allowsLoopback && address.isLoopback) else {
                throw WebhookFault(reason: "\(host) leads to \(address.text), which is no public address")
            }
        }
        return (host, first.text)
    }

    /// Without control characters, which a database may refuse.
    private static func beginning(_ body: Data) -> String {
        let text = String(decoding: body.prefix(kept), as: UTF8.self)
        return String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 0x20 || $0 == "\n" }))
    }
}

/// Why there is no answer.
private struct WebhookFault: Error {
    let reason: String
}
