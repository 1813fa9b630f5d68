import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Programme
import Storage

/// Authenticates requests of the modern API by their token, limits them, reads their body, and turns errors into
/// problems.
struct TokenAuthenticator: Sendable {
    let dependencies: Dependencies
    let counts: CallCounts

    private var form: ProblemDetails { ProblemDetails(site: dependencies.configuration.baseURL) }

    /// Wraps the handler of `call` so that it runs for permitted requests only.
    func permitted(
        _ call: APICall, _ handler: @escaping @Sendable (TokenCaller) async throws -> APIReply
    ) -> @Sendable (Request, VisitorContext) async throws -> Response {
        { request, context in
            let begin = Begin(at: dependencies.realNow())
            var standing: CallQuota.Standing?
            var response: Response
            var (found, failure): (PartnerToken?, (any Error)?) = (nil, nil)
            do {
                let token = try await token(of: request)
                found = token.found
                let used = counts.take(.calls, by: token.text, at: dependencies.realNow())
                standing = used
                guard !used.isOver else { throw APIRefusal.tooManyCalls(seconds: used.seconds) }
                if let scope = call.scope, !token.found.scopes.contains(scope) { throw APIRefusal.scope(scope) }
                let caller = try await caller(request, context, call, token.found.partner)
                response = ProblemDetails.json(try await handler(caller).text, status: 200)
                log(call, token.found.partner, response, context)
            } catch {
                failure = error
                response = refused(error, context)
            }
            if let found { note(found.partner, found.key, since: begin, response, failure, context) }
            if let standing {
                response.headers[.rateLimitPolicy] = standing.policy
                response.headers[.rateLimit] = standing.state
            }
            return response
        }
    }

    /// The answer to a refused request, with the headers that the refusal asks for.
    func refused(_ error: any Error, _ context: VisitorContext) -> Response {
        var response = form.refused(error, logger: context.logger, at: dependencies.realNow())
        context.logger.info(
            "a partner's request was refused",
            metadata: ["error": "\(type(of: error))", "status": "\(response.status)"]
        )
        switch error {
        case APIRefusal.tokenMissing: response.headers[.wwwAuthenticate] = Self.challenge
        case APIRefusal.tokenInvalid:
            response.headers[.wwwAuthenticate] = "\(Self.challenge), error=\"invalid_token\""
        case APIRefusal.scope(let scope):
            response.headers[.wwwAuthenticate] =
                "\(Self.challenge), error=\"insufficient_scope\", scope=\"\(scope.rawValue)\""
        case APIRefusal.tooManyCalls(let seconds): response.headers[.retryAfter] = String(seconds)
        case APIRefusal.keyInFlight: response.headers[.retryAfter] = "1"
        default:
            if let pause = RetryPause.seconds(error, response.status, at: dependencies.realNow()) {
                response.headers[.retryAfter] = String(pause)
            }
        }
        return response
    }

    /// When a request arrived.
    struct Begin: Sendable {
        let at: Instant
        let clock = ContinuousClock.now
    }

    /// Adds a call to the log at the partner's desk, which also says when each key was last used.
    func note(
        _ partner: Partner, _ key: ID<SigningKey>, since begin: Begin, _ response: Response, _ error: (any Error)?,
        _ context: VisitorContext
    ) {
        let passed = (ContinuousClock.now - begin.clock) / .milliseconds(1)
        dependencies.partnerCalls.note(
            PartnerCall(
                partner: partner.id, at: begin.at, route: context.coreContext.endpointPath.value ?? "",
                status: response.status.code, errorCode: error.map { form.code(of: $0) },
                milliseconds: Int64(max(0, passed)), request: String(context.requestID.prefix(40)), key: key))
    }

    private static let challenge = "Bearer realm=\"prakerja\""

    private func token(of request: Request) async throws -> (text: String, found: PartnerToken) {
        let words = (request.headers[.authorization] ?? "").split(separator: " ", maxSplits: 1)
        guard words.first?.lowercased() == "bearer", words.count == 2 else { throw APIRefusal.tokenMissing }
        let text = String(words[1]).trimmingWhitespace()
        // 43 characters of base64url: no other text is looked up.
        guard text.utf8.count <= Self.longestToken, !text.utf8.contains(0) else { throw APIRefusal.tokenInvalid }
        let (vault, now) = (dependencies.vault, dependencies.realNow())
        let found = try await dependencies.database.read { tx in
            try tx.partnerTokens.find(text, at: now, vault: vault)
        }
        guard let found else { throw APIRefusal.tokenInvalid }
        return (text, found)
    }

    private static let longestToken = 200

    private func caller(
        _ request: Request, _ context: VisitorContext, _ call: APICall, _ partner: Partner
    ) async throws -> TokenCaller {
        let id = context.parameters.get("id") ?? ""
        let (query, path) = (request.uri.query ?? "", request.uri.path)
        guard call.method == .post else {
            return TokenCaller(partner: partner, call: call, query: query, path: path, id: id)
        }
        let key = try CallKey.read(request.headers[.idempotencyKey] ?? "")
        if let input = call.input { try Self.check(request, is: input.mediaType) }
        let body = try await PartnerAuthenticator.body(
            of: request, within: dependencies.configuration.bodyPatience)
        return TokenCaller(partner: partner, call: call, query: query, path: path, id: id, body: body, key: key)
    }

    /// Throws `APIRefusal.mediaType` for a body of another type.
    static func check(_ request: Request, is mediaType: String) throws {
        let given = (request.headers[.contentType] ?? "").prefix { $0 != ";" }
        guard String(given).trimmingWhitespace().lowercased() == mediaType else {
            throw APIRefusal.mediaType(mediaType)
        }
    }

    private func log(_ call: APICall, _ partner: Partner, _ response: Response, _ context: VisitorContext) {
        context.logger.info(
            "a partner called", metadata: ["call": "\(call.name)", "partner": "\(partner.clientCode)"])
    }
}

/// Gives every answer under `/api` an id that is also in the log, also those for wrong addresses. No client's id is
/// taken over: it could be of a person.
struct APIRequestIDs: RouterMiddleware {
    func handle(
        _ request: Request, context: VisitorContext,
        next: (Request, VisitorContext) async throws -> Response
    ) async throws -> Response {
        guard PartnerAPI(meantBy: request.uri.path) != nil else { return try await next(request, context) }
        var response = try await next(request, context)
        let id = context.requestID
        response.headers[.requestID] = id
        response.headers[.otherRequestID] = id
        return response
    }
}
