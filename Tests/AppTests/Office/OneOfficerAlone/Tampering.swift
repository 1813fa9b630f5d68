import Foundation
import Programme
import Storage

@testable import App

/// A change that an officer who also has the database's password could make, with the application's own rights, and what
/// finds it. Where a table is added that decides about money, people or draws, a line is added here.
///
/// No verification finds what docs/proofs.md lists as no evidence.
struct Tampering: Sendable, CustomStringConvertible {
    /// The sentence that it would break.
    enum Sentence: String, Sendable, CaseIterable {
        case money = "move a rupiah"
        case selection = "select a person"
        case draw = "alter a draw"
        case reading = "read without trace"
        case trace = "erase a trace"
    }

    /// The world it is tried in.
    enum Place: Sendable, CaseIterable {
        /// A drawn and decreed wave, with a place that is being taken away.
        case wave
        /// A paid batch, a contact case that its owner stopped, and a decided dispute.
        case people
        /// A training that is paid for and attended, and one that was completed.
        case market
    }

    let sentence: Sentence
    let place: Place
    let name: String
    let statements: @Sendable (Scene) -> [SQL]
    /// A part of the finding; on SQLite one of the verifications has it.
    let found: String
    /// On PostgreSQL the application's user has no right to do it.
    var isRefused = false

    init(
        _ sentence: Sentence, _ name: String, in place: Place = .wave, found: String, isRefused: Bool = false,
        _ statements: @escaping @Sendable (Scene) -> [SQL]
    ) {
        (self.sentence, self.place, self.name, self.found) = (sentence, place, name, found)
        (self.isRefused, self.statements) = (isRefused, statements)
    }

    var description: String { "\(sentence.rawValue): \(name)" }
}

/// The rows that the tamperings name.
struct Scene: Sendable {
    var wave = ID<Wave>(0)
    /// A ticket that was selected, and one that was not.
    var selected = 0
    var other = 0
    /// An applicant with a decision.
    var person = ID<Account>(0)
    /// The card of the person who was selected.
    var card = ID<Card>(0)
    /// An officer who took no part, and one who did.
    var officer = ID<Officer>(0)
    var second = ID<Officer>(0)
    /// A purchase that was attended, and one that was completed; a platform that sold neither.
    var attended = ID<Purchase>(0)
    var completed = ID<Purchase>(0)
    var rival = ID<Partner>(0)
    let now: Instant
}

extension Tampering {
    static let all: [Tampering] =
        money + promises + books + postings + purchases + payouts + sales + selection + persons + lists + places + draw
        + reading
        + trace

    static let money: [Tampering] = [
        Tampering(.money, "an amount of a posting", found: "was changed after it was written", isRefused: true) { _ in
            ["UPDATE posting SET amount = amount + 1 WHERE entry_id = (SELECT MAX(entry_id) FROM posting)"]
        },
        Tampering(.money, "a posting is removed", found: "was changed after it was written", isRefused: true) { _ in
            ["DELETE FROM posting WHERE entry_id = (SELECT MAX(entry_id) FROM posting)"]
        },
        Tampering(.money, "a balance", found: "the postings say") { _ in
            ["UPDATE ledger_account SET posted = posted + 1000 WHERE code LIKE 'card:%'"]
        },
        Tampering(.money, "an entry that no act wrote", found: "was changed after it was written") { scene in
            [
                """
                INSERT INTO journal_entry (id, key, kind, content, reason, at)
                VALUES (\(Int64.max - 5), 'correction:forged', 'correction', \(Data(repeating: 1, count: 32)), 'lain',
                    \(scene.now))
                """
            ]
        },
        Tampering(.money, "the amount of a decree", found: "decree ") { _ in
            ["UPDATE decree SET amount = amount + 1"]
        },
        Tampering(.money, "the people a decree was signed for", found: "document of decree ") { _ in
            ["UPDATE decree SET list_digest = \(Data(repeating: 3, count: 32))"]
        },
        Tampering(.money, "the number of a decree", found: "document of decree ") { _ in
            ["UPDATE decree_number SET number = number + 1"]
        },
        Tampering(.money, "a signature", found: "decree ") { scene in
            ["UPDATE decree_signature SET officer_id = \(scene.officer) WHERE place = 1"]
        },
        Tampering(.money, "an amount in an approved batch", in: .people, found: "payout batch ") { _ in
            ["UPDATE disbursement SET amount = amount + 1"]
        },
        Tampering(.money, "the approver of a batch", in: .people, found: "payout batch ") { scene in
            ["UPDATE payout_batch SET approver_id = \(scene.officer)"]
        },
        Tampering(.money, "a batch that no officer approved", in: .people, found: "was bound by no act") { scene in
            [
                """
                INSERT INTO payout_batch (id, author_id, approver_id, state, drafted_at, approved_at, changes)
                VALUES (\(Int64.max - 5), \(scene.officer), \(scene.second), 'approved', \(scene.now), \(scene.now), 0)
                """
            ]
        },
        Tampering(.money, "where the money goes", in: .people, found: "payee account ") { _ in
            ["UPDATE payee_account SET holder = 'BUDI', lookup = \(Data([1]))"]
        },
        Tampering(.money, "an account linked by no code", in: .people, found: "was bound by no act") { scene in
            [
                """
                INSERT INTO payee_account (id, person_id, partner, number, last_four, lookup, holder, state, checked_at,
                    linked_at, unlinked_at)
                SELECT \(Int64.max - 5), person_id, partner, number, last_four, \(Data([2])), holder, 'unlinked',
                    checked_at, linked_at, linked_at
                FROM payee_account
                WHERE linked_at IS NOT NULL
                LIMIT 1
                """
            ]
        },
        Tampering(
            .money, "a contact case that its owner stopped goes on", in: .people,
            found: "state of a lost contact's case "
        ) {
            _ in ["UPDATE contact_case SET state = 'approved', ended_at = NULL WHERE state = 'stopped'"]
        },
        Tampering(.money, "the new contact of a case", in: .people, found: "case of a lost contact ") { _ in
            ["UPDATE contact_case SET contact_lookup = \(Data([7]))"]
        },
    ]

