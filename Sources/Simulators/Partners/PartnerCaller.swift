import AsyncHTTPClient
import Foundation
import NIOConcurrencyHelpers
import NIOCore
import NIOHTTP1
import Programme

/// A partner's client program: signs its requests, and can show the faults of real clients.
final class PartnerCaller: Sendable {
    /// How its calls go wrong, set through `POST /_control`.
    enum Habit: String, Sendable, Codable, CaseIterable {
        case normal
        /// Every request is sent twice at the same time.
        case twice
        /// The first response is lost, so the same request is sent again.
        case lost
    }

    struct Reply: Sendable {
        let status: Int
        let body: Data

        var json: [String: ReplyValue] {
            (try? JSONDecoder().decode([String: ReplyValue].self, from: body)) ?? [:]
        }

        var isSuccess: Bool { status == 200 }

        /// The sentence for the page: `message` of the first API, `detail` of the newer one.
        var message: String { json["message"]?.text ?? json["detail"]?.text ?? "HTTP \(status)" }
    }

    private struct State {
        var habit = Habit.normal
        var world = PartnerWorld.empty
    }

    private let state = NIOLockedValueBox(State())

    static let deadline = TimeAmount.seconds(20)
    static let answerLimit = 256 * 1_024

    init() {}

    var world: PartnerWorld { state.withLockedValue { $0.world } }

    func learn(_ world: PartnerWorld) {
        state.withLockedValue { $0.world = world }
    }

    func behave(_ habit: Habit) {
        state.withLockedValue { $0.habit = habit }
    }

    /// Signs the body as this partner and posts it.
    /// - Parameter authorization: only for `payment/authorize`.
    func call(
        _ partner: PartnerWorld.Partner, _ path: String, _ body: [String: ReplyValue], authorization: String = "",
        idempotencyKey: String? = nil
    ) async throws -> Reply {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let bytes = try encoder.encode(body)
        let send: @Sendable () async throws -> Reply = { [self] in
            try await post(partner, path, bytes, authorization: authorization, idempotencyKey: idempotencyKey)
        }
        switch state.withLockedValue({ $0.habit }) {
        case .normal: return try await send()
        case .twice:
            async let first = send()
            async let second = send()
            let (one, other) = try await (first, second)
            return one.isSuccess ? one : other
        case .lost:
            _ = try await send()
            return try await send()
        }
    }

    private func post(
        _ partner: PartnerWorld.Partner, _ path: String, _ body: Data, authorization: String, idempotencyKey: String?
    ) async throws -> Reply {
        let signature = PartnerSignature(
            clientCode: partner.clientCode, timestamp: String(realNow().milliseconds / 1_000), method: "POST",
            path: path,
            authorization: authorization, body: body)
        var request = HTTPClientRequest(url: world.baseURL + path)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        request.headers.add(name: "client_code", value: partner.clientCode)
        request.headers.add(name: "timestamp", value: signature.timestamp)
        request.headers.add(name: "signature", value: signature.hex(key: Data(partner.signKey.utf8)))
        if !authorization.isEmpty { request.headers.add(name: "authorization", value: authorization) }
        if let idempotencyKey { request.headers.add(name: "idempotency-key", value: idempotencyKey) }
        request.body = .bytes(ByteBuffer(bytes: body))
        let response = try await HTTPClient.shared.execute(request, deadline: .now() + Self.deadline)
        let answer = try await response.body.collect(upTo: Self.answerLimit)
        return Reply(status: Int(response.status.code), body: Data(answer.readableBytesView))
    }
}

/// A JSON value, as far as a simulator reads it.
enum ReplyValue: Sendable, Codable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    case text(String)
    case number(Int)
    case flag(Bool)
    case object([String: ReplyValue])
    case list([ReplyValue])
    case null

    init(stringLiteral value: String) { self = .text(value) }
    init(integerLiteral value: Int) { self = .number(value) }

    var text: String? { if case .text(let text) = self { text } else { nil } }
    var number: Int? { if case .number(let number) = self { number } else { nil } }

    subscript(name: String) -> ReplyValue? {
        if case .object(let fields) = self { fields[name] } else { nil }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Int.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([ReplyValue].self) {
            self = .list(list)
        } else {
            self = .object(try container.decode([String: ReplyValue].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .flag(let flag): try container.encode(flag)
        case .object(let fields): try container.encode(fields)
        case .list(let list): try container.encode(list)
        case .null: try container.encodeNil()
        }
    }
}

/// What the simulated partners know about the programme: its address, their keys, their courses. It has the format of
/// `demo.json`.
struct PartnerWorld: Sendable, Codable {
    let baseURL: String
    let partners: [Partner]
    let courses: [Course]

    struct Partner: Sendable, Codable {
        let name: String
        let kind: String
        let clientCode: String
        let signKey: String
        /// Of an institution that is told of events.
        var webhookSecret: String?

        enum CodingKeys: String, CodingKey {
            case clientCode = "client_code"
            case signKey = "sign_key"
            case webhookSecret = "webhook_secret"
            case name, kind
        }
    }

    struct Course: Sendable, Codable {
        let courseCode: String
        let scheduleCode: String
        let price: Int
        let platform: String
        let institution: String

        /// `dasar-barista` becomes `Dasar barista`.
        var title: String { courseCode.prefix(1).uppercased() + courseCode.dropFirst().replacing("-", with: " ") }

        enum CodingKeys: String, CodingKey {
            case courseCode = "course_code"
            case scheduleCode = "schedule_code"
            case price, platform, institution
        }
    }

    enum CodingKeys: String, CodingKey {
        case baseURL = "base_url"
        case partners, courses
    }

    static let empty = PartnerWorld(baseURL: "", partners: [], courses: [])

    func partner(_ clientCode: String?, kind: String) -> Partner? {
        partners.first { $0.clientCode == clientCode && $0.kind == kind }
    }
}
