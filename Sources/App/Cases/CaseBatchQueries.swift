import Foundation
import Programme
import Storage

extension Transaction {
    var caseBatches: CaseBatchQueries { CaseBatchQueries(tx: self) }
}

extension CaseBatch.State: SQLConvertible {}

/// One answer for many cases: the only writer of `case_batch` and `case_batch_item`.
struct CaseBatchQueries {
    let tx: Transaction

    func draft(_ batch: CaseBatch, at now: Instant, vault: Vault) throws {
        let reason = try vault.seal(batch.reason, table: "case_batch", column: "reason", row: batch.id.rawValue)
        try tx.run(
            """
            INSERT INTO case_batch (id, category, template_id, outcome, reason, state, proposed_by, proposed_duty,
                proposed_at)
            VALUES (\(batch.id), \(batch.category), \(batch.template), \(batch.outcome), \(reason), 'drafted',
                \(batch.proposer.officer), \(batch.proposer.duty), \(now))
            """)
    }

    /// Lets go of the cases of drafts that no second officer decided on since `instant`: their people must not wait for
    /// an officer who has forgotten them.
    func lapseDrafts(before instant: Instant) throws {
        try tx.run(
            """
            UPDATE case_batch_item
            SET state = 'skipped'
            WHERE state = 'waiting' AND batch_id IN (
                SELECT id FROM case_batch WHERE state = 'drafted' AND proposed_at < \(instant)
            )
            """)
    }

    /// Takes in the open complaints of the category that no other officer works on and no other batch has, the earliest
    /// deadline first. Returns how many.
    func fill(_ batch: CaseBatch, limit: Int) throws -> Int {
        try tx.run(
            """
            INSERT INTO case_batch_item (batch_id, case_id, state)
            SELECT \(batch.id), service_case.id, 'waiting'
            FROM service_case
            WHERE service_case.id IN (
                SELECT candidate.id
                FROM service_case AS candidate
                WHERE candidate.state IN ('open', 'proposed') AND candidate.state = 'open'
                    AND candidate.category = \(batch.category) AND candidate.contested IS NULL
                    AND COALESCE(candidate.assigned_to, \(batch.proposer.officer)) = \(batch.proposer.officer)
                    AND COALESCE(candidate.entered_by, 0) <> \(batch.proposer.officer)
                    AND NOT EXISTS (
                        SELECT 1 FROM case_batch_item AS other
                        WHERE other.case_id = candidate.id AND other.state = 'waiting'
                    )
                ORDER BY candidate.due_at, candidate.id
                LIMIT \(limit)
            )
            """)
    }

    /// False when it is not drafted any more. A refused batch lets its cases go.
    func decide(_ id: ID<CaseBatch>, as state: CaseBatch.State, by officer: ID<Officer>, at now: Instant) throws -> Bool
    {
        let changed = try tx.run(
            """
            UPDATE case_batch
            SET state = \(state), decided_by = \(officer), decided_at = \(now)
            WHERE id = \(id) AND state = 'drafted'
            """)
        guard changed == 1 else { return false }
        if state == .refused {
            try tx.run("UPDATE case_batch_item SET state = 'skipped' WHERE batch_id = \(id) AND state = 'waiting'")
        }
        return true
    }

    func waiting(in id: ID<CaseBatch>, limit: Int) throws -> [ID<ServiceCase>] {
        try tx.rows(
            """
            SELECT case_id
            FROM case_batch_item
            WHERE batch_id = \(id) AND state = 'waiting'
            ORDER BY case_id
            LIMIT \(limit)
            """
        ).map { try $0["case_id"] }
    }

    /// False when another worker was first.
    func mark(_ item: ID<ServiceCase>, of id: ID<CaseBatch>, isAnswered: Bool) throws -> Bool {
        try tx.run(
            """
            UPDATE case_batch_item
            SET state = \(isAnswered ? "answered" : "skipped")
            WHERE batch_id = \(id) AND case_id = \(item) AND state = 'waiting'
            """) == 1
    }

    func finish(_ id: ID<CaseBatch>) throws {
        try tx.run("UPDATE case_batch SET state = 'done' WHERE id = \(id) AND state = 'running'")
    }

    func find(_ id: ID<CaseBatch>, vault: Vault) throws -> CaseBatch? {
        try some("id = \(id)", limit: 1, vault: vault).first
    }

    /// Newest first.
    func latest(limit: Int, vault: Vault) throws -> [CaseBatch] {
        try some("1 = 1", limit: limit, vault: vault)
    }

    /// Drafts that wait for an officer of another duty than their author's.
    func drafted(exceptOf officer: Officer, limit: Int, vault: Vault) throws -> [CaseBatch] {
        try some(
            """
            state = 'drafted' AND \(tx.officers.isAnother("proposed_by", than: officer.id))
                AND proposed_duty <> \(officer.signatory(for: .answerCases).duty)
            """,
            limit: limit,
            vault: vault)
    }

    func progress(of id: ID<CaseBatch>) throws -> CaseBatchProgress {
        let rows = try tx.rows(
            """
            SELECT state, COUNT(*) AS number
            FROM case_batch_item
            WHERE batch_id = \(id)
            GROUP BY state
            """)
        let counts = try Dictionary(uniqueKeysWithValues: rows.map { try ($0["state"] as String, $0["number"] as Int) })
        return CaseBatchProgress(
            waiting: counts["waiting"] ?? 0, answered: counts["answered"] ?? 0, skipped: counts["skipped"] ?? 0)
    }

    private func some(_ condition: SQL, limit: Int, vault: Vault) throws -> [CaseBatch] {
        try tx.rows(
            """
            SELECT id, category, template_id, outcome, reason, state, proposed_by, proposed_duty, decided_by
            FROM case_batch
            WHERE \(condition)
            ORDER BY id DESC
            LIMIT \(limit)
            """
        ).map { row in
            let id: ID<CaseBatch> = try row["id"]
            return try CaseBatch(
                id: id, category: row["category"], template: row["template_id"], outcome: row["outcome"],
                reason: vault.openText(row["reason"], table: "case_batch", column: "reason", row: id.rawValue),
                state: row["state"], proposer: tx.officers.author(row["proposed_by"], as: row["proposed_duty"]),
                decidedBy: row["decided_by"])
        }
    }
}

/// One answer for many cases.
struct CaseBatch: Sendable {
    let id: ID<CaseBatch>
    let category: CaseCategory
    let template: ID<StoredTemplate>
    let outcome: ServiceCase.Outcome
    let reason: String
    let state: State
    let proposer: Signatory
    let decidedBy: ID<Officer>?

    enum State: String, Sendable {
        case drafted, running, done, refused
    }

    /// A draft keeps its cases from other batches for so long.
    static let draftLifetime = Span.days(2)
    /// Cases whose number is shown to the second officer, and of which so many are shown filled in.
    static let (listed, examples) = (100, 3)
    /// Most cases in one batch.
    static let most = 1_000
    /// Outcomes that one text can explain to many; a case is never dismissed in bulk.
    static let outcomes: [ServiceCase.Outcome] = [.explained, .settled]
}

struct CaseBatchProgress: Sendable, Equatable {
    let waiting: Int
    let answered: Int
    let skipped: Int

    var total: Int { waiting + answered + skipped }
}