    static let selection: [Tampering] = [
        Tampering(.selection, "a decision of eligibility", found: "decision of eligibility ") { scene in
            ["UPDATE eligibility_decision SET outcome = 'ineligible' WHERE person_id = \(scene.person)"]
        },
        Tampering(.selection, "a decision is removed", found: "decision of eligibility ") { _ in
            ["DELETE FROM eligibility_basis", "DELETE FROM eligibility_decision"]
        },
        Tampering(.selection, "an answer of the registry", found: "claim of a NIK ") { scene in
            ["UPDATE identity_claim SET state = 'verified' WHERE person_id <> \(scene.person) AND state = 'mismatch'"]
        },
        Tampering(.selection, "a NIK is another person's", found: "claim of a NIK ") { scene in
            ["UPDATE identity_claim SET nik_lookup = \(Data([8])) WHERE person_id = \(scene.person)"]
        },
        Tampering(.selection, "a photo is accepted", found: "verdict on photo ") { scene in
            [
                "UPDATE identity_document SET state = 'accepted' WHERE person_id = \(scene.person) AND kind = 'selfie'"
            ]
        },
        Tampering(.selection, "a verdict is turned round", found: "verdict on photo ") { scene in
            [
                "UPDATE identity_document SET state = 'accepted' WHERE person_id = \(scene.person) AND kind = 'card'"
            ]
        },
        Tampering(.selection, "a place is taken away", found: "disqualification ") { scene in
            ["UPDATE disqualification SET state = 'dismissed', judged_by = \(scene.officer), judged_at = \(scene.now)"]
        },
        Tampering(.selection, "a rank moves up", found: "changed places of wave ") { scene in
            [
                """
                INSERT INTO draw_change (wave_id, place, step, ticket)
                VALUES (\(scene.wave), 1, 'up', \(scene.other))
                """
            ]
        },
        Tampering(.selection, "what a list says of itself", found: "list ") { _ in
            ["UPDATE list_import SET source = 'Kantor lain'"]
        },
        Tampering(.selection, "who is on a list", found: "entries of list ") { _ in ["DELETE FROM list_entry"] },
        Tampering(.selection, "whose a contested NIK is", in: .people, found: "dispute over a NIK ") { _ in
            ["UPDATE identity_dispute SET decided_for = 'newer'"]
        },
    ]

