import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Programme
import Storage
import Testing

@testable import App

/// An answer of the modern API.
struct APIAnswer: Sendable {
    let status: Int
    let headers: HTTPFields
    let text: String
    let json: JSON

    init(_ response: TestResponse) {
        status = response.status.code
        headers = response.headers
        text = String(buffer: response.body)
        json = (try? JSONDecoder().decode(JSON.self, from: Data(text.utf8))) ?? .null
    }

    /// The text of a member; empty where there is none.
    subscript(name: String) -> String {
        guard case .text(let text)? = json[name] else { return "" }
        return text
    }

    /// The ids of a list's items, or what another member of theirs says.
    func items(_ name: String = "id") -> [String] {
        guard case .list(let items)? = json["items"] else { return [] }
        return items.compactMap {
            guard case .text(let text)? = $0[name] else { return nil }
            return text
        }
    }

    var hasMore: Bool { json["has_more"] == .flag(true) }

    /// The pointers or parameters of a problem.
    var faults: [String] {
        guard case .list(let faults)? = json["errors"] else { return [] }
        return faults.compactMap {
            guard case .text(let text)? = $0["pointer"] ?? $0["parameter"] else { return nil }
            return text
        }
    }
}

extension Market {
    static let formType = "application/x-www-form-urlencoded"

    /// Asks for a token with these credentials and this form.
    func askToken(
        _ client: String, _ secret: String, form: String = "grant_type=client_credentials", type: String = formType
    ) async throws -> APIAnswer {
        let basic = Data("\(client):\(secret)".utf8).base64EncodedString()
        return try await api(
            .post, Paths.apiToken, headers: [.authorization: "Basic \(basic)", .contentType: type], body: form)
    }

    func token(of partner: Partner, scope: String = "") async throws -> String {
        let form = "grant_type=client_credentials" + (scope.isEmpty ? "" : "&scope=\(scope.percentEncoded)")
        let answer = try await askToken(partner.clientCode, Self.key(partner), form: form)
        #expect(answer.status == 200, "\(answer.text)")
        return answer["access_token"]
    }

    func read(_ path: String, _ token: String) async throws -> APIAnswer {
        try await api(.get, path, headers: [.authorization: "Bearer \(token)"])
    }

    func act(
        _ path: String, _ token: String, _ body: String = "", key: String, type: String = "application/json"
    ) async throws -> APIAnswer {
        let headers: HTTPFields = [
            .authorization: "Bearer \(token)", .contentType: type, .idempotencyKey: key,
        ]
        return try await api(.post, path, headers: headers, body: body)
    }

    func api(
        _ method: HTTPRequest.Method, _ path: String, headers: HTTPFields = [:], body: String = ""
    ) async throws -> APIAnswer {
        APIAnswer(
            try await world.client.execute(
                uri: path, method: method, headers: headers, body: body.isEmpty ? nil : ByteBuffer(string: body)))
    }

    /// Another paid purchase with the same card, course and platform as the given one, paid now.
    func copySale(of original: ID<Purchase>, named name: String) async throws -> ID<Purchase> {
        let (id, now): (ID<Purchase>, Instant) = (world.dependencies.ids.next(), world.clock.now())
        let (invoice, transaction, redeem) = ("INV-\(name)", "TRX-\(name)", "RDM-\(name)")
        try await world.dependencies.database.transaction { tx in
            try tx.run(
                """
                INSERT INTO purchase (id, person_id, card_id, platform_id, course_id, schedule_id, platform_user, price,
                    state, attempt, hold_until, asked_at, paid_at, invoice_code, invoice_url, transaction_code,
                    redeem_code, fee_basis_points)
                SELECT \(id), person_id, card_id, platform_id, course_id, schedule_id, platform_user, price, 'posted',
                    attempt, hold_until, asked_at, \(now), \(invoice), invoice_url, \(transaction),
                    \(redeem), fee_basis_points
                FROM purchase
                WHERE id = \(original)
                """)
            try tx.purchases.noteSale(id)
        }
        return id
    }

    func bought(by who: Cardholder) async throws -> ID<Purchase> {
        let found = try await world.dependencies.database.read { try $0.purchases.of(who.person) }
        return try #require(found.first).id
    }
}

extension World {
    /// The header with a new token of the partner, given without the call for one, which is limited.
    func bearer(of partner: Partner) async throws -> String {
        let (text, now) = (dependencies.random.token(PartnerToken.bytes), dependencies.realNow())
        try await dependencies.database.transaction { [dependencies] tx in
            guard let key = try tx.partners.validKeys(of: partner.id, at: now, vault: dependencies.vault).first else {
                return
            }
            let token = PartnerToken(
                partner: partner, key: key.id, scopes: APIScope.all(of: partner.kind),
                expiresAt: now + PartnerToken.lifetime)
            try tx.partnerTokens.add(text, token, vault: dependencies.vault)
        }
        return "Bearer \(text)"
    }
}
