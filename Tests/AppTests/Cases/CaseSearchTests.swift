import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("A case in the search and on the person's page")
struct CaseSearchTests {
    @Test(
        "a case is found by its number as read aloud, leads to its person as recorded work, and stands on their page",
        arguments: Engine.tested)
    func number(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.signedUp(1)
            let number = try await world.complain(siti.browser)
            let (id, person) = (try await world.stored(number).id, try await world.id(of: siti))
            let rini = try await world.officer([.helpdesk], "rini").browser
            for typed in ["\(number)", "S\(number.digits)", "s \(number.digits)"] {
                let found = try await rini.search([(SearchPage.field, typed)])
                #expect(found.body.contains(Paths.officeCase(id)) && !found.body.contains(Paths.person(person)))
            }
            let auditor = try await world.officer([.auditor], "lestari").browser
            let hidden = try await auditor.search([(SearchPage.field, "\(number)")])
            #expect(!hidden.body.contains(Paths.officeCase(id)))

            let page = try await rini.get(Paths.officeCase(id))
            #expect(page.body.contains("value=\"case:\(id)\""))
            let opened = try await rini.post(
                Paths.personOpening(person), [("dari", "case:\(id)")], seeing: Paths.officeCase(id))
            #expect(opened.location == Paths.person(person))
            let box = try await rini.get(Paths.person(person))
            #expect(box.body.contains(Paths.officeCase(id)) && box.text.contains("\(number)"))
            #expect(box.text.contains("Keluhan diterima"))
            let reasons = try await world.dependencies.database.read {
                try $0.access.readings(of: person, before: nil, limit: 20).map(\.work)
            }
            #expect(reasons.contains("case:\(id)"))
            let other = try await world.id(of: try await world.signedUp(2))
            let wrong = try await rini.post(
                Paths.personOpening(other), [("dari", "case:\(id)")], seeing: Paths.person(other))
            #expect(wrong.status == .unprocessableContent)
        }
    }

    @Test("a file that was taken out leads to each person in it, and to no other", arguments: Engine.tested)
    func export(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, other) = (try await world.signedUp(1), try await world.signedUp(2))
            let (person, stranger) = (try await world.id(of: siti), try await world.id(of: other))
            let hasti = try await world.officer([.programmeManager], "hasti")
            try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                try tx.access.record(
                    .export, of: [person], by: hasti.id, as: .programmeManager, why: .work("export:5"),
                    from: "10.0.0.1",
                    at: dependencies.moment(), ids: dependencies.ids)
            }
            let item = [("dari", "export:5")]
            let right = try await hasti.browser.post(Paths.personOpening(person), item, seeing: Paths.person(person))
            #expect(right.location == Paths.person(person))
            let wrong = try await hasti.browser.post(
                Paths.personOpening(stranger), item, seeing: Paths.person(stranger))
            #expect(wrong.status == .unprocessableContent)
        }
    }
}
