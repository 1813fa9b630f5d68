import Logging
import Programme
import Storage

/// Before a person reads data as their own: SQL could give another person's rows to an account for a moment.
extension Dependencies {
    /// Throws `refusal`, with an error in the server's log, unless each record is as its last act left it.
    ///
    /// - Parameters:
    ///   - due: what an act must have bound.
    ///   - free: what no act need have bound: compared where one has.
    func requireOwn<Entity>(
        _ kind: BoundKind, due: [ID<Entity>], free: [ID<Entity>] = [], or refusal: RecordRefusal, in tx: Transaction
    ) throws {
        let changed = try tx.records.changed(kind, due: due, free: free, vault: vault)
        for record in changed { reportChanged(kind, record) }
        guard changed.isEmpty else { throw refusal }
    }

    /// Throws `RecordRefusal.applicantChanged` where a claim of a NIK came to its person by other means than an act.
    func requireOwn(_ claims: [StoredClaim], in tx: Transaction) throws {
        let verified = claims.filter { $0.state == .verified }.map(\.id)
        let others = claims.filter { $0.state != .verified }.map(\.id)
        try requireOwn(.identities, due: verified, free: others, or: .applicantChanged, in: tx)
    }

    /// The same of photos. A photo that waits for its first verdict is compared where its upload was bound.
    func requireOwn(_ photos: [StoredPhoto], in tx: Transaction) throws {
        let judged = photos.filter { [.accepted, .rejected].contains($0.state) }.map(\.id)
        let others = photos.filter { ![.accepted, .rejected].contains($0.state) }.map(\.id)
        try requireOwn(.photos, due: judged, free: others, or: .applicantChanged, in: tx)
    }

    /// Throws `RecordRefusal.heldBack` where a sealed value is another person's, or was changed by other means.
    func openOwn<Value>(_ read: () throws -> Value) throws -> Value {
        do {
            return try read()
        } catch VaultFault.unreadable {
            logger.error(
                "a page is held back: a sealed value is another person's or was changed; run `prakerja audit verify`")
            throw RecordRefusal.heldBack
        }
    }
}
