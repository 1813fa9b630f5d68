import Crypto
import Foundation

/// The digest of a secret that a partner's program keeps until it exchanges its code (RFC 7636): a code that another
/// program caught is worth nothing without the secret.
package struct CodeChallenge: Sendable, Equatable {
    package let text: String

    /// The one method that is accepted: with `plain` the secret would be in the browser's address.
    package static let method = "S256"
    /// Of a SHA-256 digest as base64url.
    private static let length = 43
    private static let verifierLengths: ClosedRange<Int> = 43...128

    package init(_ text: String, method: String) throws(SignInRefusal) {
        guard method == Self.method, text.utf8.count == Self.length, text.allSatisfy(Self.isPlain) else {
            throw .challenge
        }
        self.text = text
    }

    /// As stored.
    package init(stored text: String) { self.text = text }

    package func matches(_ verifier: String) -> Bool {
        guard Self.verifierLengths.contains(verifier.utf8.count), verifier.allSatisfy(Self.isPlain) else {
            return false
        }
        let (found, wanted) = (Array(Self.text(of: verifier).utf8), Array(text.utf8))
        guard found.count == wanted.count else { return false }
        return zip(found, wanted).reduce(into: UInt8(0)) { $0 |= $1.0 ^ $1.1 } == 0
    }

    package static func text(of verifier: String) -> String {
        Data(SHA256.hash(data: Data(verifier.utf8))).base64URL
    }

    private static func isPlain(_ letter: Character) -> Bool {
        letter.isASCII && (letter.isLetter || letter.isNumber || "-._~".contains(letter))
    }
}
