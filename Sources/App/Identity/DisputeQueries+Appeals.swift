import Foundation
import Programme
import Storage

extension DisputeQueries {
    /// An appeal opens a decided dispute again: the refused claim contests the NIK against its present holder, whose
    /// money does not wait another time.
    func beginAgain(by loser: StoredClaim, against holder: StoredClaim, at now: Instant) throws {
        try tx.run(
            """
            INSERT INTO identity_dispute (claim_id, nik_lookup, newer_person, older_claim, older_person, state, holds,
                begun_at, opened_at, decide_by)
            VALUES (\(loser.id), \(loser.nikLookup), \(loser.person), \(holder.id), \(holder.person), 'quiet',
                \(false), \(now), \(now), \(now))
            ON CONFLICT (claim_id) DO UPDATE
            SET older_claim = excluded.older_claim, older_person = excluded.older_person, state = 'quiet',
                holds = \(false), proposed_for = NULL, proposed_by = NULL, proposed_role = NULL, reason = NULL,
                proposed_at = NULL, decided_for = NULL, decided_by = NULL, decided_at = NULL
            WHERE identity_dispute.state IN ('decided', 'dropped')
            """)
    }

    /// Whether this officer, by any of their accounts, proposed or decided any dispute over the NIK.
    func tookPart(_ officer: Officer, over nikLookup: Data) throws -> Bool {
        try tx.row(
            """
            SELECT claim_id
            FROM identity_dispute
            WHERE nik_lookup = \(nikLookup)
                AND (proposed_by IN (\(list: officer.accounts)) OR decided_by IN (\(list: officer.accounts)))
            LIMIT 1
            """) != nil
    }
}
