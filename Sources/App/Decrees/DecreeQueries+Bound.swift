import Storage

extension BoundKind {
    static let decrees = BoundKind(
        "decree", title: "decree", covers: "wave, people, amount and signatures",
        due: "SELECT id FROM decree"
    ) { ids in
        [
            """
            SELECT id, wave_id, people, amount, drafted_by, drafted_at, signed_at
            FROM decree
            WHERE id IN (\(list: ids))
            """,
            """
            SELECT decree_id AS id, place, officer_id, duty, signed_at
            FROM decree_signature
            WHERE decree_id IN (\(list: ids))
            ORDER BY decree_id, place
            """,
        ]
    }

    /// What stands on the document besides: its number, and the digest of the people it was signed for.
    static let decreePapers = BoundKind(
        "decree-paper", title: "document of decree", covers: "number and digest of its list",
        due: "SELECT id FROM decree WHERE list_digest IS NOT NULL"
    ) { ids in
        [
            """
            SELECT id, list_digest, (SELECT number FROM decree_number WHERE decree_id = decree.id) AS number
            FROM decree
            WHERE id IN (\(list: ids))
            """
        ]
    }
}
