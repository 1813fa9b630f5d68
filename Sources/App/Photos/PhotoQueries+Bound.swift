import Programme
import Storage

extension PhotoQueries {
    /// On PostgreSQL: keeps the person's photos as they are until the transaction ends.
    func lock(of person: ID<Account>) throws {
        try tx.send("SELECT id FROM identity_document WHERE person_id = \(person) FOR UPDATE")
    }
}

extension BoundKind {
    /// Whose photo it is, from the upload on, and an officer's verdict on it, on which the decision of eligibility
    /// rests.
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

    /// A second look at accepted photos from its answer on, with the third reviewer's where the two differ: with these a
    /// third officer asks a person for another photo. A look without an answer is in no bound record; its first officer
    /// is compared with the verdicts on the photos.
    static let photoLooks = BoundKind(
        "photo-look", title: "second look at photos", covers: "person, photos, officers, findings and decision",
        due: """
            SELECT id FROM photo_second_look WHERE officer_id IS NOT NULL
            UNION
            SELECT look_id AS id FROM photo_third_look
            """
    ) { ids in
        [
            """
            SELECT id, person_id, card_id, selfie_id, first_officer_id, asked_at, officer_id, verdict, reason, looked_at
            FROM photo_second_look
            WHERE id IN (\(list: ids))
            """,
            """
            SELECT look_id AS id, person_id, asked_at, officer_id, verdict, kind, reason, looked_at
            FROM photo_third_look
            WHERE look_id IN (\(list: ids))
            """,
        ]
    }
}

extension BoundKind {
    /// Whose a photo is that no act has bound since photos are bound from their upload on. No act adds one.
    static let photosBefore = BoundKind(
        "photo-before", title: "photo from before uploads were bound", covers: "person and kind",
        due: """
            SELECT id
            FROM identity_document
            WHERE NOT EXISTS (
                SELECT 1
                FROM bound_record
                WHERE bound_record.kind = \(photos.name) AND bound_record.row_id = identity_document.id
            )
            """
    ) { ids in
        ["SELECT id, person_id, kind FROM identity_document WHERE id IN (\(list: ids))"]
    }
}
