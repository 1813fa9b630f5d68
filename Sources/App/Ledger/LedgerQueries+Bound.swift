import Storage

extension BoundKind {
    /// The entries from before entries had codes. The ledger writes none any more, so one that SQL puts in is bound by no
    /// act, and its money is on no card.
    static let entriesBeforeCodes = BoundKind(
        "entry-before-codes", title: "entry from before codes", covers: "key, kind, postings, reason and time",
        due: "SELECT id FROM journal_entry WHERE code IS NULL"
    ) { ids in
        [
            """
            SELECT id, key, kind, content, reason, at
            FROM journal_entry
            WHERE id IN (\(list: ids)) AND code IS NULL
            """
        ]
    }
}
