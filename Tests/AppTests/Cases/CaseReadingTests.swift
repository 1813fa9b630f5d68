import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Cases that officers read", .timeLimit(.minutes(2)))
struct CaseReadingTests {
    @Test(
        "a case that SQL moved to another person is shown to no officer, and recorded as a reading about neither",
        .bug(
            id: "5.855",
            """
            An officer's page of a case believed its row: moved to another person for a moment, it was shown under that \
            person's name, and its own person never learned that it was read.
            """),
        arguments: Engine.tested)
    func moved(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, budi) = (try await world.beneficiary(1), try await world.beneficiary(2))
            let number = try await world.complain(try await world.browser(of: siti.person))
            let id = try await world.stored(number).id
            try await world.bindEarlier()
            let rini = try await world.officer([.helpdesk], "rini")
            try await world.vandalise("UPDATE service_case SET person_id = \(budi.person) WHERE id = \(id)")
            let refused = try await rini.browser.get(Paths.officeCase(id))
            #expect(refused.status == .conflict && refused.text.contains("Kasus ini diubah"), "\(refused.text)")
            for person in [siti.person, budi.person] {
                #expect(try await world.readings(of: person) == [])
            }
            try await world.vandalise("UPDATE service_case SET person_id = \(siti.person) WHERE id = \(id)")
            #expect(try await rini.browser.get(Paths.officeCase(id)).status == .ok)
            let read = try await world.readings(of: siti.person)
            #expect(read.contains { $0.hasPrefix("correspondence") }, "\(read)")
        }
    }
}
