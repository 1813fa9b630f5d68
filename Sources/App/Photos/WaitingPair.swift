import Programme
import Storage

/// The photos of one person that wait, as the list names them without opening the person.
struct WaitingPair: Sendable {
    /// The oldest one.
    let photo: StoredPhoto
    let kinds: [IdentityPhoto.Kind]
    /// Regency or city; nil before the person has written it.
    let region: String?
    /// Another officer who looks at it now.
    let holder: (name: String, until: Instant)?
}

extension WaitingPair {
    /// The oldest pairs, each with what its row says.
    static func all(limit: Int, for officer: ID<Officer>, at now: Instant, in tx: Transaction) throws -> [WaitingPair] {
        let photos = try tx.photos.waiting(limit: limit)
        let held = try tx.photos.held(photos.map(\.id), exceptBy: officer, at: now)
        let names = try tx.officers.names()
        return try photos.map { photo in
            let current = try tx.photos.current(of: photo.person)
            return WaitingPair(
                photo: photo, kinds: IdentityPhoto.Kind.allCases.filter { current[$0]?.state == .uploaded },
                region: try tx.applications.regency(of: photo.person)?.name,
                holder: held[photo.id].map { (names[$0.officer] ?? "–", $0.until) })
        }
    }
}
