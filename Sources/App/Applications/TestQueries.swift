import Foundation
import Programme
import Storage

extension Transaction {
    var tests: TestQueries { TestQueries(tx: self) }
}

/// Sittings of the test and their answers: the only writer of `test_sitting`, `test_answer` and `test_grant`. Real clock
/// throughout.
struct TestQueries {
    let tx: Transaction

    /// Most sittings of a person that are read; an edition allows few.
    private static let most = 50

    /// The latest sitting.
    func sitting(of person: ID<Account>) throws -> StoredSitting? { try sittings(of: person).first }

    /// The latest first.
    func sittings(of person: ID<Account>) throws -> [StoredSitting] {
        try tx.rows(
            """
            SELECT id, number, edition, questions, asked, grant_id, started_at, ends_at, finished_at, score
            FROM test_sitting
            WHERE person_id = \(person)
            ORDER BY number DESC
            LIMIT \(Self.most)
            """
        ).map(StoredSitting.init)
    }

    /// On PostgreSQL: keeps the person's sittings as they are until the transaction ends.
    func lock(of person: ID<Account>) throws {
        try tx.send("SELECT id FROM test_sitting WHERE person_id = \(person) FOR UPDATE")
    }

    /// Stores a sitting; a second one of the person with this number is not stored.
    func insert(_ sitting: NewSitting, of person: ID<Account>, at now: Instant, edition: Edition) throws {
        let questions = sitting.questions.joined(separator: " ")
        try tx.send(
            """
            INSERT INTO test_sitting (
                id, person_id, number, edition, questions, asked, grant_id, started_at, ends_at
            )
            VALUES (\(sitting.id), \(person), \(sitting.number), \(edition.id), \(questions), \(sitting.asked),
                \(sitting.grant), \(now), \(now + sitting.time))
            ON CONFLICT (person_id, number) DO NOTHING
            """)
    }

    func answers(in sitting: ID<Sitting>) throws -> [String: Int] {
        let pairs = try tx.rows("SELECT question, choice FROM test_answer WHERE sitting_id = \(sitting)")
            .map { try ($0["question"] as String, $0["choice"] as Int) }
        return Dictionary(pairs, uniquingKeysWith: { _, last in last })
    }

    /// Stores one answer; a later one to the same question replaces it. Throws `ApplicationRefusal.testOver` when the
    /// time is up or the test was finished, and when the answer belongs to an earlier sitting: a page left open there
    /// must not answer a question of this one.
    func answer(
        _ question: Questionnaire.Question, _ choice: Int, of person: ID<Account>, number: Int, at now: Instant
    ) throws {
        guard (0..<question.choiceCount).contains(choice) else { throw ApplicationRefusal.unknownQuestion }
        guard let sitting = try sitting(of: person), sitting.number == number, !sitting.value.isOver(at: now) else {
            throw ApplicationRefusal.testOver
        }
        try tx.run(
            """
            INSERT INTO test_answer (sitting_id, question, choice, answered_at)
            VALUES (\(sitting.id), \(question.id), \(choice), \(now))
            ON CONFLICT (sitting_id, question) DO UPDATE
            SET choice = excluded.choice, answered_at = excluded.answered_at
            """)
    }

    /// Ends a sitting that has not been ended, at the latest when its time is up.
    func finish(_ sitting: StoredSitting, score: Int, at now: Instant) throws {
        try tx.run(
            """
            UPDATE test_sitting
            SET finished_at = \(min(now, sitting.value.endsAt)), score = \(score)
            WHERE id = \(sitting.id) AND finished_at IS NULL
            """)
    }

    // MARK: - Sittings given on an appeal

    /// Gives another sitting. False when this case has given one.
    func grant(
        _ person: ID<Account>, in stored: ID<ServiceCase>, by officer: ID<Officer>, at now: Instant, ids: IDSource
    ) throws -> Bool {
        let id: ID<TestGrant> = ids.next()
        let isNew = try tx.run(
            """
            INSERT INTO test_grant (id, person_id, case_id, granted_by, granted_at)
            VALUES (\(id), \(person), \(stored), \(officer), \(now))
            ON CONFLICT (case_id) DO NOTHING
            """)
        guard isNew == 1 else { return false }
        try tx.records.bind(.testGrants, id, at: now, ids: ids)
        return true
    }

    /// A sitting given and not begun.
    func unusedGrant(of person: ID<Account>) throws -> ID<TestGrant>? {
        try tx.row(
            """
            SELECT id
            FROM test_grant
            WHERE person_id = \(person)
                AND NOT EXISTS (SELECT 1 FROM test_sitting WHERE test_sitting.grant_id = test_grant.id)
            ORDER BY id
            LIMIT 1
            """)?["id"]
    }

    // MARK: - What the sittings amount to

    /// - Parameter now: by the real clock, on which sittings run.
    func standing(of person: ID<Account>, at now: Instant, edition: Edition) throws -> TestStanding {
        let sittings = try sittings(of: person)
        var standing = TestStanding(isOver: sittings.contains { $0.value.isOver(at: now) })
        let own = sittings.filter { $0.edition == edition.id }
        standing.best = own.compactMap(\.result).max { $0.right < $1.right }
        standing.isUnmarked = own.contains { $0.value.isOver(at: now) && $0.score == nil }
        guard let threshold = edition.test.threshold, let ended = sittings.first(where: { $0.value.isOver(at: now) })
        else { return standing }
        if let running = sittings.first, running.id != ended.id, running.grant != nil {
            standing.again = .running
            return standing
        }
        // A sitting that runs is not counted: until it ends, the decision stays what it was.
        standing.again = threshold.again(
            after: standing.best, own: own.count { $0.grant == nil && $0.value.isOver(at: now) },
            hasGrant: try unusedGrant(of: person) != nil,
            endedOn: edition.waves.zone.date(of: ended.value.finishedAt ?? ended.value.endsAt))
        return standing
    }
}

/// A sitting that the office gave to a person on an appeal; only its id is used.
enum TestGrant {}

struct NewSitting: Sendable {
    let id: ID<Sitting>
    let number: Int
    /// In the order of the pages.
    let questions: [String]
    /// How many of them have a right answer.
    let asked: Int
    let grant: ID<TestGrant>?
    let time: Span
}

struct StoredSitting: Sendable {
    let id: ID<Sitting>
    /// The person's first sitting is 1.
    let number: Int
    /// The id of the edition whose test it is.
    let edition: String
    /// Nil where all questions of the bank are asked.
    let questions: [String]?
    let asked: Int?
    let grant: ID<TestGrant>?
    let score: Int?
    let value: Sitting

    init(_ row: Row) throws {
        id = try row["id"]
        number = try row["number"]
        edition = try row["edition"]
        let ids: String? = try row["questions"]
        questions = ids.map { $0.split(separator: " ").map(String.init) }
        asked = try row["asked"]
        grant = try row["grant_id"]
        score = try row["score"]
        value = try Sitting(startedAt: row["started_at"], endsAt: row["ends_at"], finishedAt: row["finished_at"])
    }

    /// Nil until it is marked, and for sittings of versions that did not store how many questions were asked.
    var result: TestResult? {
        guard let score, let asked else { return nil }
        return TestResult(right: score, asked: asked)
    }
}
