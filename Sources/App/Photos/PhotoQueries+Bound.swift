import Programme
import Storage

extension PhotoQueries {
    /// On PostgreSQL: keeps the person's photos as they are until the transaction ends.
    func lock(of person: ID<Account>) throws {
        try tx.send("SELECT id FROM identity_document WHERE person_id = \(person) FOR UPDATE")
    }
}

extension BoundKind {
    /// An officer's verdict on a photo, on which the decision of eligibility rests.
    static let photos = BoundKind(
        "photo", title: "verdict on photo", covers: "person, verdict, reason and officer",
        due: "SELECT id FROM identity_document WHERE state IN ('accepted', 'rejected')"
    ) { ids in
        [
            "SELECT id, person_id, kind, state FROM identity_document WHERE id IN (\(list: ids))",
            """
            SELECT document_id AS id, officer_id, verdict, reason, reviewed_at
            FROM photo_review
            WHERE document_id IN (\(list: ids))
            ORDER BY document_id
            """,
        ]
    }
}
