import Programme
import Storage

extension Dependencies {
    /// Throws `RecordRefusal.applicantChanged` where a photo came to its person by other means than an act. A
    /// photo that waits for its first verdict is compared where its upload was bound.
    func requireOwn(_ photos: [StoredPhoto], in tx: Transaction) throws {
        let judged = photos.filter { [.accepted, .rejected].contains($0.state) }.map(\.id)
        let others = photos.filter { ![.accepted, .rejected].contains($0.state) }.map(\.id)
        try requireOwn(.photos, due: judged, free: others, or: .applicantChanged, in: tx)
    }
}
