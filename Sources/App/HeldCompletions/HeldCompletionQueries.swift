import Programme
import Storage

extension Transaction {
    var heldCompletions: HeldCompletionQueries { HeldCompletionQueries(tx: self) }
}

/// Reported completions that wait for two officers, and what the officers proposed. The only writer of
/// `held_completion` and `completion_verdict`.
struct HeldCompletionQueries {
    let tx: Transaction

    func find(_ id: ID<HeldCompletion>) throws -> HeldCompletion? {
        try one("id = \(id)")
    }

    func waiting(of purchase: ID<Purchase>) throws -> HeldCompletion? {
        try one("purchase_id = \(purchase) AND state = 'waiting'")
    }

    /// The newest one; nil where no report of this training ever waited.
    func latest(of purchase: ID<Purchase>) throws -> HeldCompletion? {
        try latest(of: [purchase])[purchase]
    }

    func latest(of purchases: [ID<Purchase>]) throws -> [ID<Purchase>: HeldCompletion] {
        guard !purchases.isEmpty else { return [:] }
        let rows = try tx.rows(
            "SELECT \(Self.columns) FROM held_completion WHERE purchase_id IN (\(list: purchases)) ORDER BY id"
        ).map(HeldCompletion.init)
        return Dictionary(rows.map { ($0.purchase, $0) }, uniquingKeysWith: { $1 })
    }

    func hold(_ held: HeldCompletion) throws {
        let (completion, grounds) = (held.completion, held.grounds.map(\.rawValue).joined(separator: " "))
        try tx.run(
            """
            INSERT INTO held_completion (id, purchase_id, person_id, report_id, score, certificate_number, basis,
                grounds, minutes, of_institution, of_course, reported_at, decide_by, state)
            VALUES (\(held.id), \(held.purchase), \(held.person), \(held.report), \(completion.score),
                \(completion.certificateNumber), \(completion.basis), \(grounds), \(held.minutes),
                \(held.ofInstitution), \(held.ofCourse), \(completion.at), \(held.decideBy), 'waiting')
            """)
    }

    /// False when its state has changed meanwhile.
    func end(_ held: HeldCompletion, as state: HeldCompletion.State, at now: Instant) throws -> Bool {
        try tx.run(
            """
            UPDATE held_completion
            SET state = \(state), ended_at = \(now)
            WHERE id = \(held.id) AND state = \(held.state)
            """) == 1
    }

    // MARK: - Verdicts

    /// The proposal that awaits a second officer, if any.
    func open(of held: ID<HeldCompletion>, vault: Vault) throws -> CompletionVerdict? {
        try tx.row(
            """
            SELECT \(Self.verdictColumns)
            FROM completion_verdict
            WHERE held_id = \(held) AND state = 'proposed'
            """
        ).map { try CompletionVerdict($0, vault) }
    }

    /// Oldest first.
    func verdicts(of held: ID<HeldCompletion>, vault: Vault) throws -> [CompletionVerdict] {
        try tx.rows("SELECT \(Self.verdictColumns) FROM completion_verdict WHERE held_id = \(held) ORDER BY id")
            .map { try CompletionVerdict($0, vault) }
    }

    /// All that await a second officer, the oldest first.
    func openVerdicts(limit: Int, vault: Vault) throws -> [CompletionVerdict] {
        try tx.rows(
            """
            SELECT \(Self.verdictColumns)
            FROM completion_verdict
            WHERE state = 'proposed'
            ORDER BY id
            LIMIT \(limit)
            """
        ).map { try CompletionVerdict($0, vault) }
    }

    /// The second of the officers who refused the newest report of this training; nil where none was refused.
    func refuser(of purchase: ID<Purchase>) throws -> ID<Officer>? {
        guard let held = try latest(of: purchase), held.state == .refused else { return nil }
        return try tx.row(
            """
            SELECT decided_by
            FROM completion_verdict
            WHERE held_id = \(held.id) AND state = 'approved' AND verdict = 'refuse'
            ORDER BY id DESC
            LIMIT 1
            """)?["decided_by"]
    }

