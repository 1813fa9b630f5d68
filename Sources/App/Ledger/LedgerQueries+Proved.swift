import Foundation
import Programme
import Storage

/// The balance of an account, added up from its own postings: what its row says is changed by one statement of SQL. For
/// accounts with few postings, as those of a card and of a purchase.
extension LedgerQueries {
    /// Nil where the row says another balance, or a posting was put in or changed by other means than the ledger.
    ///
    /// Row and postings are read in one statement, so that an entry that is written meanwhile is in both or in neither.
    func proved(_ code: LedgerAccount.Code, vault: Vault) throws -> ProvedAccount? {
        let rows = try tx.rows(
            """
            SELECT account.posted, account.held, posting.entry_id, posting.place, posting.amount, posting.code,
                account.code AS from_code, other.code AS to_code
            FROM ledger_account AS account
            JOIN posting ON posting.from_id = account.id
            JOIN ledger_account AS other ON other.id = posting.to_id
            WHERE account.code = \(code)
            UNION ALL
            SELECT account.posted, account.held, posting.entry_id, posting.place, posting.amount, posting.code,
                other.code AS from_code, account.code AS to_code
            FROM ledger_account AS account
            JOIN posting ON posting.to_id = account.id
            JOIN ledger_account AS other ON other.id = posting.from_id
            WHERE account.code = \(code)
            UNION ALL
            SELECT account.posted, account.held, NULL, NULL, NULL, NULL, account.code AS from_code, NULL
            FROM ledger_account AS account
            WHERE account.code = \(code)
            """)
        var (balance, sum) = (Balance(posted: .zero), Rupiah.zero)
        var postings: [StoredPosting] = []
        for row in rows {
            balance = try Balance(posted: row["posted"], held: row["held"])
            let entry: Int64? = try row["entry_id"]
            guard entry != nil else { continue }
            guard let posting = try StoredPosting(row) else { return nil }
            if posting.value.to == code { sum += posting.value.amount } else { sum -= posting.value.amount }
            postings.append(posting)
        }
        guard balance.posted == sum, sum >= .zero, try areWritten(postings, vault: vault) else { return nil }
        return ProvedAccount(balance: balance, postings: postings.map(\.value))
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
        let mark = RowMark(vault)
        let stored = try entries(ids)
        guard stored.count == ids.count, stored.allSatisfy(\.isWhole) else { return false }
        var before: [ID<JournalEntry>] = []
        for entry in stored {
            switch entry.rowCode(mark) {
            case .fits: continue
            case .missing: before.append(entry.id)
            case .differs: return false
            }
        }
        return try tx.records.asBound(.entriesBeforeCodes, of: before, vault: vault).count == before.count
    }
}
