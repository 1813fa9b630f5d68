import Foundation
import Programme
import Storage

extension Transaction {
    var personProposals: PersonProposalQueries { PersonProposalQueries(tx: self) }
}

/// What one officer proposes about a person and another decides: the only writer of `person_proposal`. Its times are
/// the programme's.
struct PersonProposalQueries {
    let tx: Transaction

    /// False when such a proposal about this person waits already: a double tap, or another officer's.
    func propose(_ value: PersonProposal, _ text: PersonProposalText, vault: Vault) throws -> Bool {
        func seal(_ text: String, _ column: String) throws -> Data {
            try vault.seal(text, table: "person_proposal", column: column, row: value.id.rawValue)
        }
        let content = try text.correction.map { correction in
            try vault.seal(
                try JSONEncoder.sorted.encode(correction), table: "person_proposal", column: "content",
                row: value.id.rawValue)
        }
        return try tx.run(
            """
            INSERT INTO person_proposal (id, person_id, act, state, cause, reason, proof, content, proposed_by,
                proposed_duty, proposed_at)
            VALUES (\(value.id), \(value.person), \(value.act), 'proposed', \(value.cause),
                \(try seal(text.reason, "reason")), \(try seal(text.proof, "proof")), \(content),
                \(value.proposedBy.officer), \(value.proposedBy.duty), \(value.proposedAt))
            ON CONFLICT DO NOTHING
            """) == 1
    }

    /// False when it was decided before, or has lapsed.
    func decide(
        _ id: ID<PersonProposal>, as state: PersonProposal.State, because answer: OfficeReason, by officer: Signatory,
        at now: Instant, vault: Vault
    ) throws -> Bool {
        let sealed = try vault.seal(answer.text, table: "person_proposal", column: "answer", row: id.rawValue)
        return try tx.run(
            """
            UPDATE person_proposal
            SET state = \(state), decided_by = \(officer.officer), decided_duty = \(officer.duty),
                decided_at = \(now), answer = \(sealed)
            WHERE id = \(id) AND state = 'proposed'
            """) == 1
    }

    /// No second officer decided in time. False when one did.
    func lapse(_ id: ID<PersonProposal>, at now: Instant) throws -> Bool {
        try tx.run(
            """
            UPDATE person_proposal
            SET state = 'lapsed', decided_at = \(now)
            WHERE id = \(id) AND state = 'proposed'
            """) == 1
    }

    func find(_ id: ID<PersonProposal>, vault: Vault) throws -> StoredPersonProposal? {
        try some("id = \(id)", limit: 1, vault: vault).first
    }

    /// Whom it concerns; nil unless it waits for a decision.
    func person(ofWaiting id: ID<PersonProposal>) throws -> ID<Account>? {
        try tx.row("SELECT person_id FROM person_proposal WHERE id = \(id) AND state = 'proposed'")?["person_id"]
    }

    /// Of one person, newest first.
    func of(_ person: ID<Account>, limit: Int, vault: Vault) throws -> [StoredPersonProposal] {
        try some("person_id = \(person)", limit: limit, vault: vault)
    }

    /// Those that wait for a second officer, the oldest first.
    func waiting(limit: Int) throws -> [PersonProposal] {
        try tx.rows(
            """
            SELECT \(Self.columns)
            FROM person_proposal
            WHERE state = 'proposed'
            ORDER BY proposed_at, id
            LIMIT \(limit)
            """
        ).known { try PersonProposal($0, tx) }
    }

    /// Those decided last, newest first.
    func decided(limit: Int) throws -> [PersonProposal] {
        try tx.rows(
            """
            SELECT \(Self.columns)
            FROM person_proposal
            WHERE state <> 'proposed'
            ORDER BY decided_at DESC, id DESC
            LIMIT \(limit)
            """
        ).known { try PersonProposal($0, tx) }
    }

    /// Who decided each of these; those that lapsed by themselves are left out.
    func deciders(of proposals: [ID<PersonProposal>]) throws -> [ID<PersonProposal>: ID<Officer>] {
        try tx.rows(
            """
            SELECT id, decided_by
            FROM person_proposal
            WHERE id IN (\(list: proposals)) AND decided_by IS NOT NULL
            """
        ).reduce(into: [:]) { deciders, row in deciders[try row["id"]] = try row["decided_by"] }
    }

    /// Proposals that wait for an officer other than `officer`; `due` is the end of the most urgent suspension.
    func backlog(for officer: ID<Officer>) throws -> Backlog {
        try tx.row(
            """
            SELECT COUNT(*) AS waiting, COUNT(DISTINCT person_proposal.person_id) AS people,
                CAST(NULL AS BIGINT) AS amount, MIN(proposed_at) AS oldest, MIN(account_suspension.confirm_by) AS due
            FROM person_proposal
            LEFT JOIN account_suspension ON account_suspension.proposal = person_proposal.id
                AND account_suspension.ended_at IS NULL
            WHERE person_proposal.state = 'proposed'
                AND \(tx.officers.isAnother("person_proposal.proposed_by", than: officer))
            """
        ).map(Backlog.init) ?? .empty
    }

    private func some(_ condition: SQL, limit: Int, vault: Vault) throws -> [StoredPersonProposal] {
        try tx.rows(
            """
            SELECT \(Self.columns), reason, proof, content, decided_by, decided_at, answer
            FROM person_proposal
            WHERE \(condition)
            ORDER BY id DESC
            LIMIT \(limit)
            """
        ).map { try StoredPersonProposal($0, tx, vault) }
    }

    private static let columns: SQL = """
        id, person_id, act, state, cause, proposed_by, proposed_duty, proposed_at
        """
}

extension PersonProposal.Act: SQLConvertible {}
extension PersonProposal.State: SQLConvertible {}
extension PersonActCause: SQLConvertible {}

extension PersonProposal {
    fileprivate init(_ row: Row, _ tx: Transaction) throws {
        try self.init(
            id: row["id"], person: row["person_id"], act: row["act"], state: row["state"], cause: row["cause"],
            proposedBy: tx.officers.author(row["proposed_by"], as: row["proposed_duty"]),
            proposedAt: row["proposed_at"])
    }
}

/// What the first officer writes.
struct PersonProposalText: Sendable {
    /// The person reads it.
    let reason: String
    /// What the officer saw or was given; for officers only.
    let proof: String
    var correction: DataCorrection?
}

struct StoredPersonProposal: Sendable {
    let value: PersonProposal
    let text: PersonProposalText
    let decidedBy: ID<Officer>?
    let decidedAt: Instant?
    /// The second officer's reason.
    let answer: String?

    fileprivate init(_ row: Row, _ tx: Transaction, _ vault: Vault) throws {
        let value = try PersonProposal(row, tx)
        func open(_ sealed: Data, _ column: String) throws -> String {
            try vault.openText(sealed, table: "person_proposal", column: column, row: value.id.rawValue)
        }
        let content: Data? = try row["content"]
        let correction = try content.map { sealed in
            try JSONDecoder().decode(
                DataCorrection.self,
                from: vault.open(sealed, table: "person_proposal", column: "content", row: value.id.rawValue))
        }
        self.value = value
        text = PersonProposalText(
            reason: try open(row["reason"], "reason"), proof: try open(row["proof"], "proof"), correction: correction)
        decidedBy = try row["decided_by"]
        decidedAt = try row["decided_at"]
        let sealed: Data? = try row["answer"]
        answer = try sealed.map { try open($0, "answer") }
    }

    init(_ value: PersonProposal, _ text: PersonProposalText) {
        (self.value, self.text, decidedBy, decidedAt, answer) = (value, text, nil, nil, nil)
    }
}
