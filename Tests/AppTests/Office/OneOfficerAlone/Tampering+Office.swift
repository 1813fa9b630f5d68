import Foundation
import Programme
import Storage

@testable import App

/// Partners and courses, acts on persons, lists and cases: what officers decide in two.
extension Tampering {
    static let sales: [Tampering] = [
        Tampering(.money, "a platform's agreement with another fee", in: .market, found: "partner ") { scene in
            [
                """
                INSERT INTO partner_agreement (id, partner_id, number, from_day, to_day, fee_basis_points, recorded_at)
                VALUES (\(forged), \(scene.rival), 'PKS-9', '2020-01-01', '2020-12-31', 1500, 1)
                """
            ]
        },
        Tampering(.money, "the fee a platform was registered with", in: .market, found: "partner ") { scene in
            ["UPDATE partner SET fee_basis_points = 1500 WHERE id = \(scene.rival)"]
        },
        Tampering(.money, "the same, in what was sold", in: .market, found: "is of no agreement of ") { _ in
            ["UPDATE partner SET fee_basis_points = 1500 WHERE kind = 'platform'"]
        },
        Tampering(.money, "a suspended partner sells", in: .market, found: "partner ") { scene in
            ["UPDATE partner_record SET state = 'suspended' WHERE id = \(scene.rival)"]
        },
        Tampering(.money, "a partner's key is prolonged", in: .market, found: "partner ") { scene in
            ["UPDATE partner_key SET ends_at = 1 WHERE partner_id = \(scene.rival)"]
        },
        Tampering(.money, "who owns a partner", in: .market, found: "partner ") { scene in
            [
                """
                INSERT INTO partner_owner (partner_id, owner_key, name, source, recorded_at)
                VALUES (\(scene.rival), 'lain', 'Lain', 'Akta', 1)
                """
            ]
        },
        Tampering(.money, "the price of a course", in: .market, found: "course ") { _ in
            ["UPDATE course_offer SET price = price + 1000"]
        },
        Tampering(.money, "the price that curators agreed to", in: .market, found: "course ") { _ in
            ["UPDATE course_offer SET curated_price = curated_price + 1000"]
        },
        Tampering(.money, "a price on record", in: .market, found: "course ") { scene in
            [
                """
                INSERT INTO course_price (id, course_id, platform_id, price, from_at)
                SELECT \(forged), course_id, \(scene.rival), 1, 1
                FROM course_offer
                """
            ]
        },
        Tampering(.money, "a price that no course had", in: .market, found: "which its course never cost there") { _ in
            [
                """
                INSERT INTO course_price (id, course_id, platform_id, price, from_at)
                SELECT \(forged), course_id, platform_id, price + 1, 1
                FROM course_offer
                """
            ]
        },
        Tampering(.money, "whose course it is", in: .market, found: "course ") { scene in
            ["UPDATE course SET institution_id = \(scene.rival)"]
        },
        Tampering(.money, "for whom a course is", in: .market, found: "audience and tools of course ") { _ in
            ["UPDATE course_version SET audience = 'Hanya undangan'"]
        },
        Tampering(.money, "what participants need", in: .market, found: "audience and tools of course ") { _ in
            ["UPDATE course_version SET tools = 'Laptop baru'"]
        },
        Tampering(.money, "what a certificate is", in: .market, found: "certificate and place of course ") { _ in
            ["UPDATE course_version SET certificate = 'Sertifikat negara'"]
        },
        Tampering(.money, "where a course is taught", in: .market, found: "certificate and place of course ") { _ in
            ["UPDATE course_version SET place = 'Kota Tual, Maluku'"]
        },
        Tampering(.money, "what a participant's certificate says", in: .market, found: "certificate ") { _ in
            ["UPDATE certificate SET course_title = 'Ahli bedah'"]
        },
        Tampering(.money, "that a participant's certificate is valid", in: .market, found: "certificate ") { _ in
            ["UPDATE certificate SET withdrawal = 'card-revoked', withdrawn_at = 1"]
        },
        Tampering(.money, "a curator's verdict", in: .market, found: "course ") { scene in
            [
                """
                INSERT INTO course_verdict (version_id, officer_id, accepted, checks, reason, at)
                SELECT id, \(scene.officer), \(true), '', 'Baik', 1
                FROM course_version
                """
            ]
        },
    ]

