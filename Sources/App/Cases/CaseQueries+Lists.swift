import Programme
import Storage

/// The queue, its ageing and the public figures.
extension CaseQueries {
    /// A person's cases, newest first.
    func of(_ person: ID<Account>, limit: Int) throws -> [ServiceCase] {
        try tx.rows(
            """
            SELECT \(ServiceCase.columns)
            FROM service_case
            WHERE person_id = \(person)
            ORDER BY id DESC
            LIMIT \(limit)
            """
        ).map { try ServiceCase($0, tx) }
    }

    func openCount(of person: ID<Account>) throws -> Int {
        try tx.row(
            """
            SELECT COUNT(*) AS number
            FROM service_case
            WHERE person_id = \(person) AND state IN ('open', 'proposed')
            """)?["number"] ?? 0
    }

    /// Running cases of a view: the earliest deadline first, at equal deadlines what is more at stake.
    func queue(
        _ view: CaseView, _ category: CaseCategory?, of officer: ID<Officer>, at now: Instant, limit: Int
    ) throws -> [ServiceCase] {
        try tx.rows(
            """
            SELECT \(ServiceCase.columns)
            FROM service_case
            WHERE \(shown(in: view, category, to: officer, at: now))
            ORDER BY due_at, stake DESC, id
            LIMIT \(limit)
            """
        ).map { try ServiceCase($0, tx) }
    }

    /// How many cases each view holds, of one category or of all.
    func counts(_ category: CaseCategory?, of officer: ID<Officer>, at now: Instant) throws -> [CaseView: Int] {
        try CaseView.allCases.reduce(into: [:]) { counts, view in
            counts[view] =
                try tx.row(
                    "SELECT COUNT(*) AS number FROM service_case WHERE \(shown(in: view, category, to: officer, at: now))"
                )?["number"] ?? 0
        }
    }

    private func shown(
        in view: CaseView, _ category: CaseCategory?, to officer: ID<Officer>, at now: Instant
    ) -> SQL {
        """
        state IN ('open', 'proposed') AND (CAST(\(category) AS TEXT) IS NULL OR category = \(category))
                AND \(condition(view, officer, now))
        """
    }

    /// The first views hold what the officer's desk counts: what waits for an answer that this officer may give.
    private func condition(_ view: CaseView, _ officer: ID<Officer>, _ now: Instant) -> SQL {
        let own: SQL = "\(Self.waitsForAnswer) AND \(answerable(by: officer))"
        return switch view {
        case .all: own
        case .mine: "\(own) AND assigned_to = \(officer)"
        case .free: "\(own) AND assigned_to IS NULL"
        case .late: "\(own) AND due_at <= \(now)"
        case .second: "NOT (\(Self.waitsForAnswer))"
        case .others: "\(Self.waitsForAnswer) AND NOT (\(answerable(by: officer)))"
        }
    }

    /// How many running cases are due at each instant; deadlines are ends of days, so these are few.
    func ageing() throws -> [(dueAt: Instant, cases: Int)] {
        try tx.rows(
            """
            SELECT due_at, COUNT(*) AS number
            FROM service_case
            WHERE state IN ('open', 'proposed')
            GROUP BY due_at
            ORDER BY due_at
            """
        ).map { try (dueAt: $0["due_at"], cases: $0["number"]) }
    }

    /// How many cases that this officer may answer are due at each instant. A case whose answer or correction waits for
    /// a second officer is counted only by `proposed` and `correctionsWaiting`.
    func unanswered(for officer: ID<Officer>) throws -> [(dueAt: Instant, cases: Int)] {
        try tx.rows(
            """
            SELECT due_at, COUNT(*) AS number
            FROM service_case
            WHERE \(Self.waitsForAnswer) AND \(answerable(by: officer))
            GROUP BY due_at
            ORDER BY due_at
            """
        ).map { try (dueAt: $0["due_at"], cases: $0["number"]) }
    }

    /// Neither an answer nor a correction waits for a second officer.
    static let waitsForAnswer: SQL = """
        state = 'open' AND id NOT IN (SELECT case_id FROM case_correction WHERE state = 'proposed')
        """

    /// Neither what the officer entered for a person, nor an appeal against their own decision.
    func answerable(by officer: ID<Officer>?) -> SQL {
        guard let officer else { return "1 = 1" }
        return """
            (entered_by IS NULL OR \(tx.officers.isAnother("entered_by", than: officer)))
                AND (made_by IS NULL OR \(tx.officers.isAnother("made_by", than: officer)))
            """
    }