    static let draw: [Tampering] = [
        Tampering(.draw, "the seed", found: "draw of wave ") { _ in
            ["UPDATE draw SET seed = \(Data(repeating: 5, count: 32))"]
        },
        Tampering(.draw, "the seal of the list", found: "draw of wave ") { _ in
            ["UPDATE draw SET root = \(Data(repeating: 5, count: 32))"]
        },
        Tampering(.draw, "the number of places", found: "draw of wave ") { _ in
            ["UPDATE draw SET selected = selected + 1"]
        },
        Tampering(.draw, "a draw is removed", found: "draw of wave ") { scene in
            ["DELETE FROM draw WHERE wave_id = \(scene.wave)"]
        },
    ]

    static let reading: [Tampering] = [
        Tampering(.reading, "a reading is removed", found: "gone", isRefused: true) { _ in
            ["DELETE FROM access_reading"]
        },
        Tampering(.reading, "a reading is another officer's", found: "was changed", isRefused: true) { _ in
            ["UPDATE access_reading SET officer_id = officer_id + 1"]
        },
        Tampering(.reading, "where a reading came from", found: "was changed", isRefused: true) { _ in
            ["UPDATE access_reading SET address = '10.9.9.9'"]
        },
        Tampering(.reading, "a role that reads people", found: "officer ") { scene in
            [
                """
                INSERT INTO officer_role (officer_id, held_for, role, from_at, until_at)
                VALUES (\(scene.officer), \(scene.officer), 'helpdesk', 0, NULL)
                """
            ]
        },
    ]

    static let trace: [Tampering] = [
        Tampering(.trace, "an event of the audit log", found: "was changed", isRefused: true) { _ in
            ["UPDATE audit_event SET detail = '{}', subject = 'x' WHERE id = (SELECT MAX(id) FROM audit_event)"]
        },
        Tampering(.trace, "an event is removed", found: "gone", isRefused: true) { _ in
            ["DELETE FROM audit_event WHERE id = (SELECT MAX(id) FROM audit_event)"]
        },
        Tampering(.trace, "an event of an earlier day is put in", found: "never sealed") { _ in
            [
                """
                INSERT INTO audit_event (id, at, programme_at, actor_kind, actor_id, action, subject, detail)
                VALUES (1, 1, 1, 'system', NULL, 'wave.opened', 'wave:1', '{}')
                """
            ]
        },
        Tampering(.trace, "a digest of a record", found: "was changed", isRefused: true) { _ in
            ["UPDATE bound_record SET digest = 'x' WHERE id = (SELECT MIN(id) FROM bound_record)"]
        },
        Tampering(.trace, "a digest is removed", found: "gone", isRefused: true) { _ in
            ["DELETE FROM bound_record WHERE id = (SELECT MIN(id) FROM bound_record)"]
        },
        Tampering(.trace, "a digest of another record is put in", found: "decision of eligibility ") { scene in
            [
                "UPDATE eligibility_decision SET outcome = 'ineligible' WHERE person_id = \(scene.person)",
                """
                INSERT INTO bound_record (id, at, kind, row_id, digest)
                SELECT \(Int64.max - 5), at, kind, row_id, digest
                FROM bound_record
                WHERE kind = 'decision'
                    AND row_id IN (SELECT id FROM eligibility_decision WHERE person_id = \(scene.person))
                ORDER BY id DESC
                LIMIT 1
                """,
            ]
        },
        Tampering(.trace, "a plain digest is put in", found: "decision of eligibility ") { scene in
            [
                "UPDATE eligibility_decision SET outcome = 'ineligible' WHERE person_id = \(scene.person)",
                """
                INSERT INTO bound_record (id, at, kind, row_id, digest)
                SELECT \(Int64.max - 5), \(scene.now), 'decision', MAX(id), 'x'
                FROM eligibility_decision
                WHERE person_id = \(scene.person)
                """,
            ]
        },
        Tampering(.trace, "a leaf of the log", found: "was changed after it was sealed", isRefused: true) { _ in
            ["UPDATE log_leaf SET hash = \(Data(repeating: 1, count: 32)) WHERE sequence = 3"]
        },
        Tampering(.trace, "the end of the log is cut off", found: "were signed for", isRefused: true) { _ in
            ["DELETE FROM log_leaf WHERE sequence > 5"]
        },
        Tampering(.trace, "a checkpoint", found: "do not add up to the root", isRefused: true) { _ in
            ["UPDATE checkpoint SET root = \(Data(repeating: 1, count: 32))"]
        },
        Tampering(.trace, "an officer", found: "officer ") { scene in
            ["UPDATE officer SET name = 'Orang lain' WHERE id = \(scene.officer)"]
        },
    ]
}
