import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("A dispute over a NIK that SQL changed", .timeLimit(.minutes(2)))
struct ChangedDisputeTests {
    @Test(
        "a dispute that SQL ended, let lapse, moved or deleted still holds the money, and is not decided by it",
        .bug(
            id: "5.438",
            """
            SQL ended a dispute, or the hold on a payee account: the money went to the account that was linked then. A \
            deadline that SQL moved decided whose NIK it is.
            """),
        arguments: Engine.tested)
    func changedBySQL(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, _, dispute) = try await world.disputed()
            let id = try await world.id(of: siti)
            #expect(try await world.startBinding() == [])
            try await world.keep("identity_dispute")
            let fields = [("mitra", "gopay"), ("nomor", siti.phone)]
            let past = world.clock.now() + .days(-1)
            let attacks: [SQL] = [
                "UPDATE identity_dispute SET state = 'dropped'", "UPDATE identity_dispute SET holds = \(false)",
                "UPDATE identity_dispute SET decide_by = \(past)",
                "UPDATE identity_dispute SET older_person = newer_person", "DELETE FROM identity_dispute",
            ]
            for attack in attacks {
                try await world.vandalise(attack)
                #expect(try await !world.mayBePaid(id), "\(attack.text)")
                #expect(try await siti.browser.post(Paths.payee, fields).status != .seeOther, "\(attack.text)")
                _ = try await AdvanceDisputes().run(on: world.dependencies)
                let state = try await world.dependencies.database.read { tx in
                    try tx.disputes.find(dispute)?.value.state
                }
                #expect(state != .decided, "\(attack.text)")
                let findings = try await world.verifyRecords()
                #expect(findings.contains { $0.hasPrefix("disputes over the NIK of person \(id) is") }, "\(findings)")
                try await world.putBack("identity_dispute")
            }
            #expect(try await world.verifyRecords() == [])
            try await world.decide(dispute, for: .older)
            #expect(try await world.mayBePaid(id))
            #expect(try await world.verifyRecords() == [])
        }
    }
}

extension World {
    /// Whether neither a dispute nor a suspension holds back the person's money.
    func mayBePaid(_ person: ID<Account>) async throws -> Bool {
        try await dependencies.database.read { [dependencies] tx in try dependencies.mayBePaid(person, in: tx) }
    }
}
