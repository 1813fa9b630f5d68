import Foundation
import Programme
import Storage

extension Transaction {
    var suspensions: SuspensionQueries { SuspensionQueries(tx: self) }
}

/// Accounts that may not join, buy or be paid: the only writer of `account_suspension`. Its times are the programme's.
struct SuspensionQueries {
    let tx: Transaction

    /// False when the account is suspended already.
    func begin(
        _ value: AccountSuspension, because reason: String, by officer: ID<Officer>, proposal: ID<PersonProposal>,
        vault: Vault
    ) throws -> Bool {
        let sealed = try vault.seal(reason, table: "account_suspension", column: "reason", row: value.id.rawValue)
        return try tx.run(
            """
            INSERT INTO account_suspension (id, person_id, cause, reason, began_by, began_at, confirm_by, proposal)
            VALUES (\(value.id), \(value.person), \(value.cause), \(sealed), \(officer), \(value.beganAt),
                \(value.confirmBy), \(proposal))
            ON CONFLICT DO NOTHING
            """) == 1
    }

    /// A second officer agreed to an urgent suspension. False when it has ended.
    func confirm(_ id: ID<AccountSuspension>) throws -> Bool {
        try tx.run(
            """
            UPDATE account_suspension
            SET confirm_by = NULL
            WHERE id = \(id) AND ended_at IS NULL AND confirm_by IS NOT NULL
            """) == 1
    }

    /// False when it has ended before.
    func end(_ id: ID<AccountSuspension>, _ how: AccountSuspension.How, at now: Instant) throws -> Bool {
        try tx.run(
            """
            UPDATE account_suspension
            SET ended_at = \(now), ending = \(how)
            WHERE id = \(id) AND ended_at IS NULL
            """) == 1
    }

    func running(of person: ID<Account>) throws -> AccountSuspension? {
        try tx.row(
            """
            SELECT \(Self.columns)
            FROM account_suspension
            WHERE person_id = \(person) AND ended_at IS NULL
            """
        ).map(AccountSuspension.init)
    }

    /// The running one, or the one that ended last.
    func latest(of person: ID<Account>) throws -> AccountSuspension? {
        try tx.row(
            """
            SELECT \(Self.columns)
            FROM account_suspension
            WHERE person_id = \(person)
            ORDER BY id DESC
            LIMIT 1
            """
        ).map(AccountSuspension.init)
    }

    func find(_ id: ID<AccountSuspension>) throws -> AccountSuspension? {
        try tx.row("SELECT \(Self.columns) FROM account_suspension WHERE id = \(id)").map(AccountSuspension.init)
    }

    /// The suspension that a proposal confirms; nil for a proposal that began none.
    func of(_ proposal: ID<PersonProposal>) throws -> AccountSuspension? {
        try tx.row("SELECT \(Self.columns) FROM account_suspension WHERE proposal = \(proposal)")
            .map(AccountSuspension.init)
    }

    /// Whether the rows say so: for pages. An act asks `Dependencies.isSuspended`.
    func isRunning(for person: ID<Account>) throws -> Bool { try running(of: person) != nil }

    /// Those of the people whose account is or was suspended, also where SQL deleted that.
    func everSuspended(among people: [ID<Account>]) throws -> Set<ID<Account>> {
        guard !people.isEmpty else { return [] }
        let rows = try tx.rows(
            "SELECT DISTINCT person_id FROM account_suspension WHERE person_id IN (\(list: people))")
        return try Set(rows.map { try $0["person_id"] }).union(
            tx.records.everBound(.personSuspensions, among: people))
    }

    /// Urgent suspensions that no second officer confirmed in time, with their proposals.
    func overdue(at now: Instant, limit: Int) throws -> [(suspension: AccountSuspension, proposal: ID<PersonProposal>)]
    {
        try tx.rows(
            """
            SELECT \(Self.columns), proposal
            FROM account_suspension
            WHERE ended_at IS NULL AND confirm_by <= \(now)
            ORDER BY confirm_by, id
            LIMIT \(limit)
            """
        ).map { (try AccountSuspension($0), try $0["proposal"]) }
    }

    /// The officer who suspended the account: the first one where it was urgent, otherwise the second.
    func beginner(of id: ID<AccountSuspension>) throws -> ID<Officer>? {
        try tx.row("SELECT began_by FROM account_suspension WHERE id = \(id)")?["began_by"]
    }

    /// What the person reads.
    func reason(of id: ID<AccountSuspension>, vault: Vault) throws -> String {
        guard let row = try tx.row("SELECT reason FROM account_suspension WHERE id = \(id)") else { return "" }
        return try vault.openText(row["reason"], table: "account_suspension", column: "reason", row: id.rawValue)
    }

    private static let columns: SQL = "id, person_id, cause, began_at, confirm_by, ended_at, ending"
}

extension AccountSuspension.How: SQLConvertible {}

extension AccountSuspension {
    fileprivate init(_ row: Row) throws {
        let (how, at): (How?, Instant?) = try (row["ending"], row["ended_at"])
        var ending: Ending?
        if let how, let at { ending = Ending(how: how, at: at) }
        try self.init(
            id: row["id"], person: row["person_id"], cause: row["cause"], beganAt: row["began_at"],
            confirmBy: row["confirm_by"], ending: ending)
    }
}
