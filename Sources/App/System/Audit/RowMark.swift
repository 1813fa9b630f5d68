import Foundation
import Programme

/// The keyed hash by which a row of `bound_record` is known as written by a process of this installation: an attacker
/// with the database's password can compute a record's digest, and cannot mark it. It covers the row's own id, so that a
/// digest of an earlier act cannot be put in again.
struct RowMark: Sendable {
    let vault: Vault

    /// Before each mark. Digests from before this version have none.
    static let prefix = "m1-"

    init(_ vault: Vault) {
        self.vault = vault
    }

    /// What `bound_record` stores for this digest of a record.
    func text(of digest: String, kind: String, record: Int64, row: Int64) -> String {
        let content = "\(kind):\(record):\(row):\(digest)"
        return Self.prefix + vault.authenticationCode(of: Data(content.utf8), for: "bound-record").hex
    }

    /// The code of a row of another table that only grows.
    ///
    /// - Parameter leaf: the row's columns, without a code.
    func code(of leaf: LogLeaf) -> Data { vault.authenticationCode(of: leaf.bytes, for: "row-code") }
}
