import Programme
import Storage

extension Transaction {
    var repetitions: RepetitionQueries { RepetitionQueries(tx: self) }
}

/// How many messages officers sent again to a person on a day: the only writer of `message_repetition`.
struct RepetitionQueries {
    let tx: Transaction

    /// Counts one more for the person. False when the day's number is used up; the condition is part of the statement,
    /// so that it holds against a double tap.
    func count(_ person: ID<Account>, on day: CivilDate) throws -> Bool {
        try tx.run(
            """
            INSERT INTO message_repetition (person_id, day, sent)
            VALUES (\(person), \(day), 1)
            ON CONFLICT (person_id, day) DO UPDATE
            SET sent = message_repetition.sent + 1
            WHERE message_repetition.sent < \(MessageRepetition.mostPerDay)
            """) == 1
    }

    func sent(to person: ID<Account>, on day: CivilDate) throws -> Int {
        try tx.row("SELECT sent FROM message_repetition WHERE person_id = \(person) AND day = \(day)")?["sent"] ?? 0
    }
}
