import Foundation
import Programme
import Storage

extension Transaction {
    var jobs: JobQueries { JobQueries(tx: self) }
}

/// The job queue: one table, in the same database and transaction as the facts. The only writer of `job`.
struct JobQueries {
    let tx: Transaction

    /// Stores jobs. A no-op for one while another of the same name and unique key is queued.
    func insert(_ jobs: [NewJob], at now: Instant) throws {
        let rows = jobs.map { job in
            [
                job.id.sqlValue, job.name.sqlValue, job.payload.sqlValue, job.uniqueKey?.sqlValue ?? .null,
                job.runAt.sqlValue, job.maxAttempts.sqlValue, now.sqlValue,
            ]
        }
        try tx.send(for: [.integer, .text, .text, .text, .integer, .integer, .integer], rows) { list in
            """
            INSERT INTO job (id, name, payload, unique_key, state, run_at, attempt, max_attempts, created_at)
            SELECT given.column2, given.column3, given.column4, given.column5, 'available', given.column6, 0,
                given.column7, given.column8
            FROM \(list) AS given
            WHERE given.column1 >= 0
            ON CONFLICT (name, unique_key) WHERE state = 'available' AND unique_key IS NOT NULL DO NOTHING
            """
        }
    }

    /// Leases up to `limit` due jobs; of those that were lost before, at most one at a time. The outer condition
    /// settles races between workers. On PostgreSQL `FOR UPDATE SKIP LOCKED`, the one engine-specific fragment of the
    /// product, keeps workers from waiting for each other's row locks.
    ///
    /// The CTE is MATERIALIZED so that it is evaluated once: PostgreSQL may evaluate a plain subquery again for every
    /// row, skip the rows it has just locked, and lease more than `limit`.
    func claim(limit: Int, owner: String, now: Instant, lease: Span) throws -> [StoredJob] {
        let skipping: SQL = tx.engine == .postgres ? "FOR UPDATE SKIP LOCKED" : ""
        return try tx.rows(
            """
            WITH due AS MATERIALIZED (
                SELECT id
                FROM job
                WHERE state = 'available' AND run_at <= \(now) AND (lost = 0 OR id = \(Self.suspect(owner, now)))
                    AND NOT EXISTS (
                        SELECT 1
                        FROM job AS twin
                        WHERE twin.state = 'running' AND twin.name = job.name AND twin.unique_key = job.unique_key
                    )
                ORDER BY run_at, id
                LIMIT \(limit)
                \(skipping)
            )
            UPDATE job
            SET state = 'running', attempt = attempt + 1, owner = \(owner), leased_until = \(now + lease)
            WHERE state = 'available' AND id IN (SELECT id FROM due)
            RETURNING id, name, payload, attempt, max_attempts
            """
        ).map(StoredJob.init).sorted { $0.id < $1.id }
    }

    /// Marks jobs done. Skips a job whose lease has run out and which another worker holds.
    func finish(_ jobs: [StoredJob], owner: String, now: Instant) throws {
        for job in jobs where !job.isUrgent {
            try tx.send(
                """
                UPDATE job
                SET state = 'done', finished_at = \(now), leased_until = NULL
                WHERE id = \(job.id) AND \(Self.isHeld(job, by: owner))
                """)
        }
        let urgent = jobs.filter(\.isUrgent).map(\.id)
        for ids in urgent.pieces(of: Self.together) {
            try tx.send(
                """
                UPDATE job
                SET state = 'done', attempt = 1, finished_at = \(now)
                WHERE id IN (\(list: Array(ids))) AND state = 'available' AND attempt = 0
                """)
        }
    }

    /// Numbers of ids in one statement: few distinct ones, so that each statement is prepared once.
    private static let together = [64, 16, 4, 1]

    /// Condition that the job still belongs to this worker: leased to it or, if urgent, taken over at its commit and
    /// not leased from the table since.
    private static func isHeld(_ job: StoredJob, by owner: String) -> SQL {
        job.isUrgent
            ? "state = 'available' AND attempt = 0"
            : "state = 'running' AND owner = \(owner) AND attempt = \(job.attempt)"
    }

    /// Makes a job due now because the event it was waiting for has happened. Skips one that has never been put back in
    /// the queue (`finished_at` is NULL): it is due anyway.
    ///
    /// - Parameter choice: a subquery for the job's id that returns at most one row.
    func hasten(_ choice: SQL, at now: Instant, signal: JobSignal) throws {
        try tx.send(
            """
            UPDATE job
            SET run_at = \(now)
            WHERE id = (\(choice)) AND state = 'available' AND finished_at IS NOT NULL AND run_at > \(now)
            """)
        tx.afterCommit { signal.notify() }
    }

    func retry(_ job: StoredJob, owner: String, at: Instant, error: String?, countsAsAttempt: Bool) throws {
        try tx.run(
            """
            UPDATE job
            SET state = \(Self.availableUnlessTwinWaits), run_at = \(at), last_error = \(error), leased_until = NULL,
                attempt = \(countsAsAttempt ? job.attempt : job.attempt - 1), finished_at = \(at), lost = 0
            WHERE id = \(job.id) AND \(Self.isHeld(job, by: owner))
            """)
    }

