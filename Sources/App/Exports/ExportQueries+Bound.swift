import Storage

extension BoundKind {
    /// A request for an export, from the request on. What becomes of its file is no decision and changes nothing here.
    static let exportRequests = BoundKind(
        "export-request", title: "request for an export", covers: "content, author and decision",
        due: "SELECT id FROM export_request"
    ) { ids in
        [
            """
            SELECT id, kind, part, purpose, personal, asked_by, asked_duty, asked_at, decided_by, decided_duty,
                decided_at, decision,
                CASE
                    WHEN state = 'asked' THEN 'asked'
                    WHEN state = 'refused' THEN 'refused'
                    ELSE 'allowed'
                END AS answer
            FROM export_request
            WHERE id IN (\(list: ids))
            """
        ]
    }

    /// A finished file: how long it is, what is in it by its digest, and until when it is sent. From the moment on at
    /// which it was made; that it was deleted changes nothing here.
    static let exportFiles = BoundKind(
        "export-file", title: "file of an export", covers: "length, digest and end",
        due: "SELECT id FROM export_request WHERE digest IS NOT NULL"
    ) { ids in
        [
            """
            SELECT id, lines, bytes, digest, made_at, expires_at
            FROM export_request
            WHERE id IN (\(list: ids))
            """
        ]
    }
}
