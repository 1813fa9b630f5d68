import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Links of the office", .timeLimit(.minutes(2)))
struct OfficeLinksTests {
    @Test(
        "no link shown to an officer leads to a page that the officer's role may not open",
        .bug(
            id: "4.62",
            """
            The office's start page and the wave's page offered every role the payouts, the audit log and the \
            disqualifications, and auditors the account holders' names; the pages behind them answered 403.
            """), arguments: Engine.tested)
    func links(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.drawnWave()
            for role in World.officeRoles.roles.map(\.slug) {
                let browser = try await world.officer("Wulan \(role.rawValue)", [role]).browser
                var (seen, waiting): (Set<String>, [String]) = ([], [Paths.office])
                while let path = waiting.popLast(), seen.count < Self.most {
                    guard seen.insert(path).inserted else { continue }
                    let page = try await browser.get(path)
                    #expect(page.status == .ok, "\(role) at \(path)")
                    waiting += page.body.matches(of: /href="(\/kantor[^"#]*)"/).map {
                        String($0.1).replacing("&amp;", with: "&")
                    }
                }
                #expect(seen.isSuperset(of: [Paths.officeWaves, Paths.officeWave(1)]), "\(role)")
            }
        }
    }

    @Test("each duty is listed once on the office's start page", arguments: Engine.tested)
    func once(engine: Engine) async throws {
        try await World.with(engine) { world in
            for role in World.officeRoles.roles.map(\.slug) {
                let officer = Officer(id: ID(1), name: "Wulan", roles: [role], of: World.officeRoles)
                let labels = try await world.dependencies.database.read { tx in
                    try tx.officers.duties(of: officer, on: world.dependencies).map(\.label.id)
                }
                #expect(labels.count == Set(labels).count, "\(role): \(labels)")
            }
        }
    }

    /// The largest number of pages opened for one role.
    private static let most = 60
}
