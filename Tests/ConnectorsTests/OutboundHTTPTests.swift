import AsyncHTTPClient
import Connectors
import Foundation
import Hummingbird
import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOHTTP1
import Programme
import Simulators
import Testing

@Suite("HTTP calls to outside systems")
struct OutboundHTTPTests {
    @Test("HTTP call: a refused connection is reported as not sent")
    func refused() async throws {
        try await ExternalServices.run { outside in
            let patient = OutboundHTTP(client: outside.client, deadline: .seconds(5), logger: ExternalServices.logger)
            await #expect {
                _ = try await patient.send(HTTPClientRequest(url: "http://127.0.0.1:1/x"))
            } throws: { error in
                if case .notSent? = error as? HTTPFault { true } else { false }
            }
        }
    }

    @Test("HTTP call: no response within the deadline is reported as unknown")
    func silent() async throws {
        try await ExternalServices.run { outside in
            try await outside.set(.slow, at: outside.addresses[.text])
            await #expect {
                _ = try await outside.call.send(HTTPClientRequest(url: outside.addresses[.text] + "?to=1"))
            } throws: { error in
                if case .unknown? = error as? HTTPFault { true } else { false }
            }
        }
    }

    @Test("HTTP call: a response beyond the size limit is not read to its end")
    func long() async throws {
        let tooLong = String(repeating: "x", count: OutboundHTTP.Limits.responseBytes + 1)
        try await withServer(answering: tooLong) { address in
            try await ExternalServices.run { outside in
                await #expect {
                    _ = try await outside.call.send(HTTPClientRequest(url: address + "/x"))
                } throws: { error in
                    if case .tooLarge? = error as? HTTPFault { true } else { false }
                }
            }
        }
    }

    @Test("HTTP call: logs contain neither query nor body")
    func redaction() async throws {
        try await ExternalServices.run { outside in
            let lines = LogLines()
            let call = OutboundHTTP(client: outside.client, deadline: ExternalServices.deadline, logger: lines.logger)
            _ = try? await call.send(HTTPClientRequest(url: "http://127.0.0.1:1/form?password=rahasia"))
            _ = try await call.send(HTTPClientRequest(url: outside.addresses[.text] + "?password=rahasia"))
            #expect(lines.all.count == 2)
            #expect(lines.all.allSatisfy { !$0.contains("rahasia") })
            #expect(lines.all.contains { $0.contains("/form") })
        }
    }

    @Test(
        "HTTP call: status and Retry-After decide whether and when to retry",
        .bug(id: "1.8", "A Retry-After of many digits overflowed and crashed the process; so did a token's lifetime."),
        arguments: [
            (503, "7" as String?, Retry.after(.seconds(7))), (503, nil, .after(OutboundHTTP.Limits.pause)),
            (429, "99999999", .after(OutboundHTTP.Limits.longestPause)), (429, "-4", .after(OutboundHTTP.Limits.pause)),
            (429, "9223372036854775807", .after(OutboundHTTP.Limits.longestPause)),
            (503, String(repeating: "9", count: 400), .after(OutboundHTTP.Limits.longestPause)),
            (503, "Fri, 31 Dec 9999 23:59:59 GMT", .after(OutboundHTTP.Limits.pause)), (400, nil, .never),
            (404, "7", .never), (501, nil, .never),
        ])
    func verdict(status: Int, retryAfter: String?, verdict: Retry) async throws {
        try await withServer(status: status, retryAfter: retryAfter) { address in
            try await ExternalServices.run { outside in
                let answer = try await outside.call.send(HTTPClientRequest(url: address + "/x"))
                #expect(answer.retry == verdict)
            }
        }
    }

    private func withServer(
        status: Int = 200, retryAfter: String? = nil, answering words: String = "",
        _ body: @escaping @Sendable (String) async throws -> Void
    ) async throws {
        try await LoopbackServer.run { _ in
            var headers = HTTPFields()
            if let retryAfter { headers[.retryAfter] = retryAfter }
            return Response(
                status: .init(code: status), headers: headers, body: .init(byteBuffer: ByteBuffer(string: words)))
        } serving: { address in
            try await body(address)
        }
    }
}

/// Collects log lines of all levels.
private final class LogLines: Sendable {
    private let lines = NIOLockedValueBox<[String]>([])

    var all: [String] { lines.withLockedValue { $0 } }

    var logger: Logger {
        var logger = Logger(label: "lines", factory: { _ in Handler(lines: self) })
        logger.logLevel = .trace
        return logger
    }

    private struct Handler: LogHandler {
        let lines: LogLines
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            lines.lines.withLockedValue { $0.append("\(event.message) \(event.metadata ?? [:])") }
        }
    }
}
