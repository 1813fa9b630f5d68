import Programme
import Storage

/// Refused tries under the officers' names: what each of them, and the office, is told of.
extension OfficerQueries {
    /// So many tries under one name are told to the whole office.
    static let alarmingTries = 8
    /// How long the office is told after the last of them.
    static let alarmingFor = Span.days(1)

    /// Notes one more. Answers how many there were since the officer last said they had seen them.
    func noteFailure(of officer: ID<Officer>, at now: Instant) throws -> Int {
        try tx.row(
            """
            INSERT INTO officer_failure (officer_id, tries, first_at, last_at)
            VALUES (\(officer), 1, \(now), \(now))
            ON CONFLICT (officer_id) DO UPDATE
            SET tries = officer_failure.tries + 1, last_at = excluded.last_at
            RETURNING tries
            """)?["tries"] ?? 1
    }

    /// Nil when there was none since the officer last said they had seen them.
    func failures(of officer: ID<Officer>) throws -> OfficerFailures? {
        try tx.row(
            """
            SELECT officer_id, tries, first_at, last_at
            FROM officer_failure
            WHERE officer_id = \(officer)
            """
        ).map(OfficerFailures.init)
    }

    /// The officer has seen them.
    func forgetFailures(of officer: ID<Officer>) throws {
        try tx.run("DELETE FROM officer_failure WHERE officer_id = \(officer)")
    }

    /// Colleagues under whose names very many tries were refused of late.
    func alarming(except officer: ID<Officer>, at now: Instant) throws -> [OfficerFailures] {
        try tx.rows(
            """
            SELECT officer_id, tries, first_at, last_at
            FROM officer_failure
            WHERE officer_id <> \(officer) AND tries >= \(Self.alarmingTries)
                AND last_at > \(now - Self.alarmingFor)
            ORDER BY officer_id
            """
        ).map(OfficerFailures.init)
    }
}

/// Tries under one officer's name that were refused. Times are the real clock's.
struct OfficerFailures: Sendable {
    let officer: ID<Officer>
    let tries: Int
    let firstAt: Instant
    let lastAt: Instant
}

extension OfficerFailures {
    fileprivate init(_ row: Row) throws {
        try self.init(officer: row["officer_id"], tries: row["tries"], firstAt: row["first_at"], lastAt: row["last_at"])
    }
}
