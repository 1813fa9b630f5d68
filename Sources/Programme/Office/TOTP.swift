import Crypto
import Foundation

/// An officer's authenticator code (RFC 6238: HMAC-SHA1, six digits, 30 seconds). Always on the real clock.
package struct TOTP: Sendable {
    package static let period: Int64 = 30
    /// How many steps a phone's clock may be fast or slow.
    package static let tolerance: Int64 = 1

    private let secret: Data

    package init(secret: Data) {
        self.secret = secret
    }

    package static func step(at now: Instant) -> Int64 {
        now.seconds / period
    }

    package func code(step: Int64, digits: Int = 6) -> String {
        var counter = Data()
        counter.append(bigEndian: UInt64(bitPattern: step))
        let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
        let offset = Int(mac[19] & 0x0f)
        let value = mac[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7fff_ffff
        let modulus = (0..<digits).reduce(UInt32(1)) { product, _ in product * 10 }
        return padded(Int(value % modulus), to: digits)
    }

    /// The step whose code this is, or nil. Steps up to `lastUsed` are refused, so that an observed code cannot be used
    /// again. Every step in range is computed, whichever matches.
    package func accept(_ typed: String, at now: Instant, lastUsed: Int64?) -> Int64? {
        let digits = Data(typed.filter { !$0.isWhitespace }.utf8)
        let current = TOTP.step(at: now)
        var accepted: Int64?
        for step in (current - TOTP.tolerance)...(current + TOTP.tolerance) {
            let matches = constantTimeEqual(Data(code(step: step).utf8), digits)
            if matches, step > lastUsed ?? .min { accepted = accepted ?? step }
        }
        return accepted
    }
}

/// Compares in constant time.
func constantTimeEqual(_ left: Data, _ right: Data) -> Bool {
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
}

extension Instant {
    var seconds: Int64 { milliseconds / 1_000 }
}
