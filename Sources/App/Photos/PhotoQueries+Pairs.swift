import Programme
import Storage

/// An officer looks at both photos of a person together. A pair waits when at least one of its photos has no finding
/// and none is rejected: with a rejected or missing one there is nothing to compare. It is addressed by its oldest
/// waiting photo.
extension PhotoQueries {
    private static let isOldestOfWaitingPair: SQL = """
        identity_document.state = 'uploaded'
            AND EXISTS (
                SELECT 1 FROM identity_document AS other
                WHERE other.person_id = identity_document.person_id AND other.kind <> identity_document.kind
                    AND other.state <> 'replaced' AND other.state IN ('uploaded', 'accepted')
            )
            AND NOT EXISTS (
                SELECT 1 FROM identity_document AS older
                WHERE older.person_id = identity_document.person_id AND older.kind <> identity_document.kind
                    AND older.state <> 'replaced' AND older.state = 'uploaded' AND older.id < identity_document.id
            )
        """

    /// The oldest waiting photo of each waiting pair, oldest first.
    func waiting(limit: Int) throws -> [StoredPhoto] {
        try tx.rows(
            """
            SELECT \(StoredPhoto.columns)
            FROM identity_document
            LEFT JOIN photo_review ON photo_review.document_id = identity_document.id
            WHERE \(Self.isOldestOfWaitingPair)
            ORDER BY identity_document.id
            LIMIT \(limit)
            """
        ).known { try StoredPhoto($0) }
    }

    /// All waiting pairs, by the real clock. Goes through the photos that wait once, in the order of an index by person:
    /// of two photos that wait nothing else is read, of one its accepted neighbour.
    func backlog() throws -> Backlog {
        try tx.row(
            """
            SELECT COUNT(*) AS waiting, COUNT(*) AS people, CAST(NULL AS BIGINT) AS amount,
                MIN(pair.uploaded_at) AS oldest, CAST(NULL AS BIGINT) AS due
            FROM (
                SELECT person_id, COUNT(*) AS photos, MIN(uploaded_at) AS uploaded_at
                FROM identity_document
                WHERE state = 'uploaded'
                GROUP BY person_id
            ) AS pair
            WHERE pair.photos = 2 OR EXISTS (
                SELECT 1
                FROM identity_document AS other
                WHERE other.person_id = pair.person_id AND other.state = 'accepted'
            )
            """
        ).map(Backlog.init) ?? .empty
    }

    /// The oldest waiting pair that no other officer has claimed.
    ///
    /// - Parameter previous: only pairs after the one with this photo; nil for all.
    func next(
        for officer: ID<Officer>, after previous: StoredPhoto? = nil, at now: Instant
    ) throws -> ID<StoredPhoto>? {
        try tx.row(
            """
            SELECT identity_document.id
            FROM identity_document
            WHERE \(Self.isOldestOfWaitingPair) AND identity_document.id > \(previous?.id.rawValue ?? 0)
                AND identity_document.person_id <> \(previous?.person.rawValue ?? 0)
                AND NOT EXISTS (
                    SELECT 1 FROM photo_claim
                    WHERE photo_claim.document_id = identity_document.id AND photo_claim.officer_id <> \(officer)
                        AND photo_claim.until > \(now)
                )
            ORDER BY identity_document.id
            LIMIT 1
            """
        ).map { try $0["id"] }
    }

    /// The photos of an officer's last verdict, if it was recorded after `since` and no newer photo replaced them. A
    /// third reviewer's decision is none of these: it ends a disagreement.
    func lastVerdict(of officer: ID<Officer>, since: Instant) throws -> [StoredPhoto] {
        try tx.rows(
            """
            SELECT \(StoredPhoto.columns)
            FROM photo_review
            JOIN identity_document ON identity_document.id = photo_review.document_id
            WHERE photo_review.officer_id = \(officer) AND identity_document.state IN ('accepted', 'rejected')
                AND photo_review.reviewed_at > \(since) AND photo_review.reviewed_at = (
                    SELECT MAX(last.reviewed_at) FROM photo_review AS last WHERE last.officer_id = \(officer)
                )
                AND NOT EXISTS (
                    SELECT 1
                    FROM photo_third_look
                    JOIN photo_second_look ON photo_second_look.id = photo_third_look.look_id
                    WHERE photo_third_look.person_id = identity_document.person_id
                        AND photo_third_look.verdict = 'rejected'
                        AND identity_document.id IN (photo_second_look.card_id, photo_second_look.selfie_id)
                )
            ORDER BY identity_document.id
            """
        ).map(StoredPhoto.init)
    }
}
