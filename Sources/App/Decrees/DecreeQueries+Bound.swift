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
}
