import Programme
import Storage

/// An officer looks at a person's photo. Each view is committed to the audit trail before the picture is sent.
struct ViewPhoto: Sendable {
    let dependencies: Dependencies

    /// Nil, without a record, when there is no such photo.
    func view(_ id: ID<StoredPhoto>, by officer: ID<Officer>, in tx: Transaction) throws -> StoredPhoto? {
        guard let photo = try tx.photos.photo(id) else { return nil }
        try tx.audit.record(
            AuditEvent("photo.viewed", subject: "photo:\(id)"), by: .officer(officer), at: dependencies.moment(),
            ids: dependencies.ids)
        return photo
    }
}
