import Foundation
import Programme
import Storage

extension Transaction {
    var outcomeNews: OutcomeNewsQueries { OutcomeNewsQueries(tx: self) }
}

/// How far the people of a wave were sent its outcome. The only writer of `outcome_news`.
struct OutcomeNewsQueries {
    let tx: Transaction

    /// Nil before the first message.
    func of(_ wave: ID<Wave>) throws -> (progress: OutcomeProgress, turn: Data)? {
        try tx.row("SELECT people, told, turn, begun_at, ended_at FROM outcome_news WHERE wave_id = \(wave)").map {
            row in
            let progress = try OutcomeProgress(
                people: row["people"], told: row["told"], begunAt: row["begun_at"], endedAt: row["ended_at"])
            return (progress, try row["turn"])
        }
    }

    /// Idempotent.
    func begin(_ wave: ID<Wave>, people: Int, at now: Instant) throws {
        try tx.send(
            """
            INSERT INTO outcome_news (wave_id, people, told, turn, begun_at)
            VALUES (\(wave), \(people), 0, \(Data()), \(now))
            ON CONFLICT (wave_id) DO NOTHING
            """)
    }

    /// False when another run has moved the turn meanwhile.
    func advance(_ wave: ID<Wave>, from turn: Data, to next: Data, told people: Int) throws -> Bool {
        try tx.run(
            """
            UPDATE outcome_news
            SET turn = \(next), told = told + \(people)
            WHERE wave_id = \(wave) AND turn = \(turn)
            """) == 1
    }

    func end(_ wave: ID<Wave>, at now: Instant) throws {
        try tx.run("UPDATE outcome_news SET ended_at = \(now) WHERE wave_id = \(wave) AND ended_at IS NULL")
    }
}
