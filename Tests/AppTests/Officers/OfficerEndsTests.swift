import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("What ends with an officer's rights", .timeLimit(.minutes(2)))
struct OfficerEndsTests {
    @Test(
        "one administrator cannot suspend the last ones who may decide: a second person agrees, and the others are told",
        arguments: Engine.tested)
    func lastAdministrators(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (agus, fitri) = try await world.administrators()
            let hendra = try await world.officer("Hendra", .approver)
            let id = try await agus.propose(.suspend, of: fitri.id, [])
            #expect(try await fitri.browser.get(Paths.office).status == .ok)
            let manager = Administrator(id: hendra.id, browser: hendra.browser)
            #expect(try await manager.decide(id).location == Paths.officerRequest(id))
            #expect(try await fitri.browser.get(Paths.office).location?.hasPrefix(Paths.officeSignIn) == true)
            // The last who may sign and approve payments is no exception.
            #expect(try await agus.browser.change(.suspend, of: hendra.id, []).location?.contains("usul") == true)
            #expect(try await hendra.browser.get(Paths.office).status == .ok)

            let third = try await world.officer("Gita", .administrator)
            _ = try await world.officer("Yuni", .administrator)
            #expect(try await agus.browser.change(.suspend, of: third.id, []).location == Paths.officer(third.id))
            let queued = try await world.dependencies.database.read { tx in
                try tx.rows("SELECT id FROM message WHERE person_id IS NULL").count
            }
            #expect(queued == 3, "Agus for Fitri; Agus and Yuni for Gita")
        }
    }

    @Test(
        "a deputyship ends at once when an administrator ends it, and with the absent officer's role or account",
        arguments: Engine.tested)
    func deputyEnds(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (agus, fitri) = try await world.administrators()
            let checker = try await world.officer("Joko", [.payoutChecker])
            _ = try await world.officer("Rini", [.payoutChecker])
            let curator = try await world.officer("Tono", [.curator])
            func deputise() async throws {
                let id = try await agus.propose(
                    .deputy, of: curator.id,
                    Administrator.absence(of: checker.id) + [("peran-payout-checker", "ya")])
                try await fitri.decide(id)
                let held = try await world.dependencies.database.read { [dependencies = world.dependencies] tx in
                    try tx.officers.rolesToCome(of: curator.id, at: dependencies.realNow()).count
                }
                #expect(held == 2)
            }
            func hasEnded() async throws -> Bool {
                try await world.dependencies.database.read { [dependencies = world.dependencies] tx in
                    try tx.officers.rolesToCome(of: curator.id, at: dependencies.realNow()).count == 1
                }
            }
            try await deputise()
            #expect(
                try await agus.browser.change(.endDeputy, of: curator.id, []).location == Paths.officer(curator.id))
            #expect(try await hasEnded())
            #expect(try await agus.browser.change(.endDeputy, of: curator.id, []).status == .conflict)

            try await deputise()
            let other = try await agus.propose(.roles, of: checker.id, [("peran-identity-reviewer", "ya")])
            try await fitri.decide(other)
            #expect(try await hasEnded())

            let back = try await agus.propose(.roles, of: checker.id, [("peran-payout-checker", "ya")])
            try await fitri.decide(back)
            try await deputise()
            // What a suspended administrator proposed can only be refused.
            try await agus.browser.change(.suspend, of: checker.id, [])
            #expect(try await hasEnded())
            _ = try await world.officer("Yuni", .administrator)
            let open = try await fitri.propose(.reinstate, of: checker.id, [])
            _ = try await world.officer("Gita", .administrator)
            try await agus.browser.change(.suspend, of: fitri.id, [])
            #expect(try await agus.decide(open).status == .conflict)
            #expect(
                try await agus.decide(open, agrees: false).location
                    == Paths.officerRequest(open))
        }
    }
}
