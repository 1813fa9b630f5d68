import Foundation
import Programme
import Storage

/// People with an account whom a difference touches.
extension ListDifferenceQueries {
    /// People with an account whose line only one of the two lists has. A line removed on proof is left out.
    func touched(
        by change: ListDifference.Change, on list: ListImport, onlyOn id: ID<ListImport>, notOn other: ID<ListImport>,
        in range: LookupRange
    ) throws -> [(person: ID<Account>, touch: ListTouch)] {
        try tx.rows(
            """
            SELECT identity_claim.person_id,
                CASE WHEN EXISTS (
                    SELECT 1 FROM card
                    WHERE card.person_id = identity_claim.person_id AND card.status IN ('active', 'suspended')
                ) THEN 1 ELSE 0 END AS holds_card,
                (
                    SELECT CASE WHEN wave.state IN ('open', 'closed') THEN 'joined' ELSE 'sealed' END
                    FROM entry
                    JOIN wave ON wave.id = entry.wave_id
                    LEFT JOIN entry_place ON entry_place.wave_id = entry.wave_id AND entry_place.entry_id = entry.id
                    WHERE entry.person_id = identity_claim.person_id AND (entry_place.state = 'selected'
                        OR (entry.state <> 'withdrawn' AND entry_place.state IS NULL AND wave.state <> 'announced'
                            AND wave.abandoned_at IS NULL))
                    ORDER BY entry.id DESC
                    LIMIT 1
                ) AS entry_state,
                CASE WHEN EXISTS (
                    SELECT 1
                    FROM list_entry AS elsewhere
                    JOIN list_import ON list_import.id = elsewhere.import_id
                    WHERE elsewhere.lookup = list_entry.lookup AND list_import.state = 'in-force'
                        AND list_import.kind = \(list.kind.rawValue) AND list_import.source <> \(list.source)
                ) THEN 1 ELSE 0 END AS on_another,
                decision.outcome, decision.reasons
            FROM list_entry
            JOIN identity_claim ON identity_claim.nik_lookup = list_entry.lookup AND identity_claim.state <> 'replaced'
            LEFT JOIN eligibility_decision AS decision ON decision.person_id = identity_claim.person_id
                AND decision.id = (
                    SELECT MAX(newest.id) FROM eligibility_decision AS newest
                    WHERE newest.person_id = identity_claim.person_id
                )
            WHERE list_entry.import_id = \(id) AND list_entry.lookup > \(range.after)
                AND list_entry.lookup <= \(range.through)
                AND NOT EXISTS (
                    SELECT 1 FROM list_entry AS other
                    WHERE other.lookup = list_entry.lookup AND other.import_id = \(other)
                )
                AND NOT EXISTS (
                    SELECT 1 FROM list_removal
                    WHERE list_removal.lookup = list_entry.lookup AND list_removal.state IN ('in-force', 'ending')
                        AND list_removal.kind = \(list.kind.rawValue) AND list_removal.source = \(list.source)
                )
            """
        ).map { row in
            let (card, another): (Int, Int) = try (row["holds_card"], row["on_another"])
            let touch = ListTouch(
                change, of: list.kind.effect, standing: Self.standing(card: card == 1, entry: try row["entry_state"]),
                decision: try Self.decision(row["outcome"], row["reasons"], kind: list.kind), isOnAnother: another == 1)
            return (try row["person_id"], touch)
        }
    }

    private static func standing(card: Bool, entry: String?) -> ListTouch.Standing {
        guard !card else { return .cardholder }
        return switch entry {
        case "joined": .entered
        case nil: .applicant
        default: .drawn
        }
    }

    private static func decision(_ outcome: String?, _ reasons: String?, kind: ListKind) throws -> ListTouch.Decision {
        switch outcome {
        case "eligible": return .eligible
        case "waiting": return .waiting
        case "ineligible":
            let codes = try JSONDecoder().decode([Ineligibility].self, from: Data((reasons ?? "[]").utf8)).map(\.code)
            return Set(codes) == ["eligibility.listed.\(kind.rawValue)"] ? .ineligibleByKind : .ineligible
        default: return .none
        }
    }

    /// Stores the touched people of one piece with their counts.
    func keep(
        _ people: [(person: ID<Account>, touch: ListTouch)], _ change: ListDifference.Change,
        of id: ID<StoredDifference>
    ) throws {
        for start in stride(from: 0, to: people.count, by: Self.rows) {
            let rows = people[start..<min(start + Self.rows, people.count)].map { person, touch -> [SQLValue] in
                [
                    id.sqlValue, person.sqlValue, change.sqlValue, touch.standing.sqlValue, touch.consequence.sqlValue,
                ]
            }
            try tx.send(
                """
                INSERT INTO list_touch (difference_id, person_id, change, standing, consequence)
                VALUES \(rows: rows)
                ON CONFLICT (difference_id, person_id) DO NOTHING
                """)
        }
        let groups = Dictionary(grouping: people, by: \.touch).mapValues(\.count)
        for (touch, count) in groups {
            try tx.run(
                """
                INSERT INTO list_touch_count (difference_id, standing, consequence, people)
                VALUES (\(id), \(touch.standing), \(touch.consequence), \(count))
                ON CONFLICT (difference_id, standing, consequence) DO UPDATE
                SET people = list_touch_count.people + excluded.people
                """)
        }
    }

    /// Rows per statement.
    private static var rows: Int { 200 }

    func groups(of id: ID<StoredDifference>) throws -> [ListTouch: Int] {
        let rows = try tx.rows(
            "SELECT standing, consequence, people FROM list_touch_count WHERE difference_id = \(id)")
        return try Dictionary(
            rows.map { row in
                (try ListTouch(standing: row["standing"], consequence: row["consequence"]), try row["people"])
            }, uniquingKeysWith: +)
    }

    /// People of one group by account, with the name and NIK as the office shows them.
    func people(
        in group: ListTouch, of id: ID<StoredDifference>, after: ID<Account>?, limit: Int
    ) throws -> [ID<Account>] {
        try tx.rows(
            """
            SELECT person_id
            FROM list_touch
            WHERE difference_id = \(id) AND standing = \(group.standing) AND consequence = \(group.consequence)
                AND person_id > \(after?.rawValue ?? 0)
            ORDER BY person_id
            LIMIT \(limit)
            """
        ).map { try $0["person_id"] }
    }

    /// The accounts behind hashes.
    func accounts(behind lookups: [Data]) throws -> [Data: ID<Account>] {
        let rows = try tx.rows(
            """
            SELECT nik_lookup, person_id
            FROM identity_claim
            WHERE nik_lookup IN (\(list: lookups)) AND state <> 'replaced'
            ORDER BY person_id DESC
            """)
        return try Dictionary(
            rows.map { try ($0["nik_lookup"], $0["person_id"]) }, uniquingKeysWith: { _, first in first })
    }
}
