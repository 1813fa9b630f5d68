import Crypto
import Foundation
import NIOConcurrencyHelpers

/// Encrypts NIK, KK, account numbers and photos by AES-GCM with a key per column, and computes the keyed hashes by
/// which they are looked up.
///
/// The associated data names table, column, row and key generation, so that a ciphertext cannot be moved to another
/// row.
package struct Vault: Sendable {
    private let keys: DerivedKeys
    /// The kinds whose earlier records the process that holds this key may bind with it.
    let earlier: EarlierKinds
    /// Where a page that this key opens texts for notes one that it cannot open; nil for acts, which fail.
    private(set) var unreadable: UnreadableValues?

    /// - Parameter master: 32 bytes stored outside the database. Without them nothing they encrypted can be read.
    package init(master: Data) { self.init(master: master, earlier: EarlierKinds()) }

    init(master: Data, earlier: EarlierKinds) {
        precondition(master.count == 32, "the master key is 32 bytes")
        keys = DerivedKeys(master: SymmetricKey(data: master))
        self.earlier = earlier
    }

    /// For a page: a text that cannot be opened in its row is noted, and words stand in its place.
    func showing(_ unreadable: UnreadableValues) -> Vault {
        var vault = self
        vault.unreadable = unreadable
        return vault
    }

    /// For what must not be made of such words: digests and acts.
    var strict: Vault {
        var vault = self
        vault.unreadable = nil
        return vault
    }

    /// Encrypts a value for exactly this table, column and row. In `package` for the benchmarks, which load rows.
    ///
    /// - Parameter owner: the person of the row, where SQL must not give the row to another one.
    package func seal(
        _ plain: Data, table: String, column: String, row: Int64, owner: Int64? = nil
    ) throws -> Data {
        let box = try AES.GCM.seal(
            plain, using: key("\(table).\(column)"), authenticating: place(table, column, row, owner))
        guard let combined = box.combined else { preconditionFailure("a standard nonce always combines") }
        return Data([Vault.generation]) + combined
    }

    /// Throws `VaultFault.unreadable` unless the data was encrypted for exactly this table, column, row and owner.
    func open(_ sealed: Data, table: String, column: String, row: Int64, owner: Int64? = nil) throws -> Data {
        guard sealed.first == Vault.generation else { throw VaultFault.unreadable }
        do {
            let box = try AES.GCM.SealedBox(combined: sealed.dropFirst())
            return try AES.GCM.open(
                box, using: key("\(table).\(column)"), authenticating: place(table, column, row, owner))
        } catch {
            throw VaultFault.unreadable
        }
    }

    /// The keyed hash by which a value is looked up: HMAC-SHA256 with a key per purpose, so that the value cannot be
    /// found by hashing all possible NIKs.
    package func lookup(_ canonical: String, purpose: String) -> Data {
        authenticationCode(of: Data(canonical.utf8), for: "lookup.\(purpose)")
    }

    /// HMAC-SHA256 with a separate key per use: cookies, form tokens, links.
    func authenticationCode(of content: Data, for use: String) -> Data {
        var code = keys.authentication(use)
        code.update(data: content)
        return Data(code.finalize())
    }

    /// A separate key for any other use.
    func key(_ use: String) -> SymmetricKey {
        keys.key(use)
    }

    private func place(_ table: String, _ column: String, _ row: Int64, _ owner: Int64?) -> Data {
        Data("\(table).\(column)#\(row)v\(Vault.generation)\(owner.map { "@\($0)" } ?? "")".utf8)
    }

    /// The key generation, stored before every ciphertext, so that a rotation can tell old from new.
    private static let generation: UInt8 = 1
}

/// Keys derived from the master key, each once: deriving a key costs more than most of its uses. The initial HMAC
/// state, which is costly too, is computed once and copied.
private final class DerivedKeys: Sendable {
    private let master: SymmetricKey
    private let known = NIOLockedValueBox<[String: SymmetricKey]>([:])
    private let begun = NIOLockedValueBox<[String: HMAC<SHA256>]>([:])

    init(master: SymmetricKey) {
        self.master = master
    }

    /// Uses are literals in our code, so the cache has some dozens of entries.
    func key(_ use: String) -> SymmetricKey {
        known.withLockedValue { known in
            if let key = known[use] { return key }
            let key = HKDF<SHA256>.deriveKey(
                inputKeyMaterial: master, salt: Data("prakerja".utf8), info: Data(use.utf8), outputByteCount: 32)
            known[use] = key
            return key
        }
    }

    /// The HMAC state under the key for `use`, before any input.
    func authentication(_ use: String) -> HMAC<SHA256> {
        if let code = begun.withLockedValue({ $0[use] }) { return code }
        let code = HMAC<SHA256>(key: key(use))
        begun.withLockedValue { $0[use] = code }
        return code
    }
}

extension Vault {
    /// The same for a text.
    package func seal(_ text: String, table: String, column: String, row: Int64) throws -> Data {
        try seal(Data(text.utf8), table: table, column: column, row: row)
    }

    func openText(_ sealed: Data, table: String, column: String, row: Int64) throws -> String {
        String(decoding: try open(sealed, table: table, column: column, row: row), as: UTF8.self)
    }
}

enum VaultFault: Error, CustomStringConvertible {
    case unreadable

    var description: String {
        "a sealed value of the database cannot be opened: it was changed, or sealed with another master key"
    }
}

/// Compares in a time that does not depend on where the values differ.
func constantTimeEqual(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(into: UInt8(0)) { $0 |= $1.0 ^ $1.1 } == 0
}
