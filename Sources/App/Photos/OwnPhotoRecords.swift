import Programme
import Storage

extension Dependencies {
    /// Throws `RecordRefusal.applicantChanged` where a photo came to its person by other means than an act.
    func requireOwn(_ photos: [StoredPhoto], in tx: Transaction) throws {
        try requireOwn(.photos, before: .photosBefore, photos.map(\.id), or: .applicantChanged, in: tx)
    }
}
