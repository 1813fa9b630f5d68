import Foundation
import Programme
import Storage

extension Transaction {
    var ledger: LedgerQueries { LedgerQueries(tx: self) }
}

/// The ledger. The only writer of `ledger_account`, `journal_entry`, `posting` and `hold`.
///
/// Callers have checked the programme's rules already; each statement checks balance and state again, where concurrent
/// requests conflict. Accounts are updated in the order of their ids, so that two entries cannot deadlock.
struct LedgerQueries {
    let tx: Transaction

    /// Opens an account. Idempotent.
    func open(_ code: LedgerAccount.Code, ids: IDSource) throws {
        let id: ID<LedgerAccount> = ids.next()
        try tx.send(
            """
            INSERT INTO ledger_account (id, code, posted, held, floor, sink)
            VALUES (\(id), \(code), 0, 0, \(code.hasFloor), \(code.isSink))
            ON CONFLICT (code) DO NOTHING
            """)
    }

    /// Writes an entry and moves its money. Idempotent by the entry's key; throws `LedgerRefusal.keyReused` for the
    /// same key with other content, and `RecordRefusal.heldBack` where SQL put that entry in.
    ///
    /// - Parameter ids: of this process, whose key makes the entry's code (`RowCode`).
    /// - Returns: the id of the entry in the ledger: that of the earlier entry when this is a repetition.
    @discardableResult
    func post(_ entry: JournalEntry, ids: IDSource) throws -> ID<JournalEntry> {
        try write(entry, releasing: nil, ids: ids)
    }

    /// Writes an entry that spends a hold: the whole amount leaves the hold's account in this entry, and the hold
    /// becomes `posted`, once.
    @discardableResult
    func post(
        _ entry: JournalEntry, spending hold: IdempotencyKey, ids: IDSource
    ) throws -> ID<JournalEntry> {
        let stored = try requireHold(hold)
        let spent = entry.postings.filter { $0.from == stored.account }.reduce(Rupiah.zero) { $0 + $1.amount }
        guard spent == stored.amount else { throw Inconsistency("an entry spends the whole hold") }
        return try write(entry, releasing: stored, ids: ids)
    }

    /// Reserves money. Idempotent by the hold's key; throws `LedgerRefusal.holdEnded` for a hold that was voided or
    /// expired, and `.belowFloor` when the account has too little available.
    func place(_ hold: Hold) throws {
        let account = try account(hold.account)
        let inserted = try tx.run(
            """
            INSERT INTO hold (id, key, account_id, amount, state, placed_at, expires_at)
            VALUES (\(hold.id), \(hold.key), \(account.id), \(hold.amount), 'placed', \(hold.placedAt),
                \(hold.expiresAt))
            ON CONFLICT (key) DO NOTHING
            """)
        guard inserted == 1 else { return try confirm(hold) }
        let changed = try tx.run(
            """
            UPDATE ledger_account
            SET held = held + \(hold.amount)
            WHERE id = \(account.id) AND (NOT floor OR posted - held >= \(hold.amount))
            """)
        guard changed == 1 else { throw try belowFloor(hold.account) }
    }

    /// Reserves money under a new key if the account has enough available. Otherwise returns false and writes nothing.
    func placeIfFree(_ hold: Hold) throws -> Bool {
        let account = try account(hold.account)
        let changed = try tx.run(
            """
            UPDATE ledger_account
            SET held = held + \(hold.amount)
            WHERE id = \(account.id) AND (NOT floor OR posted - held >= \(hold.amount))
            """)
        guard changed == 1 else { return false }
        let inserted = try tx.run(
            """
            INSERT INTO hold (id, key, account_id, amount, state, placed_at, expires_at)
            VALUES (\(hold.id), \(hold.key), \(account.id), \(hold.amount), 'placed', \(hold.placedAt),
                \(hold.expiresAt))
            ON CONFLICT (key) DO NOTHING
            """)
        guard inserted == 1 else { throw LedgerRefusal.keyReused(hold.key) }
        return true
    }

    /// Releases the reserved money. No effect on a hold that was voided or has expired; throws
    /// `LedgerRefusal.holdEnded` for a posted one.
    func void(_ key: IdempotencyKey, at now: Instant) throws {
        try end(key, as: .voided, at: now)
    }

    /// As `void`, for a hold whose time ran out.
    func expire(_ key: IdempotencyKey, at now: Instant) throws {
        try end(key, as: .expired, at: now)
    }

    /// Holds past their expiry, oldest first.
    func holdsExpired(at now: Instant, limit: Int) throws -> [IdempotencyKey] {
        try tx.rows(
            """
            SELECT key
            FROM hold
            WHERE state = 'placed' AND expires_at <= \(now)
            ORDER BY expires_at, id
            LIMIT \(limit)
            """
        ).map { try $0["key"] }
    }

    // MARK: - Writing

