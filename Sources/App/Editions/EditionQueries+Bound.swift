import Storage

extension BoundKind {
    /// The text of an edition, from its first start on: what was promised under it holds for ever.
    static let editions = BoundKind(
        "edition", title: "edition number", covers: "id, text, digest and first use",
        due: "SELECT COALESCE(number, 0) AS id FROM edition"
    ) { ids in
        [
            """
            SELECT number AS record, id, digest, text, first_used_at
            FROM edition
            WHERE number IN (\(list: ids))
            """
        ]
    }
}
