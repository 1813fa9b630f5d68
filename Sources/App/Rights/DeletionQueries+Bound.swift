import Storage

extension BoundKind {
    /// A request to delete an account: a job carries out only what the person asked for, at the time they were told.
    static let accountDeletions = BoundKind(
        "account-deletion", title: "request to delete an account", covers: "person, state and times",
        due: "SELECT id FROM account_deletion"
    ) { ids in
        [
            """
            SELECT id, person_id, state, asked_at, due_at, ended_at
            FROM account_deletion
            WHERE id IN (\(list: ids))
            """
        ]
    }
}
