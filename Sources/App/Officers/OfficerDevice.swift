import Crypto
import Foundation
import Hummingbird
import Programme

/// A browser in which an officer has signed in before: a signed cookie, valid for this sign-in name. It grants no
/// access; attempts from this browser are only counted separately from others'.
struct OfficerDevice: Sendable {
    /// How long a browser is recognised after a sign-in.
    static let lifetime = Span.days(180)
    private static let nonceBytes = 12
    private static let longest = 200

    /// Unique per browser.
    let nonce: String
    /// The cookie's value.
    let mark: String

    /// Created after a sign-in.
    init(name: String, at now: Instant, on dependencies: Dependencies) {
        nonce = dependencies.random.token(Self.nonceBytes)
        mark = "\(nonce).\(now.milliseconds).\(Self.code(nonce, "\(now.milliseconds)", name, dependencies.vault))"
    }

    /// From the cookie; nil for one made for another name, too old or not issued by us.
    init?(mark: String?, name: String, at now: Instant, on dependencies: Dependencies) {
        guard let mark, mark.utf8.count <= Self.longest else { return nil }
        let parts = mark.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let made = Int64(parts[1], in: 0...max(0, now.milliseconds)),
            now.milliseconds - made < Self.lifetime.milliseconds,
            constantTimeEqual(
                Data(parts[2].utf8), Data(Self.code(parts[0], parts[1], name, dependencies.vault).utf8))
        else { return nil }
        (nonce, self.mark) = (parts[0], mark)
    }

    private static func code(_ nonce: String, _ made: String, _ name: String, _ vault: Vault) -> String {
        vault.authenticationCode(of: Data("\(nonce).\(made).\(name)".utf8), for: "office-device").base64URL
    }

    static func cookieName(secure: Bool) -> String { secure ? "__Host-perangkat" : "perangkat" }

    func cookie(secure: Bool) -> Cookie {
        Cookie(
            name: Self.cookieName(secure: secure), value: mark, maxAge: Int(Self.lifetime.seconds), path: "/",
            secure: secure, httpOnly: true, sameSite: .lax)
    }
}
