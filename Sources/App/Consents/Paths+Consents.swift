import Programme

extension Paths {
    /// Where a partner sends the person's browser, as the contract has it.
    static let consent = "/consent-sso"
    /// With the partner's request.
    static func consent(query: String) -> String { "\(consent)?\(query)" }

    static let signInAuthorize = "/api/v1/oauth/authorize"
    static let signInToken = "/api/v1/oauth/token"
    static let signInRefresh = "/api/v1/oauth/token/refresh"
    static let signInProfile = "/api/v1/resource/user_profile"

    static let connectedSites = "/akun/situs"
    static let endConsent = Path<ID<SiteConsent>>("/akun/situs/{id}/akhiri")
}
