import Foundation
import Programme
import Storage

/// How a sealed list came about, for its statement and for auditors.
extension DrawQueries {
    /// Stores what the sealed list was made from.
    func bind(_ origin: DrawStatement.Origin, to wave: ID<Wave>) throws {
        try tx.run(
            """
            UPDATE draw
            SET edition_digest = \(origin.edition), joined = \(origin.joined), withdrawn = \(origin.withdrawn)
            WHERE wave_id = \(wave)
            """)
        for removed in origin.removed {
            try tx.run(
                """
                INSERT INTO draw_removal (wave_id, reason, entries)
                VALUES (\(wave), \(removed.reason), \(removed.entries))
                """)
        }
        if let answers = origin.answers { try bind(answers, to: wave) }
        for people in origin.people {
            try tx.run(
                """
                INSERT INTO draw_people (wave_id, province, entries)
                VALUES (\(wave), \(people.province), \(people.entries))
                """)
        }
    }

    /// What the sealed list was made from; nil where it was sealed before that was stored.
    func origin(of draw: DrawRecord, in wave: ID<Wave>) throws -> DrawStatement.Origin? {
        guard let edition = draw.editionDigest, let joined = draw.joined, let withdrawn = draw.withdrawn else {
            return nil
        }
        return DrawStatement.Origin(
            edition: edition, annex: draw.annex, order: draw.order?.commitment, joined: joined, withdrawn: withdrawn,
            removed: try tx.rows("SELECT reason, entries FROM draw_removal WHERE wave_id = \(wave) ORDER BY reason")
                .map { try .init(reason: $0["reason"], entries: $0["entries"]) }.sorted { $0.reason < $1.reason },
            answers: try answers(of: wave),
            people: try tx.rows(
                "SELECT province, entries FROM draw_people WHERE wave_id = \(wave) ORDER BY province"
            ).map { try .init(province: $0["province"], entries: $0["entries"]) })
    }

    /// The first half of the household's hash of each sealed entry, a page at a time, by id.
    func households(
        in wave: ID<Wave>, after: ID<Entry>, limit: Int
    ) throws -> [(id: ID<Entry>, household: Data)] {
        try tx.rows(
            """
            SELECT id, SUBSTR(household, 1, 16) AS household
            FROM entry
            WHERE wave_id = \(wave) AND state <> 'withdrawn' AND id > \(after)
            ORDER BY id
            LIMIT \(limit)
            """
        ).map { try ($0["id"], $0["household"]) }
    }
}