    static let persons: [Tampering] = [
        Tampering(.selection, "what a person declared", found: "answers of person ") { scene in
            ["UPDATE personal_data SET in_formal_education = NOT in_formal_education WHERE person_id = \(scene.person)"]
        },
        Tampering(.selection, "a declaration is removed", found: "answers of person ") { scene in
            ["DELETE FROM declaration WHERE person_id = \(scene.person)"]
        },
        Tampering(.selection, "the state of a claim of a NIK", found: "state of a claim of a NIK ") { scene in
            ["UPDATE identity_claim SET state = 'mismatch' WHERE person_id = \(scene.person)"]
        },
        Tampering(.selection, "the score of a sitting", found: "sitting of the test ") { scene in
            ["UPDATE test_sitting SET score = score + 1 WHERE person_id = \(scene.person)"]
        },
        Tampering(.selection, "the day on which a decision is looked at again", found: "than its reasons give") { _ in
            ["UPDATE eligibility_decision SET revisit_on = '2020-01-01', outcome = 'eligible', reasons = '[]'"]
        },
        Tampering(.selection, "the outcome of a place that was taken away", found: "disqualification ") { scene in
            ["UPDATE disqualification SET ticket = \(scene.other)"]
        },
        Tampering(.selection, "a proposal to take a place away", found: "disqualification ") { scene in
            ["UPDATE disqualification SET proposed_by = \(scene.officer)"]
        },
        Tampering(.money, "an act on a person", in: .people, found: "act on a person \(forged) ") { scene in
            [act(scene)]
        },
        Tampering(.money, "a suspension of an account", in: .people, found: "suspension of an account \(forged) ") {
            scene in
            [
                act(scene),
                """
                INSERT INTO account_suspension (id, person_id, cause, reason, began_by, began_at, proposal)
                SELECT \(forged), person_id, 'court-order', \(Data([1])), \(scene.officer), 1, \(forged)
                FROM person_proposal
                WHERE id = \(forged)
                """,
            ]
        },
        Tampering(.money, "a card is revoked", in: .people, found: "revocation of a card \(forged) ") { scene in
            [
                act(scene),
                """
                INSERT INTO card_revocation (id, card_id, person_id, proposal, was, training, incentive, revoked_at)
                SELECT \(forged), id, person_id, \(forged), 'active', 0, 0, 1
                FROM card
                """,
            ]
        },
        Tampering(
            .selection, "another sitting of the test", in: .people, found: "sitting given on an appeal \(forged) "
        ) { scene in
            [
                """
                INSERT INTO test_grant (id, person_id, case_id, granted_by, granted_at)
                SELECT \(forged), MAX(person_id), MAX(id), \(scene.officer), 1
                FROM service_case
                WHERE person_id IS NOT NULL
                """
            ]
        },
        Tampering(.selection, "an officer is confirmed", in: .people, found: "identity of officer ") { scene in
            [
                """
                UPDATE officer_identity
                SET confirmed_by = \(scene.officer)
                WHERE officer_id = \(scene.second)
                """
            ]
        },
        Tampering(.trace, "why an officer was added in an emergency", in: .people, found: "origin of officer ") {
            scene in
            ["UPDATE officer SET emergency = 'Administrator sakit' WHERE id = \(scene.officer)"]
        },
        Tampering(.selection, "a NIK is settled for another person", in: .people, found: "dispute over a NIK ") {
            scene in
            ["UPDATE identity_dispute SET decided_by = \(scene.officer)"]
        },
        Tampering(.selection, "a ruling in a case", in: .people, found: "ruling in a case \(forged) ") { scene in
            [
                """
                INSERT INTO case_ruling (id, case_id, officer_id, ruled_at, was, becomes, findings)
                SELECT \(forged), MAX(id), \(scene.officer), 1, 'ineligible', 'eligible', '[]'
                FROM service_case
                """
            ]
        },
        Tampering(.selection, "an answer that waits", in: .people, found: "answer that waits in case ") { scene in
            [
                """
                UPDATE service_case
                SET state = 'proposed', outcome = 'settled', proposed_by = \(scene.officer), proposed_duty = 'helpdesk'
                """
            ]
        },
        Tampering(.selection, "an answer for many cases", in: .people, found: "answer for many cases \(forged) ") {
            scene in
            [
                """
                INSERT INTO case_template (id, title, text_id, text_en, written_by, written_at)
                VALUES (\(forged), 'Lain', 'Lain', 'Other', \(scene.officer), 1)
                """,
                """
                INSERT INTO case_batch (id, category, template_id, outcome, reason, state, proposed_by, proposed_duty,
                    proposed_at, decided_by, decided_at)
                VALUES (\(forged), 'other', \(forged), 'explained', \(Data([1])), 'running', \(scene.officer),
                    'helpdesk', 1, \(scene.second), 1)
                """,
            ]
        },
        Tampering(.selection, "the duty of a proposal", found: "disqualification ") { _ in
            ["UPDATE disqualification SET proposed_duty = 'helpdesk'"]
        },
        Tampering(.selection, "a corrected answer", in: .people, found: "correction of an answer ") { scene in
            [
                """
                INSERT INTO case_correction (case_id, answers, state, proposed_by, proposed_duty, reason, decided_by,
                    decided_at)
                SELECT MAX(id), \(Data([1])), 'done', \(scene.officer), 'helpdesk', \(Data([1])), \(scene.second), 1
                FROM service_case
                """
            ]
        },
    ]

