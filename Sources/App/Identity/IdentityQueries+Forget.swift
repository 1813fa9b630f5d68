import Foundation
import Programme
import Storage

/// What a deleted account leaves of its claims of a NIK.
extension IdentityQueries {
    /// Releases the NIK and blanks the claims; binds them so. Throws `ApplicationRefusal.underReview` while the office
    /// decides whose NIK it is.
    ///
    /// - Parameter keepsFingerprint: where a card was given under the NIK: its keyed hash stays in the blanked claims,
    ///   so that another account with this NIK gets no second card.
    func forget(
        _ person: ID<Account>, keepsFingerprint: Bool, at now: Instant, ids: IDSource, vault: Vault
    ) throws {
        try requireNoDispute(of: person)
        for claim in try claims(of: person) {
            _ = try release(claim, at: now, ids: ids)
            let lookup = keepsFingerprint ? claim.nikLookup : vault.lookup("deleted:\(claim.id)", purpose: "nik")
            let blank = try vault.seal(
                StoredClaim.forgotten, table: "identity_claim", column: "nik", row: claim.id.rawValue)
            try tx.run(
                """
                UPDATE identity_claim
                SET state = 'replaced', differing = '', nik = \(blank), nik_lookup = \(lookup), family_card = NULL,
                    household = \(Data()), birth_date = \(StoredClaim.noBirthDate)
                WHERE id = \(claim.id)
                """)
            if !keepsFingerprint { try dropCount(of: claim.nikLookup) }
            try tx.records.bind(.identities, claim.id, at: now, ids: ids)
            try tx.records.bind(.identityData, claim.id, at: now, ids: ids)
            try tx.records.bind(.identityStates, claim.id, at: now, ids: ids)
        }
    }

    /// Deletes the row on which claims of a NIK meet, once no claim has it.
    private func dropCount(of nikLookup: Data) throws {
        try tx.run(
            """
            DELETE FROM verified_nik
            WHERE lookup = \(nikLookup) AND holders = 0
                AND NOT EXISTS (SELECT 1 FROM identity_claim WHERE nik_lookup = \(nikLookup))
            """)
    }
}

extension StoredClaim {
    /// What is sealed in place of the NIK of a deleted account.
    static let forgotten = "–"
    /// What stands in place of the birth date of a deleted account.
    static let noBirthDate = "1900-01-01"

    /// Whether its account was deleted.
    func isForgotten(_ vault: Vault) -> Bool {
        let text = try? vault.openText(nikSealed, table: "identity_claim", column: "nik", row: id.rawValue)
        return state == .replaced && text == Self.forgotten
    }
}
