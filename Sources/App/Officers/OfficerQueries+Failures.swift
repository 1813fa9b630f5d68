import Programme
import Storage

/// Refused sign-in attempts under officers' names, shown to the officer and to the office.
extension OfficerQueries {
    /// From this many attempts under one name, all officers who read the audit trail are shown it.
    static let alarmingTries = 8
    /// For how long after the last attempt it is shown.
    static let alarmingFor = Span.days(1)

    /// Records an attempt. Returns how many there were since the officer last confirmed having read them.
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

    /// Nil when there was none since the officer last confirmed.
    func failures(of officer: ID<Officer>) throws -> OfficerFailures? {
        try tx.row(
            """
            SELECT officer_id, tries, first_at, last_at
            FROM officer_failure
            WHERE officer_id = \(officer)
            """
        ).map(OfficerFailures.init)
    }

    /// The officer has confirmed having read them.
    func forgetFailures(of officer: ID<Officer>) throws {
        try tx.run("DELETE FROM officer_failure WHERE officer_id = \(officer)")
    }

    /// Other officers under whose names many attempts were refused recently.
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

/// Refused attempts under one officer's name. Times are of the real clock.
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
