import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The digests of all officers, one after the other")
struct OfficerChainTests {
    @Test(
        "of officers suspended at the same moment, each event's digest before is the digest of the event before it",
        .bug(
            id: "3.487",
            "On PostgreSQL two changes of officers at once recorded the same digest before, and the chain had a gap."),
        arguments: Engine.tested)
    func concurrent(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await OfficeRoleFile.putInForce(on: world.dependencies)
            let agus = try await world.officer([.administrator], "agus").id
            var officers: [ID<Officer>] = []
            for number in 1...6 { officers.append(try await world.officer([.helpdesk], "petugas\(number)").id) }
            let table = World.officeRoles
            let reason = try OfficeReason("Kontraknya berakhir pada akhir bulan ini")
            try await withThrowingTaskGroup(of: Void.self) { [officers] group in
                for officer in officers {
                    group.addTask {
                        _ = try await ChangeOfficer(dependencies: world.dependencies).suspend(
                            officer, because: reason,
                            by: Officer(id: agus, name: "Agus", roles: [.administrator], of: table))
                    }
                }
                try await group.waitForAll()
            }
            let events = try await world.dependencies.database.read { tx in
                try tx.audit.latest(subject: "officers", before: nil, limit: 6).reversed().map {
                    try JSONDecoder().decode([String: String].self, from: Data($0.detail.utf8))
                }
            }
            #expect(events.count == 6)
            for (one, next) in zip(events, events.dropFirst()) { #expect(next["before"] == one["digest"]) }
            let present = try await world.dependencies.database.read { try $0.officers.digest() }
            #expect(events.last?["digest"] == present)
        }
    }
}
