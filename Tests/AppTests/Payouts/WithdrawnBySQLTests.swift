import Foundation
import HTTPTypes
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

/// A payment's withdrawal is bound: SQL can neither set nor clear it unnoticed.
@Suite("Withdrawals of payments by SQL", .timeLimit(.minutes(2)))
struct WithdrawnBySQLTests {
    @Test(
        "an approved payment that SQL withdraws is named, its job is dead, and no second batch pays its request",
        .bug(
            id: "5.513",
            """
            No digest covered the withdrawal of a payment: one that SQL withdrew ended without a trace, and its \
            request was drafted again.
            """),
        arguments: Engine.tested)
    func set(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            _ = try await world.ask(for: world.instalment(.incentive, 1, of: siti), of: siti)
            let (ani, budi) = (try await world.officer(.operations, "ani"), try await world.officer(.approver, "budi"))
            let path = try #require(try await ani.browser.post(Paths.payouts, []).location)
            try await world.bindEarlier()
            let sum = try await world.sum(of: path)
            #expect(try await budi.browser.post(path + "/persetujuan", sum, seeing: path).location == path)
            let before = try await world.verifyRecords()
            try await world.vandalise("UPDATE disbursement SET withdrawn_at = \(world.dependencies.realNow())")
            _ = try await ani.browser.post(Paths.payouts, [])
            try await world.settle()
            #expect(try await world.railBooks().payments.isEmpty)
            #expect(try await world.dependencies.database.read { try $0.jobs.dead(limit: 1) }.first != nil)
            #expect(try await world.dependencies.database.read { try $0.payouts.latest(limit: 10).count } == 1)
            let found = try await world.verifyRecords()
            #expect(found.contains { $0.hasPrefix("withdrawn payment ") && $0.contains("by no act") }, "\(found)")
            try await world.vandalise("UPDATE disbursement SET withdrawn_at = NULL")
            #expect(try await world.verifyRecords() == before)
        }
    }

    @Test("a draft in which SQL withdrew a payment is not approved", arguments: Engine.tested)
    func draft(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, tono) = (try await world.ready(1), try await world.ready(2, wallet: "0813-3456-7890"))
            for one in [siti, tono] { _ = try await world.ask(for: world.instalment(.incentive, 1, of: one), of: one) }
            let (ani, budi) = (try await world.officer(.operations, "ani"), try await world.officer(.approver, "budi"))
            let path = try #require(try await ani.browser.post(Paths.payouts, []).location)
            try await world.bindEarlier()
            try await world.vandalise("UPDATE disbursement SET withdrawn_at = 1 WHERE person_id = \(tono.person)")
            let sum = try await world.sum(of: path)
            #expect(try await budi.browser.post(path + "/persetujuan", sum, seeing: path).status == .conflict)
            try await world.vandalise("UPDATE disbursement SET withdrawn_at = NULL")
            let whole = try await world.sum(of: path)
            #expect(try await budi.browser.post(path + "/persetujuan", whole, seeing: path).location == path)
        }
    }

    @Test("a withdrawal that SQL clears, or gives another reason, is named", arguments: Engine.tested)
    func cleared(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            _ = try await world.ask(for: world.instalment(.incentive, 1, of: siti), of: siti)
            let (ani, budi) = (try await world.officer(.operations, "ani"), try await world.officer(.approver, "budi"))
            let path = try #require(try await ani.browser.post(Paths.payouts, []).location)
            try await world.bindEarlier()
            let reason = ("alasan", "Nama di rekening perlu ditanyakan")
            #expect(try await budi.browser.post(path + "/penolakan", [reason], seeing: path).location == path)
            let before = try await world.verifyRecords()
            #expect(before.filter { $0.hasPrefix("withdrawn payment ") } == [])
            #expect(try await world.unbound([.paymentWithdrawals]) == [])
            try await world.keep("disbursement")
            for change in ["withdrawn_at = NULL", "withdrawn_at = withdrawn_at + 1", "withdrawal = 'card-revoked'"] {
                try await world.vandalise(SQL(stringLiteral: "UPDATE disbursement SET \(change)"))
                let found = try await world.verifyRecords()
                #expect(found.contains { $0.hasPrefix("withdrawn payment ") }, "\(change): \(found)")
                try await world.putBack("disbursement")
                #expect(try await world.verifyRecords() == before, "\(change)")
            }
            // The request is paid by the next batch.
            _ = try await world.payOut()
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .paid)
        }
    }
}
