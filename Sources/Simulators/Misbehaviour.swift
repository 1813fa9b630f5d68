import Foundation
import HTTPTypes
import Hummingbird
import NIOConcurrencyHelpers
import NIOCore
import Programme

/// How a simulator treats everybody, set through its `POST /_control` with `{"mode":"…"}`.
package enum Mode: String, Sendable, Codable, CaseIterable {
    case normal
    /// 503, or a refused session.
    case down
    case slow
    /// Answers that cannot be understood.
    case wrong
}

/// A simulator's mood, and how often each troubled customer has tried.
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

    /// Whether this is one of the first two tries under `key`, and counts it.
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

/// The real time: simulators stand outside the programme and know nothing of its clock.
func realNow() -> Instant {
    Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
}

func pause(_ span: Span) async {
    try? await Task.sleep(for: .milliseconds(span.milliseconds))
}
