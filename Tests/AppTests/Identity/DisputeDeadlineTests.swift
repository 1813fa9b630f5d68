import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The deadline of a dispute about a NIK")
struct DisputeDeadlineTests {
    @Test(
        "from the deadline on no officer decides about a NIK, also before the job has ended the dispute",
        .bug(
            id: "2.281",
            """
            Between the deadline of a contested NIK and the job that ends the dispute, two officers could still give \
            the NIK to the newer person, although the notice had said that the holder keeps it.
            """),
        arguments: Engine.tested)
    func tooLate(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, _, dispute) = try await world.disputed()
            try await world.propose(dispute, for: .newer, by: try await world.officer(.verifier, "rini").browser)
            world.clock.set("2020-04-30T00:00:00+07:00")
            let second = try await world.officer(.approver, "hasti").browser
            let agreed = try await second.post(Paths.disputeAgreement(dispute), [], seeing: Paths.office)
            #expect(agreed.status == .unprocessableContent && agreed.text.contains("tidak menunggu tindakan itu"))
            #expect(try await world.dispute(dispute).value.state == .proposed)

            let (ids, lookup) = (world.dependencies.ids, try await world.dispute(dispute).nikLookup)
            let now = world.dependencies.realNow()
            try await world.dependencies.database.transaction { tx in
                _ = try tx.disputes.changing(over: lookup, at: now, ids: ids) { try tx.disputes.reject(dispute) }
            }
            let proposed = try await second.post(
                Paths.disputeProposal(dispute), [("pihak", "newer"), ("alasan", "Foto KTP sama dengan wajahnya.")],
                seeing: Paths.dispute(dispute))
            #expect(proposed.status == .unprocessableContent && proposed.text.contains("tidak menunggu tindakan itu"))
            try await world.tick()
            #expect(try await world.dispute(dispute).decidedFor == .older)
            #expect(try await world.decision(of: siti) == .eligible)
        }
    }
}

extension World {
    fileprivate func dispute(_ id: ID<StoredClaim>) async throws -> StoredDispute {
        try #require(try await dependencies.database.read { try $0.disputes.find(id) })
    }
}
