import Programme
import Storage

extension Transaction {
    var statements: StatementQueries { StatementQueries(tx: self) }
}

/// Officers' findings in the rail's statement. The only writer of `statement_finding`.
struct StatementQueries {
    let tx: Transaction

    /// The finding that awaits a second officer, if any.
    func open(of payment: ID<Disbursement>, vault: Vault) throws -> StoredStatementFinding? {
        try one("disbursement_id = \(payment) AND state = 'proposed'", vault)
    }

    /// Newest first.
    func all(of payment: ID<Disbursement>, vault: Vault) throws -> [StoredStatementFinding] {
        try tx.rows(
            """
            SELECT \(Self.columns)
            FROM statement_finding
            WHERE disbursement_id = \(payment)
            ORDER BY id DESC
            """
        ).map { try StoredStatementFinding($0, vault) }
    }

    /// Findings that await a second officer, the oldest first.
    func waiting() throws -> [OpenFinding] {
        try tx.rows(
            """
            SELECT disbursement.id, disbursement.batch_id, statement_finding.proposed_by,
                statement_finding.proposed_duty
            FROM statement_finding
            JOIN disbursement ON disbursement.id = statement_finding.disbursement_id
            WHERE statement_finding.state = 'proposed'
            ORDER BY statement_finding.id
            """
        ).map { row in
            try OpenFinding(
                payment: row["id"], batch: row["batch_id"], proposer: row["proposed_by"], duty: row["proposed_duty"])
        }
    }

    /// Payments unknown to the rail without a finding that awaits a decision.
    func notLookedUp() throws -> Backlog {
        try tx.row(
            """
            SELECT COUNT(*) AS waiting, COUNT(*) AS people, CAST(SUM(amount) AS BIGINT) AS amount,
                CAST(NULL AS BIGINT) AS oldest, CAST(NULL AS BIGINT) AS due
            FROM disbursement
            WHERE \(Self.isNotLookedUp)
            """
        ).map(Backlog.init) ?? .empty
    }

    /// The first of those, the oldest first.
    func firstNotLookedUp(limit: Int) throws -> [(payment: ID<Disbursement>, batch: ID<PayoutBatch>)] {
        try tx.rows("SELECT id, batch_id FROM disbursement WHERE \(Self.isNotLookedUp) ORDER BY id LIMIT \(limit)")
            .map { (try $0["id"], try $0["batch_id"]) }
    }

    private static let isNotLookedUp: SQL = """
        state = 'missing' AND NOT EXISTS (
                SELECT 1 FROM statement_finding
                WHERE statement_finding.disbursement_id = disbursement.id AND statement_finding.state = 'proposed'
            )
        """

    /// Nil when another finding awaits a decision already.
    func propose(
        _ finding: StatementFinding, because reason: OfficeReason, of payment: ID<Disbursement>,
        by officer: ID<Officer>, as duty: Role?, at now: Instant, ids: IDSource, vault: Vault
    ) throws -> ID<StatementFinding>? {
        let id: ID<StatementFinding> = ids.next()
        let added = try tx.run(
            """
            INSERT INTO statement_finding (id, disbursement_id, arrived, number, reason, sealed_reason, proposed_by,
                proposed_duty, proposed_at, state)
            VALUES (\(id), \(payment), \(finding.arrived), \(finding.number), '',
                \(SealedText.findingReason.seal(reason.text, row: id.rawValue, vault)), \(officer), \(duty), \(now),
                'proposed')
            ON CONFLICT (disbursement_id) WHERE state = 'proposed' DO NOTHING
            """)
        return added == 1 ? id : nil
    }

    /// False when another officer has decided it.
    func decide(
        _ id: ID<StatementFinding>, as state: StatementFinding.State, because reason: OfficeReason,
        by officer: ID<Officer>, at now: Instant, vault: Vault
    ) throws -> Bool {
        try tx.run(
            """
            UPDATE statement_finding
            SET state = \(state), decided_by = \(officer), decision = '',
                sealed_decision = \(SealedText.findingDecision.seal(reason.text, row: id.rawValue, vault)),
                decided_at = \(now)
            WHERE id = \(id) AND state = 'proposed'
                AND \(tx.officers.isAnother("proposed_by", than: officer))
            """) == 1
    }

    private func one(_ condition: SQL, _ vault: Vault) throws -> StoredStatementFinding? {
        try tx.row("SELECT \(Self.columns) FROM statement_finding WHERE \(condition)")
            .map { try StoredStatementFinding($0, vault) }
    }

    private static let columns: SQL = """
        id, arrived, number, reason, proposed_by, proposed_duty, proposed_at, state, decided_by, decision, decided_at,
            sealed_reason, sealed_decision
        """
}

extension SealedText {
    /// Why an officer says that a payment arrived or not.
    static let findingReason = SealedText("statement_finding", "reason")
    /// Why the second officer confirmed or refused it.
    static let findingDecision = SealedText("statement_finding", "decision")
}

extension StatementFinding.State: SQLConvertible {}

struct StoredStatementFinding: Sendable {
    let id: ID<StatementFinding>
    let arrived: Bool
    let number: String
    let reason: String
    let proposedBy: ID<Officer>
    /// Under which that officer proposed it; nil from before duties were stored.
    let duty: Role?
    let proposedAt: Instant
    let state: StatementFinding.State
    let decidedBy: ID<Officer>?
    let decision: String?
    let decidedAt: Instant?

    fileprivate init(_ row: Row, _ vault: Vault) throws {
        id = try row["id"]
        arrived = try row["arrived"]
        number = try row["number"]
        reason = try SealedText.findingReason.open(row, of: id.rawValue, vault)
        proposedBy = try row["proposed_by"]
        duty = try row["proposed_duty"]
        proposedAt = try row["proposed_at"]
        state = try row["state"]
        decidedBy = try row["decided_by"]
        decision = try SealedText.findingDecision.find(row, of: id.rawValue, vault)
        decidedAt = try row["decided_at"]
    }

    init(arrived: Bool, number: String, reason: String, proposedBy: ID<Officer>, proposedAt: Instant) {
        id = ID(1)
        self.arrived = arrived
        self.number = number
        self.reason = reason
        self.proposedBy = proposedBy
        self.proposedAt = proposedAt
        duty = nil
        state = .proposed
        decidedBy = nil
        decision = nil
        decidedAt = nil
    }
}

/// A finding that awaits a second officer: of which payment, who proposed it, and their duty then.
struct OpenFinding: Sendable {
    let payment: ID<Disbursement>
    let batch: ID<PayoutBatch>
    let proposer: ID<Officer>
    let duty: Role?
}
