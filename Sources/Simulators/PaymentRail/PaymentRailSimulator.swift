import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Programme

/// A bank and e-money issuer that speaks SNAP as strictly as one would: signatures, times, external ids and fields are
/// checked, and it keeps books of its own that a test compares with ours.
///
/// The last two digits of a wallet's or account's number decide how it misbehaves:
///
/// | ending | what happens |
/// |---|---|
/// | 13 | the payment is made, and nobody is told: the answer comes too late |
/// | 14 | refused: its owner is not verified there |
/// | 15 | belongs to somebody else |
/// | 16 | stays pending for two status questions, then is paid |
/// | 17 | there is no such account |
package struct PaymentRailSimulator: Sendable {
    package struct Credentials: Sendable {
        package let clientKey: String
        package let clientSecret: String
        /// The client's public key, PEM.
        package let publicKey: String

        package init(clientKey: String, clientSecret: String, publicKey: String) {
            self.clientKey = clientKey
            self.clientSecret = clientSecret
            self.publicKey = publicKey
        }
    }

    let guardian: RailGuard
    let books: RailBooks
    private let silence: Duration

    /// - Parameter silence: how late an answer comes that comes too late.
    package init(
        _ credentials: Credentials, silence: Duration = .seconds(20), now: @escaping @Sendable () -> Instant
    ) throws {
        books = RailBooks(now: now)
        guardian = try RailGuard(credentials, now: now)
        self.silence = silence
    }

    package func router() -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self)
        router.get("_books") { _, _ in try json(.ok, books.statement) }
        router.post("_control") { request, context in try await control(request, context) }
        router.post("_holders") { request, context in try await open(request, context) }
        router.post("v1.0/access-token/b2b") { request, _ in try await token(request) }
        for service in RailService.allCases {
            router.post(RouterPath(service.path)) { request, _ in try await answer(request, service) }
        }
        return router
    }

    /// `{"mode": "up" | "down"}`: down answers everything with 503, as a gateway in front of it would.
    private func control(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        struct Wish: Decodable { let mode: RailBooks.Mode }
        let wish = try await request.decode(as: Wish.self, context: context)
        books.turn(wish.mode)
        return Response(status: .noContent)
    }

    /// `{"number": "0812…", "name": "SITI AMINAH"}`: opens an account in that name.
    private func open(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        struct Holder: Decodable {
            let number: String
            let name: String
        }
        let holder = try await request.decode(as: Holder.self, context: context)
        books.open(holder.number, name: holder.name)
        return Response(status: .noContent)
    }

    private func token(_ request: Request) async throws -> Response {
        guard !books.isDown else { return Response(status: .serviceUnavailable) }
        let body = try await body(of: request)
        do {
            let token = try guardian.token(for: request, body: body)
            return try json(
                .ok,
                [
                    "responseCode": "2007300", "responseMessage": "Successful", "accessToken": token,
                    "tokenType": "Bearer", "expiresIn": String(RailGuard.tokenLife.seconds),
                ])
        } catch let refusal as RailRefusal {
            return try refuse(refusal, service: "73")
        }
    }

    private func answer(_ request: Request, _ service: RailService) async throws -> Response {
        guard !books.isDown else { return Response(status: .serviceUnavailable) }
        let body = try await body(of: request)
        do {
            try guardian.check(request, body: body)
            let reply = try service.answer(RailQuestion(body), from: books)
            if reply.comesTooLate { try await Task.sleep(for: silence) }
            return try json(HTTPResponse.Status(code: reply.status), reply.fields(of: service))
        } catch let refusal as RailRefusal {
            return try refuse(refusal, service: service.rawValue)
        }
    }

    private func refuse(_ refusal: RailRefusal, service: String) throws -> Response {
        try json(
            HTTPResponse.Status(code: refusal.status),
            [
                "responseCode": "\(refusal.status)\(service)\(refusal.caseCode)", "responseMessage": refusal.message,
            ])
    }

    private func body(of request: Request) async throws -> Data {
        Data(try await request.body.collect(upTo: 64 * 1024).readableBytesView)
    }
}

private func json(_ status: HTTPResponse.Status, _ value: some Encodable) throws -> Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Response(
        status: status, headers: [.contentType: "application/json"],
        body: ResponseBody(byteBuffer: ByteBuffer(data: try encoder.encode(value))))
}
