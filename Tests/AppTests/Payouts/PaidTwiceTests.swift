import Foundation
import HTTPTypes
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

/// SQL sets an instalment back that was paid, so that officers draft and approve another payment of it.
@Suite("Instalments set back by SQL", .timeLimit(.minutes(3)))
struct PaidTwiceTests {
    /// As a payment that the rail refused.
    fileprivate static let failed: SQL = """
        UPDATE disbursement
        SET state = 'failed', failure = 'not-verified', sent_at = 1, ended_at = 1, rail_reference = NULL
        """

    @Test(
        "an instalment that was paid and that SQL requests again is put into no batch",
        .bug(
            id: "5.620",
            """
            By the rows of instalment and payment alone: SQL that set both back had a second payment drafted, approved \
            and sent.
            """),
        arguments: Engine.tested)
    func draft(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            let first = try await world.instalment(.incentive, 1, of: siti)
            _ = try await world.ask(for: first, of: siti)
            try await world.bindEarlier()
            _ = try await world.payOut()
            #expect(try await world.railBooks().payments.count == 1)
            // With the payment marked as failed, given to another instalment, or taken away.
            let changes: [SQL] = [
                Self.failed,
                """
                UPDATE disbursement
                SET instalment_id = (SELECT MAX(id) FROM instalment WHERE id <> \(first.id))
                """,
                "DELETE FROM disbursement",
            ]
            try await world.request(again: first, of: siti)
            try await world.keep("disbursement")
            let ani = try await world.officer(.operations, "ani")
            for change in changes {
                try await world.vandalise(change)
                #expect(try await ani.browser.post(Paths.payouts, []).location == nil, "\(change.text)")
                try await world.putBack("disbursement")
            }
            try await world.settle()
            #expect(try await world.railBooks().payments.count == 1)
        }
    }

    @Test(
        "a second draft of one instalment is not approved once the first one has paid it",
        .bug(id: "5.621", "An approval compared no payment with what the books say was paid before."),
        arguments: Engine.tested)
    func approval(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            let first = try await world.instalment(.incentive, 1, of: siti)
            let (one, two) = try await world.draftTwice(first, of: siti)
            let budi = try await world.officer(.approver, "budi")
            try await world.hide(two, insteadOf: one, as: "drafted")
            #expect(try await world.approve(one, by: budi).location == one)
            try await world.settle()
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .paid)
            try await world.hide(one, insteadOf: two, as: "drafted")
            try await world.request(again: first, of: siti)
            #expect(try await world.approve(two, by: budi).status == .conflict)
            try await world.settle()
            #expect(try await world.railBooks().payments.count == 1)
        }
    }

    @Test(
        "an approved payment is not sent once another one has paid its instalment",
        .bug(id: "5.622", "A payment was sent by the state of its instalment, which SQL had set back."),
        arguments: Engine.tested)
    func sending(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            let first = try await world.instalment(.incentive, 1, of: siti)
            let (one, two) = try await world.draftTwice(first, of: siti)
            let budi = try await world.officer(.approver, "budi")
            #expect(try await world.approve(two, by: budi).location == two)
            try await world.hide(two, insteadOf: one, as: "drafted")
            #expect(try await world.approve(one, by: budi).location == one)
            let paid = SendDisbursement(disbursement: try await world.payment(of: one))
            _ = try await paid.run(on: world.dependencies)
            #expect(try await world.railBooks().payments.count == 1)
            try await world.hide(one, insteadOf: two, as: "approved")
            try await world.request(again: first, of: siti)
            let further = SendDisbursement(disbursement: try await world.payment(of: two))
            guard case .giveUp = try await further.run(on: world.dependencies) else {
                Issue.record("a payment of an instalment that was paid before was sent")
                return
            }
            #expect(try await world.railBooks().payments.count == 1)
        }
    }

    @Test("nothing is approved for a card with an instalment that SQL put in", arguments: Engine.tested)
    func putIn(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            _ = try await world.ask(for: world.instalment(.incentive, 1, of: siti), of: siti)
            try await world.bindEarlier()
            let (ani, budi) = (try await world.officer(.operations, "ani"), try await world.officer(.approver, "budi"))
            let path = try #require(try await ani.browser.post(Paths.payouts, []).location)
            try await world.vandalise(
                """
                INSERT INTO instalment (id, person_id, card_id, purchase_id, kind, number, amount, due_on, state,
                    attempt, changed_on)
                SELECT \(Int64.max - 5), person_id, card_id, purchase_id, kind, 99, amount, due_on, 'earned', 0,
                    changed_on
                FROM instalment
                WHERE state = 'requested'
                """)
            #expect(try await world.approve(path, by: budi).status == .conflict)
            try await world.vandalise("DELETE FROM instalment WHERE number = 99")
            #expect(try await world.approve(path, by: budi).location == path)
        }
    }
}

extension World {
    /// Two batches with a payment of one instalment: while the second one is drafted, SQL marks the first one's payment
    /// as failed.
    fileprivate func draftTwice(
        _ instalment: Instalment, of siti: Beneficiary
    ) async throws -> (one: String, two: String) {
        _ = try await ask(for: instalment, of: siti)
        try await bindEarlier()
        let ani = try await officer(.operations, "ani")
        let one = try #require(try await ani.browser.post(Paths.payouts, []).location)
        try await vandalise(PaidTwiceTests.failed)
        let two = try #require(try await ani.browser.post(Paths.payouts, []).location)
        #expect(one != two)
        return (one, two)
    }

    /// Marks the payment of a batch as failed, and gives the one of another batch this state.
    fileprivate func hide(_ path: String, insteadOf shown: String, as state: String) async throws {
        let (hidden, back) = (try await payment(of: path), try await payment(of: shown))
        try await vandalise(
            "\(PaidTwiceTests.failed) WHERE id = \(hidden)",
            """
            UPDATE disbursement
            SET state = \(state), failure = NULL, sent_at = NULL, ended_at = NULL, rail_reference = NULL
            WHERE id = \(back)
            """)
    }

    fileprivate func payment(of path: String) async throws -> ID<Disbursement> {
        let batch = try #require(ID<PayoutBatch>(String(path.split(separator: "/").last ?? "")))
        return try #require(
            try await dependencies.database.read { try $0.payouts.items(of: batch).first?.disbursement.id })
    }

    fileprivate func approve(_ path: String, by budi: TestOfficer) async throws -> Answer {
        try await budi.browser.post(path + "/persetujuan", try await sum(of: path), seeing: path)
    }

    /// Gives the instalment the rows of one that is requested and has its money set aside.
    fileprivate func request(again instalment: Instalment, of siti: Beneficiary) async throws {
        let purse = LedgerAccount.Code.cardIncentive(siti.card)
        try await vandalise(
            "UPDATE instalment SET state = 'requested', next_look = NULL WHERE id = \(instalment.id)",
            "UPDATE hold SET state = 'placed', ended_at = NULL, entry_id = NULL WHERE state = 'posted'",
            "UPDATE ledger_account SET held = held + \(instalment.amount) WHERE code = \(purse)")
    }
}
