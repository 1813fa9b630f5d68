import Programme
import Storage

/// Jobs whose worker was lost, that is, stopped renewing the lease while it ran them. Most are innocent: the machine
/// went down, or the process was killed. But one may itself crash every process that runs it.
///
/// An attempt is counted when the job is leased, before it runs; each loss is counted too. Of the jobs that were lost
/// before, a process runs one at a time, the one with the fewest losses first, so that the next loss is counted against
/// the job that causes it. That job is buried when its losses reach `mostLost`.
extension JobQueries {
    /// After this many losses a job is buried: more than an innocent job sees.
    static let mostLost = 5

    /// A lease that ends later than this from now was given before the clock was set back. Its worker is lost, or
    /// renews its lease by the clock as it is now. Far more than the clocks of two running servers differ, or one would
    /// free the jobs that the other runs.
    static let longestLease = Span.hours(24)

    /// Queues jobs again whose lease has run out. Returns how many.
    func rescue(now: Instant) throws -> Int {
        try tx.run(
            """
            UPDATE job
            SET state = \(Self.availableUnlessTwinWaits), leased_until = NULL, last_error = 'the worker was lost',
                finished_at = \(now), lost = lost + 1, run_at = CASE WHEN run_at > \(now) THEN \(now) ELSE run_at END
            WHERE state = 'running' AND (leased_until < \(now) OR leased_until > \(now + Self.longestLease))
                AND lost + 1 < \(Self.mostLost)
            """)
    }

    /// Marks jobs dead that have now been lost `mostLost` times. The caller calls `isBuried` on each.
    func buryLost(now: Instant) throws -> [StoredJob] {
        try tx.rows(
            """
            UPDATE job
            SET state = 'dead', leased_until = NULL, last_error = \(Self.lostTooOften), finished_at = \(now),
                lost = lost + 1
            WHERE state = 'running' AND (leased_until < \(now) OR leased_until > \(now + Self.longestLease))
                AND lost + 1 >= \(Self.mostLost)
            RETURNING id, name, payload, attempt, max_attempts
            """
        ).map(StoredJob.init)
    }

    static let lostTooOften = "the worker was lost \(mostLost) times while it ran this: it may be what ends the process"

    /// Subquery for the one previously lost job that worker `owner` may run now; NULL while it runs another.
    static func suspect(_ owner: String, _ now: Instant) -> SQL {
        """
        (
            SELECT suspect.id
            FROM job AS suspect
            WHERE suspect.state = 'available' AND suspect.lost > 0 AND suspect.run_at <= \(now)
                AND NOT EXISTS (
                    SELECT 1
                    FROM job AS busy
                    WHERE busy.state = 'running' AND busy.lost > 0 AND busy.owner = \(owner)
                )
                AND NOT EXISTS (
                    SELECT 1
                    FROM job AS twin
                    WHERE twin.state = 'running' AND twin.name = suspect.name AND twin.unique_key = suspect.unique_key
                )
            ORDER BY suspect.lost, suspect.run_at, suspect.id
            LIMIT 1
        )
        """
    }
}
