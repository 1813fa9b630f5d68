import Programme
import Storage

extension PhotoQueries {
    /// Returns a rejected photo to review, because its person contests the finding. False when it is not rejected any
    /// more. The earlier finding stays in the audit log.
    func reviewAgain(
        _ photo: ID<StoredPhoto>, for officer: ID<Officer>, at moment: Moment, ids: IDSource
    ) throws -> Bool {
        let changed = try tx.run(
            "UPDATE identity_document SET state = 'uploaded' WHERE id = \(photo) AND state = 'rejected'")
        guard changed == 1 else { return false }
        try tx.run("DELETE FROM photo_review WHERE document_id = \(photo)")
        try tx.records.bind(.photos, photo, at: moment.real, ids: ids)
        try tx.audit.record(
            AuditEvent("photo.to-look-at-again", subject: "photo:\(photo)"), by: .officer(officer), at: moment,
            ids: ids)
        return true
    }
}
