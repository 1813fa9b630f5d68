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
        _ nik: NIK, birthDate: CivilDate, familyCard: FamilyCard?, of person: ID<Account>, on dependencies: Dependencies
    ) throws {
        try requireNoDispute(of: person, as: .older, vault: dependencies.vault)
        let claims = try claims(of: person)
        let lookup = dependencies.vault.lookup(nik.digits, purpose: "nik")
        let data = ClaimData(
            nik: nik, nikLookup: lookup, birthDate: birthDate, familyCard: familyCard,
            // Without a family card no other person shares the household: a person's own id stands for it.
            household: dependencies.vault.lookup(familyCard?.digits ?? "person \(person)", purpose: "household"))
        let present = claims.first { $0.state != .replaced }
        // The newest row of a NIK is the one in force, or was the last in force.
        if let same = claims.last(where: { $0.nikLookup == lookup }) {
            guard same.refusedAt == nil else { throw DisputeRefusal.nikOfAnother }
            if same.id == present?.id { return try correct(same, data, on: dependencies) }
            try replace(present, on: dependencies)
            return try replaceData(of: same, data, on: dependencies)
        }
        if claims.count < Self.mostAttempts {
            try replace(present, on: dependencies)
            return try add(data, attempt: claims.count + 1, of: person, on: dependencies)
        }
        // A row that repeats the NIK of another row does not count as a try and is reused.
        let spare = claims.first { claim in
            claim.state == .replaced && claim.refusedAt == nil
                && claims.contains { $0.id > claim.id && $0.nikLookup == claim.nikLookup }
        }
        guard let spare else { throw ApplicationRefusal.noMoreNIKs }
        try replace(present, on: dependencies)
        try replaceData(of: spare, data, on: dependencies)
    }

    /// The NIK is that of the claim in force. After a no from the registry, the person may have had its record
    /// corrected, so it is asked again.
    private func correct(_ claim: StoredClaim, _ data: ClaimData, on dependencies: Dependencies) throws {
        let isSame = claim.birthDate == data.birthDate && claim.household == data.household
        let isSettled = [.waiting, .verified, .contested].contains(claim.state)
        if isSame, isSettled { return }
        try requireNoDispute(of: claim.person)
        try replaceData(of: claim, data, on: dependencies)
    }

    private func replace(_ present: StoredClaim?, on dependencies: Dependencies) throws {
        guard let present else { return }
        try set(present.id, to: .replaced)
        try bindState(present.id, on: dependencies)
        if present.state == .verified { try bind(present.id, on: dependencies) }
        try release(present, on: dependencies)
    }

    /// Replaces the data; photos and registry are asked about what has changed.
    private func replaceData(of claim: StoredClaim, _ data: ClaimData, on dependencies: Dependencies) throws {
        let changed =
            claim.nikLookup != data.nikLookup || claim.state == .replaced
            || claim.birthDate != data.birthDate
        try rewrite(claim, data, at: dependencies.realNow(), vault: dependencies.vault)
        try claim.state == .replaced ? bind(claim.id, on: dependencies) : bindData(claim.id, on: dependencies)
        if changed { try tx.photos.lookAgain(claim.person, at: dependencies.moment(), ids: dependencies.ids) }
        try ask(claim.id, on: dependencies)
    }

    private func add(
        _ data: ClaimData, attempt: Int, of person: ID<Account>, on dependencies: Dependencies
    ) throws {
        let id = try insert(
            data, attempt: attempt, of: person, at: dependencies.realNow(), ids: dependencies.ids,
            vault: dependencies.vault)
        // Whose claim it is: from now on the person reads it as their own.
        try tx.records.bind(.identities, id, at: dependencies.realNow(), ids: dependencies.ids, isFirst: true)
        try bindData(id, on: dependencies)
        try tx.photos.lookAgain(person, at: dependencies.moment(), ids: dependencies.ids)
        try ask(id, on: dependencies)
    }
}
