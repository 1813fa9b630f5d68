import Programme
import Storage

/// Jobs whose worker was lost while it ran them. Most were unlucky: the machine went down, or the process was ended. One
/// of them may be what ended it, and would end every process that runs it.
///
/// The attempt was counted when the job was leased, before it ran. Each loss is counted too; whoever was lost once is run
/// by itself, one at a time in each process and the least suspect first, so that the next loss falls on the one that
/// causes it; and that one is buried by the number of its losses.
extension JobQueries {
    /// So many workers may be lost over one job: more than an unlucky job sees.
    static let mostLost = 5

    /// Frees what a lost worker held. Answers how many.
    func rescue(now: Instant) throws -> Int {
        try tx.run(
            """
            UPDATE job
            SET state = \(Self.availableUnlessTwinWaits), leased_until = NULL, last_error = 'the worker was lost',
                finished_at = \(now), lost = lost + 1
            WHERE state = 'running' AND leased_until < \(now) AND lost + 1 < \(Self.mostLost)
            """)
    }

    /// Lays aside what was lost too often. The caller tells each that it is buried.
    func buryLost(now: Instant) throws -> [StoredJob] {
        try tx.rows(
            """
            UPDATE job
            SET state = 'dead', leased_until = NULL, last_error = \(Self.lostTooOften), finished_at = \(now),
                lost = lost + 1
            WHERE state = 'running' AND leased_until < \(now) AND lost + 1 >= \(Self.mostLost)
            RETURNING id, name, payload, attempt, max_attempts
            """
        ).map(StoredJob.init)
    }

    static let lostTooOften = "the worker was lost \(mostLost) times while it ran this: it may be what ends the process"

    /// The id of the one lost job that this worker may run now: none while it runs another.
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
