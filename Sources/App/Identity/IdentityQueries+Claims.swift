import Foundation
import Programme
import Storage

/// The rows of claims.
extension IdentityQueries {
    /// What a person has typed, with the keyed hashes it is found by.
    struct ClaimData {
        let nik: NIK
        let nikLookup: Data
        let birthDate: CivilDate
        let familyCard: FamilyCard?
        let household: Data
    }

    /// All claims of the person, oldest first.
    func claims(of person: ID<Account>) throws -> [StoredClaim] {
        try tx.rows(
            "SELECT \(StoredClaim.columns) FROM identity_claim WHERE person_id = \(person) ORDER BY attempt"
        ).map(StoredClaim.init)
    }

    /// On PostgreSQL: keeps the person's claims as they are until the transaction ends.
    func lockClaims(of person: ID<Account>) throws {
        try tx.send("SELECT id FROM identity_claim WHERE person_id = \(person) FOR UPDATE")
    }

    /// Replaces the data of a claim.
    func rewrite(_ claim: StoredClaim, _ data: ClaimData, at now: Instant, vault: Vault) throws {
        let card = try sealed(data.familyCard, row: claim.id, vault: vault)
        try tx.run(
            """
            UPDATE identity_claim
            SET nik = \(try sealed(data.nik, row: claim.id, vault: vault)), nik_lookup = \(data.nikLookup),
                family_card = \(card), household = \(data.household), birth_date = \(data.birthDate),
                claimed_at = \(now)
            WHERE id = \(claim.id)
            """)
    }

    /// Stores a claim that waits to be checked.
    func insert(
        _ data: ClaimData, attempt: Int, of person: ID<Account>, at now: Instant, ids: IDSource, vault: Vault
    ) throws -> ID<StoredClaim> {
        let id: ID<StoredClaim> = ids.next()
        try tx.run(
            """
            INSERT INTO identity_claim (id, person_id, attempt, nik, nik_lookup, family_card, household, birth_date,
                state, differing, counted, claimed_at, waiting_since, checks)
            VALUES (\(id), \(person), \(attempt), \(try sealed(data.nik, row: id, vault: vault)), \(data.nikLookup),
                \(try sealed(data.familyCard, row: id, vault: vault)), \(data.household), \(data.birthDate), 'waiting',
                '', \(false), \(now), \(now), 0)
            """)
        return id
    }

    private func sealed(_ nik: NIK, row: ID<StoredClaim>, vault: Vault) throws -> Data {
        try vault.seal(nik.digits, table: "identity_claim", column: "nik", row: row.rawValue)
    }

    private func sealed(_ card: FamilyCard?, row: ID<StoredClaim>, vault: Vault) throws -> Data? {
        try card.map {
            try vault.seal($0.digits, table: "identity_claim", column: "family_card", row: row.rawValue)
        }
    }

    /// As without a side. Throws `RecordRefusal.heldBack` where SQL changed a dispute over the person's NIK.
    func requireNoDispute(of person: ID<Account>, as side: IdentityDispute.Side, vault: Vault) throws {
        guard try tx.records.whole(.personDisputes, person, vault: vault) != nil else { throw RecordRefusal.heldBack }
        guard try !tx.disputes.isRunning(for: person, as: side) else { throw ApplicationRefusal.underReview }
    }
}
