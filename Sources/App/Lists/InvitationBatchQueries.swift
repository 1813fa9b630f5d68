import Programme
import Storage

extension Transaction {
    var invitationBatches: InvitationBatchQueries { InvitationBatchQueries(tx: self) }
}

extension InvitationBatch.State: SQLConvertible {}

extension BoundKind {
    /// Invitations once the second officer decided.
    static let invitationBatches = BoundKind(
        "invitation-batch", title: "batch of invitations", covers: "list, counts, text and who started it",
        due: "SELECT id FROM invitation_batch WHERE decided_by IS NOT NULL"
    ) { ids in
        [
            """
            SELECT id, import_id, reason, benefit, people, registered, invited_before, texts, mails, counted_at,
                proposed_by, proposed_duty, proposed_at, decided_by, decided_at, answer
            FROM invitation_batch
            WHERE id IN (\(list: ids))
            """
        ]
    }
}

extension BoundKind {
    /// Invitations from the end of their count on, which a second officer decides by.
    static let invitationDrafts = BoundKind(
        "invitation-draft", title: "draft of invitations", covers: "list, counts, amount, author and decision",
        due: "SELECT id FROM invitation_batch WHERE state = 'drafted'"
    ) { ids in
        [
            """
            SELECT id, import_id, reason, benefit, people, registered, invited_before, texts, mails, counted_at,
                proposed_by, proposed_duty, proposed_at, decided_by, decided_at, answer,
                CASE
                    WHEN state IN ('counting', 'drafted') THEN 'drafted'
                    WHEN state = 'refused' THEN 'refused'
                    ELSE 'started'
                END AS decision
            FROM invitation_batch
            WHERE id IN (\(list: ids))
            """
        ]
    }
}

/// Batches of invitations: the only writer of `invitation_batch` and `invitation_message`.
struct InvitationBatchQueries {
    let tx: Transaction

    /// False when the list has a batch that is not done.
    func begin(
        _ id: ID<InvitationBatch>, of list: ID<ListImport>, because reason: OfficeReason, benefit: Rupiah,
        by officer: Signatory, at now: Instant
    ) throws -> Bool {
        try tx.run(
            """
            INSERT INTO invitation_batch (id, import_id, state, reason, benefit, position, people, registered,
                invited_before, texts, mails, proposed_by, proposed_duty, proposed_at, invited, sent, delivered, failed)
            VALUES (\(id), \(list), 'counting', \(reason.text), \(benefit), 0, 0, 0, 0, 0, 0, \(officer.officer),
                \(officer.duty), \(now), 0, 0, 0, 0)
            ON CONFLICT DO NOTHING
            """) == 1
    }

    func find(_ id: ID<InvitationBatch>) throws -> StoredInvitations? {
        try some("id = \(id)").first
    }

    /// The newest of a list.
    func latest(of list: ID<ListImport>) throws -> StoredInvitations? {
        try some("import_id = \(list) ORDER BY id DESC LIMIT 1").first
    }

    /// Batches that wait for an officer of another duty than their author's, the oldest first.
    func waiting(for officer: Signatory) throws -> [StoredInvitations] {
        try some(
            """
            state = 'drafted' AND proposed_duty <> \(officer.duty)
                AND \(tx.officers.isAnother("proposed_by", than: officer.officer))
            ORDER BY id
            """)
    }

    /// Batches that are being counted and were drafted before `instant`: their process may have been killed.
    func counting(before instant: Instant) throws -> [ID<InvitationBatch>] {
        try some("state = 'counting' AND proposed_at < \(instant)").map(\.value.id)
    }

    private func some(_ condition: SQL) throws -> [StoredInvitations] {
        try tx.rows(
            """
            SELECT id, import_id, state, reason, benefit, position, people, registered, invited_before, texts, mails,
                counted_at, proposed_by, proposed_duty, proposed_at, decided_by, answer, invited, sent, delivered,
                failed, figures_at
            FROM invitation_batch
            WHERE \(condition)
            """
        ).map { row in
            let counts = try InvitationBatch.Counts(
                people: row["people"], registered: row["registered"], invitedBefore: row["invited_before"],
                texts: row["texts"], mails: row["mails"])
            return StoredInvitations(
                value: try InvitationBatch(
                    id: row["id"], list: row["import_id"], state: row["state"], reason: row["reason"],
                    benefit: row["benefit"], counts: counts,
                    proposer: tx.officers.author(row["proposed_by"], as: row["proposed_duty"]),
                    decidedBy: row["decided_by"], answer: row["answer"], invited: row["invited"]),
                position: try row["position"], countedAt: try row["counted_at"], proposedAt: try row["proposed_at"],
                figures: try InvitationFigures(
                    sent: row["sent"], delivered: row["delivered"], failed: row["failed"]),
                figuresAt: try row["figures_at"])
        }
    }

