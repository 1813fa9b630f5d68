import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("How the pages of the office read", .timeLimit(.minutes(4)))
struct OfficeFaceTests {
    @Test(
        "no page of the office shows a raw id, two filled buttons, or rows with links of one name, to any role",
        .bug(
            id: "4.370",
            """
            Ledger accounts, the audit log, readings and a person's page showed ids of eighteen digits in place of names, \
            and the desk had a filled button in each urgent row.
            """),
        .bug(id: "1.330", "Rows of one table had links of one name that led to different pages."),
        arguments: Engine.tested)
    func pages(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.busy()
            for role in World.officeRoles.roles.map(\.slug) {
                let browser = try await world.officer("Wulan \(role.rawValue)", [role]).browser
                for (path, page) in try await world.office(of: browser) {
                    let shown = OfficeFace(page)
                    #expect(shown.ids.isEmpty, "\(role.rawValue) at \(path): \(shown.ids)")
                    #expect(shown.filled.count <= 1, "\(role.rawValue) at \(path): \(shown.filled)")
                    let alike = OfficeRows(page).ambiguous
                    #expect(alike.isEmpty, "\(role.rawValue) at \(path): \(alike) lead to several pages")
                }
            }
        }
    }

    @Test(
        "no page of the office shows an identifier of the machine, to any role, in either language",
        arguments: Language.allCases)
    func codes(language: Language) async throws {
        try await World.with(.sqlite) { world in
            try await world.busy()
            for (number, role) in World.officeRoles.roles.map(\.slug).enumerated() {
                let browser = try await world.officer("Wulan \(number)", [role]).browser
                browser.carry(cookie: LanguageCookie.name, language.rawValue)
                for (path, page) in try await world.office(of: browser) {
                    let found = MachineCodes.found(in: page)
                    #expect(found.isEmpty, "\(role.rawValue) at \(path): \(found)")
                }
            }
        }
    }

    @Test(
        "an officer's name and the way out stay in sight however many sections there are: the sections alone scroll",
        .bug(
            id: "4.847",
            "At 1280 by 800 the navigation of an officer of many roles ended below the window, with “Keluar” in it."))
    func wayOut() async throws {
        try await World.with(.sqlite) { world in
            let page = try await world.officer("Wulan", [.helpdesk]).browser.get(Paths.office).body
            let rail = try #require(page.firstMatch(of: /<nav class="sections".*?<\/nav>/.dotMatchesNewlines())).0
            let groups = try #require(rail.firstMatch(of: /<div class="groups">(.*?)<\/div>/.dotMatchesNewlines())).1
            #expect(groups.ranges(of: "<li>").count == rail.ranges(of: "<li>").count)
            #expect(groups.contains("aria-current=\"page\"") && !groups.contains("class=\"officer\""))
            let officer = try #require(rail.split(separator: "<div class=\"officer\">").last)
            #expect(officer.contains("Wulan") && officer.contains("Keluar"))
        }
        let folder = World.repository.appending(path: "Sources/App/Resources/Public")
        let office = try String(contentsOf: folder.appending(path: "office.css"), encoding: .utf8)
        let wide = office[try #require(office.firstRange(of: "@media (min-width: 1000px)")).lowerBound...]
        let scrolling = try #require(wide.firstMatch(of: /\n  \.groups \{([^}]*)\}/)).1
        #expect(scrolling.contains("overflow-y: auto") && scrolling.contains("flex: 1"))
        // A fixed foot would cover the last link of the sections.
        #expect(!office.contains(/\.officer \{[^}]*position: (sticky|fixed)/))
    }

    @Test("a person's page names officers, partners and the person, and no ids", arguments: Engine.tested)
    func person(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.busy()
            let yusuf = try await world.officer("Yusuf", [.helpdesk]).browser
            let why = [(ReasonField.name, "Menelepon soal pembayaran yang belum sampai")]
            let path = Paths.person(siti)
            #expect(try await yusuf.post(Paths.personOpening(siti), why, seeing: path).location == path)
            let page = try await yusuf.get(path)
            let shown = OfficeFace(page.body)
            #expect(shown.ids.isEmpty, "\(shown.ids)")
            #expect(page.text.contains("Peserta"))
        }
    }

    @Test("the desk fills the button of its first row alone")
    func desk() {
        let now = Wave.sample.closesAt
        let duties = [1, 2].map { hours in
            Duty(
                label: Bilingual(id: "Pekerjaan \(hours)", en: "Work \(hours)"), count: 1, path: Paths.officeWaves,
                oldest: now - .days(3), due: now - .hours(hours))
        }
        let html = DeskTable(t: .indonesian, now: now, duties: duties).html.text
        #expect(html.matches(of: /<tr class="urgent">/).count == 2)
        #expect(html.matches(of: /class="button"/).count == 1)
    }

    @Test("a deadline at midnight is shown as the last minute of the day before")
    func midnight() throws {
        let now = try #require(Instant("2020-06-14T02:00:00.000Z"))
        let due = try #require(Instant("2020-06-16T17:00:00.000Z"))
        let duty = Duty(
            label: Bilingual(id: "Keluhan", en: "Cases"), count: 1, path: Paths.caseOffice, oldest: now, due: due)
        #expect(DeskTable(t: .indonesian, now: now, duties: [duty]).html.text.contains("Selasa 23.59"))
    }

    @Test("a long id is shown by its last digits, a short one as it is")
    func short() {
        #expect(Words.indonesian.short(914_740_002_980_626_432) == "…626432")
        #expect(Words.indonesian.short(4_182_907) == "4182907")
    }
}

