import Foundation
import Programme
import Storage

/// Batches as they are drafted and listed.
extension PayoutQueries {
    func batch(_ id: ID<PayoutBatch>) throws -> StoredBatch? {
        try batches("payout_batch.id = \(id)", limit: 1).first
    }

    func batch(number: Int) throws -> StoredBatch? {
        try batches("payout_batch.number = \(number)", limit: 1).first
    }

    /// Batches with ids below `before`, newest first.
    func latest(before: ID<PayoutBatch>? = nil, limit: Int) throws -> [StoredBatch] {
        try batches("CAST(\(before) AS BIGINT) IS NULL OR payout_batch.id < \(before)", limit: limit)
    }

    /// Batches of other officers that await approval, with their sum.
    func awaitingApproval(by officer: ID<Officer>) throws -> Backlog {
        try tx.row(
            """
            SELECT COUNT(*) AS waiting, CAST(NULL AS BIGINT) AS people, CAST(SUM(total) AS BIGINT) AS amount,
                MIN(drafted_at) AS oldest, CAST(NULL AS BIGINT) AS due
            FROM (
                SELECT payout_batch.drafted_at, (
                    SELECT CAST(SUM(disbursement.amount) AS BIGINT)
                    FROM disbursement
                    WHERE disbursement.batch_id = payout_batch.id AND disbursement.state = 'drafted'
                        AND disbursement.withdrawn_at IS NULL
                ) AS total
                FROM payout_batch
                WHERE payout_batch.state = 'drafted' AND payout_batch.refused_at IS NULL
                    AND \(tx.officers.isAnother("payout_batch.author_id", than: officer))
            ) AS batch
            """
        ).map(Backlog.init) ?? .empty
    }

    /// The first of those, the oldest first.
    func firstAwaitingApproval(by officer: ID<Officer>, limit: Int) throws -> [ID<PayoutBatch>] {
        try tx.rows(
            """
            SELECT id
            FROM payout_batch
            WHERE state = 'drafted' AND refused_at IS NULL AND \(tx.officers.isAnother("author_id", than: officer))
            ORDER BY drafted_at, id
            LIMIT \(limit)
            """
        ).map { try $0["id"] }
    }

    func draft(by officer: ID<Officer>, at now: Instant, ids: IDSource) throws -> ID<PayoutBatch> {
        let id: ID<PayoutBatch> = ids.next()
        for _ in 1...Self.mostTries {
            let next: Int = try tx.row("SELECT COALESCE(MAX(number), 0) + 1 AS next FROM payout_batch")?["next"] ?? 1
            let drafted = try tx.run(
                """
                INSERT INTO payout_batch (id, author_id, state, drafted_at, changes, number)
                VALUES (\(id), \(officer), 'drafted', \(now), 0, \(next))
                ON CONFLICT (number) DO NOTHING
                """)
            if drafted == 1 { return id }
        }
        throw Inconsistency("a batch gets a number")
    }

    /// Batches that officers may draft at the same time.
    private static let mostTries = 10

    /// The batches of these payments.
    func batches(of payments: [StoredDisbursement]) throws -> [ID<PayoutBatch>: BatchRow] {
        let ids = Set(payments.map(\.batch)).sorted { $0.rawValue < $1.rawValue }
        guard !ids.isEmpty else { return [:] }
        let found = try batches("payout_batch.id IN (\(list: ids))", limit: ids.count).map { BatchRow($0) }
        return Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
    }

    private func batches(_ condition: SQL, limit: Int) throws -> [StoredBatch] {
        try tx.rows(
            """
            SELECT payout_batch.id, payout_batch.number, payout_batch.author_id, payout_batch.approver_id, payout_batch.state,
                payout_batch.drafted_at, payout_batch.approved_at, author.name AS author, approver.name AS approver,
                payout_batch.refused_at, payout_batch.refusal, payout_batch.sealed_refusal, refuser.name AS refuser,
                (SELECT COUNT(*) FROM disbursement WHERE \(Self.counts)) AS items,
                CAST((SELECT COALESCE(SUM(amount), 0) FROM disbursement WHERE \(Self.counts)) AS BIGINT) AS total
            FROM payout_batch
            JOIN officer AS author ON author.id = payout_batch.author_id
            LEFT JOIN officer AS approver ON approver.id = payout_batch.approver_id
            LEFT JOIN officer AS refuser ON refuser.id = payout_batch.refused_by
            WHERE \(condition)
            ORDER BY payout_batch.id DESC
            LIMIT \(limit)
            """
        ).map(StoredBatch.init)
    }

    /// The payments of a batch that count: of a refused batch all that no officer took out, otherwise those that were not
    /// withdrawn.
    private static let counts: SQL = """
        batch_id = payout_batch.id
                    AND (withdrawn_at IS NULL OR (payout_batch.refused_at IS NOT NULL AND taken_out_by IS NULL))
        """
}

struct StoredBatch: Sendable {
    let batch: PayoutBatch
    /// Nil of a batch that was written by other means than a draft.
    let number: Int?
    let author: String
    let approver: String?
    let draftedAt: Instant
    let approvedAt: Instant?
    /// Who refused the batch, when and why; nil unless it was refused.
    let refusal: (by: String, at: Instant, reason: SealedWords?)?
    let items: Int
    let total: Rupiah

    fileprivate init(_ row: Row) throws {
        let refusedAt: Instant? = try row["refused_at"]
        let id: ID<PayoutBatch> = try row["id"]
        refusal = try refusedAt.map {
            ((try row["refuser"] as String).isolated, $0, try SealedWords(.batchRefusal, row, of: id.rawValue))
        }
        batch = try PayoutBatch(
            id: id, author: row["author_id"], state: row["state"], isRefused: refusedAt != nil)
        number = try row["number"]
        author = (try row["author"] as String).isolated
        approver = (try row["approver"] as String?)?.isolated
        draftedAt = try row["drafted_at"]
        approvedAt = try row["approved_at"]
        items = try row["items"]
        total = try row["total"]
    }
}
