import Crypto
import Foundation
import NIOConcurrencyHelpers

/// Keeps NIK, KK, account numbers and photos: sealed with AES-GCM under a key per column, found again by a keyed hash.
///
/// The associated data names table, column, row and key generation, so that one ciphertext cannot be put in another's
/// place.
struct Vault: Sendable {
    private let keys: DerivedKeys

    /// - Parameter master: 32 bytes from outside the database; losing them loses what they sealed.
    init(master: Data) {
        precondition(master.count == 32, "the master key is 32 bytes")
        keys = DerivedKeys(master: SymmetricKey(data: master))
    }

    func seal(_ plain: Data, table: String, column: String, row: Int64) throws -> Data {
        let box = try AES.GCM.seal(plain, using: key("\(table).\(column)"), authenticating: place(table, column, row))
        guard let combined = box.combined else { preconditionFailure("a standard nonce always combines") }
        return Data([Vault.generation]) + combined
    }

    /// Throws `VaultFault.unreadable` for anything not sealed for exactly this place.
    func open(_ sealed: Data, table: String, column: String, row: Int64) throws -> Data {
        guard sealed.first == Vault.generation else { throw VaultFault.unreadable }
        do {
            let box = try AES.GCM.SealedBox(combined: sealed.dropFirst())
            return try AES.GCM.open(box, using: key("\(table).\(column)"), authenticating: place(table, column, row))
        } catch {
            throw VaultFault.unreadable
        }
    }

    /// What a value is found by: HMAC-SHA256 under a key per purpose, so that a list of all NIKs cannot be tried
    /// against it.
    func lookup(_ canonical: String, purpose: String) -> Data {
        authenticationCode(of: Data(canonical.utf8), for: "lookup.\(purpose)")
    }

    /// HMAC-SHA256 under a key of its own for each use: cookies, form tokens, links.
    func authenticationCode(of content: Data, for use: String) -> Data {
        var code = keys.authentication(use)
        code.update(data: content)
        return Data(code.finalize())
    }

    /// A key of its own for a use that is none of these.
    func key(_ use: String) -> SymmetricKey {
        keys.key(use)
    }

    private func place(_ table: String, _ column: String, _ row: Int64) -> Data {
        Data("\(table).\(column)#\(row)v\(Vault.generation)".utf8)
    }

    /// The generation of the key, in front of every ciphertext, so that rotation can tell old from new.
    private static let generation: UInt8 = 1
}

/// The master's children, each derived once: deriving costs more than most of what a key is then used for. So does
/// taking a key in for HMAC; that, too, is done once and copied.
private final class DerivedKeys: Sendable {
    private let master: SymmetricKey
    private let known = NIOLockedValueBox<[String: SymmetricKey]>([:])
    private let begun = NIOLockedValueBox<[String: HMAC<SHA256>]>([:])

    init(master: SymmetricKey) {
        self.master = master
    }

    /// Uses are names that stand in our code, so there are some dozens of them.
    func key(_ use: String) -> SymmetricKey {
        known.withLockedValue { known in
            if let key = known[use] { return key }
            let key = HKDF<SHA256>.deriveKey(
                inputKeyMaterial: master, salt: Data("prakerja".utf8), info: Data(use.utf8), outputByteCount: 32)
            known[use] = key
            return key
        }
    }

    /// An authentication code under the key for `use` that nothing has been put into yet.
    func authentication(_ use: String) -> HMAC<SHA256> {
        if let code = begun.withLockedValue({ $0[use] }) { return code }
        let code = HMAC<SHA256>(key: key(use))
        begun.withLockedValue { $0[use] = code }
        return code
    }
}

extension Vault {
    func seal(_ text: String, table: String, column: String, row: Int64) throws -> Data {
        try seal(Data(text.utf8), table: table, column: column, row: row)
    }

    func openText(_ sealed: Data, table: String, column: String, row: Int64) throws -> String {
        String(decoding: try open(sealed, table: table, column: column, row: row), as: UTF8.self)
    }
}

enum VaultFault: Error {
    case unreadable
}

/// Equal in a time that does not tell where they differ.
func constantTimeEqual(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(into: UInt8(0)) { $0 |= $1.0 ^ $1.1 } == 0
}
