import Programme
import Storage

/// Jobs that wait for an officer.
extension JobQueries {
    /// The latest first.
    func dead(limit: Int) throws -> [DeadJob] {
        try tx.rows(
            """
            SELECT \(Self.deadColumns)
            FROM job
            WHERE state = 'dead'
            ORDER BY finished_at DESC, id
            LIMIT \(limit)
            """
        ).map(DeadJob.init)
    }

    /// Of one kind, in the order of their ids.
    func dead(name: String, limit: Int) throws -> [DeadJob] {
        try tx.rows(
            """
            SELECT \(Self.deadColumns)
            FROM job
            WHERE state = 'dead' AND name = \(name)
            ORDER BY id
            LIMIT \(limit)
            """
        ).map(DeadJob.init)
    }

    func deadCount() throws -> Int {
        try tx.row("SELECT COUNT(*) AS number FROM job WHERE state = 'dead'")?["number"] ?? 0
    }

    func deadBacklog() throws -> Backlog {
        try tx.row(
            """
            SELECT COUNT(*) AS waiting, CAST(NULL AS BIGINT) AS people, CAST(NULL AS BIGINT) AS amount,
                MIN(finished_at) AS oldest, CAST(NULL AS BIGINT) AS due
            FROM job
            WHERE state = 'dead'
            """
        ).map(Backlog.init) ?? .empty
    }

    /// How many there are of each kind and error.
    func deadCounts() throws -> [DeadJobCount] {
        try tx.rows(
            """
            SELECT name, last_error, COUNT(*) AS number, MIN(finished_at) AS first_at, MAX(finished_at) AS last_at
            FROM job
            WHERE state = 'dead'
            GROUP BY name, last_error
            ORDER BY name, last_error
            """
        ).map { row in
            try DeadJobCount(
                name: row["name"], error: row["last_error"], count: row["number"], firstAt: row["first_at"],
                lastAt: row["last_at"])
        }
    }

    /// An officer gives a dead job up: it is done and will be pruned like others. False when it was not dead.
    func giveUp(_ id: ID<StoredJob>, at now: Instant) throws -> Bool {
        try tx.run("UPDATE job SET state = 'done', finished_at = \(now) WHERE id = \(id) AND state = 'dead'") == 1
    }

    private static let deadColumns: SQL = "id, name, payload, last_error, attempt, finished_at"
}

struct DeadJob: Sendable {
    let id: ID<StoredJob>
    let name: String
    let payload: String
    let error: String
    let attempts: Int
    let diedAt: Instant

    init(id: ID<StoredJob>, name: String, payload: String, error: String, attempts: Int, diedAt: Instant) {
        (self.id, self.name, self.payload) = (id, name, payload)
        (self.error, self.attempts, self.diedAt) = (error, attempts, diedAt)
    }

    fileprivate init(_ row: Row) throws {
        try self.init(
            id: row["id"], name: row["name"], payload: row["payload"], error: row["last_error"],
            attempts: row["attempt"], diedAt: row["finished_at"])
    }
}

/// Dead jobs of one kind with the same error.
struct DeadJobCount: Sendable {
    let name: String
    let error: String
    let count: Int
    let firstAt: Instant
    let lastAt: Instant
}
