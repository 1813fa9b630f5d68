import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Requests at the same moment at counters", .timeLimit(.minutes(3)))
struct CounterAtOnceTests {
    private static let phone = "081299998888"
    private static let gateway = "+6281299998888"

    @Test(
        "of six browsers of an officer at the same moment one begins the last case of the day",
        .bug(id: "5.542", "Two requests of an officer at the same moment exceeded the limit of a day by one."),
        arguments: Engine.tested)
    func day(engine: Engine) async throws {
        try await World.with(engine) { world in
            let lia = try await world.counterOfficer()
            let most = World.officeRoles.counter.casesPerDay
            try await world.begin(slips: most - 1, by: lia)
            var browsers: [(visitor: Visitor, page: Answer)] = []
            for _ in 1...6 {
                let visitor = try await world.another(lia)
                browsers.append((visitor, try await visitor.open(Paths.counterStart)))
            }
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for (visitor, page) in browsers {
                    group.addTask { try await visitor.post(Paths.counterStart, World.slip(), token: page) }
                }
                return try await group.reduce(into: [Answer]()) { $0.append($1) }
            }
            #expect(answers.count { $0.location == Paths.application } == 1)
            #expect(answers.count { $0.status == .tooManyRequests } == 5)
            #expect(try await world.counterCases(of: lia).count == most)
        }
    }

    @Test(
        "of two officers at the same moment one registers the last person of a household's number",
        .bug(id: "5.543", "Two officers at the same moment exceeded the limit of a household's number by one."),
        arguments: Engine.tested)
    func household(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (lia, tono) = (try await world.counterOfficer(), try await world.counterOfficer("tono"))
            let most = World.officeRoles.counter.peoplePerHousehold
            try await world.register(try await world.openAccounts(most - 1), with: Self.phone, by: lia)
            var forms: [(visitor: Visitor, path: String, code: String, page: Answer)] = []
            for officer in [lia, tono] {
                let begun = try await officer.browser.post(Paths.counterStart, World.household(Self.phone))
                let path = try #require(begun.location, "\(begun.text)")
                let code = try await world.code(to: Self.gateway)
                forms.append((officer.browser, path, code, try await officer.browser.open(path)))
                world.clock.advance(.minutes(4))
            }
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for (visitor, path, code, page) in forms {
                    group.addTask { try await visitor.post(path, [("kode", code)], token: page) }
                }
                return try await group.reduce(into: [Answer]()) { $0.append($1) }
            }
            #expect(answers.count { $0.location == Paths.application } == 1)
            #expect(answers.count { $0.status == .tooManyRequests } == 1)
            let contact = try #require(Contact(Self.phone))
            let people = try await world.dependencies.database.read { [dependencies = world.dependencies] tx in
                try tx.counterCases.people(with: contact, vault: dependencies.vault)
            }
            #expect(people == most)
        }
    }

    @Test(
        "a second tap on the button of the code leads where the first one led, with the same session",
        .bug(id: "5.544", "A double tap on the button of the code showed that the case is over."),
        arguments: Engine.tested, [CounterCase.Way.own, .household])
    func secondTap(engine: Engine, way: CounterCase.Way) async throws {
        try await World.with(engine) { world in
            let lia = try await world.counterOfficer()
            let (fields, address) =
                way == .own
                ? (World.consent + [("jalur", "own"), ("kontak", "warga@contoh.id")], "warga@contoh.id")
                : (World.household(Self.phone), Self.gateway)
            let path = try #require(try await lia.browser.post(Paths.counterStart, fields).location)
            let code = [("kode", try await world.code(to: address))]
            // The same browser, which sends each tap before it has an answer.
            let session = try #require(lia.browser.cookie("sesi"))
            let (one, two, three) = (world.visitor(), world.visitor(), world.visitor())
            for visitor in [one, two, three] { visitor.carry(cookie: "sesi", session) }
            let pages = (try await one.open(path), try await two.open(path), try await three.open(path))
            async let first = one.post(path, code, token: pages.0)
            async let second = two.post(path, code, token: pages.1)
            let places = try await [first.location, second.location]
            #expect(places == [Paths.application, Paths.application])
            let late = try await three.post(path, code, token: pages.2)
            #expect(late.location == Paths.application)
            let cookies = Set([one, two, three].map { $0.cookie("sesi") })
            #expect(cookies.count == 1 && cookies != [session])
            for tap in [one, two, three] { #expect(try await tap.get(Paths.application).status == .ok) }
            // Sent after the answer, with the person's session.
            let after = try await one.post(path, code, seeing: Paths.application)
            #expect(after.location == Paths.application)

            let helped = try #require(try await world.counterCases(of: lia).first)
            let person = try #require(helped.person)
            let (begun, readings) = try await world.dependencies.database.read { tx in
                (
                    try tx.audit.latest(subject: "account:\(person)", before: nil, limit: 50).count {
                        $0.action == "counter.session-begun"
                    }, try tx.access.readings(of: person, before: nil, limit: 50).count
                )
            }
            #expect(begun == 1 && readings == 1)
            #expect(try await world.verifyRecords() == [])
        }
    }

    @Test("a second tap long after the first, or with other digits, opens nothing", arguments: Engine.tested)
    func tooLate(engine: Engine) async throws {
        try await World.with(engine) { world in
            let lia = try await world.counterOfficer()
            let begun = try await lia.browser.post(Paths.counterStart, World.household(Self.phone))
            let path = try #require(begun.location)
            let code = try await world.code(to: Self.gateway)
            let other = try await world.another(lia)
            let page = try await other.open(path)
            #expect(try await lia.browser.post(path, [("kode", code)]).location == Paths.application)
            let wrong = code == "000000" ? "000001" : "000000"
            #expect(try await other.post(path, [("kode", wrong)], token: page).location == Paths.counter)
            world.clock.advance(CodePolicy.secondTap)
            let late = try await other.post(path, [("kode", code)], token: page)
            #expect(late.status == .conflict && late.text.contains("sudah selesai atau sudah dibuka"))
        }
    }

    @Test("both accounts of one officer share the limit of a day", arguments: Engine.tested)
    func twins(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (lia, twin) = (try await world.counterOfficer(), try await world.counterOfficer("lia2"))
            for officer in [lia.id, twin.id] { try await world.state("8271050101800001", of: officer) }
            let most = World.officeRoles.counter.casesPerDay
            try await world.begin(slips: most - 1, by: lia)
            #expect(try await twin.browser.get(Paths.counter).text.contains("Hari ini \(most - 1) dari"))
            #expect(try await twin.browser.post(Paths.counterStart, World.slip()).location == Paths.application)
            let refused = try await lia.browser.post(Paths.counterStart, World.slip())
            #expect(refused.status == .tooManyRequests && refused.text.contains("Batas hari ini tercapai"))
        }
    }

    @Test(
        "a deputy helps at their own office, within a limit of their own, and no longer than the deputyship",
        arguments: Engine.tested)
    func deputy(engine: Engine) async throws {
        try await World.with(engine) { world in
            let lia = try await world.counterOfficer()
            try await world.begin(slips: World.officeRoles.counter.casesPerDay, by: lia)
            let tono = try await world.officer([.helpdesk], "tono")
            #expect(try await tono.browser.get(Paths.counter).status == .forbidden)
            let now = world.dependencies.realNow()
            try await world.dependencies.database.transaction { tx in
                try tx.officers.deputise(
                    tono.id, for: lia.id, in: [.localOfficer], from: now - .hours(1), until: now + .hours(2))
            }
            try await world.bindOfficer(tono.id)
            #expect(try await tono.browser.get(Paths.counterStart).text.contains("belum terikat pada kantor"))
            try await world.give(tono.id, office: "Disnaker Tidore")
            #expect(try await tono.browser.post(Paths.counterStart, World.slip()).location == Paths.application)
            let cases = try await world.counterCases(of: tono)
            #expect(cases.map(\.place) == ["Disnaker Tidore"])
            try await world.takeBack(tono)
            #expect(try await tono.browser.get(Paths.counter).text.contains("Hari ini 1 dari"))
            #expect(try await lia.browser.post(Paths.counterStart, World.slip()).status == .tooManyRequests)
            world.clock.advance(.hours(3))
            let later = try await world.another(tono)
            #expect(try await later.get(Paths.counter).status == .forbidden)
        }
    }
}
