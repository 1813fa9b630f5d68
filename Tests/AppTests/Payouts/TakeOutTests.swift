import Foundation
import HTTPTypes
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Payments taken out of a draft", .timeLimit(.minutes(2)))
struct TakeOutTests {
    @Test(
        "one payment taken out of a draft is not sent, the sum follows, and its request is paid by the next batch",
        arguments: Engine.tested)
    func takenOut(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, tono) = (try await world.ready(1), try await world.ready(2, wallet: "0813-3456-7890"))
            let (ani, budi) = (
                try await world.officer(.operations, "ani"), try await world.officer(.approver, "budi")
            )
            let (path, act, payment) = try await world.draft(of: [siti, tono], by: ani)
            #expect(try await budi.browser.get(path).body.contains("href=\"\(act)\""))
            #expect(try await budi.browser.get(act).text.contains("Jumlah kelompok sesudahnya Rp600.000"))
            let empty = try await budi.browser.post(act, [("alasan", "")], seeing: act)
            #expect(empty.status == .unprocessableContent)
            let auditor = try await world.officer(.auditor, "citra")
            #expect(try await auditor.browser.get(act).status == .forbidden)
            let sum = try await world.sum(of: path)

            let reason = "Nama di rekening perlu ditanyakan"
            #expect(try await budi.browser.post(act, [("alasan", reason)], seeing: act).location == path)
            let page = try await budi.browser.get(path + "?lihat=semua").text
            #expect(page.contains("Kirim Rp600.000") && page.contains("Dikeluarkan \(reason)"), "\(page)")
            #expect(try await budi.browser.get(path + "?lihat=dikeluarkan").text.contains(reason))
            #expect(try await budi.browser.post(act, [("alasan", reason)], seeing: path).status == .conflict)
            let details = try await world.dependencies.database.read { tx in
                try tx.audit.details(of: "disbursement.taken-out", subject: "disbursement:\(payment)")
                    .compactMap(\.detail)
            }
            #expect(details == [["amount": "600000"]], "the reason is sealed with the payment")

            // The sum of before is not accepted any more, and what is sent is what is left.
            let before = try await budi.browser.post(path + "/persetujuan", sum, seeing: path)
            #expect(before.status == .unprocessableContent)
            let approved = try await budi.browser.post(
                path + "/persetujuan", try await world.sum(of: path), seeing: path)
            #expect(approved.location == path)
            #expect(try await ani.browser.post(act, [("alasan", reason)], seeing: path).status == .conflict)
            try await world.settle()
            #expect(try await world.instalment(.incentive, 1, of: tono).state == .paid)
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .requested)
            _ = try await world.payOut()
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .paid)
            #expect(try await world.railBooks().payments.count == 2)
            try await world.expectBalancedBooks()
            #expect(try await world.verifyLog().findings == [])
        }
    }

    @Test(
        "a payment that was taken out and put back by SQL stops the approval, and a batch keeps it out when it is refused",
        arguments: Engine.tested)
    func putBack(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, tono) = (try await world.ready(1), try await world.ready(2, wallet: "0813-3456-7890"))
            let (ani, budi) = (
                try await world.officer(.operations, "ani"), try await world.officer(.approver, "budi")
            )
            let (path, act, payment) = try await world.draft(of: [siti, tono], by: ani)
            let reason = ("alasan", "Nama di rekening perlu ditanyakan")
            #expect(try await ani.browser.post(act, [reason], seeing: act).location == path)
            try await world.vandalise(
                """
                UPDATE disbursement
                SET withdrawn_at = NULL, taken_out_by = NULL, taken_out_because = NULL
                WHERE id = \(payment)
                """)
            let denied = try await budi.browser.post(path + "/persetujuan", try await world.sum(of: path), seeing: path)
            #expect(denied.status == .conflict, "\(denied.status)")
            let again = try await ani.browser.post(act, [reason], seeing: act)
            #expect(again.status == .conflict, "binding the draft again would hide the change: \(again.status)")
            #expect(try await world.instalment(.incentive, 1, of: siti).state == .requested)

            #expect(try await budi.browser.post(path + "/penolakan", [reason], seeing: path).location == path)
            let next = try #require(try await ani.browser.post(Paths.payouts, []).location)
            let another = try #require(ID<PayoutBatch>(String(next.split(separator: "/").last ?? "")))
            let second = try await world.dependencies.database.read { try $0.payouts.items(of: another) }
            let out = try #require(second.first { $0.person == tono.person }).disbursement.id
            let taking = Paths.payoutTakingOut(another, out)
            #expect(try await budi.browser.post(taking, [reason], seeing: taking).location == next)
            #expect(try await budi.browser.post(next + "/penolakan", [reason], seeing: next).location == next)
            let refused = try await world.dependencies.database.read { try $0.payouts.batch(another) }
            #expect(refused?.items == 1 && refused?.total == Rupiah(600_000))
        }
    }
}

extension World {
    /// Drafts a batch of these people's first instalments.
    ///
    /// - Returns: the batch's page, and the page that takes the first person's payment out.
    fileprivate func draft(
        of people: [Beneficiary], by maker: TestOfficer
    ) async throws -> (path: String, act: String, payment: ID<Disbursement>) {
        for one in people { _ = try await ask(for: try await instalment(.incentive, 1, of: one), of: one) }
        let path = try #require(try await maker.browser.post(Paths.payouts, []).location)
        let id = try #require(ID<PayoutBatch>(String(path.split(separator: "/").last ?? "")))
        let items = try await dependencies.database.read { try $0.payouts.items(of: id) }
        let payment = try #require(items.first { $0.person == people.first?.person }).disbursement.id
        return (path, Paths.payoutTakingOut(id, payment), payment)
    }
}
