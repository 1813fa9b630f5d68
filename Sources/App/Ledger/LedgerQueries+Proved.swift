import Foundation
import Programme
import Storage

/// The balance of an account, added up from its own postings: what its row says is changed by one statement of SQL. For
/// accounts with few postings, as those of a card and of a purchase.
extension LedgerQueries {
    /// Postings that are read of a card or a purchase, which have a handful. Of more the balance is not known.
    static let mostPostings = 1_000

    /// Nil where the row says another balance, a posting was put in or changed by other means than the ledger, or a sealed
    /// entry is gone.
    ///
    /// - Parameter most: postings that are read.
    func proved(
        _ code: LedgerAccount.Code, most: Int = LedgerQueries.mostPostings, vault: Vault
    ) throws -> ProvedAccount? {
        guard case .proved(let account) = try proof(of: code, most: most, vault: vault) else { return nil }
        return account
    }

    /// What the account's own postings, and the sealed entries that it must have, say of it.
    ///
    /// All are read in one statement, so that an entry that is written meanwhile is in each or in none.
    /// The postings are read in the order of the account's index and with a limit: while most of all come from a few
    /// accounts, as before the first sales, PostgreSQL would read the whole table otherwise.
    ///
    /// - Parameter most: postings that are read.
    func proof(
        of code: LedgerAccount.Code, most: Int = LedgerQueries.mostPostings, vault: Vault
    ) throws -> AccountProof {
        let rows = try lines(of: code, most: most)
        var (balance, sum) = (Balance(posted: .zero), Rupiah.zero)
        var (postings, sealed): ([StoredPosting], Set<ID<JournalEntry>>) = ([], [])
        var gone: Set<ID<JournalEntry>> = []
        for row in rows {
            let entry: ID<JournalEntry>? = try row["entry_id"]
            if let due: ID<JournalEntry> = try row["sealed"] {
                sealed.insert(due)
                if entry == nil { gone.insert(due) }
                continue
            }
            guard entry != nil else {
                balance = try Balance(posted: row["posted"], held: row["held"])
                continue
            }
            guard let posting = try StoredPosting(row) else { return .differs }
            if posting.value.to == code { sum += posting.value.amount } else { sum -= posting.value.amount }
            postings.append(posting)
        }
        guard rows.count - sealed.count <= most else { return .differs }
        gone.formUnion(sealed.subtracting(postings.map(\.entry)))
        guard gone.isEmpty else { return .lacks(gone.sorted()) }
        guard balance.posted == sum, sum >= .zero, try areWritten(postings, vault: vault) else { return .differs }
        return .proved(ProvedAccount(balance: balance, stored: postings))
    }

    /// The row of an account, a row for each of its postings, and one for each of its sealed entries: `entry_id` is null
    /// where such an entry is gone.
    private func lines(of code: LedgerAccount.Code, most: Int) throws -> [Row] {
        let account: SQL = "(SELECT id FROM ledger_account WHERE code = \(code))"
        return try tx.rows(
            """
            SELECT posted, held, NULL AS entry_id, NULL AS place, NULL AS amount, NULL AS code, NULL AS from_code,
                NULL AS to_code, CAST(NULL AS BIGINT) AS sealed
            FROM ledger_account
            WHERE code = \(code)
            UNION ALL
            SELECT NULL, NULL, entry_id, place, amount, code, CAST(\(code) AS TEXT), (
                SELECT other.code FROM ledger_account AS other WHERE other.id = outgoing.to_id
            ), NULL
            FROM (
                SELECT entry_id, place, amount, code, to_id
                FROM posting
                WHERE from_id = \(account)
                ORDER BY entry_id
                LIMIT \(most)
            ) AS outgoing
            UNION ALL
            SELECT NULL, NULL, entry_id, place, amount, code, (
                SELECT other.code FROM ledger_account AS other WHERE other.id = incoming.from_id
            ), CAST(\(code) AS TEXT), NULL
            FROM (
                SELECT entry_id, place, amount, code, from_id
                FROM posting
                WHERE to_id = \(account)
                ORDER BY entry_id
                LIMIT \(most)
            ) AS incoming
            UNION ALL
            SELECT NULL, NULL, (
                SELECT journal_entry.id FROM journal_entry WHERE journal_entry.id = kept.entry_id
            ), NULL, NULL, NULL, NULL, NULL, kept.entry_id
            FROM (
                SELECT entry_id
                FROM sealed_entry
                WHERE account = \(code)
                ORDER BY entry_id
                LIMIT \(most)
            ) AS kept
            """)
    }

    /// Locks the row of an account until the transaction ends, so that it stays as it is compared. On SQLite the
    /// transaction is alone.
    func lock(_ code: LedgerAccount.Code) throws {
        guard tx.engine == .postgres else { return }
        try tx.send("SELECT id FROM ledger_account WHERE code = \(code) FOR UPDATE")
    }

    /// Whether the ledger wrote each of them: by its own code, or by the one of its entry.
    private func areWritten(_ postings: [StoredPosting], vault: Vault) throws -> Bool {
        let mark = RowMark(vault)
        var uncoded: Set<ID<JournalEntry>> = []
        for posting in postings {
            switch posting.rowCode(mark) {
            case .fits: continue
            case .missing: uncoded.insert(posting.entry)
            case .differs: return false
            }
        }
        return try uncoded.isEmpty || areWritten(entries: uncoded.sorted(), vault: vault)
    }

    /// Whether the ledger wrote each of these entries, with all their postings; those from before entries had codes only
    /// where the first start has bound them.
    private func areWritten(entries ids: [ID<JournalEntry>], vault: Vault) throws -> Bool {
        try written(ids, vault: vault) != nil
    }

    /// These entries with all their postings; nil where one is gone or the ledger did not write it so.
    func written(_ ids: [ID<JournalEntry>], vault: Vault) throws -> [JournalEntry]? {
        guard !ids.isEmpty else { return [] }
        let mark = RowMark(vault)
        let stored = try entries(ids)
        guard stored.count == ids.count, stored.allSatisfy(\.isWhole) else { return nil }
        var before: [ID<JournalEntry>] = []
        for entry in stored {
            switch entry.rowCode(mark) {
            case .fits: continue
            case .missing: before.append(entry.id)
            case .differs: return nil
            }
        }
        guard try tx.records.asBound(.entriesBeforeCodes, of: before, vault: vault).count == before.count else {
            return nil
        }
        return stored.compactMap(\.entry)
    }
}
