import Foundation
import Programme
import Storage

extension CounterQueries {
    /// The case that this form began.
    func begun(with form: ID<CounterDraft>, by officer: ID<Officer>, vault: Vault) throws -> CounterCase? {
        let found: ID<CounterCase>? = try tx.row(
            "SELECT id FROM counter_case WHERE officer_id = \(officer) AND form = \(form)")?["id"]
        return try found.flatMap { try find($0, vault: vault) }
    }

    /// Whether the case was begun with the same answers. An own contact is known only until it is proved: then the
    /// other answers decide.
    func isAsBegun(_ one: CounterCase, _ draft: CounterDraft, vault: Vault) throws -> Bool {
        guard one.label == draft.label, one.way == draft.way, one.consent == draft.consent, one.words == draft.words,
            one.relation == draft.relation, one.earlier == draft.earlier
        else { return false }
        guard let contact = try contact(of: one.id, vault: vault) else { return true }
        return contact == draft.contact
    }

    /// Ids of cases whose code was not typed, begun before this moment of the real clock.
    func unanswered(before: Instant, limit: Int) throws -> [ID<CounterCase>] {
        try tx.rows(
            """
            SELECT id
            FROM counter_case
            WHERE state = 'begun' AND begun_at < \(before)
            ORDER BY begun_at
            LIMIT \(limit)
            """
        ).map { try $0["id"] }
    }

    /// Ends a case without a person, and erases where its code went: the number was not proved, and may be another
    /// person's. False when the case has gone on. The caller binds it.
    func abandon(_ one: CounterCase, at now: Instant) throws -> Bool {
        let lookup = one.way == .household ? Self.erased : nil
        return try tx.run(
            """
            UPDATE counter_case
            SET state = 'ended', ended_at = \(now), contact = NULL, contact_lookup = \(lookup)
            WHERE id = \(one.id) AND state = 'begun'
            """) == 1
    }

    /// In place of the keyed hash of a household member's number; no hash has this length.
    private static let erased = Data([0])
}
