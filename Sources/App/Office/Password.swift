import CSodium
import Dispatch
import Foundation

/// Passwords of the office, kept as argon2id hashes (libsodium: 19 MiB, two passes, about 16 ms).
///
/// They are computed one at a time on a thread of their own: never on an event loop, and never with more memory than
/// one computation needs, however many people try at once.
enum Password {
    static let shortest = 12
    /// libsodium takes more; a limit keeps a form from being a job.
    static let longest = 200

    private static let passes: UInt64 = 2
    private static let memory = 19 * 1_024 * 1_024
    private static let queue = DispatchQueue(label: "password")

    static func hash(_ password: String) async throws -> String {
        try await run { try compute(password) }
    }

    /// Whether this is the password. Takes as long when there is no such officer.
    static func matches(_ password: String, hash: String?) async throws -> Bool {
        guard password.utf8.count <= longest else { return false }
        return try await run {
            let stored = try hash ?? decoy.get()
            let matches = crypto_pwhash_str_verify(stored, password, UInt64(password.utf8.count)) == 0
            return matches && hash != nil
        }
    }

    /// What an unknown name's password is compared with.
    private static let decoy = Result { try compute("nobody has this password") }

    private static func compute(_ password: String) throws -> String {
        guard sodium_init() >= 0 else { throw PasswordFault.unavailable }
        var text = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
        let status = crypto_pwhash_str_alg(
            &text, password, UInt64(password.utf8.count), passes, memory, crypto_pwhash_ALG_ARGON2ID13)
        guard status == 0 else { throw PasswordFault.outOfMemory }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    private static func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try work() }) }
        }
    }
}

enum PasswordFault: Error {
    case unavailable
    case outOfMemory
}
