import Storage

extension BoundKind {
    /// Whose card it is, for which place, with what on it: from its issue, and from each further one.
    static let cards = BoundKind(
        "card", title: "card", covers: "person, edition, entry and amounts", due: "SELECT id FROM card"
    ) { ids in
        [
            """
            SELECT id, person_id, edition, wave, entry_id, last_four, training, incentive, decreed_at, issued_at
            FROM card
            WHERE id IN (\(list: ids))
            """
        ]
    }
}
