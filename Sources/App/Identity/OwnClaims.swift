import Programme
import Storage

extension Dependencies {
    /// Throws `RecordRefusal.applicantChanged` where a claim of a NIK came to its person by other means than an act.
    func requireOwn(_ claims: [StoredClaim], in tx: Transaction) throws {
        try requireOwn(.identities, before: .claimsBefore, claims.map(\.id), or: .applicantChanged, in: tx)
    }
}
