import Foundation
import Programme
import Storage

extension Transaction {
    var jobs: JobQueries { JobQueries(tx: self) }
}

/// The queue: one table, in the same database and transaction as the facts. The only writer of `job`.
struct JobQueries {
    let tx: Transaction

    /// Takes a job in; it runs at `at` (real clock; at once when nil). A twin with the same unique key that still waits
    /// makes this a no-op; one that runs does not, because it may have looked before these facts were there.
    ///
    /// - Parameter id: made by the caller, where something else is to know the job.
    func enqueue<Work: Job>(
        _ job: Work, on platform: Platform, at: Instant? = nil, id: ID<StoredJob>? = nil
    ) throws {
        let payload = String(decoding: try JSONEncoder.sorted.encode(job), as: UTF8.self)
        let id = id ?? platform.ids.next()
        let now = platform.realNow()
        let urgent = platform.jobBell.urgent
        let goesAhead = Work.isUrgent && job.uniqueKey == nil && at == nil && urgent.isOpen
        try tx.send(
            """
            INSERT INTO job (id, name, payload, unique_key, state, run_at, attempt, max_attempts, created_at)
            VALUES (\(id), \(Work.name), \(payload), \(job.uniqueKey), 'available',
                \(goesAhead ? now + UrgentJobs.grace : at ?? now), 0, \(Work.maxAttempts), \(now))
            ON CONFLICT (name, unique_key) WHERE state = 'available' AND unique_key IS NOT NULL DO NOTHING
            """)
        guard goesAhead else { return tx.afterCommit { platform.jobBell.ring() } }
        let stored = StoredJob(urgent: id, name: Work.name, payload: payload, maxAttempts: Work.maxAttempts)
        tx.afterCommit { urgent.take(.init(job: stored, run: { try await job.run(on: $0) }, takenIn: now)) }
    }

    /// Leases up to `limit` jobs that are due; of those whose worker was lost, one at a time. The outer condition
    /// settles races between workers; on PostgreSQL the one engine-specific fragment of the product keeps them from
    /// queueing behind each other.
    ///
    /// The choice is MATERIALIZED, made once: as a condition of its own PostgreSQL may make it anew for every row, skip
    /// what it has just locked, and lease more than `limit`.
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

    /// Does nothing to a job whose lease was lost meanwhile, and which another worker has.
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

    /// One statement finishes so many: few lengths, so that each is prepared once.
    private static let together = [64, 16, 4, 1]

    /// Whether a job is still this worker's: leased to it, or taken over at its commit and not yet fallen due.
    private static func isHeld(_ job: StoredJob, by owner: String) -> SQL {
        job.isUrgent
            ? "state = 'available' AND attempt = 0"
            : "state = 'running' AND owner = \(owner) AND attempt = \(job.attempt)"
    }

    /// What a job waited for has come: it runs at once. One that nobody has put back yet is on its way already.
    ///
    /// - Parameter choice: a question for its id, with one answer at most.
    func hasten(_ choice: SQL, on platform: Platform) throws {
        let now = platform.realNow()
        try tx.send(
            """
            UPDATE job
            SET run_at = \(now)
            WHERE id = (\(choice)) AND state = 'available' AND finished_at IS NOT NULL AND run_at > \(now)
            """)
        tx.afterCommit { platform.jobBell.ring() }
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

    /// False when its lease was lost meanwhile.
    @discardableResult
    func bury(_ job: StoredJob, owner: String, error: String, now: Instant) throws -> Bool {
        try tx.run(
            """
            UPDATE job
            SET state = 'dead', last_error = \(error), finished_at = \(now), leased_until = NULL
            WHERE id = \(job.id) AND \(Self.isHeld(job, by: owner))
            """) == 1
    }

    /// This worker is alive: what it has in hand stays its own until `until`. What was leased to it and never reached
    /// it, or ended and could not be noted because the database was away, is not in hand and falls to others.
    func renew(_ jobs: [ID<StoredJob>], owner: String, until: Instant) throws {
        guard !jobs.isEmpty else { return }
        try tx.run(
            """
            UPDATE job
            SET leased_until = \(until)
            WHERE id IN (\(list: jobs)) AND state = 'running' AND owner = \(owner) AND leased_until < \(until)
            """)
    }

    /// A job that goes back to waiting gives way to a twin that came while it ran, which will do its work.
    static let availableUnlessTwinWaits: SQL = """
        CASE WHEN EXISTS (
            SELECT 1
            FROM job AS twin
            WHERE twin.state = 'available' AND twin.name = job.name AND twin.unique_key = job.unique_key
        ) THEN 'done' ELSE 'available' END
        """

    /// Deletes finished jobs older than `before`; dead ones stay until the office has seen them.
    func prune(before: Instant) throws {
        try tx.run("DELETE FROM job WHERE state = 'done' AND finished_at < \(before)")
    }

    func dead(limit: Int) throws -> [DeadJob] {
        try tx.rows(
            """
            SELECT id, name, last_error, attempt, finished_at
            FROM job
            WHERE state = 'dead'
            ORDER BY finished_at DESC, id
            LIMIT \(limit)
            """
        ).map(DeadJob.init)
    }

    /// The office has mended the cause: all attempts are free again. False when it was not dead.
    func revive(_ id: ID<StoredJob>, on platform: Platform) throws -> Bool {
        let job = try tx.row(
            """
            UPDATE job
            SET state = \(Self.availableUnlessTwinWaits), attempt = 0, lost = 0, run_at = \(platform.realNow())
            WHERE id = \(id) AND state = 'dead'
            RETURNING name, payload
            """)
        guard let job else { return false }
        let (name, payload): (String, String) = try (job["name"], job["payload"])
        try JobKind.all[name]?.revive(payload, tx, platform)
        tx.afterCommit { platform.jobBell.ring() }
        return true
    }

    /// How many wait or run that are due by `instant`; for tests and the health page.
    func pending(by instant: Instant) throws -> Int {
        try tx.row(
            """
            SELECT COUNT(*) AS waiting
            FROM job
            WHERE state = 'running' OR (state = 'available' AND run_at <= \(instant))
            """)?["waiting"] ?? 0
    }
}

/// A job as it lies in the queue.
struct StoredJob: Sendable {
    let id: ID<StoredJob>
    let name: String
    let payload: String
    let attempt: Int
    let maxAttempts: Int
    /// Not leased, but taken over at the commit that took it in.
    let isUrgent: Bool

    init(_ row: Row) throws {
        id = try row["id"]
        name = try row["name"]
        payload = try row["payload"]
        attempt = try row["attempt"]
        maxAttempts = try row["max_attempts"]
        isUrgent = false
    }

    fileprivate init(urgent id: ID<StoredJob>, name: String, payload: String, maxAttempts: Int) {
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

struct DeadJob: Sendable {
    let id: ID<StoredJob>
    let name: String
    let error: String
    let attempts: Int
    let diedAt: Instant

    fileprivate init(_ row: Row) throws {
        id = try row["id"]
        name = try row["name"]
        error = try row["last_error"]
        attempts = try row["attempt"]
        diedAt = try row["finished_at"]
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
