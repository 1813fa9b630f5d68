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
    func ask(_ question: PayeeQuestion, at now: Instant, ids: IDSource, vault: Vault) throws {
        let id: ID<PayeeQuestion> = ids.next()
        let registry = try SealedText.registryName.seal(question.registryName, row: id.rawValue, vault)
        let holder = try SealedText.questionedHolder.seal(question.holder, row: id.rawValue, vault)
        try tx.send(
            """
            INSERT INTO payee_question (id, person_id, partner, last_four, lookup, registry_name, holder, difference,
                asked_at, state, sealed_registry_name, sealed_holder, names)
            VALUES (\(id), \(question.person), \(question.partner), \(question.lastFour), \(question.lookup),
                '', '', \(question.difference), \(now), 'asked', \(registry), \(holder), \(question.names(vault)))
            ON CONFLICT (person_id, lookup, names) DO NOTHING
            """)
    }

    /// The state of the same question; nil when it was never asked.
    func state(of question: PayeeQuestion, vault: Vault) throws -> PayeeQuestion.State? {
        let row = try tx.row(
            """
            SELECT \(Self.columns)
            FROM payee_question
            WHERE person_id = \(question.person) AND lookup = \(question.lookup) AND (names = \(question.names(vault))
                OR names IS NULL AND holder = \(question.holder) AND registry_name = \(question.registryName))
            """)
        // The hash finds the row; what was decided is about the names that are sealed in it.
        guard let stored = try row.map({ try StoredPayeeQuestion($0, vault) }),
            (stored.value.registryName, stored.value.holder) == (question.registryName, question.holder)
        else { return nil }
        return stored.state
    }

    func find(_ id: ID<PayeeQuestion>, vault: Vault) throws -> StoredPayeeQuestion? {
        try tx.row("SELECT \(Self.columns) FROM payee_question WHERE id = \(id)").map {
            try StoredPayeeQuestion($0, vault)
        }
    }

    /// Whom a question in one of these states is about.
    func person(
        _ id: ID<PayeeQuestion>, among states: [PayeeQuestion.State] = PayeeQuestion.State.allCases
    ) throws -> ID<Account>? {
        try tx.row("SELECT person_id FROM payee_question WHERE id = \(id) AND state IN (\(list: states))")?["person_id"]
    }

    /// Undecided questions with ids above `after`, oldest first.
    func open(after: ID<PayeeQuestion>? = nil, limit: Int, vault: Vault) throws -> [StoredPayeeQuestion] {
        try tx.rows(
            """
            SELECT \(Self.columns)
            FROM payee_question
            WHERE state IN ('asked', 'proposed') AND (CAST(\(after) AS BIGINT) IS NULL OR id > \(after))
            ORDER BY id
            LIMIT \(limit)
            """
        ).map { try StoredPayeeQuestion($0, vault) }
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
        _ id: ID<PayeeQuestion>, allows: Bool, because reason: OfficeReason, by officer: ID<Officer>, as duty: Role?,
        vault: Vault
    ) throws -> Bool {
        try tx.run(
            """
            UPDATE payee_question
            SET state = 'proposed', allows = \(allows), proposed_by = \(officer), proposed_duty = \(duty),
                proposal = '', sealed_proposal = \(SealedText.nameProposal.seal(reason.text, row: id.rawValue, vault))
            WHERE id = \(id) AND state = 'asked'
            """) == 1
    }

    /// The second officer agrees. False when the question was decided meanwhile.
    func confirm(
        _ id: ID<PayeeQuestion>, because reason: OfficeReason, by officer: ID<Officer>, at now: Instant, vault: Vault
    ) throws -> Bool {
        try tx.run(
            """
            UPDATE payee_question
            SET state = CASE WHEN allows THEN 'allowed' ELSE 'refused' END, decided_by = \(officer),
                decision = '', sealed_decision = \(SealedText.nameDecision.seal(reason.text, row: id.rawValue, vault)),
                decided_at = \(now)
            WHERE id = \(id) AND state = 'proposed'
                AND \(tx.officers.isAnother("proposed_by", than: officer))
            """) == 1
    }

    /// The second officer disagrees: the question returns to `asked`, with their reason for the next proposal.
    func sendBack(_ id: ID<PayeeQuestion>, because reason: OfficeReason, vault: Vault) throws -> Bool {
        try tx.run(
            """
            UPDATE payee_question
            SET state = 'asked', allows = NULL, proposed_by = NULL, proposed_duty = NULL, proposal = NULL,
                sealed_proposal = NULL, decision = '',
                sealed_decision = \(SealedText.nameDecision.seal(reason.text, row: id.rawValue, vault))
            WHERE id = \(id) AND state = 'proposed'
            """) == 1
    }

    /// Seals names from before they were sealed; returns how many rows were found.
    func sealEarlier(limit: Int, vault: Vault) throws -> Int {
        let rows = try tx.rows(
            """
            SELECT \(Self.columns)
            FROM payee_question
            WHERE sealed_holder IS NULL
            ORDER BY id
            LIMIT \(limit)
            """)
        for row in rows {
            let stored = try StoredPayeeQuestion(row, vault)
            let (id, question) = (stored.id.rawValue, stored.value)
            try tx.send(
                """
                UPDATE payee_question
                SET sealed_registry_name = \(SealedText.registryName.seal(question.registryName, row: id, vault)),
                    sealed_holder = \(SealedText.questionedHolder.seal(question.holder, row: id, vault)),
                    names = \(question.names(vault)), registry_name = '', holder = ''
                WHERE id = \(id) AND sealed_holder IS NULL
                """)
        }
        return rows.count
    }

    private static let columns: SQL = """
        id, person_id, partner, last_four, lookup, registry_name, holder, difference, asked_at, state, allows, proposed_by,
            proposed_duty, proposal, decided_by, decision, sealed_registry_name, sealed_holder, sealed_proposal,
            sealed_decision
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

    /// The keyed hash of both names, by which the same question is found.
    func names(_ vault: Vault) -> Data {
        vault.lookup("\(registryName)\n\(holder)", purpose: "payee-names")
    }

    /// The columns of a row as they were bound before names were sealed. A name that cannot be opened is bound as a dash:
    /// a question that SQL changed can be sent back, and its answer counts for no two names.
    static func bound(_ row: Row, _ vault: Vault) throws -> [String?] {
        let id: Int64 = try row["id"]
        var texts = row.texts(leavingOut: 2)
        texts[4] = try SealedText.registryName.shown(row, of: id, vault)
        texts[5] = try SealedText.questionedHolder.shown(row, of: id, vault)
        return texts
    }
}

extension SealedText {
    /// The person's name as the civil registry confirmed it, in a question about an account.
    static let registryName = SealedText("payee_question", "registry_name")
    /// The holder's name in the same question.
    static let questionedHolder = SealedText("payee_question", "holder")
    /// Why the first officer proposes an answer.
    static let nameProposal = SealedText("payee_question", "proposal")
    /// Why the second officer agreed.
    static let nameDecision = SealedText("payee_question", "decision")
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
    /// Why a second officer last sent a proposal back; nil once the question is decided.
    let sentBackBecause: String?

    fileprivate init(_ row: Row, _ vault: Vault) throws {
        id = try row["id"]
        value = try PayeeQuestion(
            person: row["person_id"], partner: row["partner"], lastFour: row["last_four"], lookup: row["lookup"],
            registryName: SealedText.registryName.shown(row, of: id.rawValue, vault),
            holder: SealedText.questionedHolder.shown(row, of: id.rawValue, vault), difference: row["difference"])
        askedAt = try row["asked_at"]
        state = try row["state"]
        let proposer: ID<Officer>? = try row["proposed_by"]
        let words = try SealedText.nameProposal.find(row, of: id.rawValue, vault) ?? ""
        proposal = try proposer.map { (try row["allows"], $0, try row["proposed_duty"], words) }
        let decider: ID<Officer>? = try row["decided_by"]
        let answer = try SealedText.nameDecision.find(row, of: id.rawValue, vault)
        decision = decider.map { ($0, answer ?? "") }
        sentBackBecause = decider == nil ? answer : nil
    }

    init(_ value: PayeeQuestion, askedAt: Instant) {
        id = ID(1)
        self.value = value
        self.askedAt = askedAt
        state = .asked
        (proposal, decision, sentBackBecause) = (nil, nil, nil)
    }
}
