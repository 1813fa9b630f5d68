import Foundation
import HTTPTypes
import Hummingbird
import Programme
import Storage

/// Sign-in with Prakerja, for partners' programs: the address of the consent page, tokens and the profile.
struct SignInAPI: Sendable {
    let dependencies: Dependencies

    private typealias Handler = @Sendable (Request, VisitorContext) async throws -> Response

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        routes.get(Paths.signInAuthorize, use: answering(authorize))
        routes.post(Paths.signInToken, use: answering(token))
        routes.post(Paths.signInRefresh, use: answering(refresh))
        routes.get(Paths.signInProfile, use: answering(profile))
        return routes
    }

    private func answering(_ handler: @escaping Handler) -> Handler {
        { request, context in
            do {
                return try await handler(request, context)
            } catch {
                return ContractAnswers().answered(error, logger: context.logger, at: dependencies.realNow())
            }
        }
    }

    /// The address of the consent page for a signed request.
    @Sendable private func authorize(request: Request, context: VisitorContext) async throws -> Response {
        let wanted = try SignInRequest(request, client: request.query("client_id"))
        let client = try client(of: request)
        guard client == wanted.client else { throw SignInRefusal.unknownClient }
        let now = dependencies.realNow()
        let name = try await dependencies.database.read { [dependencies] tx in
            let site = try SignInPartner.find(client, in: tx, on: dependencies)
            let keys = try tx.partners.validKeys(of: site.id, at: now, vault: dependencies.vault)
            try SignInSignature(request, client: client).check(keys, at: now)
            try wanted.check(registered: site.partner.signInAddresses)
            return site.partner.name
        }
        let page = Paths.consent(query: wanted.query(name: name))
        return try ContractAnswers.signIn(ConsentAddress(url: dependencies.configuration.baseURL + page))
    }

    /// Tokens for a code. With a refresh token in the body it does the same as `refresh`: the portal's example sends
    /// it here.
    @Sendable private func token(request: Request, context: VisitorContext) async throws -> Response {
        let client = try client(of: request)
        let body = try PartnerBody(
            try await PartnerAuthenticator.body(of: request, within: dependencies.configuration.bodyPatience))
        guard let code = try body.optionalText("code"), !code.isEmpty else {
            return try await refresh(body, by: client, context)
        }
        let verifier = try body.optionalText("code_verifier")
        let redirect = try body.optionalText("redirect_uri")
        let issued = try await counting(context) { [dependencies] in
            try await dependencies.database.transaction { tx in
                let site = try SignInPartner.find(client, in: tx, on: dependencies)
                return try IssueTokens(dependencies: dependencies).exchange(
                    code, verifier: verifier, redirect: redirect, by: site, in: tx)
            }
        }
        return try ContractAnswers.signIn(SignInTokenAnswer(issued))
    }

    @Sendable private func refresh(request: Request, context: VisitorContext) async throws -> Response {
        let client = try client(of: request)
        return try await refresh(
            try PartnerBody(
                try await PartnerAuthenticator.body(of: request, within: dependencies.configuration.bodyPatience)),
            by: client, context)
    }

    private func refresh(_ body: PartnerBody, by client: String, _ context: VisitorContext) async throws -> Response {
        guard let token = try body.optionalText("token"), !token.isEmpty else {
            throw PartnerRefusal.missing(context.coreContext.endpointPath.value == Paths.signInToken ? "code" : "token")
        }
        let issued = try await counting(context) { [dependencies] in
            try await dependencies.database.transaction { tx in
                let site = try SignInPartner.find(client, in: tx, on: dependencies)
                return try IssueTokens(dependencies: dependencies).refresh(token, by: site, in: tx)
            }
        }
        return try ContractAnswers.signIn(SignInTokenAnswer(issued))
    }

    @Sendable private func profile(request: Request, context: VisitorContext) async throws -> Response {
        let client = try client(of: request)
        let token = bearer(request.headers[.authorization] ?? "")
        let (address, reading) = (context.address, ReadProfile(dependencies: dependencies))
        let profile = try await counting(context) { [dependencies] in
            let consent = try await dependencies.database.read { tx in
                let site = try SignInPartner.find(client, in: tx, on: dependencies)
                return try reading.consent(of: token, at: site, in: tx).id
            }
            // Outside the transaction, which may run twice.
            try dependencies.allowances.take(
                .profilesPerConsent, by: consent.description, at: dependencies.realNow())
            return try await dependencies.database.transaction { tx in
                let site = try SignInPartner.find(client, in: tx, on: dependencies)
                return try reading.read(token, by: site, from: address, in: tx)
            }
        }
        return try ContractAnswers.signIn(profile)
    }

    private func client(of request: Request) throws -> String {
        guard let client = request.headers[.signInClient], !client.isEmpty else { throw SignInRefusal.noClient }
        return client
    }

    /// The contract's sample has the bare token; clients of OAuth put `Bearer` before it.
    private func bearer(_ header: String) -> String {
        let parts = header.split(separator: " ")
        return parts.count == 2 && parts[0].lowercased() == "bearer" ? String(parts[1]) : header
    }

    /// Counts refused codes and tokens for each network address.
    private func counting<Value: Sendable>(
        _ context: VisitorContext, _ act: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await act()
        } catch let refusal as SignInRefusal where refusal == .unknownCode || refusal == .noUser {
            try context.allow(.refusedTokensPerAddress)
            throw refusal
        }
    }
}

private struct ConsentAddress: Encodable {
    let url: String

    enum CodingKeys: String, CodingKey { case url = "redirect_url" }
}

private struct SignInTokenAnswer: Encodable {
    let accessToken: String
    /// The moment when the access token ends, in seconds since 1970, as a text.
    let expiresIn: String
    let refreshToken: String
    let scope: String
    let tokenType = "Bearer"

    init(_ issued: IssuedTokens) {
        accessToken = issued.access
        expiresIn = String(issued.accessEndsAt.milliseconds / 1_000)
        refreshToken = issued.refresh
        scope = SignInScope.written(issued.scopes)
    }

    enum CodingKeys: String, CodingKey {
        case accessToken = "access_token"
        case expiresIn = "expires_in"
        case refreshToken = "refresh_token"
        case scope
        case tokenType = "token_type"
    }
}
