import Foundation
import Programme
import Storage

extension Transaction {
    var tests: TestQueries { TestQueries(tx: self) }
}

/// Sittings of the test and their answers: the only writer of `test_sitting` and `test_answer`. Real clock throughout.
struct TestQueries {
    let tx: Transaction

    func sitting(of person: ID<Account>) throws -> StoredSitting? {
        try tx.row("SELECT id, edition, started_at, ends_at, finished_at FROM test_sitting WHERE person_id = \(person)")
            .map(StoredSitting.init)
    }

    /// Stores a sitting; a second one of the person is not stored.
    func insert(_ person: ID<Account>, time: Span, at now: Instant, ids: IDSource, edition: Edition) throws {
        let id: ID<Sitting> = ids.next()
        try tx.send(
            """
            INSERT INTO test_sitting (id, person_id, edition, started_at, ends_at)
            VALUES (\(id), \(person), \(edition.id), \(now), \(now + time))
            ON CONFLICT (person_id) DO NOTHING
            """)
    }

    func answers(in sitting: ID<Sitting>) throws -> [String: Int] {
        let pairs = try tx.rows("SELECT question, choice FROM test_answer WHERE sitting_id = \(sitting)")
            .map { try ($0["question"] as String, $0["choice"] as Int) }
        return Dictionary(pairs, uniquingKeysWith: { _, last in last })
    }

    /// Stores one answer; a later one to the same question replaces it. Throws `ApplicationRefusal.testOver` when the
    /// time is up or the test was finished.
    func answer(
        _ question: Questionnaire.Question, _ choice: Int, of person: ID<Account>, at now: Instant
    ) throws {
        guard (0..<question.choiceCount).contains(choice) else { throw ApplicationRefusal.unknownQuestion }
        guard let sitting = try sitting(of: person), !sitting.value.isOver(at: now) else {
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
}

struct StoredSitting: Sendable {
    let id: ID<Sitting>
    /// The id of the edition whose test it is.
    let edition: String
    let value: Sitting

    init(_ row: Row) throws {
        id = try row["id"]
        edition = try row["edition"]
        value = try Sitting(startedAt: row["started_at"], endsAt: row["ends_at"], finishedAt: row["finished_at"])
    }
}
