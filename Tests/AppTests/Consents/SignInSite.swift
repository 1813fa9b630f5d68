import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Programme
import Storage
import Testing

@testable import App

/// A platform at whose site people sign in with Prakerja, with its program and its browserless calls.
struct SignInSite: Sendable {
    let market: Market
    let partner: Partner

    static let redirect = "https://dp.example/masuk/kembali"
    static let login = "https://dp.example/masuk"

    var world: World { market.world }

    /// Registers the addresses as two officers' approval does.
    static func with(
        _ engine: Engine, _ body: @escaping @Sendable (SignInSite) async throws -> Void
    ) async throws {
        try await Market.with(engine) { market in
            let site = SignInSite(market: market, partner: market.platform)
            try await site.register([redirect, login])
            try await body(site)
        }
    }

    func register(_ addresses: [String]) async throws {
        try await world.dependencies.database.transaction { [world, partner] tx in
            try tx.partners.setSignInAddresses(addresses, of: partner.id)
            try tx.records.bind(
                .partners, partner.id, at: world.dependencies.realNow(), ids: world.dependencies.ids)
        }
    }

    // MARK: - The browser

    /// The consent page's address, with the usual values but for `fields`; an empty one is left out.
    func page(_ fields: [String: String] = [:]) -> String {
        let usual = [
            "client_id": partner.clientCode, "client_name": "Nama lain", "redirect_uri": Self.redirect,
            "login_uri": Self.login, "scope": "name notelp", "state": "s&1",
        ]
        let all = usual.merging(fields) { $1 }.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
        return Paths.consent(query: all.map { "\($0.key)=\($0.value.percentEncoded)" }.joined(separator: "&"))
    }

    /// Presses a button of the page.
    func answer(_ answer: String, _ browser: Visitor, _ fields: [String: String] = [:]) async throws -> Answer {
        try await browser.post(page(fields), [(ConsentPage.answerField, answer)])
    }

    /// Agrees, and reads the code in the address that the browser is sent to.
    func code(_ browser: Visitor, _ fields: [String: String] = [:]) async throws -> String {
        let answer = try await answer(ConsentPage.agreed, browser, fields)
        let match = try #require(answer.location?.firstMatch(of: /\?code=([^&]+)&state=/), "\(answer.text)")
        return String(match.1)
    }

    /// Agrees, and exchanges the code.
    func signedIn(_ browser: Visitor, _ fields: [String: String] = [:]) async throws -> PartnerReply {
        let tokens = try await token(["code": try await code(browser, fields)])
        #expect(tokens.status == 200, "\(tokens.text)")
        return tokens
    }

    // MARK: - The partner's program

    func token(
        _ fields: [String: String], at path: String = Paths.signInToken, as client: String? = nil
    ) async throws -> PartnerReply {
        let body = try JSONEncoder().encode(fields)
        var headers: HTTPFields = [.contentType: "application/json"]
        headers[.signInClient] = client ?? partner.clientCode
        return try await send(.post, path, headers, body)
    }

    func refresh(_ token: String) async throws -> PartnerReply {
        try await self.token(["token": token], at: Paths.signInRefresh)
    }

    func profile(_ access: String, as client: String? = nil) async throws -> PartnerReply {
        var headers: HTTPFields = [.authorization: access]
        headers[.signInClient] = client ?? partner.clientCode
        return try await send(.get, Paths.signInProfile, headers, nil)
    }

    /// - Parameter signsQuery: the contract does not say which of the two a program does.
    func authorize(
        signsQuery: Bool = true, key: String? = nil, after late: Span = .zero, _ fields: [String: String] = [:]
    ) async throws -> PartnerReply {
        let query = page(fields).split(separator: "?", maxSplits: 1)[1]
        let path = "\(Paths.signInAuthorize)?\(query)"
        let signature = PartnerSignature(
            clientCode: partner.clientCode, timestamp: String((world.clock.now() - late).milliseconds / 1_000),
            method: "GET", path: signsQuery ? path : Paths.signInAuthorize, body: Data())
        var headers = HTTPFields()
        headers[.signInClient] = partner.clientCode
        headers[.signInTimestamp] = signature.timestamp
        headers[.signInSignature] = signature.hex(key: Data((key ?? Market.key(partner)).utf8))
        return try await send(.get, path, headers, nil)
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, _ body: Data?
    ) async throws -> PartnerReply {
        let response = try await world.client.execute(
            uri: path, method: method, headers: headers, body: body.map { ByteBuffer(bytes: $0) })
        return try PartnerReply(
            status: response.status.code, body: Data(response.body.readableBytesView),
            retryAfter: response.headers[.retryAfter])
    }

    // MARK: - What is stored

    func consents(of person: ID<Account>) async throws -> [SiteConsent] {
        try await world.dependencies.database.read { try $0.consents.all(of: person, limit: 100).map(\.consent) }
    }
}
