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
    case staleTimestamp
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
    /// The v2 API requires an idempotency key.
    case keyRequired
    /// The key was used for another request.
    case keyReused

    var code: String {
        switch self {
        case .noClientCode: "partners.client-code"
        case .badSignature: "partners.signature"
        case .staleTimestamp: "partners.timestamp"
        case .wrongKind: "partners.wrong-kind"
        case .malformed: "partners.malformed"
        case .twice: "partners.twice"
        case .missing: "partners.missing"
        case .fraction: "partners.amount.fraction"
        case .sum: "partners.amount.out-of-range"
        case .tooLarge: "partners.too-large"
        case .keyRequired: "partners.idempotency-key.required"
        case .keyReused: "partners.idempotency-key.reused"
        }
    }
}

/// The format of an API's responses: the envelope of v1, or problem+json of v2.
protocol AnswerForm: Sendable {
    func refused(_ error: any Error, logger: Logger) -> Response
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
            do {
                return try await handler(enter(request))
            } catch {
                var response = form.refused(error, logger: context.logger)
                if let pause = RetryPause.seconds(error, response.status, at: dependencies.realNow()) {
                    response.headers[.retryAfter] = String(pause)
                }
                return response
            }
        }
    }

    private func enter(_ request: Request) async throws -> PartnerContext {
        let body: Data
        do {
            body = Data(try await request.body.collect(upTo: Self.bodyLimit).readableBytesView)
        } catch is NIOTooManyBytesError {
            throw PartnerRefusal.tooLarge
        } catch  where error.isBrokenBody {
            throw PartnerRefusal.malformed
        }
        let headers = request.headers
        guard let clientCode = headers[.clientCode] ?? headers[.dashedClientCode], !clientCode.isEmpty else {
            throw PartnerRefusal.noClientCode
        }
        let signature = PartnerSignature(
            clientCode: clientCode, timestamp: headers[.timestamp] ?? "",
            method: request.method.rawValue,
            path: request.uri.path, authorization: headers[.authorization] ?? "", body: body)
        let (vault, now) = (dependencies.vault, dependencies.realNow())
        let known = try await dependencies.database.read { tx in
            try tx.partners.signing(clientCode: signature.clientCode, at: now, vault: vault)
        }
        let used = Self.key(among: known?.keys ?? [], of: signature, headers[.signature] ?? "")
        guard let known, let used else {
            throw PartnerRefusal.badSignature
        }
        if let end = used.endsAt {
            dependencies.logger.info(
                "a partner signed with its earlier key",
                metadata: ["partner": "\(known.partner.clientCode)", "key": "\(used.id)", "ends": "\(end)"])
        }
        guard signature.isTimely(at: dependencies.realNow()) else { throw PartnerRefusal.staleTimestamp }
        return PartnerContext(
            dependencies: dependencies, partner: known.partner, body: body, authorization: signature.authorization,
            idempotencyKey: headers[.idempotencyKey] ?? "", path: signature.path)
    }

    /// The key that the signature was made with. As many signatures are computed for an unknown client code as for one
    /// with two keys, so that response times do not reveal which codes exist.
    private static func key(among keys: [SigningKey], of signature: PartnerSignature, _ given: String) -> SigningKey? {
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

    private static func partnerName(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is no header name") }
        return name
    }
}
