import Foundation
import Programme
import Storage

extension Transaction {
    var payeeQuestions: PayeeQuestionQueries { PayeeQuestionQueries(tx: self) }
}

/// Questions whether an account with a slightly different holder's name is the person's. The only writer of
/// `payee_question`.
struct PayeeQuestionQueries {
    let tx: Transaction

    /// Lists a question for the office. Idempotent for the same person, account and names.
    func ask(_ question: PayeeQuestion, at now: Instant, ids: IDSource) throws {
        let id: ID<PayeeQuestion> = ids.next()
        try tx.send(
            """
            INSERT INTO payee_question (id, person_id, partner, last_four, lookup, registry_name, holder, difference,
                asked_at, state)
            VALUES (\(id), \(question.person), \(question.partner), \(question.lastFour), \(question.lookup),
                \(question.registryName), \(question.holder), \(question.difference), \(now), 'asked')
            ON CONFLICT (person_id, lookup, holder, registry_name) DO NOTHING
            """)
    }

    /// The state of the same question; nil when it was never asked.
    func state(of question: PayeeQuestion) throws -> PayeeQuestion.State? {
        try tx.row(
            """
            SELECT state
            FROM payee_question
            WHERE person_id = \(question.person) AND lookup = \(question.lookup) AND holder = \(question.holder)
                AND registry_name = \(question.registryName)
            """)?["state"]
    }

    func find(_ id: ID<PayeeQuestion>) throws -> StoredPayeeQuestion? {
        try tx.row("SELECT \(Self.columns) FROM payee_question WHERE id = \(id)").map(StoredPayeeQuestion.init)
    }

    /// Undecided questions with ids above `after`, oldest first.
    func open(after: ID<PayeeQuestion>? = nil, limit: Int) throws -> [StoredPayeeQuestion] {
        try tx.rows(
            """
            SELECT \(Self.columns)
            FROM payee_question
            WHERE state IN ('asked', 'proposed') AND (CAST(\(after) AS BIGINT) IS NULL OR id > \(after))
            ORDER BY id
            LIMIT \(limit)
            """
        ).map(StoredPayeeQuestion.init)
    }

    /// Undecided questions, of one person each.
    func backlog() throws -> Backlog {
        try tx.row(
            """
            SELECT COUNT(*) AS waiting, COUNT(*) AS people, CAST(NULL AS BIGINT) AS amount,
                MIN(asked_at) AS oldest, CAST(NULL AS BIGINT) AS due
            FROM payee_question
            WHERE state IN ('asked', 'proposed')
            """
        ).map(Backlog.init) ?? .empty
    }

    /// False when another officer has proposed already.
    func propose(
        _ id: ID<PayeeQuestion>, allows: Bool, because reason: OfficeReason, by officer: ID<Officer>, as duty: Role?
    ) throws -> Bool {
        try tx.run(
            """
            UPDATE payee_question
            SET state = 'proposed', allows = \(allows), proposed_by = \(officer), proposed_duty = \(duty),
                proposal = \(reason.text)
            WHERE id = \(id) AND state = 'asked'
            """) == 1
    }

    /// The second officer agrees. False when the question was decided meanwhile.
    func confirm(
        _ id: ID<PayeeQuestion>, because reason: OfficeReason, by officer: ID<Officer>, at now: Instant
    ) throws -> Bool {
        try tx.run(
            """
            UPDATE payee_question
            SET state = CASE WHEN allows THEN 'allowed' ELSE 'refused' END, decided_by = \(officer),
                decision = \(reason.text), decided_at = \(now)
            WHERE id = \(id) AND state = 'proposed'
                AND \(tx.officers.isAnother("proposed_by", than: officer))
            """) == 1
    }

    /// The second officer disagrees: the question returns to `asked`.
    func sendBack(_ id: ID<PayeeQuestion>) throws -> Bool {
        try tx.run(
            """
            UPDATE payee_question
            SET state = 'asked', allows = NULL, proposed_by = NULL, proposed_duty = NULL, proposal = NULL
            WHERE id = \(id) AND state = 'proposed'
            """) == 1
    }

    private static let columns: SQL = """
        id, person_id, partner, last_four, lookup, registry_name, holder, difference, asked_at, state, allows, proposed_by,
            proposed_duty, proposal, decided_by, decision
        """
}

extension PayeeQuestion.State: SQLConvertible {}
extension NameDifference: SQLConvertible {}

/// An account that a person wants to link, and the two names that differ slightly.
struct PayeeQuestion: Sendable {
    enum State: String, Sendable, CaseIterable {
        case asked, proposed, allowed, refused
    }

    let person: ID<Account>
    /// The edition's slug of the bank or wallet.
    let partner: String
    let lastFour: String
    let lookup: Data
    /// As the civil registry confirmed it.
    let registryName: String
    /// As the bank or wallet gave it.
    let holder: String
    let difference: NameDifference
}

struct StoredPayeeQuestion: Sendable {
    let id: ID<PayeeQuestion>
    let value: PayeeQuestion
    let askedAt: Instant
    let state: PayeeQuestion.State
    /// The first officer's proposal, if any.
    let proposal: (allows: Bool, by: ID<Officer>, duty: Role?, reason: String)?
    /// The second officer's answer, if any.
    let decision: (by: ID<Officer>, reason: String)?

    fileprivate init(_ row: Row) throws {
        id = try row["id"]
        value = try PayeeQuestion(
            person: row["person_id"], partner: row["partner"], lastFour: row["last_four"], lookup: row["lookup"],
            registryName: row["registry_name"], holder: row["holder"], difference: row["difference"])
        askedAt = try row["asked_at"]
        state = try row["state"]
        let proposer: ID<Officer>? = try row["proposed_by"]
        proposal = try proposer.map { (try row["allows"], $0, try row["proposed_duty"], try row["proposal"]) }
        let decider: ID<Officer>? = try row["decided_by"]
        decision = try decider.map { ($0, try row["decision"]) }
    }

    init(_ value: PayeeQuestion, askedAt: Instant) {
        id = ID(1)
        self.value = value
        self.askedAt = askedAt
        state = .asked
        (proposal, decision) = (nil, nil)
    }
}
