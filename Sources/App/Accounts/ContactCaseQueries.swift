import Foundation
import Programme
import Storage

extension Transaction {
    var contactCases: ContactCaseQueries { ContactCaseQueries(tx: self) }
}

/// Lost contacts that the office replaces: the only writer of `contact_case`. Its times are the programme's.
struct ContactCaseQueries {
    let tx: Transaction

    /// Throws `ContactCaseRefusal.underWay` when the person has one already.
    func propose(
        _ contact: Contact, of person: ID<Account>, because reason: OfficeReason, by officer: Signatory,
        at now: Instant, ids: IDSource, vault: Vault
    ) throws -> ID<ContactCase> {
        guard try current(of: person, at: now, vault: vault) == nil else { throw ContactCaseRefusal.underWay }
        // An approved case whose contact was not proved in time is closed: the index allows one at a time.
        try tx.run(
            """
            UPDATE contact_case
            SET state = 'stopped', ended_at = \(now)
            WHERE person_id = \(person) AND state = 'approved'
            """)
        let id: ID<ContactCase> = ids.next()
        func seal(_ text: String, _ column: String) throws -> Data {
            try vault.seal(text, table: "contact_case", column: column, row: id.rawValue)
        }
        try tx.run(
            """
            INSERT INTO contact_case (id, person_id, kind, contact, contact_lookup, reason, state, proposed_by,
                proposed_duty, proposed_at)
            VALUES (\(id), \(person), \(contact.kind), \(try seal(contact.written, "contact")),
                \(vault.lookup(contact.canonical, purpose: "contact")), \(try seal(reason.text, "reason")),
                'proposed', \(officer.officer), \(officer.duty), \(now))
            """)
        return id
    }

    func find(_ id: ID<ContactCase>, vault: Vault) throws -> ContactCase? {
        try some("id = \(id)", limit: 1, vault: vault).first?.value
    }

    /// The person's case that waits for an officer or for the new contact; nil when there is none, or when the new
    /// contact was not proved in time.
    func current(of person: ID<Account>, at now: Instant, vault: Vault) throws -> ContactCase? {
        let found = try some("person_id = \(person) AND state IN ('proposed', 'approved')", limit: 1, vault: vault)
        guard let value = found.first?.value, !value.isTooLateToProve(at: now) else { return nil }
        return value
    }

    /// The case that signing in with this contact completes; nil when there is none.
    func provable(_ contact: Contact, at now: Instant, vault: Vault) throws -> ContactCase? {
        let lookup = vault.lookup(contact.canonical, purpose: "contact")
        return try some("contact_lookup = \(lookup) AND state = 'approved'", limit: Self.most, vault: vault)
            .map(\.value).first { $0.isProvable(at: now) }
    }

    /// Newest first.
    func latest(limit: Int, vault: Vault) throws -> [StoredContactCase] {
        try some("1 = 1", limit: limit, vault: vault)
    }

    /// Cases that wait for a second officer, one for each person.
    func backlog() throws -> Backlog {
        try tx.row(
            """
            SELECT COUNT(*) AS waiting, COUNT(*) AS people, CAST(NULL AS BIGINT) AS amount,
                MIN(proposed_at) AS oldest, CAST(NULL AS BIGINT) AS due
            FROM contact_case
            WHERE state = 'proposed'
            """
        ).map(Backlog.init) ?? .empty
    }

    /// Throws `ContactCaseRefusal.over` when another officer has already decided.
    func decide(
        _ value: ContactCase, as state: ContactCase.State, opensAt: Instant?, by officer: Signatory,
        at now: Instant
    ) throws {
        let changed = try tx.run(
            """
            UPDATE contact_case
            SET state = \(state), decided_by = \(officer.officer), decided_duty = \(officer.duty),
                decided_at = \(now), opens_at = \(opensAt)
            WHERE id = \(value.id) AND state = 'proposed'
            """)
        guard changed == 1 else { throw ContactCaseRefusal.over }
    }

    /// Ends an approved case: stopped by the person, or done. Throws `ContactCaseRefusal.over` when it has already
    /// ended.
    func end(_ value: ContactCase, as state: ContactCase.State, at now: Instant) throws {
        let changed = try tx.run(
            """
            UPDATE contact_case
            SET state = \(state), ended_at = \(now)
            WHERE id = \(value.id) AND state = 'approved'
            """)
        guard changed == 1 else { throw ContactCaseRefusal.over }
    }

    /// The most cases read for one contact: it belongs to several people when officers have mistyped it.
    private static let most = 10

    private func some(_ condition: SQL, limit: Int, vault: Vault) throws -> [StoredContactCase] {
        try tx.rows(
            """
            SELECT id, person_id, contact, reason, state, proposed_by, proposed_duty, proposed_at, opens_at, ended_at
            FROM contact_case
            WHERE \(condition)
            ORDER BY id DESC
            LIMIT \(limit)
            """
        ).map { try StoredContactCase($0, vault) }
    }
}

extension ContactCase.State: SQLConvertible {}

struct StoredContactCase: Sendable {
    let value: ContactCase
    let reason: String
    let proposedAt: Instant
    /// When it was stopped, closed or done.
    let endedAt: Instant?

    fileprivate init(_ row: Row, _ vault: Vault) throws {
        let id: ID<ContactCase> = try row["id"]
        func open(_ column: String) throws -> String {
            try vault.openText(row[column], table: "contact_case", column: column, row: id.rawValue)
        }
        guard let contact = Contact(try open("contact")) else {
            throw Inconsistency("a stored contact reads back")
        }
        value = try ContactCase(
            id: id, person: row["person_id"], contact: contact, state: row["state"],
            proposedBy: Signatory(officer: row["proposed_by"], duty: row["proposed_duty"]), opensAt: row["opens_at"])
        reason = try open("reason")
        proposedAt = try row["proposed_at"]
        endedAt = try row["ended_at"]
    }

    init(_ value: ContactCase, reason: String, proposedAt: Instant) {
        (self.value, self.reason, self.proposedAt, endedAt) = (value, reason, proposedAt, nil)
    }

    /// Whether the new contact was not proved in time, by itself or until the office closed the case.
    func hasLapsed(at now: Instant) -> Bool {
        switch value.state {
        case .approved, .stopped: value.isTooLateToProve(at: endedAt ?? now)
        case .proposed, .refused, .done: false
        }
    }
}
