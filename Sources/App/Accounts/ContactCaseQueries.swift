import Foundation
import Programme
import Storage

extension Transaction {
    var contactCases: ContactCaseQueries { ContactCaseQueries(tx: self) }
}

/// Lost contacts that the office replaces: the only writer of `contact_case`. Its times are the programme's.
struct ContactCaseQueries {
    let tx: Transaction

    /// Throws `ContactCaseRefusal.underWay` when the person has one already, also when another officer proposed it at
    /// the same moment.
    func propose(
        _ contact: Contact, of person: ID<Account>, seen evidence: Set<CounterEvidence>,
        because reason: OfficeReason, by officer: Signatory, at now: Instant, ids: IDSource, vault: Vault
    ) throws -> ID<ContactCase> {
        let id: ID<ContactCase> = ids.next()
        func seal(_ text: String, _ column: String) throws -> Data {
            try vault.seal(text, table: "contact_case", column: column, row: id.rawValue)
        }
        let written = try tx.run(
            """
            INSERT INTO contact_case (id, person_id, kind, contact, contact_lookup, reason, evidence, state,
                proposed_by, proposed_duty, proposed_at)
            VALUES (\(id), \(person), \(contact.kind), \(try seal(contact.written, "contact")),
                \(vault.lookup(contact.canonical, purpose: "contact")), \(try seal(reason.text, "reason")),
                \(evidence.map(\.rawValue).sorted().joined(separator: " ")), 'proposed', \(officer.officer),
                \(officer.duty), \(now))
            ON CONFLICT DO NOTHING
            """)
        guard written == 1 else { throw ContactCaseRefusal.underWay }
        return id
    }

    /// Ends an approved case whose new contact was not proved in time: only one may be under way. Nil when there is
    /// none.
    func endLapsed(of person: ID<Account>, at now: Instant) throws -> ID<ContactCase>? {
        try tx.row(
            """
            UPDATE contact_case
            SET state = 'stopped', ended_at = \(now)
            WHERE person_id = \(person) AND state = 'approved' AND opens_at <= \(now - ContactCase.provingPeriod)
            RETURNING id
            """
        ).map { try $0["id"] }
    }

    func find(_ id: ID<ContactCase>, vault: Vault) throws -> StoredContactCase? {
        try some("id = \(id)", limit: 1, vault: vault).first
    }

    /// Whose case it is; nil when there is none with this id.
    func person(ofRunning id: ID<ContactCase>) throws -> ID<Account>? {
        try tx.row(
            "SELECT person_id FROM contact_case WHERE id = \(id) AND state IN ('proposed', 'approved')")?["person_id"]
    }

    /// The person's newest case; nil when there was none.
    func newest(of person: ID<Account>, vault: Vault) throws -> StoredContactCase? {
        try some("person_id = \(person)", limit: 1, vault: vault).first
    }

    /// Until when the person's payments and a new payee account wait; nil when they do not.
    func moneyWaits(for person: ID<Account>, hold: Span, at now: Instant, vault: Vault) throws -> Instant? {
        // A refused or stopped case ends no earlier one's hold.
        let cases = try some(
            "person_id = \(person) AND state IN ('proposed', 'approved', 'done')", limit: 2, vault: vault)
        return cases.compactMap { $0.moneyWaits(hold: hold, at: now) }.max()
    }

    /// Those of the people who ever had a case, also where SQL deleted it: others' payments do not wait.
    func withCase(among people: [ID<Account>]) throws -> Set<ID<Account>> {
        guard !people.isEmpty else { return [] }
        return try Set(
            tx.rows(
                """
                SELECT person_id
                FROM contact_case
                WHERE person_id IN (\(list: people))
                """
            ).map { try $0["person_id"] }
        ).union(tx.records.everBound(.personContactCases, among: people))
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
    ///
    /// - Parameter region: a local officer's, who sees cases of persons there and of persons without an address; nil for
    ///   an officer of the whole country.
    func latest(in region: Province?, limit: Int, vault: Vault) throws -> [StoredContactCase] {
        guard let region else { return try some("1 = 1", limit: limit, vault: vault) }
        return try some(
            """
            NOT EXISTS (
                SELECT 1 FROM personal_data
                WHERE personal_data.person_id = contact_case.person_id AND personal_data.province <> \(region.code)
            )
            """, limit: limit, vault: vault)
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
            SELECT id, person_id, contact, reason, evidence, state, proposed_by, proposed_duty, proposed_at, decided_by,
                opens_at, ended_at
            FROM contact_case
            WHERE \(condition)
            ORDER BY id DESC
            LIMIT \(limit)
            """
        ).map { try StoredContactCase($0, tx, vault) }
    }
}

extension ContactCase.State: SQLConvertible {}

struct StoredContactCase: Sendable {
    let value: ContactCase
    let reason: String
    /// What the first officer saw at the counter; empty for cases from before it was noted.
    let evidence: Set<CounterEvidence>
    let proposedAt: Instant
    let decidedBy: ID<Officer>?
    /// When it was stopped, closed or done.
    let endedAt: Instant?

    fileprivate init(_ row: Row, _ tx: Transaction, _ vault: Vault) throws {
        let id: ID<ContactCase> = try row["id"]
        func open(_ column: String) throws -> String {
            try vault.openText(row[column], table: "contact_case", column: column, row: id.rawValue)
        }
        guard let contact = Contact(try open("contact")) else {
            throw Inconsistency("a stored contact reads back")
        }
        value = try ContactCase(
            id: id, person: row["person_id"], contact: contact, state: row["state"],
            proposedBy: tx.officers.author(row["proposed_by"], as: row["proposed_duty"]), opensAt: row["opens_at"])
        reason = try open("reason")
        let slugs: String = try row["evidence"]
        evidence = Set(slugs.split(separator: " ").compactMap { CounterEvidence(rawValue: String($0)) })
        proposedAt = try row["proposed_at"]
        decidedBy = try row["decided_by"]
        endedAt = try row["ended_at"]
    }

    init(_ value: ContactCase, reason: String, evidence: Set<CounterEvidence>, proposedAt: Instant) {
        (self.value, self.reason, self.evidence, self.proposedAt) = (value, reason, evidence, proposedAt)
        (decidedBy, endedAt) = (nil, nil)
    }

    func moneyWaits(hold: Span, at now: Instant) -> Instant? {
        value.moneyWaits(proposedAt: proposedAt, endedAt: endedAt, hold: hold, at: now)
    }

    /// Whether the new contact was not proved in time, by itself or until the office closed the case.
    func hasLapsed(at now: Instant) -> Bool {
        switch value.state {
        case .approved, .stopped: value.isTooLateToProve(at: endedAt ?? now)
        case .proposed, .refused, .done: false
        }
    }
}