    /// Unanswered cases that this officer may answer and that no other officer has taken, in the order of the queue.
    func firstOpen(for officer: ID<Officer>, limit: Int) throws -> [ServiceCase] {
        try tx.rows(
            """
            SELECT \(ServiceCase.columns)
            FROM service_case
            WHERE \(Self.waitsForAnswer) AND (assigned_to IS NULL OR assigned_to = \(officer))
                AND \(answerable(by: officer))
            ORDER BY due_at, stake DESC, id
            LIMIT \(limit)
            """
        ).map { try ServiceCase($0, tx) }
    }

    /// Since when the case waits that the office has owed an answer longest, of those that `unanswered` counts.
    func oldest(for officer: ID<Officer>) throws -> Instant? {
        try tx.row(
            """
            SELECT MIN(running_since) AS oldest
            FROM service_case
            WHERE \(Self.waitsForAnswer) AND \(answerable(by: officer))
            """)?["oldest"]
    }

    /// Answers that wait for an officer of another duty than their author's.
    func proposed(exceptOf officer: Officer, limit: Int) throws -> [ServiceCase] {
        try tx.rows(
            """
            SELECT \(ServiceCase.columns)
            FROM service_case
            WHERE state = 'proposed' AND \(tx.officers.isAnother("proposed_by", than: officer.id))
                AND proposed_duty <> \(officer.signatory(for: .answerCases).duty)
                AND (entered_by IS NULL OR \(tx.officers.isAnother("entered_by", than: officer.id)))
            ORDER BY due_at, stake DESC, id
            LIMIT \(limit)
            """
        ).map { try ServiceCase($0, tx) }
    }

    /// Corrections that wait for an officer of another duty than the first's.
    func correctionsWaiting(exceptOf officer: Officer, limit: Int) throws -> [ServiceCase] {
        try tx.rows(
            """
            SELECT \(ServiceCase.columns)
            FROM service_case
            WHERE state = 'open' AND (entered_by IS NULL OR \(tx.officers.isAnother("entered_by", than: officer.id)))
                AND id IN (
                SELECT case_id FROM case_correction
                WHERE state = 'proposed' AND \(tx.officers.isAnother("proposed_by", than: officer.id))
                    AND proposed_duty <> \(officer.signatory(for: .answerCases).duty)
            )
            ORDER BY due_at, id
            LIMIT \(limit)
            """
        ).map { try ServiceCase($0, tx) }
    }

    /// Running cases whose deadline has passed and whose person has not been notified of that.
    func lately(at now: Instant, limit: Int) throws -> [ServiceCase] {
        try tx.rows(
            """
            SELECT \(ServiceCase.columns)
            FROM service_case
            WHERE state IN ('open', 'proposed') AND due_at <= \(now) AND late_at IS NULL
            ORDER BY due_at, id
            LIMIT \(limit)
            """
        ).map { try ServiceCase($0, tx) }
    }

    /// The answer times of every category since a month, such as `2020-04`.
    func figures(since month: String) throws -> [CaseCategory: AnswerTimes] {
        let rows = try tx.rows(
            """
            SELECT category, days, CAST(SUM(answers) AS BIGINT) AS answers, CAST(SUM(in_time) AS BIGINT) AS in_time
            FROM case_figure
            WHERE month >= \(month)
            GROUP BY category, days
            """
        ).map { row -> (CaseCategory, AnswerTimes) in
            try (
                row["category"],
                AnswerTimes(counts: [row["days"] as Int: row["answers"] as Int], inTime: row["in_time"])
            )
        }
        return Dictionary(rows, uniquingKeysWith: { $0 + $1 })
    }

    /// How often cases received since then were reopened, and how many were taken back.
    func reopenedAndWithdrawn(since: Instant) throws -> (reopened: Int, withdrawn: Int) {
        let row = try tx.row(
            """
            SELECT CAST(COALESCE(SUM(reopened), 0) AS BIGINT) AS reopened,
                CAST(COALESCE(SUM(CASE WHEN state = 'withdrawn' THEN 1 ELSE 0 END), 0) AS BIGINT) AS withdrawn
            FROM service_case
            WHERE begun_at >= \(since)
            """)
        return (try row?["reopened"] ?? 0, try row?["withdrawn"] ?? 0)
    }

    /// Running cases by category.
    func running() throws -> [CaseCategory: Int] {
        let rows = try tx.rows(
            """
            SELECT category, COUNT(*) AS number
            FROM service_case
            WHERE state IN ('open', 'proposed')
            GROUP BY category
            """)
        return try Dictionary(
            uniqueKeysWithValues: rows.map { try ($0["category"] as CaseCategory, $0["number"] as Int) })
    }
}
