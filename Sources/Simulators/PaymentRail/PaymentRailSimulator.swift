import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Programme

/// A bank and e-money issuer with strict SNAP: it checks signatures, times, external ids and fields, and keeps its own
/// books, which tests compare with ours.
///
/// The last two digits of a wallet's or account's number select a misbehaviour:
///
/// | ending | what happens |
/// |---|---|
/// | 13 | the payment is made, and the response comes after the client's deadline |
/// | 14 | refused: its owner is not verified there |
/// | 15 | belongs to another person |
/// | 16 | stays pending for two status queries, then is paid |
/// | 17 | there is no such account |
///
/// `POST /_variant` makes it answer as other rails do (`RailVariant`).
struct PaymentRailSimulator: Sendable {
    let authenticator: RailAuthenticator
    let books: RailBooks
    private let misbehaviour = Misbehaviour()
    private let variants = RailVariants()
    private let settings: SimulatorSettings

    init(settings: SimulatorSettings) {
        self.settings = settings
        books = RailBooks()
        authenticator = RailAuthenticator(settings)
    }

    func router() -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self)
        router.get("_books") { _, _ in try Response.json(books.statement) }
        misbehaviour.addControl(to: router)
        variants.addControl(to: router)
        router.post("_holders") { request, context in try await open(request, context) }
        router.post("v1.0/access-token/b2b") { request, _ in try await token(request) }
        for service in RailService.allCases {
            router.post(RouterPath(service.path)) { request, _ in try await answer(request, service) }
        }
        return router
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
        if let trouble = await trouble() { return trouble }
        let body = try await body(of: request)
        do {
            let token = try authenticator.token(for: request, body: body)
            return try Response.json(
                RailToken(accessToken: token, expiresIn: variants.variant.written(RailAuthenticator.tokenLife)))
        } catch let refusal as RailRefusal {
            return try refuse(refusal, service: "73")
        }
    }

    private func answer(_ request: Request, _ service: RailService) async throws -> Response {
        if let trouble = await trouble() { return trouble }
        let body = try await body(of: request)
        do {
            try authenticator.check(request, body: body)
            let question = try RailQuestion(body)
            try variants.check(question, of: service)
            let reply = try service.answer(question, from: books, variant: variants.variant)
            if reply.comesTooLate || variants.loses(question, of: service) { await pause(settings.railSilence) }
            return try Response.json(reply.fields(of: service), HTTPResponse.Status(code: reply.status))
        } catch let refusal as RailRefusal {
            return try refuse(refusal, service: service.rawValue)
        }
    }

    private func refuse(_ refusal: RailRefusal, service: String) throws -> Response {
        try Response.json(
            ["responseCode": "\(refusal.status)\(service)\(refusal.caseCode)", "responseMessage": refusal.message],
            HTTPResponse.Status(code: variants.variant == .truthInCode ? 200 : refusal.status))
    }

    /// The response in a mode other than `normal`; nil when the request is to be answered.
    private func trouble() async -> Response? {
        switch misbehaviour.mode {
        case .down: return .text("down", .serviceUnavailable)
        case .wrong: return .text("<html>Selamat datang</html>")
        case .slow: await pause(settings.slowness)
        case .normal: break
        }
        return nil
    }

    private func body(of request: Request) async throws -> Data {
        Data(try await request.body.collect(upTo: 64 * 1024).readableBytesView)
    }
}
