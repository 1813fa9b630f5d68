import Foundation
import Programme
import Storage

@testable import App

/// Purchases and instalments, by which acts move money later.
extension Tampering {
    static let purchases: [Tampering] = [
        Tampering(.money, "the price of a purchase", in: .market, found: "purchase ") { scene in
            ["UPDATE purchase SET price = price + 1000 WHERE id = \(scene.attended)"]
        },
        Tampering(.money, "the same, in the books", in: .market, found: "is not what its entry in the books moved") {
            ["UPDATE purchase SET price = price + 1000 WHERE id = \($0.attended)"]
        },
        Tampering(.money, "a platform's fee at the sale", in: .market, found: "purchase ") { scene in
            ["UPDATE purchase SET fee_basis_points = 1500 WHERE id = \(scene.attended)"]
        },
        Tampering(.money, "the same, in what was paid out", in: .market, found: "did not pay what its price, fee") {
            ["UPDATE purchase SET fee_basis_points = 0 WHERE id = \($0.completed)"]
        },
        Tampering(.money, "the platform of a purchase", in: .market, found: "did not pay what its price, fee") {
            ["UPDATE purchase SET platform_id = \($0.rival) WHERE id = \($0.completed)"]
        },
        Tampering(.money, "the card of a purchase", in: .market, found: "is not what its entry in the books moved") {
            ["UPDATE purchase SET card_id = \($0.card) WHERE id = \($0.completed)"]
        },
        Tampering(.money, "a training is returned", in: .market, found: "its money in the books and its proofs") {
            ["UPDATE purchase SET state = 'lapsed', ended_at = \($0.now) WHERE id = \($0.attended)"]
        },
        Tampering(.money, "a training is completed", in: .market, found: "its money in the books and its proofs") {
            ["UPDATE purchase SET state = 'completed', ended_at = \($0.now) WHERE id = \($0.attended)"]
        },
        Tampering(.money, "a completed training is open again", in: .market, found: "its money in the books and its") {
            ["UPDATE purchase SET state = 'attended', ended_at = NULL WHERE id = \($0.completed)"]
        },
        Tampering(.money, "a completion that no institution reported", in: .market, found: "purchase ") { scene in
            [
                """
                INSERT INTO completion (purchase_id, person_id, score, certificate_number, participant_name,
                    completed_at)
                SELECT id, person_id, 90, 'SERT', 'Budi', 1
                FROM purchase
                WHERE id = \(scene.attended)
                """
            ]
        },
        Tampering(.money, "an attendance that was not confirmed", in: .market, found: "confirmed by no participant") {
            ["INSERT INTO attendance (purchase_id, sequence, verified_at) VALUES (\($0.attended), 999, 1)"]
        },
        Tampering(.money, "a purchase that was not paid", in: .market, found: "is not what its entry in the books") {
            [
                """
                INSERT INTO purchase (id, person_id, card_id, platform_id, course_id, schedule_id, platform_user, price,
                    state, attempt, hold_until, asked_at, paid_at, invoice_code, transaction_code, redeem_code,
                    fee_basis_points)
                SELECT \(Int64.max - 5), person_id, card_id, platform_id, course_id, schedule_id, platform_user, price,
                    'posted', attempt, hold_until, asked_at, paid_at, 'INV-9', 'TRX-9', 'RDM-9', fee_basis_points
                FROM purchase
                WHERE id = \($0.attended)
                """
            ]
        },
        Tampering(.money, "whose a card is", in: .market, found: "card ") { scene in
            [
                """
                INSERT INTO account (id, status, created_at) VALUES (\(Int64.max - 5), 'active', 1)
                """,
                "UPDATE card SET person_id = \(Int64.max - 5) WHERE id = \(scene.card)",
            ]
        },
        Tampering(.money, "the edition of a card", in: .market, found: "card ") { scene in
            ["UPDATE card SET edition = '2099', incentive = incentive + 1 WHERE id = \(scene.card)"]
        },
    ]

