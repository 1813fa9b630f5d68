import Foundation
import Programme
import Storage

/// Queries for the verification: balances recomputed from postings and holds.
extension LedgerQueries {
    func counts() throws -> (entries: Int, holds: Int) {
        let row = try tx.row(
            "SELECT (SELECT COUNT(*) FROM journal_entry) AS entries, (SELECT COUNT(*) FROM hold) AS holds")
        return try (row?["entries"] ?? 0, row?["holds"] ?? 0)
    }

    /// The total amount that entries of a kind moved.
    func moved(by kind: JournalEntry.Kind) throws -> Rupiah {
        let row = try tx.row(
            """
            SELECT CAST(COALESCE(SUM(posting.amount), 0) AS BIGINT) AS total
            FROM journal_entry
            JOIN posting ON posting.entry_id = journal_entry.id
            WHERE journal_entry.kind = \(kind)
            """)
        return try row?["total"] ?? .zero
    }

    func recomputedAccounts() throws -> [RecomputedAccount] {
        try tx.rows(
            """
            SELECT code, posted, held,
                CAST(COALESCE((SELECT SUM(amount) FROM posting WHERE to_id = ledger_account.id), 0)
                    - COALESCE((SELECT SUM(amount) FROM posting WHERE from_id = ledger_account.id), 0) AS BIGINT
                ) AS computed,
                CAST(COALESCE((
                    SELECT SUM(amount) FROM hold WHERE account_id = ledger_account.id AND state = 'placed'
                ), 0) AS BIGINT) AS computed_held
            FROM ledger_account
            ORDER BY id
            """
        ).map(RecomputedAccount.init)
    }

    func entriesSpendingTwice() throws -> [ID<JournalEntry>] {
        try tx.rows(
            """
            SELECT entry_id
            FROM hold
            WHERE entry_id IS NOT NULL
            GROUP BY entry_id
            HAVING COUNT(*) > 1
            ORDER BY entry_id
            """
        ).map { try $0["entry_id"] }
    }

    func holdsPostedUnspent() throws -> [IdempotencyKey] {
        try tx.rows(
            """
            SELECT hold.key
            FROM hold
            WHERE hold.state = 'posted' AND hold.amount <> (
                SELECT COALESCE(SUM(posting.amount), 0)
                FROM posting
                WHERE posting.entry_id = hold.entry_id AND posting.from_id = hold.account_id
            )
            ORDER BY hold.key
            """
        ).map { try $0["key"] }
    }

    /// Stored entries, in the order of their ids.
    func entries(after: ID<JournalEntry>?, limit: Int) throws -> [StoredEntry] {
        let rows = try tx.rows(
            """
            SELECT id, key, kind, content, reason, at, code
            FROM journal_entry
            WHERE CAST(\(after) AS BIGINT) IS NULL OR id > \(after)
            ORDER BY id
            LIMIT \(limit)
            """)
        return try entries(rows)
    }

    /// These entries, in any order; those that are not there are left out.
    func entries(_ ids: [ID<JournalEntry>]) throws -> [StoredEntry] {
        try entries(
            tx.rows(
                """
                SELECT id, key, kind, content, reason, at, code
                FROM journal_entry
                WHERE id IN (\(list: ids))
                """))
    }

    private func entries(_ rows: [Row]) throws -> [StoredEntry] {
        let postings = try postings(of: rows.map { try $0["id"] })
        return try rows.map { try StoredEntry($0, postings: postings[$0["id"]] ?? []) }
    }

    /// What waves gave each card, training and incentive together, less what was returned when the card lapsed or was
    /// corrected: a card that ended unused may be filled again.
    func givenToCards() throws -> [ID<Card>: Rupiah] {
        let given = try tx.rows(
            """
            SELECT target.code, CAST(SUM(posting.amount) AS BIGINT) AS moved
            FROM journal_entry
            JOIN posting ON posting.entry_id = journal_entry.id
            JOIN ledger_account AS target ON target.id = posting.to_id
            WHERE journal_entry.kind = 'cards'
            GROUP BY target.code
            ORDER BY target.code
            """)
        let back = try tx.rows(
            """
            SELECT source.code, CAST(SUM(posting.amount) AS BIGINT) AS moved
            FROM journal_entry
            JOIN posting ON posting.entry_id = journal_entry.id
            JOIN ledger_account AS source ON source.id = posting.from_id
            WHERE journal_entry.kind IN ('expiry', 'correction')
            GROUP BY source.code
            ORDER BY source.code
            """)
        return try byCard(given).merging(byCard(back)) { $0 - $1 }.filter { $0.value > .zero }
    }

