import Foundation
import Programme

/// The system's random generator as a value, so that functions that need randomness declare it in their signature.
struct RandomSource: Sendable {
    func bytes(_ count: Int) -> Data {
        var generator = SystemRandomNumberGenerator()
        var bytes = Data(capacity: count + 8)
        while bytes.count < count { withUnsafeBytes(of: generator.next()) { bytes.append(contentsOf: $0) } }
        return bytes.prefix(count)
    }

    /// Random decimal digits, each equally likely.
    func digits(_ count: Int) -> String {
        pick(count, from: "0123456789")
    }

    /// Random characters of `alphabet`, each equally likely.
    func pick(_ count: Int, from alphabet: String) -> String {
        var generator = SystemRandomNumberGenerator()
        let letters = Array(alphabet)
        return String((0..<count).map { _ in letters[Int.random(in: letters.indices, using: &generator)] })
    }

    /// Random base64url without padding, for cookies, links and tokens. 32 bytes are 43 characters.
    func token(_ byteCount: Int = 32) -> String {
        bytes(byteCount).base64URL
    }
}
