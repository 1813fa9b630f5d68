import Foundation
import Programme
import Storage

/// An attempt to deliver an event.
struct WebhookAttempt: Sendable {
    let number: Int
    let at: Instant
    /// Nil where no answer came.
    let status: Int?
    let took: Span
    /// The beginning of the answer, or why there was none.
    let answer: String
}

extension WebhookQueries {
    /// Records an attempt and what becomes of the event. False when another worker or an officer was faster: then
    /// nothing is recorded.
    func note(
        _ attempt: WebhookAttempt, of event: WebhookEvent, becoming state: WebhookEvent.State, next: Instant?
    ) throws -> Bool {
        // Locks the object's row. A statement after it sees an event that was recorded while this one waited.
        try tx.run("UPDATE webhook_object SET due_at = NULL WHERE id = \(event.object)")
        let changed = try tx.run(
            """
            UPDATE webhook_event
            SET state = \(state), state_at = \(attempt.at), attempts = \(attempt.number), tries = tries + 1
            WHERE id = \(event.id) AND state = 'waiting' AND attempts = \(event.attempts)
            """)
        if changed == 1 { try add(attempt, to: event.id) }
        let due = changed == 1 && state == .waiting ? next ?? attempt.at : attempt.at
        try tx.run(
            """
            UPDATE webhook_object
            SET due_at = \(due)
            WHERE id = \(event.object) AND EXISTS (
                SELECT 1
                FROM webhook_event
                WHERE webhook_event.object_id = webhook_object.id AND webhook_event.state = 'waiting'
            )
            """)
        return changed == 1
    }

    private func add(_ attempt: WebhookAttempt, to event: ID<WebhookEvent>) throws {
        try tx.run(
            """
            INSERT INTO webhook_attempt (event_id, number, at, status, milliseconds, answer)
            VALUES (\(event), \(attempt.number), \(attempt.at), \(attempt.status), \(attempt.took.milliseconds),
                \(attempt.answer))
            """)
    }

    /// The newest first.
    func attempts(of event: ID<WebhookEvent>) throws -> [WebhookAttempt] {
        try tx.rows(
            """
            SELECT number, at, status, milliseconds, answer
            FROM webhook_attempt
            WHERE event_id = \(event)
            ORDER BY number DESC
            """
        ).map { row in
            WebhookAttempt(
                number: try row["number"], at: try row["at"], status: try row["status"],
                took: Span(milliseconds: try row["milliseconds"]), answer: try row["answer"])
        }
    }

    /// The last answer's status of each of these events; none for an event without an attempt.
    func lastStatuses(of events: [ID<WebhookEvent>]) throws -> [ID<WebhookEvent>: WebhookAttempt] {
        guard !events.isEmpty else { return [:] }
        let rows = try tx.rows(
            """
            SELECT webhook_attempt.event_id, webhook_attempt.number, webhook_attempt.at, webhook_attempt.status,
                webhook_attempt.milliseconds, webhook_attempt.answer
            FROM webhook_attempt
            JOIN webhook_event ON webhook_event.id = webhook_attempt.event_id
                AND webhook_event.attempts = webhook_attempt.number
            WHERE webhook_attempt.event_id IN (\(list: events))
            """)
        return try rows.reduce(into: [:]) { found, row in
            let event: ID<WebhookEvent> = try row["event_id"]
            found[event] = WebhookAttempt(
                number: try row["number"], at: try row["at"], status: try row["status"],
                took: Span(milliseconds: try row["milliseconds"]), answer: try row["answer"])
        }
    }

    func hasOld(before instant: Instant) throws -> Bool {
        try tx.row(
            "SELECT 1 AS old FROM webhook_event WHERE state <> 'waiting' AND recorded_at < \(instant) LIMIT 1") != nil
    }

    /// Deletes up to `limit` events that were recorded before `instant` and do not wait, with their attempts. The number
    /// of the last one stays in its object.
    ///
    /// - Returns: how many were deleted.
    func prune(before instant: Instant, limit: Int) throws -> Int {
        let old: [ID<WebhookEvent>] = try tx.rows(
            """
            SELECT id
            FROM webhook_event
            WHERE state <> 'waiting' AND recorded_at < \(instant)
            ORDER BY recorded_at
            LIMIT \(limit)
            """
        ).map { try $0["id"] }
        guard !old.isEmpty else { return 0 }
        try tx.run("DELETE FROM webhook_attempt WHERE event_id IN (\(list: old))")
        return try tx.run("DELETE FROM webhook_event WHERE id IN (\(list: old)) AND state <> 'waiting'")
    }
}
