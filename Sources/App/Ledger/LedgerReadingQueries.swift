import Programme
import Storage

extension LedgerQueries {
    /// The balance of an account; zero for one that was never opened.
    func balance(_ code: LedgerAccount.Code) throws -> Balance {
        if code.isSink { return Balance(posted: try sum(of: code)) }
        let row = try tx.row("SELECT posted, held FROM ledger_account WHERE code = \(code)")
        guard let row else { return Balance(posted: .zero) }
        return try Balance(posted: row["posted"], held: row["held"])
    }

    func hold(_ key: IdempotencyKey) throws -> StoredHold? {
        try tx.row(
            """
            SELECT hold.id, hold.key, hold.account_id, ledger_account.code, hold.amount, hold.state, hold.expires_at
            FROM hold
            JOIN ledger_account ON ledger_account.id = hold.account_id
            WHERE hold.key = \(key)
            """
        ).map(StoredHold.init)
    }

    /// What these holds set aside together; holds that have ended count nothing.
    func reserved(_ keys: [IdempotencyKey]) throws -> Rupiah {
        guard !keys.isEmpty else { return .zero }
        return try tx.row(
            """
            SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) AS amount
            FROM hold
            WHERE state = 'placed' AND key IN (\(list: keys))
            """)?["amount"] ?? .zero
    }

    /// Whether the journal has an entry with one of these keys.
    func hasEntry(_ keys: [IdempotencyKey]) throws -> Bool {
        try tx.row("SELECT id FROM journal_entry WHERE key IN (\(list: keys)) LIMIT 1") != nil
    }

    func account(_ code: LedgerAccount.Code) throws -> OpenAccount {
        let row = try tx.row("SELECT id, code FROM ledger_account WHERE code = \(code)")
        guard let row else { throw LedgerRefusal.unknownAccount(code) }
        return try OpenAccount(row)
    }

    /// The accounts of an entry. Throws `LedgerRefusal.unknownAccount` unless all of them are open.
    func accounts(of entry: JournalEntry) throws -> Accounts {
        let codes = Set(entry.postings.flatMap { [$0.from, $0.to] })
        let rows = try tx.rows("SELECT id, code FROM ledger_account WHERE code IN (\(list: Array(codes)))")
        let accounts = try Accounts(rows.map(OpenAccount.init))
        for code in codes where !accounts.contains(code) { throw LedgerRefusal.unknownAccount(code) }
        return accounts
    }

    private func sum(of sink: LedgerAccount.Code) throws -> Rupiah {
        let account = try account(sink)
        let row = try tx.row(
            """
            SELECT CAST(
                (SELECT COALESCE(SUM(amount), 0) FROM posting WHERE to_id = \(account.id))
                - (SELECT COALESCE(SUM(amount), 0) FROM posting WHERE from_id = \(account.id)) AS BIGINT
            ) AS total
            """)
        guard let row else { throw Inconsistency("a sum is always one row") }
        return try row["total"]
    }
}

struct OpenAccount: Sendable {
    let id: ID<LedgerAccount>
    let code: LedgerAccount.Code

    init(_ row: Row) throws {
        id = try row["id"]
        code = try row["code"]
    }
}

/// The accounts of one entry, by code and in the order in which they are updated.
struct Accounts {
    let inOrder: [OpenAccount]
    private let ids: [LedgerAccount.Code: ID<LedgerAccount>]

    init(_ accounts: [OpenAccount]) {
        inOrder = accounts.sorted { $0.id < $1.id }
        ids = Dictionary(uniqueKeysWithValues: accounts.map { ($0.code, $0.id) })
    }

    func contains(_ code: LedgerAccount.Code) -> Bool { ids[code] != nil }

    func id(_ code: LedgerAccount.Code) throws -> ID<LedgerAccount> {
        guard let id = ids[code] else { throw Inconsistency("only accounts of the entry are asked for") }
        return id
    }
}

struct StoredHold: Sendable {
    let id: ID<Hold>
    let key: IdempotencyKey
    let accountID: ID<LedgerAccount>
    let account: LedgerAccount.Code
    let amount: Rupiah
    let state: Hold.State
    let expiresAt: Instant?

    init(_ row: Row) throws {
        id = try row["id"]
        key = try row["key"]
        accountID = try row["account_id"]
        account = try row["code"]
        amount = try row["amount"]
        state = try row["state"]
        expiresAt = try row["expires_at"]
    }
}

/// One posting in an account's history.
struct LedgerLine: Sendable {
    let entry: ID<JournalEntry>
    let kind: JournalEntry.Kind
    let reason: String
    let at: Instant
    let from: LedgerAccount.Code
    let to: LedgerAccount.Code
    let amount: Rupiah

    init(_ row: Row) throws {
        entry = try row["id"]
        kind = try row["kind"]
        reason = try row["reason"]
        at = try row["at"]
        from = try row["from_code"]
        to = try row["to_code"]
        amount = try row["amount"]
    }
}

extension JournalEntry.Kind: SQLConvertible {}
extension Hold.State: SQLConvertible {}

extension IdempotencyKey: SQLConvertible {
    package var sqlValue: SQLValue { .text(text) }
    package init?(sqlValue: SQLValue) {
        guard case .text(let value) = sqlValue else { return nil }
        self.init(stored: value)
    }
}

extension LedgerAccount.Code: SQLConvertible {
    package var sqlValue: SQLValue { .text(description) }
    package init?(sqlValue: SQLValue) {
        guard case .text(let value) = sqlValue else { return nil }
        self.init(value)
    }
}
