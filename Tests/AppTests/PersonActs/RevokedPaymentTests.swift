import HTTPTypes
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Payments of a revoked card", .timeLimit(.minutes(2)))
struct RevokedPaymentTests {
    private let cause = [("sebab", PersonActCause.cardMisused.rawValue)]

    @Test(
        "a payment of a revoked card leaves its drafted batch; given back, a new request needs a new batch",
        .bug(
            id: "2.600",
            """
            A batch was drafted, a card in it revoked and given back: after the approval its payment failed again and \
            again, and no other batch could take it.
            """), arguments: Engine.tested)
    func drafted(engine: Engine) async throws {
        try await World.with(engine) { world in
            let office = try await Desk(world)
            let (siti, tono) = (try await world.ready(1), try await world.ready(2, wallet: "0813-3456-7890"))
            for one in [siti, tono] {
                _ = try await world.ask(for: try await world.instalment(.incentive, 1, of: one), of: one)
            }
            let batch = try #require(try await office.ani.browser.post(Paths.payouts, []).location)
            try await office.revoke(siti, cause)
            let page = try await office.budi.browser.get(batch).text
            #expect(page.contains("Ditarik") && page.contains("kartunya dicabut"), "\(page)")
            #expect(page.contains("Kirim Rp600.000"), "\(page)")
            #expect(try await world.auditedActions().contains("disbursement.withdrawn"))
            try await office.restore(siti)
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .earned)
            _ = try await world.ask(for: try await world.instalment(.incentive, 1, of: siti), of: siti)

            let approved = try await office.approve(batch)
            #expect(approved.location == batch)
            try await world.settle()
            #expect(try await world.instalment(.incentive, 1, of: tono).state == .paid)
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .requested)
            #expect(try await office.stored(batch).batch.state == .settled)

            _ = try await world.payOut()
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .paid)
            #expect(try await world.railBooks().payments.count == 2)
            try await world.expectBalancedBooks()
        }
    }

    @Test("a batch from which every payment was withdrawn cannot be approved, and can be refused")
    func nothingLeft() async throws {
        try await World.with(.sqlite) { world in
            let office = try await Desk(world)
            let siti = try await world.ready()
            _ = try await world.ask(for: try await world.instalment(.incentive, 1, of: siti), of: siti)
            let batch = try #require(try await office.ani.browser.post(Paths.payouts, []).location)
            try await office.revoke(siti, cause)
            let approved = try await office.approve(batch)
            #expect(approved.status == .conflict && approved.text.contains("sudah ditarik"), "\(approved.text)")
            let refused = try await office.budi.browser.post(
                batch + "/penolakan", [("alasan", "Semua pembayarannya sudah ditarik")], seeing: batch)
            #expect(refused.location == batch, "\(refused.text)")
        }
    }

    @Test(
        "an approval pays the request it was given for, and never a later one",
        .bug(id: "2.601", "The approval of a first request paid a second one, made after the card was given back."),
        arguments: Engine.tested)
    func laterRequest(engine: Engine) async throws {
        try await World.with(engine) { world in
            let office = try await Desk(world)
            let siti = try await world.ready()
            let first = try await world.instalment(.incentive, 1, of: siti)
            _ = try await world.ask(for: first, of: siti)
            let batch = try #require(try await office.ani.browser.post(Paths.payouts, []).location)
            try await office.revoke(siti, cause)
            try await office.restore(siti)
            _ = try await world.ask(for: try await world.instalment(.incentive, 1, of: siti), of: siti)
            // As a version left it that did not take the payment out of the batch.
            try await world.forgetWithdrawals()
            let approved = try await office.approve(batch)
            #expect(approved.status == .conflict && approved.text.contains("sudah berubah"), "\(approved.text)")
            #expect(try await world.auditedActions().contains("payout.approval-denied"))
        }
    }

    @Test(
        "a payment that was approved before the card was revoked is not sent for a later request",
        arguments: Engine.tested)
    func approvedBefore(engine: Engine) async throws {
        try await World.with(engine) { world in
            let office = try await Desk(world)
            let siti = try await world.ready()
            _ = try await world.ask(for: try await world.instalment(.incentive, 1, of: siti), of: siti)
            let batch = try #require(try await office.ani.browser.post(Paths.payouts, []).location)
            _ = try await office.approve(batch)
            try await office.revoke(siti, cause)
            try await office.restore(siti)
            _ = try await world.ask(for: try await world.instalment(.incentive, 1, of: siti), of: siti)
            try await world.forgetWithdrawals()
            try await world.settle()
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .requested)
            #expect(try await world.railBooks().payments.isEmpty)
            #expect(try await office.budi.browser.get(batch).text.contains("permintaannya berubah"))
        }
    }
}

extension World {
    /// As a version left the payments that did not take them out of their batches.
    fileprivate func forgetWithdrawals() async throws {
        try await vandalise(
            "UPDATE disbursement SET withdrawn_at = NULL, withdrawal = NULL",
            "DELETE FROM bound_record WHERE kind = 'payment-withdrawal'")
    }
}

/// Who drafts and approves payments, and who revokes cards.
private struct Desk {
    let world: World
    let ani: TestOfficer
    let budi: TestOfficer
    let rini: TestOfficer
    let hasti: TestOfficer

    init(_ world: World) async throws {
        self.world = world
        ani = try await world.officer(.operations, "ani")
        budi = try await world.officer(.approver, "budi")
        rini = try await world.officer([.helpdesk], "rini")
        hasti = try await world.officer([.programmeManager], "hasti")
    }

    /// Types the sum that the page shows.
    func approve(_ batch: String) async throws -> Answer {
        let total = try await stored(batch).total.amount
        return try await budi.browser.post(
            batch + "/persetujuan", [(TypedSum.field, "\(total)")], seeing: batch)
    }

    func stored(_ batch: String) async throws -> StoredBatch {
        let id = try #require(ID<PayoutBatch>(batch.split(separator: "/").last.map(String.init) ?? ""))
        return try #require(try await world.dependencies.database.read { try $0.payouts.batch(id) })
    }

    func revoke(_ siti: Beneficiary, _ cause: [(String, String)]) async throws {
        try await world.open(siti.person, by: rini)
        try await world.agreed(.revocation, on: siti.person, by: rini, hasti, cause)
    }

    func restore(_ siti: Beneficiary) async throws {
        try await world.agreed(.restoration, on: siti.person, by: rini, hasti)
    }
}