    // MARK: - Counting and inviting

    /// Adds the counts of some people. False when another worker was first.
    ///
    /// - Parameter position: the last row counted; nil when all are.
    func count(_ stored: StoredInvitations, _ more: InvitationBatch.Counts, to position: Int64?, at now: Instant) throws
        -> Bool
    {
        let state: InvitationBatch.State = position == nil ? .drafted : .counting
        let end = position == nil ? now : nil
        return try tx.run(
            """
            UPDATE invitation_batch
            SET state = \(state), position = \(position ?? 0), people = people + \(more.people),
                registered = registered + \(more.registered), invited_before = invited_before + \(more.invitedBefore),
                texts = texts + \(more.texts), mails = mails + \(more.mails), counted_at = \(end)
            WHERE id = \(stored.value.id) AND state = 'counting' AND position = \(stored.position)
            """) == 1
    }

    /// Notes how far the batch has come. False when it does not run any more, or another worker was first.
    func advance(_ stored: StoredInvitations, invited: Int, to position: Int64?) throws -> Bool {
        try tx.run(
            """
            UPDATE invitation_batch
            SET position = \(position ?? stored.position), invited = invited + \(invited),
                state = \(position == nil ? InvitationBatch.State.done : .running)
            WHERE id = \(stored.value.id) AND state = 'running' AND position = \(stored.position)
            """) == 1
    }

    func keep(_ message: ID<Message>, of id: ID<InvitationBatch>) throws {
        try tx.send("INSERT INTO invitation_message (batch_id, message_id) VALUES (\(id), \(message))")
    }

    // MARK: - Deciding

    /// False when it does not wait any more.
    func decide(
        _ id: ID<InvitationBatch>, as state: InvitationBatch.State, because answer: OfficeReason,
        by officer: ID<Officer>, at now: Instant
    ) throws -> Bool {
        try tx.run(
            """
            UPDATE invitation_batch
            SET state = \(state), decided_by = \(officer), decided_at = \(now), answer = \(answer.text)
            WHERE id = \(id) AND state = 'drafted'
            """) == 1
    }

    /// Pauses or goes on. False when the batch is in another state.
    func set(_ id: ID<InvitationBatch>, from old: InvitationBatch.State, to new: InvitationBatch.State) throws -> Bool {
        try tx.run("UPDATE invitation_batch SET state = \(new) WHERE id = \(id) AND state = \(old)") == 1
    }

    // MARK: - Figures

    /// What became of the messages, counted now.
    func figures(of id: ID<InvitationBatch>) throws -> InvitationFigures {
        let rows = try tx.rows(
            """
            SELECT delivery.state, COUNT(*) AS number
            FROM invitation_message
            JOIN delivery ON delivery.message_id = invitation_message.message_id
            WHERE invitation_message.batch_id = \(id)
            GROUP BY delivery.state
            """)
        let counts = try Dictionary(uniqueKeysWithValues: rows.map { try ($0["state"] as String, $0["number"] as Int) })
        let delivered = counts["delivered"] ?? 0
        return InvitationFigures(
            sent: delivered + (counts["handed-over"] ?? 0), delivered: delivered, failed: counts["failed"] ?? 0)
    }

    func keep(_ figures: InvitationFigures, of id: ID<InvitationBatch>, at now: Instant) throws {
        try tx.run(
            """
            UPDATE invitation_batch
            SET sent = \(figures.sent), delivered = \(figures.delivered), failed = \(figures.failed),
                figures_at = \(now)
            WHERE id = \(id)
            """)
    }

    /// Batches whose messages are to be counted again: begun since `begun`, last counted before `last`.
    func due(begunSince begun: Instant, countedBefore last: Instant) throws -> [ID<InvitationBatch>] {
        try tx.rows(
            """
            SELECT id
            FROM invitation_batch
            WHERE state IN ('running', 'paused', 'done') AND decided_at >= \(begun)
                AND (figures_at IS NULL OR figures_at < \(last))
            ORDER BY id
            """
        ).map { try $0["id"] }
    }
}

/// A batch as stored. Instants are of the real clock.
struct StoredInvitations: Sendable {
    let value: InvitationBatch
    let position: Int64
    let countedAt: Instant?
    let proposedAt: Instant
    /// As last counted.
    let figures: InvitationFigures
    let figuresAt: Instant?
}

/// What became of a batch's messages.
struct InvitationFigures: Sendable, Equatable {
    /// Accepted by a gateway, those that arrived included.
    let sent: Int
    let delivered: Int
    let failed: Int
}
