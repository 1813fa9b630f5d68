import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Programme
import Storage

/// A request whose signature was verified. There is no other way to make one, so a handler that takes it cannot be
/// reached by a stranger.
struct PartnerContext: Sendable {
    let platform: Platform
    let partner: Partner
    /// The bytes as they came.
    let body: Data
    /// The value of `Authorization`, such as `Payment abc`; empty when there was none.
    let authorization: String
    let idempotencyKey: String
    let path: String

    fileprivate init(
        platform: Platform, partner: Partner, body: Data, authorization: String, idempotencyKey: String, path: String
    ) {
        self.platform = platform
        self.partner = partner
        self.body = body
        self.authorization = authorization
        self.idempotencyKey = idempotencyKey
        self.path = path
    }

    /// Throws `PartnerRefusal.wrongKind` when this call is not for such a partner.
    func require(_ kind: Partner.Kind) throws {
        guard partner.kind == kind else { throw PartnerRefusal.wrongKind }
    }
}

/// Why a partner is not let in, before any rule of the programme is asked.
enum PartnerRefusal: Refusal {
    /// Unknown client code or wrong signature: which of the two is not told.
    case badSignature
    case staleTimestamp
    case wrongKind
    case malformed
    case missing(String)
    /// A sum with sen.
    case fraction(String)
    /// A sum that is nothing, or outside of `Rupiah.written`.
    case sum(String)
    case tooLarge
    /// The newer API wants every request named.
    case keyRequired
    /// The key was used for another request.
    case keyReused

    var code: String {
        switch self {
        case .badSignature: "partners.signature"
        case .staleTimestamp: "partners.timestamp"
        case .wrongKind: "partners.wrong-kind"
        case .malformed: "partners.malformed"
        case .missing: "partners.missing"
        case .fraction: "partners.amount.fraction"
        case .sum: "partners.amount.out-of-range"
        case .tooLarge: "partners.too-large"
        case .keyRequired: "partners.idempotency-key.required"
        case .keyReused: "partners.idempotency-key.reused"
        }
    }
}

/// How an API says yes and no: the programme's own envelope of v1, or problem+json of v2.
protocol AnswerForm: Sendable {
    func refused(_ error: any Error, logger: Logger) -> Response
}

/// Lets partners in: reads the body, verifies the signature over its raw bytes, and turns refusals into answers.
struct PartnerDoor: Sendable {
    let platform: Platform
    let form: any AnswerForm

    static let bodyLimit = 64 * 1_024
    typealias Handler = @Sendable (PartnerContext) async throws -> Response

    /// A route's handler that runs `handler` for verified requests only.
    func signed(_ handler: @escaping Handler) -> @Sendable (Request, VisitorContext) async throws -> Response {
        { request, context in
            do {
                return try await handler(enter(request))
            } catch {
                return form.refused(error, logger: context.logger)
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
        let signature = PartnerSignature(
            clientCode: headers[.clientCode] ?? "", timestamp: headers[.timestamp] ?? "",
            method: request.method.rawValue,
            path: request.uri.path, authorization: headers[.authorization] ?? "", body: body)
        let vault = platform.vault
        let known = try await platform.database.read { tx in
            try tx.partners.signing(clientCode: signature.clientCode, vault: vault)
        }
        // A stranger's request is hashed too, so that the time of the answer does not tell which client codes exist.
        let matches = signature.matches(headers[.signature] ?? "", key: known?.key ?? Data("no partner".utf8))
        guard let known, matches else { throw PartnerRefusal.badSignature }
        guard signature.isTimely(at: platform.realNow()) else { throw PartnerRefusal.staleTimestamp }
        return PartnerContext(
            platform: platform, partner: known.partner, body: body, authorization: signature.authorization,
            idempotencyKey: headers[.idempotencyKey] ?? "", path: signature.path)
    }
}

extension HTTPField.Name {
    static let clientCode = partnerName("client_code")
    static let signature = partnerName("signature")
    static let timestamp = partnerName("timestamp")
    static let idempotencyKey = partnerName("Idempotency-Key")

    private static func partnerName(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is no header name") }
        return name
    }
}
