import Foundation
import HTTPTypes
import Hummingbird
import Programme

/// The signature of the request for the consent page's address. The contract does not say whether the query is signed:
/// both forms are accepted.
struct SignInSignature: Sendable {
    private let forms: [PartnerSignature]
    private let given: String

    init(_ request: Request, client: String) {
        let path = request.uri.path
        let query = request.uri.query.map { "?\($0)" } ?? ""
        forms = [path + query, path].map { path in
            PartnerSignature(
                clientCode: client, timestamp: request.headers[.signInTimestamp] ?? "", method: "GET", path: path,
                body: Data())
        }
        given = request.headers[.signInSignature] ?? ""
    }

    func check(_ keys: [SigningKey], at now: Instant) throws(PartnerRefusal) {
        let used = forms.map { PartnerAuthenticator.key(among: keys, of: $0, given) }
        guard used.contains(where: { $0 != nil }) else {
            throw given.isEmpty ? PartnerRefusal.noSignature : .badSignature
        }
        guard forms.allSatisfy({ $0.isTimely(at: now) }) else { throw .staleTimestamp(ours: now) }
    }
}

extension SignInRequest {
    /// As it stands in the query.
    ///
    /// - Parameter client: the client code.
    init(_ request: Request, client: String) throws(SignInRefusal) {
        try self.init(
            client: client, redirect: request.query("redirect_uri"), failure: request.query("login_uri"),
            scope: request.query("scope"), state: request.query("state"),
            challenge: request.query("code_challenge"), method: request.query("code_challenge_method"))
    }
}

extension HTTPField.Name {
    static let signInClient = partnerName("X-Client-Id")
    static let signInSignature = partnerName("X-Signature")
    static let signInTimestamp = partnerName("X-Timestamp")
}
