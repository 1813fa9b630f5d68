import Foundation
import Programme
import Storage

/// Making and correcting claims.
extension IdentityQueries {
    /// Stores a claim, in place of the one before. The registry is asked once the name is known and the person has
    /// agreed. Saving the same NIK again updates the same claim: it costs no try, and with the same data it changes
    /// nothing.
    ///
    /// Throws `ApplicationRefusal.noMoreNIKs` after the third NIK, `.underReview` while the office decides whose the
    /// present one is, and `DisputeRefusal.nikOfAnother` for a NIK that was decided to be another person's.
    func save(
        _ nik: NIK, birthDate: CivilDate, familyCard: FamilyCard?, of person: ID<Account>, on platform: Platform
    ) throws {
        try requireNoDispute(of: person, as: .older)
        let claims = try claims(of: person)
        let lookup = platform.vault.lookup(nik.digits, purpose: "nik")
        let data = ClaimData(
            nik: nik, nikLookup: lookup, birthDate: birthDate, familyCard: familyCard,
            // Without a family card no other person shares the household: a person's own id stands for it.
            household: platform.vault.lookup(familyCard?.digits ?? "person \(person)", purpose: "household"))
        let present = claims.first { $0.state != .replaced }
        // The newest row of a NIK is the one in force, or was the last in force.
        if let same = claims.last(where: { $0.nikLookup == lookup }) {
            guard same.refusedAt == nil else { throw DisputeRefusal.nikOfAnother }
            if same.id == present?.id { return try correct(same, data, on: platform) }
            try replace(present, on: platform)
            return try rewrite(same, data, on: platform)
        }
        if claims.count < Self.mostAttempts {
            try replace(present, on: platform)
            return try insert(data, attempt: claims.count + 1, of: person, on: platform)
        }
        // A row that repeats the NIK of another row does not count as a try and is reused.
        let spare = claims.first { claim in
            claim.state == .replaced && claim.refusedAt == nil
                && claims.contains { $0.id > claim.id && $0.nikLookup == claim.nikLookup }
        }
        guard let spare else { throw ApplicationRefusal.noMoreNIKs }
        try replace(present, on: platform)
        try rewrite(spare, data, on: platform)
    }

    private struct ClaimData {
        let nik: NIK
        let nikLookup: Data
        let birthDate: CivilDate
        let familyCard: FamilyCard?
        let household: Data
    }

    /// All claims of the person, oldest first.
    private func claims(of person: ID<Account>) throws -> [StoredClaim] {
        try tx.rows(
            "SELECT \(StoredClaim.columns) FROM identity_claim WHERE person_id = \(person) ORDER BY attempt"
        ).map(StoredClaim.init)
    }

    /// The NIK is that of the claim in force. After a no from the registry, the person may have had its record
    /// corrected, so it is asked again.
    private func correct(_ claim: StoredClaim, _ data: ClaimData, on platform: Platform) throws {
        let isSame = claim.birthDate == data.birthDate && claim.household == data.household
        let isSettled = [.waiting, .verified, .contested].contains(claim.state)
        if isSame, isSettled { return }
        try requireNoDispute(of: claim.person)
        try rewrite(claim, data, on: platform)
    }

    private func replace(_ present: StoredClaim?, on platform: Platform) throws {
        guard let present else { return }
        try set(present.id, to: .replaced)
        try release(present, on: platform)
    }

    private func rewrite(_ claim: StoredClaim, _ data: ClaimData, on platform: Platform) throws {
        let changed =
            claim.nikLookup != data.nikLookup || claim.state == .replaced
            || claim.birthDate != data.birthDate
        let card = try sealed(data.familyCard, row: claim.id, on: platform)
        try tx.run(
            """
            UPDATE identity_claim
            SET nik = \(try sealed(data.nik, row: claim.id, on: platform)), nik_lookup = \(data.nikLookup),
                family_card = \(card), household = \(data.household), birth_date = \(data.birthDate),
                claimed_at = \(platform.realNow())
            WHERE id = \(claim.id)
            """)
        if changed { try tx.photos.lookAgain(claim.person, on: platform) }
        try ask(claim.id, on: platform)
    }

    private func insert(
        _ data: ClaimData, attempt: Int, of person: ID<Account>, on platform: Platform
    ) throws {
        let (id, now): (ID<StoredClaim>, Instant) = (platform.ids.next(), platform.realNow())
        try tx.run(
            """
            INSERT INTO identity_claim (id, person_id, attempt, nik, nik_lookup, family_card, household, birth_date,
                state, differing, counted, claimed_at, waiting_since, checks)
            VALUES (\(id), \(person), \(attempt), \(try sealed(data.nik, row: id, on: platform)), \(data.nikLookup),
                \(try sealed(data.familyCard, row: id, on: platform)), \(data.household), \(data.birthDate), 'waiting',
                '', \(false), \(now), \(now), 0)
            """)
        try tx.photos.lookAgain(person, on: platform)
        try ask(id, on: platform)
    }

    private func sealed(_ nik: NIK, row: ID<StoredClaim>, on platform: Platform) throws -> Data {
        try platform.vault.seal(nik.digits, table: "identity_claim", column: "nik", row: row.rawValue)
    }

    private func sealed(_ card: FamilyCard?, row: ID<StoredClaim>, on platform: Platform) throws -> Data? {
        try card.map {
            try platform.vault.seal($0.digits, table: "identity_claim", column: "family_card", row: row.rawValue)
        }
    }

    private func requireNoDispute(of person: ID<Account>, as side: IdentityDispute.Side) throws {
        guard try !tx.disputes.isRunning(for: person, as: side) else { throw ApplicationRefusal.underReview }
    }
}
