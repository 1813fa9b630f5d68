import Programme
import Storage

/// Which sealed entries each card and each purchase has, kept beside the leaves of the log. Postings say it too; but SQL
/// that takes an entry away takes its postings with it, and then the balance fits again. The only writer of
/// `sealed_entry`, without update or delete.
extension LedgerQueries {
    /// Entries whose postings are read at once. Only these lengths occur, so that all statements stay prepared.
    private static let entriesRead = [1, 8, 64, 500]
    /// Likewise.
    private static let rowsPerStatement = [256, 32, 4, 1]

    /// The accounts of these entries that are kept: of one card or one purchase.
    func toSeal(_ entries: [ID<JournalEntry>]) throws -> [KeptEntry] {
        var (found, rest): (Set<KeptEntry>, ArraySlice<ID<JournalEntry>>) = ([], entries[...])
        while let last = rest.prefix(Self.entriesRead.last ?? 1).last {
            let some = rest.prefix(Self.entriesRead.last ?? 1)
            let length = Self.entriesRead.first { $0 >= some.count } ?? some.count
            rest.removeFirst(some.count)
            let filled = Array(some) + Array(repeating: last, count: length - some.count)
            for (entry, postings) in try postings(of: filled) as [ID<JournalEntry>: [StoredPosting]] {
                for posting in postings {
                    for account in [posting.value.from, posting.value.to] where account.keepsSealedEntries {
                        found.insert(KeptEntry(account: account, entry: entry))
                    }
                }
            }
        }
        return Array(found)
    }

    /// Called in the transaction that appends the entries' leaves.
    func keep(sealed entries: [KeptEntry]) throws {
        var rest = entries[...]
        for length in Self.rowsPerStatement {
            while rest.count >= length {
                let rows = rest.prefix(length).map { [$0.account.sqlValue, $0.entry.sqlValue] }
                try tx.send(
                    """
                    INSERT INTO sealed_entry (account, entry_id)
                    VALUES \(rows: rows)
                    ON CONFLICT (account, entry_id) DO NOTHING
                    """)
                rest.removeFirst(length)
            }
        }
    }

    /// The sealed entries of these accounts that have no row, or no posting of the account, any more.
    func gone(from accounts: [LedgerAccount.Code]) throws -> [KeptEntry] {
        guard !accounts.isEmpty else { return [] }
        return try tx.rows(
            """
            SELECT account, entry_id
            FROM sealed_entry
            WHERE account IN (\(list: accounts)) AND (\(Self.isGone))
            ORDER BY account, entry_id
            """
        ).compactMap { row in
            guard let account = LedgerAccount.Code(try row["account"] as String) else { return nil }
            return KeptEntry(account: account, entry: try row["entry_id"])
        }
    }

    /// As above, of both purses of these cards.
    func gone(fromCards cards: [ID<Card>]) throws -> [KeptEntry] {
        try gone(from: cards.flatMap { [.cardTraining($0), .cardIncentive($0)] })
    }

    private static let isGone: SQL = """
        NOT EXISTS (SELECT 1 FROM journal_entry WHERE journal_entry.id = sealed_entry.entry_id)
            OR \(isWithoutPosting)
        """

    private static let isWithoutPosting: SQL = """
        (
            NOT EXISTS (
                SELECT 1
                FROM ledger_account
                JOIN posting ON posting.from_id = ledger_account.id
                WHERE ledger_account.code = sealed_entry.account AND posting.entry_id = sealed_entry.entry_id
            ) AND NOT EXISTS (
                SELECT 1
                FROM ledger_account
                JOIN posting ON posting.to_id = ledger_account.id
                WHERE ledger_account.code = sealed_entry.account AND posting.entry_id = sealed_entry.entry_id
            )
        )
        """
}

/// What a verification finds.
extension LedgerQueries {
    /// One sentence in English for each sealed entry that an account has lost, and for each row of `sealed_entry` that is
    /// missing or was put in.
    func sealedDiscrepancies(limit: Int) throws -> [String] {
        try lost(limit) + unkept(limit)
    }

    private func lost(_ limit: Int) throws -> [String] {
        try tx.rows(
            """
            SELECT sealed_entry.account, sealed_entry.entry_id, log_leaf.sequence
            FROM sealed_entry
            LEFT JOIN log_leaf ON log_leaf.kind = 'journal' AND log_leaf.row_id = sealed_entry.entry_id
            WHERE log_leaf.sequence IS NULL OR \(Self.isWithoutPosting)
            ORDER BY sealed_entry.entry_id, sealed_entry.account
            LIMIT \(limit)
            """
        ).map { row in
            let (account, entry, leaf): (String, Int64, Int?) = try (row["account"], row["entry_id"], row["sequence"])
            guard let leaf else {
                return "\(account) has the entry \(entry) in `sealed_entry`, and no leaf has it: put in by other means"
            }
            return "\(account) has lost its entry \(entry), sealed as leaf \(leaf), or was given it by other means"
        }
    }

    private func unkept(_ limit: Int) throws -> [String] {
        func side(_ column: SQL) -> SQL {
            """
            SELECT ledger_account.code AS account, posting.entry_id AS entry_id
            FROM posting
            JOIN ledger_account ON ledger_account.id = posting.\(column)
            JOIN log_leaf ON log_leaf.kind = 'journal' AND log_leaf.row_id = posting.entry_id
            WHERE (ledger_account.code LIKE 'card:%' OR ledger_account.code LIKE 'purchase:%') AND NOT EXISTS (
                SELECT 1
                FROM sealed_entry
                WHERE sealed_entry.account = ledger_account.code AND sealed_entry.entry_id = posting.entry_id
            )
            """
        }
        return try tx.rows(
            """
            SELECT account, entry_id
            FROM (\(side("from_id")) UNION \(side("to_id"))) AS unkept
            ORDER BY entry_id, account
            LIMIT \(limit)
            """
        ).map { row in
            let (account, entry): (String, Int64) = try (row["account"], row["entry_id"])
            return "the sealed entry \(entry) of \(account) is not in `sealed_entry`: taken out by other means"
        }
    }
}
