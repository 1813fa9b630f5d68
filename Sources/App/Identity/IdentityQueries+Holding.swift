import Foundation
import Programme
import Storage

/// Which claim holds a NIK when two people claim it. `counted` marks the claim that holds it. Every change first locks
/// the NIK's row in `verified_nik`, so that concurrent changes of one NIK are serialised.
extension IdentityQueries {
    /// The registry has confirmed a claim: it holds its NIK, or waits for the claim that does.
    func confirm(_ claim: StoredClaim, at moment: Moment, ids: IDSource) throws {
        try lock(claim.nikLookup)
        guard let holder = try holder(of: claim.nikLookup), holder.id != claim.id else {
            try hold(claim)
            return
        }
        try set(claim.id, to: .contested)
        try tx.disputes.changing(over: claim.nikLookup, at: moment.real, ids: ids) {
            try tx.disputes.begin(newer: claim, older: holder, at: moment.programme)
        }
        try tx.audit.record(
            AuditEvent("identity.contested", subject: "account:\(claim.person)"), by: .system, at: moment, ids: ids)
    }

    /// Releases a claim's NIK, or stops it waiting for one.
    ///
    /// - Returns: the claim that has waited longest, which gets the NIK; nil when there is none.
    func release(_ claim: StoredClaim, at now: Instant, ids: IDSource) throws -> StoredClaim? {
        try lock(claim.nikLookup)
        return try tx.disputes.changing(over: claim.nikLookup, at: now, ids: ids) { try release(claim) }
    }

    private func release(_ claim: StoredClaim) throws -> StoredClaim? {
        try tx.disputes.drop(newer: claim.id)
        let changed = try tx.run(
            "UPDATE identity_claim SET counted = \(false) WHERE id = \(claim.id) AND counted = \(true)")
        guard changed == 1 else { return nil }
        try count(claim.nikLookup)
        guard let next = try tx.disputes.longestWaiting(for: claim.nikLookup) else { return nil }
        guard let heir = try self.claim(next) else { return nil }
        try tx.disputes.drop(newer: heir.id)
        try hold(heir)
        try tx.disputes.point(claim.nikLookup, at: heir)
        return heir
    }

    /// Two officers have decided for the newer claim: it holds the NIK, the older one is refused.
    func handOver(from older: StoredClaim, to newer: StoredClaim, at now: Instant) throws {
        try refuse(older, at: now)
        try hold(newer)
        try tx.disputes.point(newer.nikLookup, at: newer)
    }

    /// The office has decided that this claim's NIK is another person's.
    func refuse(_ claim: StoredClaim, at now: Instant) throws {
        try lock(claim.nikLookup)
        try tx.run(
            """
            UPDATE identity_claim
            SET state = 'contested', counted = \(false), refused_at = \(now)
            WHERE id = \(claim.id)
            """)
        try count(claim.nikLookup)
    }

    /// The refused claim waits for the NIK again. False when it was not refused.
    func contestAgain(_ claim: StoredClaim) throws -> Bool {
        try lock(claim.nikLookup)
        return try tx.run(
            "UPDATE identity_claim SET refused_at = NULL WHERE id = \(claim.id) AND refused_at IS NOT NULL") == 1
    }

    private func hold(_ claim: StoredClaim) throws {
        try tx.run(
            "UPDATE identity_claim SET state = 'verified', differing = '', counted = \(true) WHERE id = \(claim.id)")
        try count(claim.nikLookup)
    }

    /// A claim keeps its NIK while its name is checked again.
    func holder(of nikLookup: Data) throws -> StoredClaim? {
        try tx.row(
            """
            SELECT \(StoredClaim.columns)
            FROM identity_claim
            WHERE nik_lookup = \(nikLookup) AND counted = \(true) AND state IN ('verified', 'waiting')
            """
        ).map(StoredClaim.init)
    }

    private func lock(_ nikLookup: Data) throws {
        try tx.run(
            """
            INSERT INTO verified_nik (lookup, holders)
            VALUES (\(nikLookup), 0)
            ON CONFLICT (lookup) DO UPDATE SET holders = verified_nik.holders
            """)
    }

    private func count(_ nikLookup: Data) throws {
        try tx.run(
            """
            UPDATE verified_nik
            SET holders = (
                SELECT COUNT(*) FROM identity_claim WHERE nik_lookup = \(nikLookup) AND counted = \(true)
            )
            WHERE lookup = \(nikLookup)
            """)
    }
}
