import Storage

extension BoundKind {
    /// Which claims the registry has confirmed, and which ones the office has refused.
    static let identities = BoundKind(
        "identity", title: "claim of a NIK", covers: "person, NIK, the registry's answer and the office's refusal",
        due: "SELECT id FROM identity_claim WHERE state = 'verified'"
    ) { ids in
        [
            """
            SELECT id, person_id, nik_lookup, CASE WHEN state = 'verified' THEN 'yes' ELSE 'no' END AS confirmed,
                refused_at
            FROM identity_claim
            WHERE id IN (\(list: ids))
            """
        ]
    }
}