    private func write(
        _ entry: JournalEntry, releasing hold: StoredHold?, ids: IDSource
    ) throws -> ID<JournalEntry> {
        let (content, mark) = (entry.content, ids.mark)
        let leaf = LogLeaf(
            entry: entry.id, key: entry.key, kind: entry.kind, content: content, reason: entry.reason, at: entry.at)
        let code = mark?.code(of: leaf)
        let inserted = try tx.run(
            """
            INSERT INTO journal_entry (id, key, kind, content, reason, at, code)
            VALUES (\(entry.id), \(entry.key), \(entry.kind), \(content), \(entry.reason), \(entry.at), \(code))
            ON CONFLICT (key) DO NOTHING
            """)
        guard inserted == 1 else { return try first(entry, content: content, mark) }
        let accounts = try accounts(of: entry)
        try settle(hold, in: entry)
        try move(entry, among: accounts, releasing: hold)
        for (place, posting) in entry.postings.enumerated() {
            let code = mark?.code(of: posting, at: place, in: entry.id)
            try tx.send(
                """
                INSERT INTO posting (entry_id, place, from_id, to_id, amount, code)
                VALUES (\(entry.id), \(place), \(accounts.id(posting.from)), \(accounts.id(posting.to)),
                    \(posting.amount), \(code))
                """)
        }
        let row = WrittenRow(entry)
        tx.afterCommit { ids.written.note([row]) }
        return entry.id
    }

    /// The id of the earlier entry with this key, if its content is the same. One that SQL put in moved no money: the
    /// act would go on as if it had.
    private func first(_ entry: JournalEntry, content: Data, _ mark: RowMark?) throws -> ID<JournalEntry> {
        let row = try tx.row("SELECT id, content FROM journal_entry WHERE key = \(entry.key)")
        guard let row else { throw Inconsistency("an entry that stood in the way is there") }
        guard try row["content"] as Data == content else { throw LedgerRefusal.keyReused(entry.key) }
        let id: ID<JournalEntry> = try row["id"]
        if let mark, try written([id], vault: mark.vault) == nil { throw RecordRefusal.heldBack }
        return id
    }

    private func confirm(_ hold: Hold) throws {
        let stored = try requireHold(hold.key)
        guard stored.account == hold.account, stored.amount == hold.amount else {
            throw LedgerRefusal.keyReused(hold.key)
        }
        guard stored.state == .placed || stored.state == .posted else {
            throw LedgerRefusal.holdEnded(hold.key, stored.state)
        }
    }

    /// Applies each account's change: withdrawals from sinks first, then the other accounts in the order of ids. A
    /// sink's balance is computed from its postings, so a deposit updates no row.
    private func move(_ entry: JournalEntry, among accounts: Accounts, releasing hold: StoredHold?) throws {
        let changes = entry.changes
        let sinks = accounts.inOrder.filter(\.code.isSink)
        for sink in sinks {
            if let change = changes[sink.code], change < .zero { try takeFromSink(sink, -change.amount) }
        }
        let others = accounts.inOrder.filter { !$0.code.isSink }
        let counts = try tx.run(
            others.map { account -> SQL in
                let change = changes[account.code] ?? .zero
                let released = hold?.accountID == account.id ? hold?.amount ?? .zero : .zero
                return """
                    UPDATE ledger_account
                    SET posted = posted + \(change), held = held - \(released)
                    WHERE id = \(account.id) AND held >= \(released)
                        AND (NOT floor OR posted + \(change) >= held - \(released))
                    """
            })
        for (account, changed) in zip(others, counts) where changed != 1 { throw try belowFloor(account.code) }
    }

    /// Withdrawals from a sink are rare. The no-op UPDATE locks the sink's row, so that concurrent withdrawals are
    /// serialised.
    private func takeFromSink(_ account: OpenAccount, _ amount: Int64) throws {
        try tx.send("UPDATE ledger_account SET held = 0 WHERE id = \(account.id)")
        guard try balance(account.code).posted.amount >= amount else { throw try belowFloor(account.code) }
    }

    private func settle(_ hold: StoredHold?, in entry: JournalEntry) throws {
        guard let hold else { return }
        let changed = try tx.run(
            """
            UPDATE hold
            SET state = 'posted', ended_at = \(entry.at), entry_id = \(entry.id)
            WHERE id = \(hold.id) AND state = 'placed'
            """)
        guard changed == 1 else { throw LedgerRefusal.holdEnded(hold.key, try requireHold(hold.key).state) }
    }

    private func end(_ key: IdempotencyKey, as state: Hold.State, at now: Instant) throws {
        let hold = try requireHold(key)
        let changed = try tx.run(
            """
            UPDATE hold
            SET state = \(state), ended_at = \(now)
            WHERE id = \(hold.id) AND state = 'placed'
            """)
        guard changed == 1 else {
            let ended = try requireHold(key).state
            if ended == .posted { throw LedgerRefusal.holdEnded(key, ended) }
            return
        }
        try tx.send("UPDATE ledger_account SET held = held - \(hold.amount) WHERE id = \(hold.accountID)")
    }

    private func requireHold(_ key: IdempotencyKey) throws -> StoredHold {
        guard let stored = try hold(key) else { throw LedgerRefusal.unknownHold(key) }
        return stored
    }

    private func belowFloor(_ code: LedgerAccount.Code) throws -> LedgerRefusal {
        .belowFloor(code, available: try balance(code).available)
    }
}
