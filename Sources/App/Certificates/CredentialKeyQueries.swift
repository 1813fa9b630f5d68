import Foundation
import Programme
import Storage

extension Transaction {
    var credentialKeys: CredentialKeyQueries { CredentialKeyQueries(tx: self) }
}

/// A key for credentials as stored.
struct CredentialKey: Sendable {
    /// From 1, in the order in which they were made.
    let id: ID<CredentialKey>
    /// 32 bytes.
    let publicKey: Data
    let sealed: Data
}

/// The installation's keys for credentials. The only writer of `credential_key`.
struct CredentialKeyQueries {
    let tx: Transaction

    /// The newest first, which signs.
    func all() throws -> [CredentialKey] {
        try tx.rows("SELECT id, public_key, sealed_key FROM credential_key ORDER BY id DESC").map { row in
            try CredentialKey(id: row["id"], publicKey: row["public_key"], sealed: row["sealed_key"])
        }
    }

    /// False where another process has made this one at the same moment.
    func add(_ key: CredentialKey, at now: Instant) throws -> Bool {
        try tx.run(
            """
            INSERT INTO credential_key (id, public_key, sealed_key, made_at)
            VALUES (\(key.id), \(key.publicKey), \(key.sealed), \(now))
            ON CONFLICT (id) DO NOTHING
            """) == 1
    }
}