    static let payouts: [Tampering] = [
        Tampering(.money, "the amount of an instalment", in: .people, found: "instalments of card ") { _ in
            ["UPDATE instalment SET amount = amount + 1 WHERE state = 'planned'"]
        },
        Tampering(.money, "an amount that no edition has", in: .people, found: "is not one of edition ") { _ in
            ["UPDATE instalment SET amount = amount + 1 WHERE state = 'planned'"]
        },
        Tampering(.money, "a further instalment", in: .people, found: "instalments of card ") { _ in
            [
                """
                INSERT INTO instalment (id, person_id, card_id, purchase_id, kind, number, amount, due_on, state,
                    attempt, changed_on)
                SELECT \(Int64.max - 5), person_id, card_id, purchase_id, kind, 99, amount, due_on, 'earned', 0,
                    changed_on
                FROM instalment
                WHERE state = 'paid'
                """
            ]
        },
        Tampering(.money, "an instalment is another person's", in: .people, found: "instalments of card ") { _ in
            [
                """
                UPDATE instalment
                SET person_id = (SELECT MAX(id) FROM account WHERE id <> instalment.person_id)
                WHERE state = 'paid'
                """
            ]
        },
        Tampering(.money, "a paid instalment can be requested again", in: .people, found: "its payments and its money")
        {
            _ in ["UPDATE instalment SET state = 'earned' WHERE state = 'paid'"]
        },
        Tampering(.money, "an instalment counts as paid", in: .people, found: "its payments and its money") { _ in
            ["UPDATE instalment SET state = 'paid', attempt = 1, next_look = NULL WHERE number = 2"]
        },
        Tampering(.money, "an instalment counts as forfeited", in: .people, found: "its payments and its money") { _ in
            ["UPDATE instalment SET state = 'forfeited', next_look = NULL WHERE number = 2"]
        },
        Tampering(.money, "an amount of an approved payment", in: .people, found: "approved payment ") { _ in
            ["UPDATE disbursement SET amount = amount + 1"]
        },
        Tampering(.money, "a payment counts as withdrawn", in: .people, found: "withdrawn payment ") {
            ["UPDATE disbursement SET withdrawn_at = \($0.now)"]
        },
        Tampering(
            .money, "a person is paid more than the edition gives", in: .people, found: "more than the edition's Rp"
        ) { _ in ["UPDATE disbursement SET amount = 9000000 WHERE state = 'paid'"] },
        Tampering(.money, "who gets an approved payment", in: .people, found: "approved payment ") { _ in
            ["UPDATE payee_account SET number = lookup"]
        },
        Tampering(.money, "whose a proved contact is", in: .people, found: "is not as it was proved") { _ in
            [
                """
                DELETE FROM account_contact
                WHERE lookup <> (SELECT lookup FROM account_contact ORDER BY lookup LIMIT 1)
                """,
                """
                UPDATE account_contact
                SET person_id = (SELECT MAX(id) FROM account WHERE id <> account_contact.person_id)
                """,
            ]
        },
        Tampering(.money, "a payment that arrived has failed", in: .people, found: "is not what its instalment and") {
            _ in ["UPDATE disbursement SET state = 'failed', failure = 'not-arrived', rail_reference = NULL"]
        },
        Tampering(.money, "a finding in the rail's statement", in: .people, found: "finding in the rail's statement ") {
            scene in
            [
                """
                INSERT INTO statement_finding (id, disbursement_id, arrived, number, reason, proposed_by, proposed_at,
                    state)
                SELECT \(Int64.max - 5), id, \(false), 'RK-417', 'Mutasi diperiksa', \(scene.officer), 1, 'proposed'
                FROM disbursement
                """
            ]
        },
        Tampering(.money, "a figure of the budget", in: .people, found: "the budget's figure of paid ") { _ in
            ["UPDATE budget_figure SET amount = amount + 1 WHERE place = 'paid'"]
        },
        Tampering(.money, "a figure of answers to complaints", in: .people, found: "is not the count of its cases") {
            _ in
            [
                """
                INSERT INTO case_figure (month, category, days, answers, in_time)
                VALUES ('2020-01', 'other', 1, 500, 500)
                """
            ]
        },
    ]
}
