import Foundation
import Programme
import Storage

/// What officers read of the ledger: accounts, their entries, and an entry with its postings.
extension LedgerQueries {
    /// The entries of an account, newest first, one line for each side of an entry that it is on. Each side is read from
    /// its index, so that an account which a million payments reached is as quick as a card.
    func lines(of code: LedgerAccount.Code, before: ID<JournalEntry>? = nil, limit: Int) throws -> [AccountEntry] {
        let row = try tx.row("SELECT id FROM ledger_account WHERE code = \(code)")
        guard let own: ID<LedgerAccount> = try row?["id"] else { return [] }
        let end = before?.rawValue ?? Int64.max
        return try tx.rows(
            """
            SELECT journal_entry.id, journal_entry.kind, journal_entry.reason, journal_entry.at, moved.is_out,
                moved.postings, moved.amount, other.code AS other
            FROM (
                SELECT * FROM (
                    SELECT entry_id, CAST(1 AS BIGINT) AS is_out, COUNT(*) AS postings, CAST(SUM(amount) AS BIGINT) AS amount,
                        MIN(to_id) AS other_id
                    FROM posting
                    WHERE from_id = \(own) AND entry_id < \(end)
                    GROUP BY entry_id
                    ORDER BY entry_id DESC
                    LIMIT \(limit)
                ) AS sent
                UNION ALL
                SELECT * FROM (
                    SELECT entry_id, CAST(0 AS BIGINT) AS is_out, COUNT(*) AS postings, CAST(SUM(amount) AS BIGINT) AS amount,
                        MIN(from_id) AS other_id
                    FROM posting
                    WHERE to_id = \(own) AND entry_id < \(end)
                    GROUP BY entry_id
                    ORDER BY entry_id DESC
                    LIMIT \(limit)
                ) AS received
            ) AS moved
            JOIN journal_entry ON journal_entry.id = moved.entry_id
            JOIN ledger_account AS other ON other.id = moved.other_id
            ORDER BY journal_entry.id DESC, moved.is_out
            LIMIT \(limit)
            """
        ).map(AccountEntry.init)
    }

    /// An entry with its first postings; nil for an unknown one.
    func entry(_ id: ID<JournalEntry>, postings limit: Int) throws -> LedgerEntry? {
        let row = try tx.row("SELECT id, key, kind, content, reason, at FROM journal_entry WHERE id = \(id)")
        guard let row else { return nil }
        let lines = try tx.rows(
            """
            SELECT journal_entry.id, journal_entry.kind, journal_entry.reason, journal_entry.at,
                source.code AS from_code, target.code AS to_code, posting.amount
            FROM posting
            JOIN journal_entry ON journal_entry.id = posting.entry_id
            JOIN ledger_account AS source ON source.id = posting.from_id
            JOIN ledger_account AS target ON target.id = posting.to_id
            WHERE posting.entry_id = \(id)
            ORDER BY posting.place
            LIMIT \(limit)
            """
        ).map(LedgerLine.init)
        let sum = try tx.row(
            """
            SELECT COUNT(*) AS number, CAST(COALESCE(SUM(amount), 0) AS BIGINT) AS amount
            FROM posting
            WHERE entry_id = \(id)
            """)
        return try LedgerEntry(row, lines: lines, count: sum?["number"] ?? 0, amount: sum?["amount"] ?? .zero)
    }

    /// The entry of a business event; nil when it has not happened.
    func entry(of key: IdempotencyKey) throws -> LedgerEntry? {
        let row = try tx.row("SELECT id FROM journal_entry WHERE key = \(key)")
        guard let id: ID<JournalEntry> = try row?["id"] else { return nil }
        return try entry(id, postings: LedgerEntry.shown)
    }

    func isOpen(_ code: LedgerAccount.Code) throws -> Bool {
        try tx.row("SELECT id FROM ledger_account WHERE code = \(code)") != nil
    }

    /// Accounts whose codes begin with this text, in the order of their codes.
    func accounts(beginning prefix: String, after code: String, limit: Int) throws -> [AccountLine] {
        try tx.rows(
            """
            SELECT code, posted, held
            FROM ledger_account
            WHERE code >= \(prefix) AND code < \(prefix + "~") AND code > \(code)
            ORDER BY code
            LIMIT \(limit)
            """
        ).map { try AccountLine(code: $0["code"], balance: Balance(posted: $0["posted"], held: $0["held"])) }
    }
}

/// An account with its balance as stored; a sink's row is always zero.
struct AccountLine: Sendable {
    let code: LedgerAccount.Code
    let balance: Balance
}

/// What one entry did to one account.
struct AccountEntry: Sendable {
    let entry: ID<JournalEntry>
    let kind: JournalEntry.Kind
    let reason: String
    let at: Instant
    /// Whether the money left the account.
    let isOut: Bool
    let amount: Rupiah
    /// The account on the other side; nil where there are several.
    let other: LedgerAccount.Code?

    fileprivate init(_ row: Row) throws {
        entry = try row["id"]
        kind = try row["kind"]
        reason = try row["reason"]
        at = try row["at"]
        let out: Int = try row["is_out"]
        isOut = out == 1
        amount = try row["amount"]
        let postings: Int = try row["postings"]
        other = try postings == 1 ? row["other"] : nil
    }

    init(sample entry: LedgerEntry, isOut: Bool, other: LedgerAccount.Code?) {
        (self.entry, kind, reason, at) = (entry.id, entry.kind, entry.reason, entry.at)
        (amount, self.isOut, self.other) = (entry.amount, isOut, other)
    }
}

/// An entry as it is stored, with its first postings.
struct LedgerEntry: Sendable {
    /// As many postings are shown; an entry of cards has up to 2,000.
    static let shown = 100

    let id: ID<JournalEntry>
    let key: IdempotencyKey
    let kind: JournalEntry.Kind
    let content: Data
    let reason: String
    let at: Instant
    let lines: [LedgerLine]
    /// Of all its postings.
    let count: Int
    let amount: Rupiah

    fileprivate init(_ row: Row, lines: [LedgerLine], count: Int, amount: Rupiah) throws {
        id = try row["id"]
        key = try row["key"]
        kind = try row["kind"]
        content = try row["content"]
        reason = try row["reason"]
        at = try row["at"]
        (self.lines, self.count, self.amount) = (lines, count, amount)
    }

    init(
        sample id: ID<JournalEntry>, _ kind: JournalEntry.Kind, subject: String, reason: String, at: Instant,
        amount: Rupiah
    ) {
        (self.id, self.kind, self.reason, self.at, self.amount) = (id, kind, reason, at, amount)
        (key, content, lines, count) = (IdempotencyKey(kind.rawValue, subject), Data(), [], 0)
    }
}
