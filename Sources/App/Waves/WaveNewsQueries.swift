import Programme
import Storage

extension Transaction {
    var waveNews: WaveNewsQueries { WaveNewsQueries(tx: self) }
}

/// How far each piece of a wave's news was sent. The only writer of `wave_news`, whose column `told` is the last
/// person notified.
struct WaveNewsQueries {
    let tx: Transaction

    /// False when this news was started before.
    func begin(_ news: WaveNews, of wave: ID<Wave>, place: Int, at now: Instant) throws -> Bool {
        try tx.run(
            """
            INSERT INTO wave_news (wave_id, news, place, told, begun_at)
            VALUES (\(wave), \(news.rawValue), \(place), 0, \(now))
            ON CONFLICT DO NOTHING
            """) == 1
    }

    func hasBegun(_ news: WaveNews, of wave: ID<Wave>, place: Int) throws -> Bool {
        try tx.row(
            "SELECT told FROM wave_news WHERE wave_id = \(wave) AND news = \(news.rawValue) AND place = \(place)"
        ) != nil
    }

    /// The last person notified; 0 before the first.
    func notifiedUpTo(_ news: WaveNews, of wave: ID<Wave>, place: Int) throws -> Int64 {
        try tx.row(
            "SELECT told FROM wave_news WHERE wave_id = \(wave) AND news = \(news.rawValue) AND place = \(place)"
        )?["told"] ?? 0
    }

    /// False when another run has moved the position meanwhile.
    func setNotified(
        upTo last: ID<Account>, after position: Int64, _ news: WaveNews, of wave: ID<Wave>, place: Int
    ) throws -> Bool {
        try tx.run(
            """
            UPDATE wave_news
            SET told = \(last)
            WHERE wave_id = \(wave) AND news = \(news.rawValue) AND place = \(place) AND told = \(position)
            """) == 1
    }

    /// Eligible people without an entry in this wave, by id, a page at a time. A person who left the wave is not asked
    /// again.
    func mayJoin(_ wave: ID<Wave>, after position: Int64, limit: Int) throws -> [ID<Account>] {
        try tx.rows(
            """
            SELECT eligibility_decision.person_id
            FROM eligibility_decision
            WHERE eligibility_decision.outcome = 'eligible' AND eligibility_decision.person_id > \(position)
                AND NOT EXISTS (
                    SELECT 1 FROM eligibility_decision AS newer
                    WHERE newer.person_id = eligibility_decision.person_id AND newer.id > eligibility_decision.id
                )
                AND NOT EXISTS (
                    SELECT 1 FROM entry
                    WHERE entry.wave_id = \(wave) AND entry.person_id = eligibility_decision.person_id
                )
            ORDER BY eligibility_decision.person_id
            LIMIT \(limit)
            """
        ).map { try $0["person_id"] }
    }

    /// The participants of a wave, by id, a page at a time.
    func joined(_ wave: ID<Wave>, after position: Int64, limit: Int) throws -> [ID<Account>] {
        try tx.rows(
            """
            SELECT person_id
            FROM entry
            WHERE wave_id = \(wave) AND state <> 'withdrawn' AND person_id > \(position)
            ORDER BY person_id
            LIMIT \(limit)
            """
        ).map { try $0["person_id"] }
    }
}
