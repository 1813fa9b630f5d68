import Storage

extension BoundKind {
    /// Whose a message is that was sealed before contents named their person. No act adds one; a deletion of the account
    /// binds that it is gone.
    static let messagesBefore = BoundKind(
        "message-before", title: "message from before contents named their person", covers: "person",
        due: "SELECT id FROM message WHERE sealed_for IS NULL AND kind = 'notice'", mayBeEmpty: true
    ) { ids in
        ["SELECT id, person_id, sealed_for FROM message WHERE id IN (\(list: ids))"]
    }
}
