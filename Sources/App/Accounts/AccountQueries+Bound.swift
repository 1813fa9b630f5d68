import Storage

extension BoundKind {
    /// Until when a person's payee account must not change, after a contact was replaced.
    static let payeeHolds = BoundKind(
        "payee-hold", title: "hold on the payee account of person", covers: "its end",
        due: "SELECT id FROM account WHERE payee_held_until IS NOT NULL", mayBeEmpty: true
    ) { ids in
        [
            """
            SELECT id, payee_held_until
            FROM account
            WHERE id IN (\(list: ids)) AND payee_held_until IS NOT NULL
            """
        ]
    }
}
