import HTTPTypes
import Hummingbird
import Programme

/// The call by which a partner gets a token: client credentials, RFC 6749, section 4.4.
struct TokenAPI: Sendable {
    let dependencies: Dependencies
    let counts: CallCounts

    private static let mediaType = "application/x-www-form-urlencoded"
    private static let grantType = "client_credentials"
    private static let mostFields = 20

    var calls: [APICall] {
        [
            APICall(
                name: "getToken", method: .post, path: Paths.apiToken,
                title: Bilingual(id: "Ambil token", en: "Get a token"),
                meaning: Bilingual(
                    id:
                        "Client credentials OAuth 2.0 (RFC 6749, bagian 4.4). Kirim HTTP Basic dengan kode klien dan salah "
                        + "satu kunci yang berlaku. Token berlaku satu jam, dan tidak lebih lama dari kuncinya. "
                        + "Penolakan kode, kunci, dan isian berbentuk seperti bagian 5.2; jenis isi, ukuran, dan batas dijawab "
                        + "`application/problem+json`.",
                    en: "Client credentials of OAuth 2.0 (RFC 6749, section 4.4): HTTP Basic with the client code and "
                        + "one of the keys that are accepted now. The token is valid for an hour, and no longer than "
                        + "its key. Refusals of code, key and fields have the form of section 5.2; those of type, size and limits "
                        + "are `application/problem+json`."),
                access: .client,
                input: APIInput(
                    mediaType: Self.mediaType, object: Self.request,
                    example: ["grant_type": .text(Self.grantType), "scope": "purchases:read"]),
                output: .of(TokenAnswer.self), handler: .plain(token))
        ]
    }

    private static let request = APIObject(
        name: "TokenRequest",
        fields: [
            APIField("grant_type", .choice([grantType]), id: "Selalu sama.", en: "Always the same."),
            APIField(
                "scope", .text(longest: 200), required: false,
                id: "Izin, dipisah satu spasi. Bila dikosongkan: semua izin untuk jenis mitra itu.",
                en: "Scopes separated by single spaces; all of the partner's kind where it is left out."),
        ], isOpen: true)

    @Sendable private func token(_ request: Request, _ context: VisitorContext) async throws -> Response {
        let authenticator = TokenAuthenticator(dependencies: dependencies, counts: counts)
        let (now, address) = (dependencies.realNow(), context.address)
        let named = BasicCredentials(request.headers[.authorization] ?? "")?.name ?? ""
        let client = "\(address) \(named.prefix(ClientCode.lengths.upperBound))"
        let begin = TokenAuthenticator.Begin(at: now)
        let response: Response
        var (owner, failure): (Owner?, (any Error)?) = (nil, nil)
        do {
            try counts.checkRoom(.addressRefusals, for: address, at: now)
            try counts.checkRoom(.refusals, for: client, at: now)
            try TokenAuthenticator.check(request, is: Self.mediaType)
            let body = try await PartnerAuthenticator.body(
                of: request, within: dependencies.configuration.bodyPatience)
            response = try await answer(to: request, String(decoding: body, as: UTF8.self), &owner)
        } catch let refusal as TokenRefusal {
            if refusal == .client {
                _ = counts.take(.refusals, by: client, at: now)
                _ = counts.take(.addressRefusals, by: address, at: now)
            }
            failure = refusal
            response = try refused(refusal)
        } catch {
            failure = error
            response = authenticator.refused(error, context)
        }
        if let owner { authenticator.note(owner.partner, owner.key.id, since: begin, response, failure, context) }
        return response
    }

    private typealias Owner = (partner: Partner, key: SigningKey)

    /// - Parameter owner: receives the partner once its credentials are right.
    private func answer(to request: Request, _ body: String, _ owner: inout Owner?) async throws -> Response {
        guard let fields = try? URLEncoded.parse(body, limit: Self.mostFields) else {
            throw TokenRefusal.request("grant_type")
        }
        guard let grants = fields["grant_type"], grants.count == 1, !grants[0].isEmpty else {
            throw TokenRefusal.request("grant_type")
        }
        let scopes = fields["scope"] ?? []
        guard scopes.count <= 1 else { throw TokenRefusal.request("scope") }
        guard grants == [Self.grantType] else { throw TokenRefusal.grantType }
        guard let client = BasicCredentials(request.headers[.authorization] ?? "") else { throw TokenRefusal.client }
        let issuing = IssueToken(dependencies: dependencies)
        let (partner, key) = try await issuing.owner(of: client)
        owner = (partner, key)
        try counts.check(.tokens, by: "\(partner.id)", at: dependencies.realNow())
        let (text, token) = try await issuing.issue(to: partner, by: key, scope: scopes.first ?? "")
        let answer = TokenAnswer(
            accessToken: text, tokenType: "Bearer",
            expiresIn: Int((token.expiresAt - dependencies.realNow()).seconds), scope: APIScope.text(token.scopes))
        return ProblemDetails.json(try APIText.write(answer), status: 200)
    }

    private func refused(_ refusal: TokenRefusal) throws -> Response {
        let error = TokenError(
            error: refusal.code, errorDescription: refusal.description,
            errorUri: dependencies.configuration.baseURL + Paths.apiPage)
        var response = ProblemDetails.json(try APIText.write(error), status: 200)
        response.status = refusal == .client ? .unauthorized : .badRequest
        if refusal == .client { response.headers[.wwwAuthenticate] = "Basic realm=\"prakerja\", charset=\"UTF-8\"" }
        return response
    }
}

/// The answer of RFC 6749, section 5.1.
struct TokenAnswer: APIValue {
    let accessToken: String
    let tokenType: String
    let expiresIn: Int
    let scope: String

    static let object = APIObject(
        name: "Token",
        fields: [
            APIField(
                "access_token", .text(), id: "Kirim sebagai `Authorization: Bearer …`.",
                en: "Send it as `Authorization: Bearer …`."),
            APIField("token_type", .choice(["Bearer"]), id: "Selalu sama.", en: "Always the same."),
            APIField("expires_in", .integer(in: 0...3_600), id: "Dalam detik.", en: "Seconds."),
            APIField(
                "scope", .text(), id: "Izin pada token, dipisah spasi.",
                en: "The scopes that the token has, separated by spaces."),
        ])

    static let example = TokenAnswer(
        accessToken: "q1cW3zqGv0nJ5dYx7m2kq9Q8oXh4uE6rT1bA0sPfLwY", tokenType: "Bearer", expiresIn: 3_600,
        scope: "purchases:read courses:read")
}

/// The answer of RFC 6749, section 5.2.
struct TokenError: APIValue {
    let error: String
    let errorDescription: String
    let errorUri: String

    static let object = APIObject(
        name: "TokenError",
        fields: [
            APIField(
                "error", .choice(["invalid_request", "invalid_client", "unsupported_grant_type", "invalid_scope"]),
                id: "Kode RFC 6749, bagian 5.2.", en: "The code of RFC 6749, section 5.2."),
            APIField("error_description", .text(), id: "Dalam bahasa Inggris.", en: "English."),
            APIField("error_uri", .text(format: "uri"), id: "Halaman API ini.", en: "The page of this API."),
        ])

    static let example = TokenError(
        error: TokenRefusal.client.code, errorDescription: TokenRefusal.client.description,
        errorUri: "https://prakerja.example" + Paths.apiPage)
}
