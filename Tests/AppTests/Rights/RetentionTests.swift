import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("What the privacy notice says about how long data is kept")
struct RetentionTests {
    /// How many rows each table has that the notice gives days.
    private static let counts: [String: SQL] = [
        "one_time_code": "SELECT COUNT(*) AS number FROM one_time_code",
        "session": "SELECT COUNT(*) AS number FROM session",
    ]

    private func counted(_ tables: [String], _ world: World) async throws -> [Int] {
        try await world.dependencies.database.read { tx in
            try tables.map { table in try tx.row(try #require(Self.counts[table]))?["number"] ?? -1 }
        }
    }

    @Test(
        "data that the notice gives a number of days is there the day before, and gone after it",
        arguments: Engine.tested)
    func days(engine: Engine) async throws {
        let dated = HeldData.all.compactMap { held -> (days: Int, tables: [String])? in
            guard case .days(let days) = held.kept else { return nil }
            return (days, held.tables)
        }
        #expect(!dated.isEmpty)
        for (days, tables) in dated {
            try await World.with(engine) { world in
                let siti = try await world.withBothContacts()
                #expect(try await counted(tables, world).allSatisfy { $0 > 0 })
                world.clock.advance(.days(days - 1))
                try await world.tick()
                #expect(try await counted(["one_time_code"], world) != [0])
                world.clock.advance(.days(2))
                try await world.tick()
                #expect(try await counted(tables, world).allSatisfy { $0 == 0 })
                let answer = try await siti.browser.get(Paths.account)
                #expect(answer.location?.hasPrefix(Paths.signIn) == true)
            }
        }
    }

    @Test(
        "years after the programme an account is announced and deleted; one in use and one that objects stay",
        .bug(id: "6.512", "No date ended the keeping of people's data, and nothing deleted it."),
        arguments: Engine.tested)
    func years(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, budi, wati) = (
                try await world.eligible(1), try await world.eligible(2), try await world.eligible(3)
            )
            var ids: [ID<Account>] = []
            for person in [siti, budi, wati] { ids.append(try await world.id(of: person)) }
            func closed() async throws -> [Bool] {
                try await world.dependencies.database.read { [ids] tx in try ids.map { try tx.accounts.isClosed($0) } }
            }
            func waiting() async throws -> [Bool] {
                try await world.dependencies.database.read { [ids] tx in
                    try ids.map { try tx.deletions.waiting(of: $0) != nil }
                }
            }
            let edition = world.dependencies.edition
            let last = Words(language: .indonesian).date(edition.keptUntil)
            #expect(try await world.visitor().get(Paths.privacy).text.contains(last))

            world.clock.set(edition.keepingEnds - .seconds(1))
            try await world.tick()
            #expect(try await waiting() == [false, false, false])
            _ = try await world.signIn(wati.email)
            world.clock.set(edition.keepingEnds + .minutes(1))
            try await world.tick()
            #expect(try await waiting() == [true, true, false])
            #expect(try await world.letters(to: siti.email).last?.text.contains("Masih memerlukannya?") == true)
            let home = try await world.signIn(budi.email)
            #expect(try await home.get(Paths.deletion).text.contains("Masa simpan data program ini sudah habis"))
            #expect(try await home.post(Paths.deletionCancel, [], seeing: Paths.deletion).status == .seeOther)
            world.clock.advance(.days(31))
            try await world.tick()
            #expect(try await closed() == [true, false, false])
            #expect(try await waiting()[1] == false)
            #expect(try await world.verifyRecords() == [])
        }
    }

    @Test("contacts of lists are deleted with the keeping of data", arguments: Engine.tested)
    func contacts(engine: Engine) async throws {
        try await World.with(engine) { world in
            let ratna = try await world.officer("Rahma", .operations)
            let lines = (1...3).map { "82710527039\(50_000 + $0),0812\(10_000_000 + $0),\n" }.joined()
            let path = try #require(
                try await ratna.browser.bringIn("laid-off", "nik,hp,email\n" + lines, source: "Kemnaker"))
            try await world.officer("Hamid", .approver).browser.approve(path)
            let deleted = try await world.dependencies.database.transaction { tx in
                [try tx.lists.pruneContacts(limit: 2), try tx.lists.pruneContacts(limit: 2)]
            }
            #expect(deleted == [2, 1])
        }
    }

    @Test("old codes are deleted in pieces", arguments: Engine.tested)
    func pieces(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.withBothContacts()
            let now = world.dependencies.realNow() + .days(1)
            let deleted = try await world.dependencies.database.transaction { tx in
                try (0..<3).map { _ in try tx.codes.prune(before: now, limit: 1) }
            }
            #expect(deleted == [1, 1, 0])
        }
    }
}
