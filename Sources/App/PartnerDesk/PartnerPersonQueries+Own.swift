import Foundation
import Programme
import Storage

/// What a person of a partner changes of their own sign-in. The only writer of `partner_person_recovery`.
extension PartnerPersonQueries {
    /// Nil for a suspended person, and before the set-up.
    func credential(of person: ID<PartnerPerson>) throws -> PartnerCredential? {
        let row = try tx.row("SELECT sign_in FROM partner_person WHERE id = \(person)")
        return try row.map { try $0["sign_in"] as String }.flatMap { try credential(signIn: $0) }
    }

    /// False when the password was changed meanwhile.
    func setPassword(_ hash: String, inPlaceOf old: String, of person: ID<PartnerPerson>) throws -> Bool {
        try tx.run(
            """
            UPDATE partner_person
            SET password_hash = \(hash)
            WHERE id = \(person) AND password_hash = \(old)
            """) == 1
    }

    /// Replaces all earlier codes.
    func setRecovery(_ hashes: [Data], of person: ID<PartnerPerson>) throws {
        try tx.run("DELETE FROM partner_person_recovery WHERE partner_person_id = \(person)")
        for hash in hashes {
            try tx.run(
                "INSERT INTO partner_person_recovery (partner_person_id, hash) VALUES (\(person), \(hash))")
        }
    }

    /// Uses up a code. False when it is unknown or was used.
    func useRecovery(_ hash: Data, of person: ID<PartnerPerson>, at now: Instant) throws -> Bool {
        try tx.run(
            """
            UPDATE partner_person_recovery
            SET used_at = \(now)
            WHERE partner_person_id = \(person) AND hash = \(hash) AND used_at IS NULL
            """) == 1
    }

    func recoveryLeft(of person: ID<PartnerPerson>) throws -> Int {
        try tx.row(
            """
            SELECT COUNT(*) AS codes
            FROM partner_person_recovery
            WHERE partner_person_id = \(person) AND used_at IS NULL
            """)?["codes"] ?? 0
    }
}