/// What a reader sees of a page's main part: closed sections and code are left out.
private struct OfficeFace {
    let ids: [String]
    let filled: [String]

    init(_ page: String) {
        let main = page.firstMatch(of: /<main.*<\/main>/.dotMatchesNewlines()).map { String($0.0) } ?? page
        let open = Self.withoutClosed(main)
        filled = open.matches(of: /<(?:a|button)[^>]*class="button ?"[^>]*>([^<]*)/).map { String($0.1) }
        let text = open.replacing(/<code[^>]*>.*?<\/code>/.dotMatchesNewlines(), with: "")
            .replacing(/<[^>]*>/, with: " ")
        ids = text.matches(of: /\d{15,}/).map { String($0.0) }
    }

    /// The innermost sections first, because they are nested.
    private static func withoutClosed(_ html: String) -> String {
        var html = html
        let section = /<details(?![^>]*\bopen\b)[^>]*>(?:(?!<details).)*?<\/details>/.dotMatchesNewlines()
        while html.contains(section) { html.replace(section, with: "") }
        return html
    }
}

extension World {
    /// A programme in which something has happened: a wave, a card, a training, a payment, a complaint, a list.
    @discardableResult
    fileprivate func busy() async throws -> ID<Account> {
        let siti = try await ready()
        _ = try await ask(for: instalment(.incentive, 1, of: siti), of: siti)
        _ = try await payOut()
        _ = try await complain(browser(of: siti.person))
        try await count()
        return siti.person
    }

    /// The pages that lead from one to the other, from the desk on.
    fileprivate func office(of browser: Visitor) async throws -> [(path: String, body: String)] {
        var (seen, waiting, pages): (Set<String>, [String], [(String, String)]) = ([], [Paths.office], [])
        var kinds: [String: Int] = [:]
        while !waiting.isEmpty, pages.count < 120 {
            let path = waiting.removeFirst()
            let kind = path.replacing(/\d+/, with: "#")
            guard seen.insert(path).inserted, kinds[kind, default: 0] < 3 else { continue }
            kinds[kind, default: 0] += 1
            let page = try await browser.get(path)
            guard page.status == .ok else { continue }
            pages.append((path, page.body))
            waiting += page.body.matches(of: /href="(\/kantor[^"#]*)"/).map {
                String($0.1).replacing("&amp;", with: "&")
            }
        }
        return pages
    }
}