    private func byCard(_ rows: [Row]) throws -> [ID<Card>: Rupiah] {
        try rows.reduce(into: [:]) { sums, row in
            switch LedgerAccount.Code(try row["code"] as String) {
            case .cardTraining(let card)?, .cardIncentive(let card)?: sums[card, default: .zero] += try row["moved"]
            default: break
            }
        }
    }

    /// Those that can be postings: an entry that lacks one, such as one of an unknown account, is not as it was written.
    func postings(of entries: [ID<JournalEntry>]) throws -> [ID<JournalEntry>: [StoredPosting]] {
        let rows = try tx.rows(
            """
            SELECT posting.entry_id, posting.place, source.code AS from_code, target.code AS to_code, posting.amount,
                posting.code
            FROM posting
            JOIN ledger_account AS source ON source.id = posting.from_id
            JOIN ledger_account AS target ON target.id = posting.to_id
            WHERE posting.entry_id IN (\(list: entries))
            ORDER BY posting.entry_id, posting.place
            """)
        return try rows.reduce(into: [:]) { postings, row in
            guard let posting = try StoredPosting(row) else { return }
            postings[posting.entry, default: []].append(posting)
        }
    }
}

struct RecomputedAccount: Sendable {
    /// Nil where the chart of accounts has no such account.
    let code: LedgerAccount.Code?
    /// The code as stored.
    let text: String
    let stored: Balance
    let computed: Balance

    init(_ row: Row) throws {
        text = try row["code"]
        code = LedgerAccount.Code(text)
        stored = try Balance(posted: row["posted"], held: row["held"])
        computed = try Balance(posted: row["computed"], held: row["computed_held"])
    }
}

struct StoredEntry: Sendable {
    let id: ID<JournalEntry>
    let key: IdempotencyKey
    let content: Data
    /// Nil for an entry from before there were codes, or one that was inserted by other means than the ledger.
    let code: Data?
    private let leaf: LogLeaf
    private let postings: [StoredPosting]
    /// Nil when the rows do not form a valid entry.
    let entry: JournalEntry?

    init(_ row: Row, postings: [StoredPosting]) throws {
        self.postings = postings
        id = try row["id"]
        key = try row["key"]
        content = try row["content"]
        code = try row["code"]
        let kind: JournalEntry.Kind = try row["kind"]
        leaf = try LogLeaf(entry: id, key: key, kind: kind, content: content, reason: row["reason"], at: row["at"])
        let prefix = kind.rawValue + ":"
        guard (1...JournalEntry.maximumPostings).contains(postings.count), key.text.hasPrefix(prefix),
            key.text.count > prefix.count, key.text.utf8.count <= IdempotencyKey.longest
        else {
            entry = nil
            return
        }
        entry = try JournalEntry(
            id: id, kind: kind, subject: String(key.text.dropFirst(prefix.count)), reason: row["reason"],
            postings: postings.map(\.value), at: row["at"])
    }

    /// Whether its postings are those that it was written with.
    var isWhole: Bool { entry?.content == content }

    /// Whether no posting has a code that the installation's key did not make for it.
    func postingsFit(_ mark: RowMark) -> Bool {
        postings.allSatisfy { posting in
            if case .differs = posting.rowCode(mark) { false } else { true }
        }
    }

    /// What the installation's key says of the entry.
    func rowCode(_ mark: RowMark) -> RowCode {
        guard let code else { return .missing }
        return RowCode(of: LogLeaf(kind: .journal, id: leaf.id, fields: leaf.fields + [code.hex]), mark)
    }
}
