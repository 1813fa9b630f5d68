import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("What the desk says, and what its queues hold", .timeLimit(.minutes(2)))
struct DeskColumnsTests {
    @Test(
        "a column that is empty in every row is not drawn, and an age says since when",
        .bug(
            id: "5.448",
            "Desks had columns without any cell, and a request of ten minutes ago was nine hours old at nine."),
        arguments: Engine.tested)
    func columns(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.submitted()
            world.clock.advance(.hours(3))
            let dian = try await world.officer([.identityReviewer], "dian").browser
            let desk = try await dian.get(Paths.office)
            #expect(desk.text.contains("Terlama menunggu") && desk.text.contains("Menyangkut"))
            #expect(desk.text.contains("3 jam sejak hari ini 09.00 WIB"), "\(desk.text)")
            dian.carry(cookie: LanguageCookie.name, Language.english.rawValue)
            let english = try await dian.get(Paths.office).text
            #expect(english.contains("Longest wait") && english.contains("3 h since today 09:00 WIB"))
        }
        let now = Wave.sample.closesAt
        let noLimit = Duty(label: Bilingual(id: "Kerja", en: "Work"), count: 1, path: Paths.officeJobs, oldest: now)
        let table = DeskTable(t: .indonesian, now: now, duties: [noLimit]).html.text
        #expect(!table.contains("Batas") && !table.contains("class=\"limit\""))
        let bare = Duty(label: Bilingual(id: "Pekerjaan", en: "Work"), count: 1, path: Paths.officeJobs)
        let due = Duty(label: bare.label, count: 1, path: Paths.officeWaves, due: now + .days(1))
        func headings(_ duties: [Duty]) -> Int {
            DeskTable(t: .indonesian, now: now, duties: duties).html.text.matches(of: /<th\s/).count
        }
        #expect(headings([bare]) == 1 && headings([bare, due]) == 2)
    }

    @Test(
        "photos that wait have the deadline of the office's file, and are urgent when it is over",
        .bug(id: "5.914", "Photos that had waited for six days had no deadline and stood below all that had one."),
        arguments: Engine.tested)
    func photos(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.submitted()
            let dian = try await world.officer([.identityReviewer], "dian")
            let fresh = try await dian.browser.get(Paths.office)
            #expect(fresh.body.contains("class=\"limit\"") && !fresh.body.contains("<tr class=\"urgent\""))
            world.clock.advance(.days(10))
            try await world.signInAgain((id: dian.id, browser: dian.browser))
            let late = try await dian.browser.get(Paths.office)
            #expect(late.body.contains("<tr class=\"urgent\"") && late.text.contains("lewat"), "\(late.text)")
            #expect(try await dian.browser.get(Paths.photoOffice).text.contains("Lewat"))
        }
    }

    @Test(
        "what began on a day whose hour is not recorded has an age in days, on the desk and in the reports",
        arguments: Engine.tested)
    func day(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            _ = try await world.ask(for: world.instalment(.incentive, 1, of: siti), of: siti)
            let ani = try await world.officer([.payoutMaker], "ani")
            let today = Words.indonesian.date(world.today)
            let desk = try await ani.browser.get(Paths.office).text
            #expect(desk.contains("hari ini sejak \(today)"), "\(desk)")
            try await world.count()
            let reports = try await ani.browser.get(Paths.reports).text
            #expect(reports.contains(/menunggu disusun\s+1\s+hari ini/), "\(reports)")
            world.clock.advance(.days(2))
            try await world.signInAgain((id: ani.id, browser: ani.browser))
            #expect(try await ani.browser.get(Paths.office).text.contains("2 hari sejak \(today)"))
        }
    }

    @Test(
        "the queue of complaints holds what the desk counts; what waits for a second officer has its own view",
        .bug(
            id: "5.449", "A complaint whose answer waited for a second officer stood in the queue, and not on the desk."
        ),
        arguments: Engine.tested)
    func queue(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.signedUp(1)
            let rahmat = try await world.signedUp(2)
            let first = try await world.complain(siti.browser)
            let second = try await world.complain(rahmat.browser)
            let rini = try await world.officer([.helpdesk], "rini")
            #expect(try await rini.browser.get(Paths.caseOffice).text.contains("Keluhan dan sanggahan (2)"))
            _ = try await world.answer(rini, first, .settled)
            let stored = try await world.stored(first)
            #expect(stored.state == .proposed)
            let desk = try await rini.browser.get(Paths.office).text
            #expect(desk.contains(/Keluhan dan sanggahan yang perlu dijawab\s+1 menunggu/), "\(desk)")
            let queue = try await rini.browser.get(Paths.caseOffice)
            #expect(queue.text.contains("Keluhan dan sanggahan (1)"))
            #expect(queue.body.contains(Paths.officeCase(try await world.stored(second).id)))
            #expect(!queue.body.contains(Paths.officeCase(stored.id)))
            let waiting = try await rini.browser.get(Paths.caseOffice(.second))
            #expect(waiting.body.contains(Paths.officeCase(stored.id)) && waiting.text.contains("(1)"))
            #expect(queue.text.contains("Menunggu petugas kedua (1)"))
            rini.browser.carry(cookie: LanguageCookie.name, Language.english.rawValue)
            #expect(try await rini.browser.get(Paths.caseOffice).text.contains("Waits for a second officer (1)"))
        }
    }

    @Test(
        "the menu calls each section as its page does, in both languages",
        arguments: Language.allCases)
    func names(language: Language) async throws {
        try await World.with(.sqlite) { world in
            let t = Words(language: language)
            for role in World.officeRoles.roles.map(\.slug) {
                let officer = Officer(id: ID(1), name: "Wulan", roles: [role], of: World.officeRoles)
                let browser = try await world.officer("Wulan \(role.rawValue)", [role]).browser
                browser.carry(cookie: LanguageCookie.name, language.rawValue)
                for section in OfficeSection.open(to: officer) {
                    let body = try await browser.get(section.path).body
                    let title = body.firstMatch(of: /<title>([^<]*)/).map { String($0.1) } ?? ""
                    #expect(title.lowercased().contains(t(section.name).lowercased()), "\(section.path): \(title)")
                }
            }
        }
    }

    @Test(
        "a deadline in two zones takes several lines on the desk, and the act beside it stays in the table",
        .bug(
            id: "4.846",
            "“Sabtu 01.59 WIT (sehari sebelumnya 23.59 WIB)” in one line moved the button under the box beside the table."
        ))
    func deadline() throws {
        let file = World.repository.appending(path: "Sources/App/Resources/Public/office.css")
        let office = try String(contentsOf: file, encoding: .utf8)
        let unbroken = office.matches(of: /\n([^{}\n]*)\{[^}]*white-space: nowrap/).map(\.1)
        #expect(unbroken.contains { $0.contains(".desk .stake strong") })
        #expect(!unbroken.contains { $0.contains(".limit strong") })
    }
}
