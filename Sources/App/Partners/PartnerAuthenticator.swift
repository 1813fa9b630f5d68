import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Programme
import Storage

/// A request with a verified signature. Only `PartnerAuthenticator` creates one, so a handler that takes it cannot be reached
/// without a signature.
struct PartnerContext: Sendable {
    let dependencies: Dependencies
    let partner: Partner
    /// The raw bytes of the body.
    let body: Data
    /// The `Authorization` header, such as `Payment abc`; empty when absent.
    let authorization: String
    let idempotencyKey: String
    let path: String

    fileprivate init(
        dependencies: Dependencies, partner: Partner, body: Data, authorization: String, idempotencyKey: String,
        path: String
    ) {
        self.dependencies = dependencies
        self.partner = partner
        self.body = body
        self.authorization = authorization
        self.idempotencyKey = idempotencyKey
        self.path = path
    }

    /// Throws `PartnerRefusal.wrongKind` unless the partner is of this kind.
    func require(_ kind: Partner.Kind) throws {
        guard partner.kind == kind else { throw PartnerRefusal.wrongKind }
    }
}

/// Why a partner's request is rejected before any rule of the programme applies.
enum PartnerRefusal: Refusal {
    /// Neither `client_code` nor `client-code` arrived, as behind a proxy that drops header names with an underscore.
    case noClientCode
    /// Unknown client code or wrong signature; the response does not say which.
    case badSignature
    /// The header is missing or empty.
    case noSignature
    case noTimestamp
    /// More than five minutes from our clock, or not in seconds; with our time.
    case staleTimestamp(ours: Instant)
    case wrongKind
    case malformed
    /// A JSON object has this key twice.
    case twice(String)
    case missing(String)
    /// An amount with sen.
    case fraction(String)
    /// An amount that is zero, negative or beyond `Rupiah.written`.
    case sum(String)
    case tooLarge
    /// The rest of the body did not arrive in time.
    case incomplete
    /// The v2 API requires an idempotency key.
    case keyRequired
    /// The key was used for another request.
    case keyReused

    /// The code of a request whose time is refused.
    static let timestamp = "partners.timestamp"

    var code: String {
        switch self {
        case .noClientCode: "partners.client-code"
        case .badSignature, .noSignature: "partners.signature"
        case .noTimestamp, .staleTimestamp: Self.timestamp
        case .wrongKind: "partners.wrong-kind"
        case .malformed: "partners.malformed"
        case .twice: "partners.twice"
        case .missing: "partners.missing"
        case .fraction: "partners.amount.fraction"
        case .sum: "partners.amount.out-of-range"
        case .tooLarge: "partners.too-large"
        case .incomplete: "partners.incomplete"
        case .keyRequired: "partners.idempotency-key.required"
        case .keyReused: "partners.idempotency-key.reused"
        }
    }
}

/// The format of an API's responses: the envelope of v1, or problem+json of v2.
protocol AnswerForm: Sendable {
    /// - Parameter now: by the real clock, for messages that say how long to wait.
    func refused(_ error: any Error, logger: Logger, at now: Instant) -> Response

    /// The code of the error in the response.
    func code(of error: any Error) -> String
}

extension AnswerForm {
    /// With the pause after which the request is worth repeating.
    func answered(_ error: any Error, logger: Logger, at now: Instant) -> Response {
        var response = refused(error, logger: logger, at: now)
        if let pause = RetryPause.seconds(error, response.status, at: now) {
            response.headers[.retryAfter] = String(pause)
        }
        return response
    }
}

/// Authenticates partners' requests: reads the body, verifies the signature over its raw bytes, and turns errors into
/// responses.
struct PartnerAuthenticator: Sendable {
    let dependencies: Dependencies
    let form: any AnswerForm

    static let bodyLimit = 64 * 1_024
    typealias Handler = @Sendable (PartnerContext) async throws -> Response

    /// Wraps `handler` so that it runs for verified requests only.
    func signed(_ handler: @escaping Handler) -> @Sendable (Request, VisitorContext) async throws -> Response {
        { request, context in
            var entered = Entered(at: dependencies.realNow(), clock: .now)
            do {
                let response = try await handler(enter(request, &entered))
                note(entered, response.status.code, nil, context)
                return response
            } catch {
                let response = form.answered(error, logger: context.logger, at: dependencies.realNow())
                note(entered, response.status.code, error, context)
                return response
            }
        }
    }

    /// What is known of a request so far, for the partner's log.
    private struct Entered {
        let at: Instant
        let clock: ContinuousClock.Instant
        /// Nil before a known partner's code was read.
        var partner: ID<Partner>?
        var key: ID<SigningKey>?
        var signature: PartnerSignature?
        var given = ""

        init(at: Instant, clock: ContinuousClock.Instant) {
            (self.at, self.clock) = (at, clock)
        }
    }