    /// False when another proposal about the report awaits an answer.
    func propose(_ verdict: CompletionVerdict, vault: Vault) throws -> Bool {
        let sealed = try SealedText.verdictReason.seal(verdict.reason, row: verdict.id.rawValue, vault)
        return try tx.run(
            """
            INSERT INTO completion_verdict (id, held_id, verdict, reason, sealed_reason, proposed_by, proposed_duty,
                proposed_at, state)
            VALUES (\(verdict.id), \(verdict.held), \(verdict.verdict), '', \(sealed), \(verdict.proposedBy),
                \(verdict.duty), \(verdict.proposedAt), 'proposed')
            ON CONFLICT (held_id) WHERE state = 'proposed' DO NOTHING
            """) == 1
    }

    /// False when another officer has decided it.
    func decide(
        _ id: ID<CompletionVerdict>, as state: CompletionVerdict.State, because reason: OfficeReason,
        by officer: ID<Officer>, at now: Instant, vault: Vault
    ) throws -> Bool {
        try tx.run(
            """
            UPDATE completion_verdict
            SET state = \(state), decided_by = \(officer), decided_because = '',
                sealed_decided_because = \(SealedText.verdictAnswer.seal(reason.text, row: id.rawValue, vault)),
                decided_at = \(now)
            WHERE id = \(id) AND state = 'proposed'
                AND \(tx.officers.isAnother("proposed_by", than: officer))
            """) == 1
    }

    /// Ends a proposal that awaits an answer, because the report does not wait any more.
    func endOpen(of held: ID<HeldCompletion>, at now: Instant) throws {
        try tx.run(
            """
            UPDATE completion_verdict
            SET state = 'late', decided_at = \(now)
            WHERE held_id = \(held) AND state = 'proposed'
            """)
    }

    // MARK: - Columns

    private func one(_ condition: SQL) throws -> HeldCompletion? {
        try tx.row("SELECT \(Self.columns) FROM held_completion WHERE \(condition)").map(HeldCompletion.init)
    }

    static let columns: SQL = """
        id, purchase_id, person_id, report_id, score, certificate_number, basis, grounds, minutes, of_institution,
            of_course, reported_at, decide_by, state, ended_at
        """

    private static let verdictColumns: SQL = """
        id, held_id, verdict, reason, proposed_by, proposed_duty, proposed_at, state, decided_by, decided_because,
            decided_at, sealed_reason, sealed_decided_because
        """
}

extension Completion.Basis: SQLConvertible {}
extension HeldCompletion.State: SQLConvertible {}
extension HeldCompletion.Verdict: SQLConvertible {}
extension CompletionVerdict.State: SQLConvertible {}

extension HeldCompletion {
    init(_ row: Row) throws {
        try self.init(
            id: row["id"], purchase: row["purchase_id"], person: row["person_id"], report: row["report_id"],
            completion: Completion(
                score: row["score"], certificateNumber: row["certificate_number"], basis: row["basis"],
                at: row["reported_at"]),
            grounds: CompletionReview.Ground.read(row["grounds"]),
            minutes: row["minutes"], ofInstitution: row["of_institution"], ofCourse: row["of_course"],
            decideBy: row["decide_by"], state: row["state"], endedAt: row["ended_at"])
    }
}

extension SealedText {
    /// Why one officer proposes that a report stands or not.
    static let verdictReason = SealedText("completion_verdict", "reason")
    /// Why the second officer agreed, or sent it back.
    static let verdictAnswer = SealedText("completion_verdict", "decided_because")
}

extension CompletionVerdict {
    fileprivate init(_ row: Row, _ vault: Vault) throws {
        let id: ID<CompletionVerdict> = try row["id"]
        try self.init(
            id: id, held: row["held_id"], verdict: row["verdict"],
            reason: SealedText.verdictReason.open(row, of: id.rawValue, vault),
            proposedBy: row["proposed_by"], duty: row["proposed_duty"], proposedAt: row["proposed_at"],
            state: row["state"], decidedBy: row["decided_by"],
            decidedBecause: SealedText.verdictAnswer.find(row, of: id.rawValue, vault), decidedAt: row["decided_at"])
    }
}
