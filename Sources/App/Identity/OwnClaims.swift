import Programme
import Storage

extension Dependencies {
    /// Throws `RecordRefusal.applicantChanged` where a claim of a NIK came to its person by other means than an act.
    func requireOwn(_ claims: [StoredClaim], in tx: Transaction) throws {
        let verified = claims.filter { $0.state == .verified }.map(\.id)
        let others = claims.filter { $0.state != .verified }.map(\.id)
        try requireOwn(.identities, due: verified, free: others, or: .applicantChanged, in: tx)
    }
}