    /// Adds the call to those that wait to be written.
    private func note(_ entered: Entered, _ status: Int, _ error: (any Error)?, _ context: VisitorContext) {
        guard let partner = entered.partner else { return }
        let route = context.coreContext.endpointPath.value ?? ""
        let passed = (ContinuousClock.now - entered.clock) / .milliseconds(1)
        var call = PartnerCall(
            partner: partner, at: entered.at, route: route, status: status,
            errorCode: error.map { form.code(of: $0) }, milliseconds: Int64(max(0, passed)),
            request: String(context.requestID.prefix(40)))
        let isLate = (error as? PartnerRefusal)?.code == PartnerRefusal.timestamp
        call.key = isLate ? nil : entered.key
        if call.key == nil, let signature = entered.signature {
            let sent = Int64(signature.timestamp, in: 0...100_000_000_000)
            call.refused = PartnerCall.Refused(
                text: PartnerCallText.signed(signature, route: route),
                signature: String(
                    entered.given.filter { $0.isASCII && $0.isHexDigit }.prefix(PartnerCall.Refused.shown)),
                bodyBytes: signature.body.count,
                clockSeconds: sent.map { Int($0 - entered.at.milliseconds / 1_000) })
        }
        dependencies.partnerCalls.note(call)
    }

    /// The bytes of a request's body.
    ///
    /// Throws `PartnerRefusal.tooLarge`, `.malformed` for a body that violates HTTP, and `.incomplete` when less arrives
    /// within `patience` than was announced: the client learns so before its own connection is closed as idle.
    static func body(of request: Request, within patience: Duration) async throws -> Data {
        try await withThrowingTaskGroup(of: Data?.self) { group in
            group.addTask { try await whole(request.body) }
            group.addTask {
                try await Task.sleep(for: patience)
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let body = first else { throw PartnerRefusal.incomplete }
            return body
        }
    }

    private static func whole(_ body: RequestBody) async throws -> Data {
        do {
            return Data(try await body.collect(upTo: bodyLimit).readableBytesView)
        } catch is NIOTooManyBytesError {
            throw PartnerRefusal.tooLarge
        } catch  where error.isBrokenBody {
            throw PartnerRefusal.malformed
        }
    }

    private func enter(_ request: Request, _ entered: inout Entered) async throws -> PartnerContext {
        let body = try await Self.body(of: request, within: dependencies.configuration.bodyPatience)
        let headers = request.headers
        guard let clientCode = headers[.clientCode] ?? headers[.dashedClientCode], !clientCode.isEmpty else {
            throw PartnerRefusal.noClientCode
        }
        let signature = PartnerSignature(
            clientCode: clientCode, timestamp: headers[.timestamp] ?? "",
            method: request.method.rawValue,
            path: request.uri.path, authorization: headers[.authorization] ?? "", body: body)
        let (vault, now) = (dependencies.vault, dependencies.realNow())
        let given = headers[.signature] ?? ""
        let (known, used) = try await dependencies.database.read { [dependencies] tx in
            let known = try tx.partners.signing(clientCode: signature.clientCode, at: now, vault: vault)
            let used = Self.key(among: known?.keys ?? [], of: signature, given)
            if let known, used != nil { try dependencies.requireOwn(known.keys, of: known.partner.id, in: tx) }
            return (known, used)
        }
        (entered.partner, entered.key) = (known?.partner.id, used?.id)
        (entered.signature, entered.given) = (signature, given)
        guard let known, let used else {
            if given.isEmpty { throw PartnerRefusal.noSignature }
            throw signature.timestamp.isEmpty ? PartnerRefusal.noTimestamp : PartnerRefusal.badSignature
        }
        if let end = used.endsAt {
            dependencies.logger.info(
                "a partner signed with its earlier key",
                metadata: ["partner": "\(known.partner.clientCode)", "key": "\(used.id)", "ends": "\(end)"])
        }
        guard signature.isTimely(at: now) else {
            throw signature.timestamp.isEmpty ? PartnerRefusal.noTimestamp : .staleTimestamp(ours: now)
        }
        return PartnerContext(
            dependencies: dependencies, partner: known.partner, body: body, authorization: signature.authorization,
            idempotencyKey: headers[.idempotencyKey] ?? "", path: signature.path)
    }

    /// The key that the signature was made with. As many signatures are computed for an unknown client code as for one
    /// with two keys, so that response times do not reveal which codes exist.
    static func key(among keys: [SigningKey], of signature: PartnerSignature, _ given: String) -> SigningKey? {
        let tried = keys.prefix(Self.mostKeys)
        var found: SigningKey?
        for key in tried where signature.matches(given, key: key.key) { found = found ?? key }
        for _ in tried.count..<Self.mostKeys { _ = signature.matches(given, key: Data("no partner".utf8)) }
        return found
    }

    /// Keys of one partner that are accepted at the same time.
    static let mostKeys = 2
}

extension HTTPField.Name {
    static let clientCode = partnerName("client_code")
    /// The same for clients behind a proxy that drops names with an underscore.
    static let dashedClientCode = partnerName("client-code")
    static let signature = partnerName("signature")
    static let timestamp = partnerName("timestamp")
    static let idempotencyKey = partnerName("Idempotency-Key")
    static let requestID = partnerName("Request-Id")
    /// The same under the name that most proxies log.
    static let otherRequestID = partnerName("X-Request-Id")
    static let rateLimit = partnerName("RateLimit")
    static let rateLimitPolicy = partnerName("RateLimit-Policy")

    static func partnerName(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is no header name") }
        return name
    }
}
