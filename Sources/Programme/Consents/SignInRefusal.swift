/// Why a person is not signed in at a partner's site, or the partner reads nothing.
package enum SignInRefusal: Refusal {
    /// The call names no partner.
    case noClient
    case unknownClient
    /// The access token is of no person: unknown, too old, or its consent has ended.
    case noUser
    /// The code or refresh token is unknown, used, too old, of another partner, or for another address.
    case unknownCode
    /// The partner is not active.
    case stopped
    /// The address to return to is none of the registered ones.
    case redirectNotRegistered
    /// The address after a failure is none of the registered ones.
    case failureNotRegistered
    case scope
    case state
    case challenge
    /// The code's request had a challenge, and the verifier is missing or another one's; or the reverse.
    case verifier

    package var code: String {
        switch self {
        case .noClient: "consents.no-client"
        case .unknownClient: "consents.unknown-client"
        case .noUser: "consents.no-user"
        case .unknownCode: "consents.unknown-code"
        case .stopped: "consents.stopped"
        case .redirectNotRegistered: "consents.redirect"
        case .failureNotRegistered: "consents.login"
        case .scope: "consents.scope"
        case .state: "consents.state"
        case .challenge: "consents.challenge"
        case .verifier: "consents.verifier"
        }
    }
}
