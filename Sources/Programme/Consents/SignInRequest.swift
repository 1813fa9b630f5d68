import Foundation

/// A partner's request to sign a person in at its site, as it stands in the address of the consent page.
package struct SignInRequest: Sendable, Equatable {
    /// The partner's client code.
    package let client: String
    /// Where the person returns to with a code.
    package let redirect: String
    /// Where the person returns to without one.
    package let failure: String
    package let scopes: [SignInScope]
    /// Returned unchanged, so that the partner can tell that the answer is to its own request.
    package let state: String
    package let challenge: CodeChallenge?

    /// Bytes of `state` at most.
    package static let longestState = 500

    /// - Parameters:
    ///   - challenge: empty where the partner sent none.
    ///   - method: of the challenge.
    package init(
        client: String, redirect: String, failure: String, scope: String, state: String, challenge: String = "",
        method: String = ""
    ) throws(SignInRefusal) {
        guard !client.isEmpty else { throw .noClient }
        guard !redirect.isEmpty else { throw .redirectNotRegistered }
        guard !failure.isEmpty else { throw .failureNotRegistered }
        guard !state.isEmpty, state.utf8.count <= Self.longestState, !state.utf8.contains(where: { $0 < 0x20 }) else {
            throw .state
        }
        self.client = client
        self.redirect = redirect
        self.failure = failure
        self.state = state
        scopes = try SignInScope.read(scope)
        self.challenge =
            challenge.isEmpty && method.isEmpty ? nil : try CodeChallenge(challenge, method: method)
    }

    /// Throws unless both addresses are registered, letter by letter.
    package func check(registered: [String]) throws(SignInRefusal) {
        guard registered.contains(redirect) else { throw .redirectNotRegistered }
        guard registered.contains(failure) else { throw .failureNotRegistered }
    }

    /// The query of the consent page for this request, in the contract's words.
    ///
    /// - Parameter name: the partner's, which the page does not read.
    package func query(name: String) -> String {
        var fields = [
            ("client_id", client), ("client_name", name), ("login_uri", failure), ("redirect_uri", redirect),
            ("scope", SignInScope.written(scopes)), ("state", state),
        ]
        if let challenge {
            fields += [("code_challenge", challenge.text), ("code_challenge_method", CodeChallenge.method)]
        }
        return Self.written(fields)
    }

    /// Back to the partner with the code.
    package func answered(with code: String) -> String {
        Self.address(redirect, [("code", code), ("state", state)])
    }

    /// Back to the partner without a code, as RFC 6749 names it.
    package var declined: String { Self.address(failure, [("error", "access_denied"), ("state", state)]) }

    private static func address(_ address: String, _ fields: [(String, String)]) -> String {
        "\(address)\(address.contains("?") ? "&" : "?")\(written(fields))"
    }

    private static func written(_ fields: [(String, String)]) -> String {
        fields.map { "\($0.0)=\(encoded($0.1))" }.joined(separator: "&")
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}

/// How long what a consent leads to is valid.
package enum SignInPeriod {
    /// From the consent until the partner has exchanged the code.
    package static let code = Span.seconds(60)
    package static let access = Span.hours(1)
    /// A refresh token that is not used for so long ends, and with it the partner's reading.
    package static let refresh = Span.days(30)
    /// A used code or refresh token that comes again within this time is a program that repeated its request: it is
    /// refused. Later it is a copy: all tokens of the same sign-in end.
    package static let repetition = Span.seconds(5)
}
