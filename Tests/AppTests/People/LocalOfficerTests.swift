import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("A local officer's region", .timeLimit(.minutes(2)))
struct LocalOfficerTests {
    private static let why = ("alasan", "Datang ke loket soal insentifnya")

    @Test(
        "a search opens people of the region; one who lives elsewhere needs a reason of their own, and is on record",
        arguments: Engine.tested)
    func region(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted(1)
            let person = try await world.id(of: siti)
            func officer(_ name: String, of region: String) async throws -> (id: ID<Officer>, browser: Visitor) {
                let officer = try await world.officer(name, [.localOfficer])
                try await world.vandalise(
                    "UPDATE officer SET region = \(region), place = 'Disnaker' WHERE id = \(officer.id)")
                try await world.bindOfficer(officer.id)
                return officer
            }
            let search = [("cari", siti.nik), Self.why]
            let near = try await officer("Tono", of: "82")
            let found = try await near.browser.search(search)
            #expect(found.text.contains("Maluku Utara") && !found.text.contains("Di luar wilayah Anda"))
            #expect(try await near.browser.get(Paths.person(person)).text.contains("Siti Nurhaliza"))

            let far = try await officer("Asep", of: "32")
            let hit = try await far.browser.search(search)
            #expect(hit.text.contains("Di luar wilayah Anda") && hit.text.contains("Maluku Utara"))
            let closed = try await far.browser.get(Paths.person(person)).text
            #expect(closed.contains("di luar wilayah Anda, Jawa Barat") && !closed.contains("Siti Nurhaliza"))
            let opened = try await far.browser.post(
                Paths.personOpening(person), [Self.why], seeing: Paths.person(person))
            #expect(opened.location == Paths.person(person))
            let page = try await far.browser.get(Paths.person(person)).text
            #expect(page.contains("Siti Nurhaliza") && page.contains("di luar wilayah Anda"))
            let records = try await world.dependencies.database.read { tx in
                try tx.audit.latest(subject: "account:\(person)", before: nil, limit: 50)
                    .filter { $0.action == "person.opened-elsewhere" }
            }
            #expect(records.map(\.actorID) == [far.id.rawValue])
        }
    }

    @Test(
        "a local officer's list of lost contacts is that of their region, and they propose for others on their page",
        .bug(
            id: "3.672",
            "The list of lost contacts showed a local officer the names and cases of persons of every province."),
        arguments: Engine.tested)
    func lostContacts(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.beneficiary()
            func local(_ name: String, of region: String) async throws -> TestOfficer {
                let officer = try await world.officer([.localOfficer], name)
                try await world.vandalise(
                    "UPDATE officer SET region = \(region), place = 'Disnaker' WHERE id = \(officer.id)")
                try await world.bindOfficer(officer.id)
                return officer
            }
            let (near, far) = (try await local("tono", of: "82"), try await local("asep", of: "32"))
            let refused = try await far.browser.post(Paths.contactOffice, world.lost("0813-7777-0001"))
            #expect(refused.status == .unprocessableContent, "\(refused.status)")
            #expect(refused.text.contains("Orang ini tinggal di luar wilayah Anda"), "\(refused.text)")
            #expect(
                try await near.browser.post(Paths.contactOffice, world.lost("0813-7777-0001")).location
                    == Paths.contactOffice)

            let name = "Siti Nurhaliza"
            #expect(try await near.browser.get(Paths.contactOffice).text.contains(name))
            let elsewhere = try await far.browser.get(Paths.contactOffice).text
            #expect(!elsewhere.contains(name) && elsewhere.contains("Belum ada."), "\(elsewhere)")
            let country = try await world.officer([.identityReviewer], "dian")
            #expect(try await country.browser.get(Paths.contactOffice).text.contains(name))
            let looked = try await world.dependencies.database.read { tx in
                try tx.access.readings(of: siti.person, before: nil, limit: 50).filter { $0.officer == far.id }
            }
            #expect(looked.isEmpty, "a list without the person is no reading of the person")
        }
    }

    @Test(
        "a local officer reads no case and no proposal of a person elsewhere before opening the person, on record",
        .bug(
            id: "3.612",
            """
            The page of a case or of a proposed act showed a local officer the data of a person of another province \
            without a warning, and without the mark that auditors look for.
            """), arguments: Engine.tested)
    func workElsewhere(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted(1)
            let person = try await world.id(of: siti)
            let number = try await world.complain(siti.browser)
            let rini = try await world.officer([.helpdesk], "rini")
            try await world.open(person, by: rini)
            let cause = [("sebab", PersonActCause.accountMisused.rawValue)]
            let proposal = try world.proposal(try await world.propose(.suspension, on: person, by: rini, cause))
            let pages = [Paths.officeCase(try await world.stored(number).id), Paths.personProposal(proposal)]

            func local(_ name: String, of region: String) async throws -> TestOfficer {
                let officer = try await world.officer([.localOfficer], name)
                try await world.vandalise(
                    "UPDATE officer SET region = \(region), place = 'Disnaker' WHERE id = \(officer.id)")
                try await world.bindOfficer(officer.id)
                return officer
            }
            let (near, far) = (try await local("tono", of: "82"), try await local("asep", of: "32"))
            for page in pages {
                let shown = try await near.browser.get(page)
                #expect(shown.status == .ok && !shown.text.contains("di luar wilayah Anda"), "\(page)")
                #expect(try await far.browser.get(page).location == Paths.person(person), "\(page)")
            }
            let taken = try await far.browser.post(
                Paths.officeCaseAct(try await world.stored(number).id, .take), [], seeing: Paths.caseOffice)
            #expect(taken.location == Paths.person(person))
            #expect(try await world.stored(number).assignee == nil)

            try await world.open(person, by: far)
            for page in pages {
                let shown = try await far.browser.get(page)
                #expect(shown.status == .ok && shown.text.contains("di luar wilayah Anda, Jawa Barat"), "\(page)")
            }
            #expect(try await world.auditedActions().count { $0 == "person.opened-elsewhere" } == 1)
        }
    }
}
