import Programme
import Storage

/// Reports whose last day is over, and those of them that the job has set aside because a record was changed by other
/// means than an act.
extension HeldCompletionQueries {
    /// How long one that was set aside is not looked at again.
    static let pause = Span.hours(1)

    /// Those whose last day is over, the oldest first; then those that were set aside for longer than the pause. One that
    /// is set aside in the future is looked at: no act writes that.
    func overdue(at now: Instant, limit: Int) throws -> [ID<HeldCompletion>] {
        try tx.rows(
            """
            SELECT id
            FROM held_completion
            WHERE state = 'waiting' AND decide_by <= \(now)
                AND (set_aside_at IS NULL OR set_aside_at <= \(now - Self.pause) OR set_aside_at > \(now))
            ORDER BY COALESCE(set_aside_at, 0), decide_by, id
            LIMIT \(limit)
            """
        ).map { try $0["id"] }
    }

    /// - Returns: whether it was not set aside before; nil where it does not wait any more.
    func setAside(_ id: ID<HeldCompletion>, at now: Instant) throws -> Bool? {
        let before = try tx.row("SELECT set_aside_at FROM held_completion WHERE id = \(id) AND state = 'waiting'")
        guard let before else { return nil }
        let earlier: Instant? = try before["set_aside_at"]
        try tx.run("UPDATE held_completion SET set_aside_at = \(now) WHERE id = \(id) AND state = 'waiting'")
        return earlier == nil
    }

    /// Those that wait and were set aside, the one that was due first first.
    func setAside(limit: Int) throws -> [QueuedCompletion] {
        try rows(
            where: "held_completion.state = 'waiting' AND held_completion.set_aside_at IS NOT NULL",
            "ORDER BY held_completion.decide_by, held_completion.id LIMIT \(limit)")
    }
}