    /// Marks a job dead. False when this worker no longer holds it.
    @discardableResult
    func bury(_ job: StoredJob, owner: String, error: String, now: Instant) throws -> Bool {
        try tx.run(
            """
            UPDATE job
            SET state = 'dead', last_error = \(error), finished_at = \(now), leased_until = NULL
            WHERE id = \(job.id) AND \(Self.isHeld(job, by: owner))
            """) == 1
    }

    /// Extends the leases of the jobs this worker is running to `until`. A job that was leased but never reached the
    /// worker, or that ended while the database was unavailable so that its result was not recorded, is not among
    /// `jobs`: its lease runs out and another worker takes it.
    func renew(_ jobs: [ID<StoredJob>], owner: String, until: Instant) throws {
        guard !jobs.isEmpty else { return }
        try tx.run(
            """
            UPDATE job
            SET leased_until = \(until)
            WHERE id IN (\(list: jobs)) AND state = 'running' AND owner = \(owner)
                AND (leased_until < \(until) OR leased_until > \(until + Self.longestLease))
            """)
    }

    /// The new state of a job that goes back into the queue: `done` when another of the same name and key was enqueued
    /// while it ran and will do its work, otherwise `available`.
    static let availableUnlessTwinWaits: SQL = """
        CASE WHEN EXISTS (
            SELECT 1
            FROM job AS twin
            WHERE twin.state = 'available' AND twin.name = job.name AND twin.unique_key = job.unique_key
        ) THEN 'done' ELSE 'available' END
        """

    /// Deletes jobs that were done before `before`. Dead ones are kept for the office.
    func prune(before: Instant) throws {
        try tx.run("DELETE FROM job WHERE state = 'done' AND finished_at < \(before)")
    }

    /// Makes a dead job available again, with all its attempts; nil when it was not dead.
    func revived(_ id: ID<StoredJob>, at now: Instant) throws -> (name: String, payload: String)? {
        try tx.row(
            """
            UPDATE job
            SET state = \(Self.availableUnlessTwinWaits), attempt = 0, lost = 0, run_at = \(now)
            WHERE id = \(id) AND state = 'dead'
            RETURNING name, payload
            """
        ).map { (try $0["name"], try $0["payload"]) }
    }

    /// Number of jobs of one kind that are due by `instant`, counted up to `limit`.
    func waiting(_ name: String, by instant: Instant, atMost limit: Int) throws -> Int {
        try tx.row(
            """
            SELECT COUNT(*) AS waiting
            FROM (
                SELECT id
                FROM job
                WHERE state = 'available' AND name = \(name) AND run_at <= \(instant)
                LIMIT \(limit)
            ) AS due
            """)?["waiting"] ?? 0
    }

    /// The payloads of jobs of one kind with a unique key that are queued or running, at most `limit`.
    func underway(_ name: String, atMost limit: Int) throws -> [String] {
        try tx.rows(
            """
            SELECT payload FROM job WHERE state = 'available' AND name = \(name) AND unique_key IS NOT NULL
            UNION ALL
            SELECT payload FROM job WHERE state = 'running' AND name = \(name) AND unique_key IS NOT NULL
            LIMIT \(limit)
            """
        ).map { try $0["payload"] }
    }

    /// Number of jobs that are running, or due by `instant`; for tests and the health page.
    func pending(by instant: Instant) throws -> Int {
        try tx.row(
            """
            SELECT COUNT(*) AS waiting
            FROM job
            WHERE state = 'running' OR (state = 'available' AND run_at <= \(instant))
            """)?["waiting"] ?? 0
    }
}

/// A job to be stored.
struct NewJob: Sendable {
    let id: ID<StoredJob>
    let name: String
    let payload: String
    let uniqueKey: String?
    let maxAttempts: Int
    /// When it is due, by the real clock.
    let runAt: Instant
}

/// A row of the job queue.
struct StoredJob: Sendable {
    let id: ID<StoredJob>
    let name: String
    let payload: String
    let attempt: Int
    let maxAttempts: Int
    /// Taken over at the commit that enqueued it instead of leased from the table.
    let isUrgent: Bool

    init(_ row: Row) throws {
        id = try row["id"]
        name = try row["name"]
        payload = try row["payload"]
        attempt = try row["attempt"]
        maxAttempts = try row["max_attempts"]
        isUrgent = false
    }

    init(urgent id: ID<StoredJob>, name: String, payload: String, maxAttempts: Int) {
        self.id = id
        self.name = name
        self.payload = payload
        attempt = 1
        self.maxAttempts = maxAttempts
        isUrgent = true
    }
}

extension Array {
    /// Cut into pieces of the given lengths, the longest first; the last length is one.
    fileprivate func pieces(of lengths: [Int]) -> [ArraySlice<Element>] {
        var rest = self[...]
        var pieces: [ArraySlice<Element>] = []
        for length in lengths {
            while rest.count >= length {
                pieces.append(rest.prefix(length))
                rest = rest.dropFirst(length)
            }
        }
        return pieces
    }
}

extension JSONEncoder {
    /// The same value is always the same text.
    static var sorted: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}
