import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// The people behind a draw: their number by the registry's answer, and the sample that auditors look at.
@Suite("People behind a draw", .timeLimit(.minutes(4)))
struct SampleTests {
    private static let one: @Sendable (String) -> String = {
        $0.replacing("rejoin: manual", with: "rejoin: manual\n  sample: 1")
    }

    @Test(
        "an auditor sees the people behind the tickets that the seed chose, each look is recorded, and no other role sees them",
        .bug(id: "5.400", "No auditor could look whether the people on a sealed list exist: it has tickets only."),
        arguments: Engine.tested)
    func sample(engine: Engine) async throws {
        try await World.with(engine, edition: Self.one) { world in
            try await world.advanceWaves()
            let people = [
                try await world.eligible(1) { $0.name = "Zubaidah Lestaluhu" },
                try await world.eligible(2) { $0.name = "Rahmat Tidore" },
            ]
            for person in people { try await person.browser.join() }
            let early = try await world.officer("Lastri", .auditor)
            let path = Paths.drawSample(1)
            #expect(try await early.browser.get(path).status == .notFound, "there is no seed before the draw")
            try await world.closeAndSeal()
            let auditor = try await world.officer("Lestari", .auditor)

            let board = try await world.board()
            let seed = try #require(board.draw?.seed)
            let ticket = try #require(DrawSample.tickets(of: 2, size: 1, seed: seed).first)
            let holder = try #require(
                try await world.dependencies.database.read { try $0.entries.people(ticket: ticket, wave: 1, limit: 1) }
                    .first?.person)
            let found = try await auditor.browser.get(path)
            #expect(found.status == .ok, "\(found.text)")
            let page = found.text
            var names: [Bool] = []
            for person in people {
                let (id, isChosen) = try await (world.id(of: person), world.id(of: person) == holder)
                #expect(page.contains(person.name) == isChosen && page.contains(inFours(person.nik)) == isChosen)
                let readings = try await world.dependencies.database.read { tx in
                    try tx.access.find(AccessSearch(person: id, officer: auditor.id), before: nil, limit: 100)
                        .map { "\($0.kind.rawValue) \($0.work)" }.sorted()
                }
                let subject = board.wave.subject
                #expect(readings == (isChosen ? ["entry \(subject)", "identity \(subject)"] : []))
                names.append(isChosen)
            }
            #expect(names.filter { $0 }.count == 1)
            #expect(page.contains("tanpa saksi") && page.contains("1 dari 2 nomor undian"))
            for (name, roles) in [
                ("Ratna", [Role].operations), ("Hendra", [Role].approver), ("Agus", [.administrator]),
            ] {
                let officer = try await world.officer(name, roles)
                #expect(try await officer.browser.get(path).status == .forbidden, "\(name)")
                #expect(try await !officer.browser.get(Paths.officeWave(1)).body.contains(path), "\(name)")
            }
            #expect(try await auditor.browser.get(Paths.officeWave(1)).body.contains(path))
            #expect(try await auditor.browser.get(path + "?setelah=\(ticket)").text.contains("Tidak ada nomor lagi"))

            // A seed that SQL changed would choose other people.
            try await world.vandalise("UPDATE draw SET seed = \(Data(repeating: 9, count: 32))")
            #expect(try await auditor.browser.get(path).status == .conflict)
        }
    }

    @Test(
        "a NIK of the sample that cannot be opened is said to be so, on the page and in the log, without its person",
        .bug(
            id: "5.447", "A changed NIK was shown as a dash, as if its person had stated none, and no line was logged.")
    )
    func unreadable() async throws {
        try await World.with(.sqlite, edition: Self.one) { world in
            try await world.advanceWaves()
            let siti = try await world.eligible(1)
            try await siti.browser.join()
            try await world.closeAndSeal()
            let lestari = try await world.officer("Lestari", .auditor).browser
            let path = Paths.drawSample(1)
            #expect(try await lestari.get(path).text.contains(inFours(siti.nik)))
            try await world.vandalise("UPDATE identity_claim SET nik = \(Data(repeating: 9, count: 64))")
            let log = RecordedLog()
            let application = Application(router: makeRouter(world.dependencies.logging(to: log)))
            try await application.test(.router) { client in
                let browser = Visitor(client)
                let name = SessionCookie.name(secure: false)
                browser.carry(cookie: name, try #require(lestari.cookie(name)))
                let page = try await browser.get(path)
                #expect(page.status == .ok && page.text.contains("Tidak dapat dibuka"))
                #expect(page.text.contains(siti.name))
                browser.carry(cookie: LanguageCookie.name, Language.english.rawValue)
                #expect(try await browser.get(path).text.contains("Cannot be opened"))
            }
            let lines = log.lines.filter { $0.contains("NIK of the auditors' sample cannot be opened") }
            #expect(!lines.isEmpty && lines.allSatisfy { !$0.contains(siti.nik) && !$0.contains(siti.name) })
        }
    }

    @Test(
        "a name that SQL gives to a person of the sample is not shown to the auditor",
        .bug(
            id: "5.858", "The auditors' page took name and NIK of a sampled person from rows that nothing had compared."
        ),
        arguments: Engine.tested)
    func changedName(engine: Engine) async throws {
        try await World.with(engine, edition: Self.one) { world in
            try await world.advanceWaves()
            let siti = try await world.eligible(1)
            try await siti.browser.join()
            try await world.closeAndSeal()
            let lestari = try await world.officer("Lestari", .auditor).browser
            #expect(try await lestari.get(Paths.drawSample(1)).text.contains(siti.name))
            try await world.vandalise("UPDATE personal_data SET name = 'Orang Karangan'")
            let page = try await lestari.get(Paths.drawSample(1))
            #expect(page.status == .ok && !page.text.contains("Orang Karangan"), "\(page.text)")
            #expect(page.text.contains(inFours(siti.nik)))
            // The name itself is sealed.
            try await world.vandalise("UPDATE personal_data SET name = ''")
            #expect(try await lestari.get(Paths.drawSample(1)).text.contains(siti.name))
        }
    }

    @Test(
        "the statement and the public page say how many people the registry confirmed, and what that does not prove",
        arguments: Engine.tested)
    func answers(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            var people: [Candidate] = []
            for _ in 0..<6 { people.append(try await world.candidate()) }
            for person in people { try await person.browser.join() }
            let changes: [(SQL, Int)] = [
                ("state = 'waiting'", 1), ("state = 'not-found'", 2), ("state = 'mismatch'", 3),
                ("state = 'contested'", 4),
            ]
            for (change, place) in changes {
                try await world.vandalise(
                    "UPDATE identity_claim SET \(change) WHERE person_id = \(people[place].id)")
            }
            let before = try await world.dependencies.database.read {
                [timeline = world.dependencies.clock.timeline] tx in
                try tx.draws.countAnswers(in: try tx.waves.require(1, of: world.edition.id).wave.id, timeline: timeline)
            }
            #expect(
                before.counts == [.registry: 2, .waiting: 1, .unknown: 1, .differs: 1, .disputed: 1]
                    && before.answered != nil)
            for place in 1...4 {
                try await world.vandalise(
                    "UPDATE identity_claim SET state = 'verified' WHERE person_id = \(people[place].id)")
            }
            try await world.closeAndSeal()
            let statement = try DrawStatement(text: SignedNote.text(of: try await world.statement()))
            let answers = try #require(statement.origin?.answers)
            #expect(answers.count(.registry) == 6 && answers.count(.waiting) == 0)
            #expect(throws: Never.self) { try statement.check(edition: world.edition) }
            let page = try await world.visitor().get(Paths.draw(1)).text
            #expect(page.contains("Dari 6 orang di daftar, Dukcapil mengonfirmasi 6"))
            // The statement has days; an hour on the page would be invented.
            #expect(
                !page.contains(/mengonfirmasi 6,[^.]*\d\d\.\d\d WIB/) && page.contains(/mengonfirmasi 6, [^.]* 2020\./))
            #expect(page.contains("Yang tidak ditunjukkan:") && page.contains("auditor dapat memeriksa semua orang"))
            #expect(page.contains("panitia dapat mengatur nomor mana yang muncul"))
            #expect(try await world.verifyRecords() == [])
            try await world.vandalise("UPDATE draw_answer SET entries = 5, answer = 'registry'")
            #expect(try await !world.verifyRecords().isEmpty)
        }
    }
}
