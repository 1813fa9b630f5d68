import Foundation
import Programme
import Storage

/// What a deleted account leaves of its application: that there was one, its province for the figures, the declarations
/// and the decisions, by which the draws can be examined.
extension ApplicationQueries {
    /// What stands in place of a deleted account's name.
    static let noName = "Akun dihapus"

    /// Blanks what the person wrote of themselves. False where they had written nothing.
    func forget(_ person: ID<Account>, vault: Vault) throws -> Bool {
        try tx.run("DELETE FROM person_address WHERE person_id = \(person)")
        try tx.run("DELETE FROM person_work WHERE person_id = \(person)")
        let id = person.rawValue
        let name = try SealedText.personName.seal(Self.noName, row: id, vault)
        let address = try SealedText.personStreet.seal("", row: id, vault)
        let changed = try tx.run(
            """
            UPDATE personal_data
            SET name = '', address = '', sealed_name = \(name), sealed_address = \(address), regency = '',
                citizen = \(true), education = \(Education.none), in_formal_education = \(false),
                occupation = \(Occupation.jobSeeker), wanted_training = '',
                sealed_wanted_training = NULL
            WHERE person_id = \(person)
            """)
        guard changed == 1 else { return false }
        try tx.nameWords.index(Self.noName, of: person, vault: vault)
        return true
    }

    /// People with deleted accounts whose card was given under this NIK.
    func deletedHolders(of nikLookup: Data, except person: ID<Account>) throws -> [ID<Account>] {
        try tx.rows(
            """
            SELECT DISTINCT identity_claim.person_id
            FROM identity_claim
            JOIN account ON account.id = identity_claim.person_id
            WHERE identity_claim.nik_lookup = \(nikLookup) AND account.status = 'closed'
                AND identity_claim.person_id <> \(person)
            ORDER BY identity_claim.person_id
            """
        ).map { try $0["person_id"] }
    }
}

extension TestQueries {
    /// Deletes the answers of a deleted account; sittings and scores stay.
    func forget(_ person: ID<Account>) throws {
        try tx.run(
            """
            DELETE FROM test_answer
            WHERE sitting_id IN (SELECT id FROM test_sitting WHERE person_id = \(person))
            """)
    }
}
