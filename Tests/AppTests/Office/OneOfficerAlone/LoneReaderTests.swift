import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// One officer alone, who only looks: no page shows a person without a record of who read it, and no request removes
/// one.
@Suite("One officer alone, reading", .timeLimit(.minutes(5)))
struct LoneReaderTests {
    /// Most pages that one officer visits.
    private static let most = 90

    /// The rooms that lead to persons come first.
    private static func start(_ person: ID<Account>) -> [String] {
        [
            Paths.person(person), Paths.disputes, Paths.caseOffice, Paths.photoOffice, Paths.contactOffice,
            Paths.office,
        ]
    }

    @Test(
        "one officer alone reads no person without trace: every page of the office that shows her has a reading",
        arguments: Engine.tested)
    func crawl(engine: Engine) async throws {
        try await World.with(engine) { world in
            let zubaidah = try await world.submitted(1) { $0.name = "Zubaidah Lestaluhu" }
            try await world.settle()
            _ = try await world.complain(zubaidah.browser)
            let rival = try await world.submitted(2) { $0.nik = zubaidah.nik }
            _ = rival
            try await world.settle()
            try await world.tick()
            let person = try await world.id(of: zubaidah)
            // What is only hers: the other person has another name and other contacts.
            let needles = ["Zubaidah", zubaidah.email, zubaidah.phoneAddress, "0812-0000-1001"]
            let exempt = Set<Role>([.administrator])
            var shown: Set<String> = []
            try await world.eachAlone(Holdings.covering) { alone in
                try await alone.post(Paths.personOpening(person), [("alasan", LoneOfficer.reason)])
                try await alone.post(Paths.personShown(person), [("alasan", LoneOfficer.reason)])
                let pages = try await world.walk(alone, from: Self.start(person), most: Self.most) {
                    path, text, readings in
                    guard needles.contains(where: text.contains) else { return }
                    shown.insert(path)
                    // The desk repeats the name of a page that this officer opened, and that was recorded then.
                    let isDesk = path == Paths.office && alone.roles.contains { World.mayReadPeople($0) }
                    #expect(readings > 0 || isDesk, "\(path) shows her to \(alone.roles) without a trace")
                    #expect(exempt.isDisjoint(with: alone.roles), "\(path) shows her to an administrator")
                }
                #expect(pages > 3, "\(alone.roles)")
            }
            #expect(shown.count > 3, "\(shown)")
        }
    }

    @Test(
        "one officer alone finds no person without trace: a search asks why, and is recorded", arguments: Engine.tested)
    func search(engine: Engine) async throws {
        try await World.with(engine) { world in
            let zubaidah = try await world.submitted(1) { $0.name = "Zubaidah Lestaluhu" }
            try await world.settle()
            let person = try await world.id(of: zubaidah)
            try await world.eachAlone(Holdings.covering) { alone in
                for text in [zubaidah.nik, zubaidah.phone, zubaidah.email, zubaidah.name] {
                    try await world.vandalise("DELETE FROM access_reading")
                    let bare = try await alone.search([(SearchPage.field, text)])
                    #expect(!bare.text.contains("Zubaidah L"), "\(alone.roles)")
                    let found = try await alone.search([(SearchPage.field, text), ("alasan", LoneOfficer.reason)])
                    let readings = try await world.readings(of: person, by: alone.id)
                    #expect(found.body.contains(Paths.person(person)) == (readings > 0), "\(text), \(alone.roles)")
                }
            }
        }
    }

    @Test("one officer alone cannot erase a trace: no address of the office changes or removes one")
    func erasing() async throws {
        try await World.with(.sqlite) { world in
            let matrix = try await RoleMatrix(world)
            try await world.eachAlone(Holdings.covering) { alone in
                try await world.sealEverything()
                let before = try await world.trace()
                for route in matrix.routes where route.method == .post {
                    _ = try await matrix.ask(route, as: alone.browser)
                }
                try await world.expectTrace(before, "\(alone.roles)")
            }
            try await world.sealEverything()
            #expect(try await world.verifyLog().findings == [])
        }
    }
}

extension World {
    fileprivate static func mayReadPeople(_ role: Role) -> Bool {
        officeRoles.permissions(of: role).contains(.readPeople)
    }

    func readings(of person: ID<Account>, by officer: ID<Officer>) async throws -> Int {
        try await dependencies.database.read { tx in
            try tx.row(
                """
                SELECT COUNT(*) AS readings
                FROM access_reading
                WHERE account_id = \(person) AND officer_id = \(officer)
                """)?["readings"] ?? 0
        }
    }

    /// Follows the links of the office's pages, and reports of each page how many readings it left behind.
    ///
    /// - Returns: how many pages were answered.
    fileprivate func walk(
        _ alone: LoneOfficer, from start: [String], most: Int,
        _ saw: (_ path: String, _ text: String, _ readings: Int) throws -> Void
    ) async throws -> Int {
        var (waiting, seen, pages) = (start, Set(start), 0)
        while !waiting.isEmpty, seen.count < most {
            let path = waiting.removeFirst()
            try await vandalise("DELETE FROM access_reading")
            let answer = try await alone.browser.get(path)
            if let next = answer.location, next.hasPrefix(Paths.office), seen.insert(next).inserted {
                waiting.append(next)
            }
            guard answer.status == .ok else { continue }
            pages += 1
            try saw(path, answer.text, try await readings(by: alone.id))
            for link in answer.body.matches(of: /href="(\/kantor[^"#]*)"/).map({ String($0.1) }) {
                let target = link.replacing("&amp;", with: "&")
                if seen.insert(target).inserted { waiting.append(target) }
            }
        }
        return pages
    }

    private func readings(by officer: ID<Officer>) async throws -> Int {
        try await dependencies.database.read { tx in
            try tx.row("SELECT COUNT(*) AS readings FROM access_reading WHERE officer_id = \(officer)")?["readings"]
                ?? 0
        }
    }
}
