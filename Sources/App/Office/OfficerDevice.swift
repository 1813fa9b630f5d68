import Crypto
import Foundation
import Hummingbird
import Programme

/// A browser in which an officer signed in before: a mark in a cookie, good for this name alone. It opens nothing; tries
/// in this browser only count apart from those of strangers.
struct OfficerDevice: Sendable {
    /// How long a browser is known after signing in.
    static let lifetime = Span.days(180)
    private static let nonceBytes = 12
    private static let longest = 200

    /// Unlike any other browser's.
    let nonce: String
    /// What the cookie holds.
    let mark: String

    /// After signing in.
    init(name: String, at now: Instant, on platform: Platform) {
        nonce = platform.random.token(Self.nonceBytes)
        mark = "\(nonce).\(now.milliseconds).\(Self.code(nonce, "\(now.milliseconds)", name, platform.vault))"
    }

    /// From the cookie; nil for one that was made for another name, is too old or was never ours.
    init?(mark: String?, name: String, at now: Instant, on platform: Platform) {
        guard let mark, mark.utf8.count <= Self.longest else { return nil }
        let parts = mark.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let made = Int64(parts[1], in: 0...max(0, now.milliseconds)),
            now.milliseconds - made < Self.lifetime.milliseconds,
            constantTimeEqual(
                Data(parts[2].utf8), Data(Self.code(parts[0], parts[1], name, platform.vault).utf8))
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