    static let lists: [Tampering] = [
        Tampering(.selection, "a line is removed from a list", found: "removal from a list \(forged) ") { scene in
            [
                """
                INSERT INTO list_removal (id, kind, source, lookup, import_id, nik, proof, reason, state, proposed_by,
                    proposed_duty, proposed_at, decided_by, decided_at, answer)
                SELECT \(forged), kind, source, \(Data([1])), id, \(Data([1])), \(Data([1])), \(Data([1])), 'in-force',
                    \(scene.officer), 'helpdesk', 1, \(scene.second), 1, \(Data([1]))
                FROM list_import
                WHERE id = (SELECT MAX(id) FROM list_import)
                """
            ]
        },
        Tampering(.selection, "a list is withdrawn", found: "withdrawal of a list \(forged) ") { scene in
            [
                """
                INSERT INTO list_withdrawal (id, import_id, reason, state, proposed_by, proposed_duty, proposed_at,
                    decided_by, decided_at, answer)
                SELECT \(forged), MAX(id), 'Lain', 'in-force', \(scene.officer), 'data-officer', 1, \(scene.second), 1,
                    'Ya'
                FROM list_import
                """
            ]
        },
        Tampering(.selection, "a list is withdrawn without a proposal", found: "but no act made it so") { _ in
            ["UPDATE list_import SET state = 'replaced', withdrawn_at = 1"]
        },
        Tampering(.selection, "a list is out of force", found: "but no act made it so") { _ in
            ["UPDATE list_import SET state = 'replaced'"]
        },
        Tampering(.selection, "invitations that nobody counted", found: "draft of invitations \(forged) ") { scene in
            [
                """
                INSERT INTO invitation_batch (id, import_id, state, reason, benefit, position, people, registered,
                    invited_before, texts, mails, counted_at, proposed_by, proposed_duty, proposed_at, invited, sent,
                    delivered, failed)
                SELECT \(forged), MAX(id), 'drafted', 'Lain', 1, 0, 1, 0, 0, 1, 0, 1, \(scene.officer),
                    'data-officer', 1, 0, 0, 0, 0
                FROM list_import
                """
            ]
        },
        Tampering(.draw, "an announcement is put off", found: "proposal to postpone \(forged) ") { scene in
            [
                """
                INSERT INTO postponement_proposal (id, wave_id, was, becomes, reason, state, proposed_by, proposed_duty,
                    proposed_at, decided_by, decided_duty, decided_at)
                VALUES (\(forged), \(scene.wave), 1, 2, 'Lain', 'approved', \(scene.officer), 'wave-manager', 1,
                    \(scene.second), 'programme-manager', 1)
                """
            ]
        },
    ]

    private static let forged = Int64.max - 5

    /// An approved lifting of a suspension that no officer proposed.
    private static func act(_ scene: Scene) -> SQL {
        """
        INSERT INTO person_proposal (id, person_id, act, state, reason, proof, proposed_by, proposed_duty, proposed_at,
            decided_by, decided_duty, decided_at, answer)
        SELECT \(forged), MIN(id), 'lifting', 'approved', \(Data([1])), \(Data([1])), \(scene.officer), 'helpdesk', 1,
            \(scene.second), 'programme-manager', 1, \(Data([1]))
        FROM account
        """
    }
}
