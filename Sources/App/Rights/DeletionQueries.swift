import Programme
import Storage

extension Transaction {
    var deletions: DeletionQueries { DeletionQueries(tx: self) }
}

/// Requests to delete an account: the only writer of `account_deletion`. Times are the programme's.
struct DeletionQueries {
    let tx: Transaction

    /// Nil when the person asked for none, or has taken it back.
    func waiting(of person: ID<Account>) throws -> AccountDeletion? {
        try some("person_id = \(person) AND state = 'waiting'", limit: 1).first
    }

    /// Binds the request. False when the person has asked before.
    ///
    /// - Parameter now: of the real clock.
    func ask(_ deletion: AccountDeletion, at now: Instant, ids: IDSource) throws -> Bool {
        let added = try tx.run(
            """
            INSERT INTO account_deletion (id, person_id, state, asked_at, due_at)
            VALUES (\(deletion.id), \(deletion.person), 'waiting', \(deletion.askedAt), \(deletion.dueAt))
            ON CONFLICT DO NOTHING
            """)
        guard added == 1 else { return false }
        try tx.records.bind(.accountDeletions, deletion.id, at: now, ids: ids, isFirst: true)
        return true
    }

    /// False when it was ended before. The caller binds the request.
    func end(_ id: ID<AccountDeletion>, as ending: AccountDeletion.Ending, at now: Instant) throws -> Bool {
        try tx.run(
            """
            UPDATE account_deletion
            SET state = \(ending), ended_at = \(now)
            WHERE id = \(id) AND state = 'waiting'
            """) == 1
    }

    /// Those whose days of waiting are over, in the order of their ids.
    ///
    /// - Parameter last: only later ones; nil from the first on.
    func due(at now: Instant, after last: ID<AccountDeletion>?, limit: Int) throws -> [AccountDeletion] {
        try some("state = 'waiting' AND due_at <= \(now) AND id > \(last?.rawValue ?? -1)", limit: limit)
    }

    /// Accounts that may be deleted because their time is over: not in use, and with no request that waits, was taken back
    /// since, or was stopped a short while ago.
    ///
    /// - Parameters:
    ///   - opened: by the real clock, as `now`; the others by the programme's.
    func keptLongEnough(
        openedBefore opened: Instant, endedBefore ended: Instant, stoppedBefore stopped: Instant, at now: Instant,
        limit: Int
    ) throws -> [ID<Account>] {
        try tx.rows(
            """
            SELECT account.id
            FROM account
            WHERE account.status <> 'closed' AND account.created_at < \(opened)
                AND NOT EXISTS (
                    SELECT 1 FROM session WHERE session.person_id = account.id AND session.ends_at > \(now)
                )
                AND NOT EXISTS (
                    SELECT 1
                    FROM account_deletion
                    WHERE account_deletion.person_id = account.id
                        AND (account_deletion.state = 'waiting' OR account_deletion.ended_at >= \(ended)
                            AND (account_deletion.state <> 'stopped' OR account_deletion.ended_at >= \(stopped)))
                )
            ORDER BY account.id
            LIMIT \(limit)
            """
        ).map { try $0["id"] }
    }

    private func some(_ condition: SQL, limit: Int) throws -> [AccountDeletion] {
        try tx.rows(
            """
            SELECT id, person_id, asked_at, due_at
            FROM account_deletion
            WHERE \(condition)
            ORDER BY id
            LIMIT \(limit)
            """
        ).map {
            try AccountDeletion(id: $0["id"], person: $0["person_id"], askedAt: $0["asked_at"], dueAt: $0["due_at"])
        }
    }
}

/// A person's request to delete the account, while it waits.
struct AccountDeletion: Sendable {
    let id: ID<AccountDeletion>
    let person: ID<Account>
    let askedAt: Instant
    /// When it is carried out, by the programme's clock.
    let dueAt: Instant

    /// Time in which the person can take it back.
    static let waiting = Span.days(7)
    /// The same, of a deletion that the end of keeping asks for.
    static let notice = Span.days(30)

    /// Whether the end of keeping asked for it, and not the person. It decides words only.
    var isByTime: Bool { dueAt == askedAt + Self.notice }

    enum Ending: String, Sendable, SQLConvertible {
        case cancelled
        /// Something had come up that the account is needed for.
        case stopped
        case done
    }
}
