import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The JSON endpoints that control a simulated partner, for tests and for setting up the demo.
struct PartnerControl: Sendable {
    let caller: PartnerCaller
    let kind: String

    static let bodyLimit = 1_024 * 1_024

    func add(to router: Router<BasicRequestContext>) {
        router.post("_control", use: control)
        router.post("_demo", use: learn)
        router.post("_call", use: call)
    }

    /// `{"mode": "twice"}`
    @Sendable private func control(request: Request, context: BasicRequestContext) async throws -> Response {
        struct Body: Decodable { let mode: PartnerCaller.Habit }
        guard let body: Body = try await read(request) else {
            return Response.text("one of \(PartnerCaller.Habit.allCases.map(\.rawValue))", .badRequest)
        }
        caller.behave(body.mode)
        return Response(status: .noContent)
    }

    /// Takes `demo.json`: the programme's address, the partners and their courses.
    @Sendable private func learn(request: Request, context: BasicRequestContext) async throws -> Response {
        guard let world: PartnerWorld = try await read(request) else {
            return Response.text("demo.json is expected", .badRequest)
        }
        caller.learn(world)
        return Response(status: .noContent)
    }

    /// Signs and sends any call as any of its partners and returns the response.
    @Sendable private func call(request: Request, context: BasicRequestContext) async throws -> Response {
        struct Body: Decodable {
            let client_code: String
            let path: String
            let body: [String: ReplyValue]
            let authorization: String?
            let idempotency_key: String?
        }
        struct Answer: Encodable {
            let status: Int
            let body: [String: ReplyValue]
        }
        guard let body: Body = try await read(request),
            let partner = caller.world.partner(body.client_code, kind: kind)
        else { return Response.text("client_code, path and body are expected", .badRequest) }
        let reply = try await caller.call(
            partner, body.path, body.body, authorization: body.authorization ?? "",
            idempotencyKey: body.idempotency_key)
        return try Response.json(Answer(status: reply.status, body: reply.json))
    }

    private func read<Body: Decodable>(_ request: Request) async throws -> Body? {
        let data = Data(try await request.body.collect(upTo: Self.bodyLimit).readableBytesView)
        return try? JSONDecoder().decode(Body.self, from: data)
    }
}
