import CSodium
import Dispatch
import Foundation
import NIOConcurrencyHelpers

/// Officers' passwords, stored as argon2id hashes (libsodium: 19 MiB, two passes, about 16 ms).
///
/// They are computed on two serial dispatch queues, one for recognised browsers and one for all others: never on an
/// event loop, and at most one at a time per queue, so that many attempts need no more memory. A check is refused when
/// its queue is full, and a flood of attempts does not delay officers in recognised browsers.
enum Password {
    static let shortest = 12
    /// libsodium accepts more; the limit bounds the work per form.
    static let longest = 200

    private static let passes: UInt64 = 2
    private static let memory = 19 * 1_024 * 1_024
    /// The queues for comparing passwords.
    enum Line: Sendable {
        /// Browsers in which the officer has signed in before.
        case known
        case strangers

        /// Most checks in one queue, including the one being computed: about half a second of work.
        static let mostWaiting = 32
    }

    private static let known = PasswordQueue(label: "password")
    private static let strangers = PasswordQueue(label: "password.strangers")

    static func hash(_ password: String) async throws -> String {
        try await known.run(most: .max) { try compute(password) }
    }

    /// Whether this is the password. Takes the same time when there is no such officer. Throws
    /// `OfficerSignInRefusal.busy` when the queue is full.
    static func matches(_ password: String, hash: String?, in line: Line) async throws -> Bool {
        guard password.utf8.count <= longest else { return false }
        return try await (line == .known ? known : strangers).run(most: Line.mostWaiting) {
            let stored = try hash ?? decoy.get()
            let matches = crypto_pwhash_str_verify(stored, password, UInt64(password.utf8.count)) == 0
            return matches && hash != nil
        }
    }

    /// The hash that an unknown name's password is compared with.
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

/// A serial queue of computations with the number waiting.
private final class PasswordQueue: Sendable {
    private let queue: DispatchQueue
    private let waiting = NIOLockedValueBox(0)

    init(label: String) {
        queue = DispatchQueue(label: label)
    }

    /// Throws `OfficerSignInRefusal.busy` when `most` are in the queue already.
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
