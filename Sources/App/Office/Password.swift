import CSodium
import Dispatch
import Foundation
import NIOConcurrencyHelpers

/// Passwords of the office, kept as argon2id hashes (libsodium: 19 MiB, two passes, about 16 ms).
///
/// They are computed one at a time on a thread of their own: never on an event loop, and never with more memory than
/// one computation needs, however many people try at once. Strangers wait in a line of their own, and a visitor who
/// finds a line full is told so: many tries at once cost a second, and keep no officer waiting whose browser is known.
enum Password {
    static let shortest = 12
    /// libsodium takes more; a limit keeps a form from being a job.
    static let longest = 200

    private static let passes: UInt64 = 2
    private static let memory = 19 * 1_024 * 1_024
    /// Who waits for a password to be compared.
    enum Line: Sendable {
        /// Browsers in which the officer signed in before.
        case known
        case strangers

        /// Passwords in one line, the one being compared included: about half a second's work.
        static let mostWaiting = 32
    }

    private static let known = PasswordLine(label: "password")
    private static let strangers = PasswordLine(label: "password.strangers")

    static func hash(_ password: String) async throws -> String {
        try await known.run(most: .max) { try compute(password) }
    }

    /// Whether this is the password. Takes as long when there is no such officer. Throws `OfficerSignInRefusal.busy`
    /// when the line is full.
    static func matches(_ password: String, hash: String?, in line: Line) async throws -> Bool {
        guard password.utf8.count <= longest else { return false }
        return try await (line == .known ? known : strangers).run(most: Line.mostWaiting) {
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
}

/// A thread that computes one after the other, and how many wait for it.
private final class PasswordLine: Sendable {
    private let queue: DispatchQueue
    private let waiting = NIOLockedValueBox(0)

    init(label: String) {
        queue = DispatchQueue(label: label)
    }

    /// Throws `OfficerSignInRefusal.busy` when `most` are waiting already.
    func run<Value: Sendable>(
        most: Int, _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        let fits = waiting.withLockedValue { waiting in
            guard waiting < most else { return false }
            waiting += 1
            return true
        }
        guard fits else { throw OfficerSignInRefusal.busy }
        defer { waiting.withLockedValue { $0 -= 1 } }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try work() }) }
        }
    }
}

enum PasswordFault: Error {
    case unavailable
    case outOfMemory
}
