import Foundation
import Hummingbird
import Programme
import Storage

/// A request with a token that permits its call. Only `TokenAuthenticator` creates one.
struct TokenCaller: Sendable {
    let partner: Partner
    let call: APICall
    let query: String
    /// The path as it came.
    let path: String
    /// The raw bytes of the body of a POST; empty for a GET.
    let body: Data
    /// The `Idempotency-Key` without quotation marks; empty for a GET.
    let key: String
    private let id: String

    init(
        partner: Partner, call: APICall, query: String, path: String, id: String, body: Data = Data(), key: String = ""
    ) {
        self.partner = partner
        self.call = call
        self.query = query
        self.path = path
        self.body = body
        self.key = key
        self.id = id
    }

    /// The purchase that the path names. Throws `APIRefusal.noSuchPurchase` for what is no id.
    func purchase() throws -> ID<Purchase> {
        guard let purchase = ID<Purchase>(id) else { throw APIRefusal.noSuchPurchase }
        return purchase
    }

    /// The query's parameters; those that the call does not have are faults.
    func parameters() throws -> APIQuery {
        try APIQuery(query, knowing: call.parameters)
    }
}

/// The value of `Idempotency-Key`: a text in quotation marks, as the draft of the IETF has it, or bare.
enum CallKey {
    static let longest = 100

    /// Throws `PartnerRefusal.keyRequired` for none, one that is too long, or one with other than visible ASCII.
    static func read(_ header: String) throws -> String {
        var text = header.trimmingWhitespace()
        if text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") { text = String(text.dropFirst().dropLast()) }
        guard (1...longest).contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw PartnerRefusal.keyRequired
        }
        return text
    }
}
