import Foundation
import Programme
import Storage

extension Transaction {
    var masterKeys: MasterKeyQueries { MasterKeyQueries(tx: self) }
}

/// The mark of the master key this database was encrypted with. The only writer of `master_key`.
struct MasterKeyQueries {
    let tx: Transaction

    /// The mark of the key in use; nil in a new database, or one from before marks were stored.
    func mark() throws -> Data? {
        try tx.row("SELECT mark FROM master_key WHERE id = 1")?["mark"]
    }

    /// Stores the mark unless there is one; the first one stays.
    func note(_ mark: Data, at now: Instant) throws {
        try tx.send(
            """
            INSERT INTO master_key (id, mark, noted_at)
            VALUES (1, \(mark), \(now))
            ON CONFLICT (id) DO NOTHING
            """)
    }

    /// Whether the database has data that a new key could not decrypt: accounts, officers or partners.
    func holdsSealed() throws -> Bool {
        try tx.row(
            """
            SELECT 1 AS found
            WHERE EXISTS (SELECT 1 FROM account_contact)
                OR EXISTS (SELECT 1 FROM officer)
                OR EXISTS (SELECT 1 FROM partner)
            """) != nil
    }

    /// Whether `vault` decrypts data from before marks were stored: an officer's secret and a partner's key.
    func opensOldest(_ vault: Vault) throws -> Bool {
        let oldest = [
            (try tx.row("SELECT id, totp_secret AS sealed FROM officer ORDER BY id LIMIT 1"), "officer", "totp_secret"),
            (try tx.row("SELECT id, sign_key AS sealed FROM partner_key ORDER BY id LIMIT 1"), "partner", "sign_key"),
        ]
        for (row, table, column) in oldest {
            guard let row else { continue }
            let (id, sealed): (Int64, Data) = (try row["id"], try row["sealed"])
            guard (try? vault.open(sealed, table: table, column: column, row: id)) != nil else { return false }
        }
        return true
    }
}
