import Programme
import Storage

/// An officer looks at a person's photo. Each view is committed to the audit log and to the readings of the person's
/// data before the picture is sent.
struct ViewPhoto: Sendable {
    let dependencies: Dependencies

    /// Nil, without a record, when there is no such photo. Throws `RecordRefusal.applicantChanged` for one that SQL gave
    /// to its person: the one whose it is would not see who looked.
    func view(_ id: ID<StoredPhoto>, in context: OfficerContext, _ tx: Transaction) throws -> StoredPhoto? {
        guard let photo = try tx.photos.photo(id) else { return nil }
        try dependencies.requireOwn([photo], in: tx)
        try tx.audit.record(
            AuditEvent("photo.viewed", subject: "photo:\(id)"), by: .officer(context.officer.id),
            at: dependencies.moment(), ids: dependencies.ids)
        try context.records(.photo, of: [photo.person], because: .work("photo:\(id)"), in: tx)
        return photo
    }
}
