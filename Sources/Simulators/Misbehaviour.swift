import Foundation
import HTTPTypes
import Hummingbird
import NIOConcurrencyHelpers
import NIOCore
import Programme

/// How a simulator answers all requests, set through its `POST /_control` with `{"mode":"…"}`.
package enum Mode: String, Sendable, Codable, CaseIterable {
    case normal
    /// 503, or a refused session.
    case down
    case slow
    /// Answers that cannot be parsed.
    case wrong
}

/// A simulator's mode, and the number of attempts per key that fails at first.
final class Misbehaviour: Sendable {
    private struct State {
        var mode = Mode.normal
        var tries: [String: Int] = [:]
    }

    private let state = NIOLockedValueBox(State())

    var mode: Mode { state.withLockedValue { $0.mode } }

    func set(_ mode: Mode) {
        state.withLockedValue { $0.mode = mode }
    }

    /// Counts an attempt under `key`; true for the first two.
    func stillFailing(_ key: String) -> Bool {
        state.withLockedValue { state in
            state.tries[key, default: 0] += 1
            return state.tries[key, default: 0] <= 2
        }
    }

    func addControl(to router: Router<BasicRequestContext>) {
        router.post("_control") { request, _ in
            struct Body: Decodable { let mode: Mode }
            let data = Data(try await request.body.collect(upTo: 1_024).readableBytesView)
            guard let body = try? JSONDecoder().decode(Body.self, from: data) else {
                return Response.text("one of \(Mode.allCases.map(\.rawValue))", .badRequest)
            }
            self.set(body.mode)
            return Response(status: .noContent)
        }
    }
}

extension Response {
    static func text(_ words: String, _ status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: words)))
    }

    static func json(_ value: some Encodable, _ status: HTTPResponse.Status = .ok) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Response(
            status: status, headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(bytes: try encoder.encode(value))))
    }
}

/// The real time: simulators do not know the programme's clock.
func realNow() -> Instant {
    Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
}

func pause(_ span: Span) async {
    try? await Task.sleep(for: .milliseconds(span.milliseconds))
}
