import Programme
import Storage

extension PhotoQueries {
    /// Takes the photos of a deleted account out of use, without what officers noted about them; binds verdicts so. The
    /// caller removes the files of the ids returned once the transaction has committed.
    func forget(_ person: ID<Account>, at now: Instant, ids: IDSource) throws -> [ID<StoredPhoto>] {
        let photos = try all(of: person)
        for photo in photos {
            try tx.run("UPDATE identity_document SET state = 'replaced' WHERE id = \(photo.id)")
            try tx.run("DELETE FROM photo_measure WHERE document_id = \(photo.id)")
            try tx.run("UPDATE photo_review SET note = '', sealed_note = NULL WHERE document_id = \(photo.id)")
            try tx.records.bind(.photos, photo.id, at: now, ids: ids)
        }
        try withdrawLooks(at: person, now: now, ids: ids)
        return photos.map(\.id)
    }
}
