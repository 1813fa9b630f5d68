import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Both officers of a decision", .timeLimit(.minutes(6)))
struct BothOfficersTests {
    @Test(
        "after the second officer agreed, the page of what was proposed names both, in either language",
        .bug(
            id: "5.445",
            """
            The approver's name was missing on the pages of corrected answers, confirmed answers, answers for many, lost \
            contacts, acts on people and holders' names, and a decided course named no curator.
            """),
        arguments: ProposalKind.allCases.filter { $0 != .decree })
    func named(kind: ProposalKind) async throws {
        if kind == .course {
            try await Market.with(.sqlite) { try await check(kind, $0.world) }
        } else {
            try await World.with(.sqlite, edition: kind.edition) { try await check(kind, $0) }
        }
    }

    private func check(_ kind: ProposalKind, _ world: World) async throws {
        let open = try await world.open(kind)
        let approved = try await open.approve()
        #expect(approved.status == .seeOther, "\(approved.text)")
        let names = try await world.dependencies.database.read { try $0.officers.names() }
        let author = try #require(names[open.author])
        let desk = try await open.second.get(Paths.office)
        let second = String(try #require(desk.body.firstMatch(of: /<div class="officer"><a[^>]*><strong>([^<]*)/)?.1))
        for language in Language.allCases {
            open.second.carry(cookie: LanguageCookie.name, language.rawValue)
            let page = try await open.second.get(open.page)
            #expect(page.status == .ok, "\(page.text)")
            let main = page.body.firstMatch(of: /<main.*<\/main>/.dotMatchesNewlines()).map { String($0.0) } ?? ""
            #expect(main.contains(author), "\(kind): \(author)")
            #expect(main.contains(second), "\(kind): \(second)")
        }
    }

    @Test("the lists of acts on people and of a person's page name both officers", arguments: Engine.tested)
    func people(engine: Engine) async throws {
        try await World.with(engine) { world in
            let open = try await world.open(.personAct)
            #expect(try await open.approve().status == .seeOther)
            let names = try await world.dependencies.database.read { try $0.officers.names() }
            let author = try #require(names[open.author])
            let (deciders, person) = try await world.dependencies.database.read { tx in
                let decided = try tx.personProposals.decided(limit: 1)
                return (try tx.personProposals.deciders(of: decided.map(\.id)), decided.first?.person)
            }
            let second = try #require(deciders.values.first.flatMap { names[$0] })
            let list = try await open.second.get(Paths.personProposals)
            #expect(
                list.text.contains("Diputuskan") && list.body.contains("<td data-label=\"Diputuskan\">\(second)</td>"))
            let wati = try await world.officer([.helpdesk], "wati")
            try await world.open(try #require(person), by: wati)
            let page = try await wati.browser.get(Paths.person(try #require(person))).text
            #expect(page.contains("Diusulkan \(author), ") && page.contains(" · diputuskan \(second)"))
        }
    }
}
