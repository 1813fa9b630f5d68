import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// Lists that SQL changes between sealing and decree, with digests that fit.
@Suite("Sealed lists changed until the decree", .timeLimit(.minutes(4)))
struct ChangedListTests {
    @Test(
        "a sealed list that SQL changed draws no wave until it is right again",
        .bug(
            id: "5.330",
            """
            A wave could be held between its seed and its outcome: a line of its list was changed, or two tickets were \
            exchanged, with digests that fit, and the draw went by it.
            """),
        arguments: Engine.tested)
    func draw(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.closedWave()
            try await SealList(dependencies: world.dependencies).seal(1, by: .system)
            let list = try await world.page(.list)
            var line = list.bytes
            line[line.startIndex] ^= 1
            let ticket = try await world.page(.ticket)
            var changes = [
                [(list, StoredPage(.list, first: list.first, bytes: line))], try await world.exchangedTickets(),
            ].map { pages in (change: pages.map { world.update($0.1) }, back: pages.map { world.update($0.0) }) }
            changes += [
                (
                    ["UPDATE draw_page SET bytes = \(Data(count: 24)) WHERE kind = 'ticket'"], [world.update(ticket)]
                ),
                (["UPDATE draw SET joined = joined + 1"], ["UPDATE draw SET joined = joined - 1"]),
                (["UPDATE draw_count SET entries = entries + 1"], ["UPDATE draw_count SET entries = entries - 1"]),
            ]
            let draws = DrawActions(dependencies: world.dependencies)
            for (change, back) in changes {
                for statement in change { try await world.vandalise(statement) }
                await #expect(throws: WaveRefusal.listChanged, "\(change.map(\.text))") {
                    try await draws.drawSealed(1, by: .system)
                }
                #expect(try await world.wave().state == .sealed)
                for statement in back { try await world.vandalise(statement) }
            }
            let root = try #require(try await draws.board(1).draw?.root)
            try await world.vandalise("UPDATE draw SET root = \(Data(count: 32))")
            await #expect(throws: WaveRefusal.listChanged) { try await draws.drawSealed(1, by: .system) }
            try await world.vandalise("UPDATE draw SET root = \(root)")
            #expect(try await draws.board(1).draw?.pages == 1)
            try await draws.drawSealed(1, by: .system)
            #expect(try await world.verifyRecords() == [])
        }
    }

    @Test(
        "two tickets that SQL exchanged after the draw stop its decree",
        .bug(id: "5.331", "A decree was drafted on a draw whose tickets SQL had given to other entries."),
        arguments: Engine.tested)
    func decree(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.closedWave()
            try await DrawActions(dependencies: world.dependencies).draw(1, by: .system)
            let ratna = try await world.officer("Ratna", .operations)
            let pages = try await world.exchangedTickets()
            for (_, exchanged) in pages { try await world.vandalise(world.update(exchanged)) }
            let decrees = DecreeActions(dependencies: world.dependencies)
            await #expect(throws: RecordRefusal.changed) { try await decrees.draft(1, by: ratna.id) }
            for (page, _) in pages { try await world.vandalise(world.update(page)) }
            try await decrees.draft(1, by: ratna.id)
            #expect(try await world.verifyRecords() == [])
        }
    }

    @Test(
        "a sealed list that SQL writes in the form of an earlier version gets no pages, and draws no wave",
        .bug(
            id: "5.356",
            """
            With the rights of the application's user, SQL could put another list in place of a sealed one, in the form \
            that versions before pages used: the draw wrote its pages, bound them, and went by them.
            """),
        arguments: Engine.tested)
    func earlierForm(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.closedWave()
            try await SealList(dependencies: world.dependencies).seal(1, by: .system)
            let (draws, database) = (
                DrawActions(dependencies: world.dependencies), try await world.asApplication(engine)
            )
            let board = try await draws.board(1)
            let entries = try await database.read { tx in
                try tx.rows("SELECT id FROM entry ORDER BY id").map { try $0["id"] as Int64 }
            }
            try await database.transaction { tx in
                for (place, entry) in entries.enumerated() {
                    let bytes = Data(repeating: UInt8(place + 1), count: 16)
                    try tx.run(
                        """
                        UPDATE entry
                        SET state = 'sealed', ticket = \(place + 1), household_tag = \(bytes), earlier = 0,
                            salt = \(bytes)
                        WHERE id = \(entry)
                        """)
                }
                let lines = try tx.draws.earlierLines(in: board.wave.id, after: nil, limit: 9, pools: board.pools)
                try tx.run("DELETE FROM draw_page")
                try tx.run("UPDATE draw SET pages = NULL, root = \(SealedList(lines.map(\.line)).root)")
            }
            func expectRefused() async throws {
                await #expect(throws: WaveRefusal.listChanged) { try await draws.drawSealed(1, by: .system) }
                await #expect(throws: WaveRefusal.listChanged) {
                    _ = try await WritePages().run(on: world.dependencies)
                }
                #expect(try await world.wave().state == .sealed)
                #expect(try await draws.board(1).draw?.pages == nil)
            }
            try await expectRefused()
            // With the rights of the tables' owner: the log has the root of the sealed list.
            try await world.vandalise("DELETE FROM bound_record WHERE kind IN ('draw-list', 'draw-origin', 'complete')")
            try await expectRefused()
            if engine == .postgres { await database.close() }
        }
    }
}

extension World {
    fileprivate func page(_ kind: StoredPage.Kind) async throws -> StoredPage {
        let wave = try await wave()
        return try await dependencies.database.read { tx in
            try #require(try tx.draws.pages(kind, of: wave.id, after: 0, limit: 1).first)
        }
    }

    /// The pages of holders and tickets of a wave of two people, as they are and with the tickets exchanged.
    fileprivate func exchangedTickets() async throws -> [(page: StoredPage, exchanged: StoredPage)] {
        let (holders, tickets) = (try await page(.holder), try await page(.ticket))
        let page = try #require(TicketPage(bytes: tickets.bytes))
        #expect(page.count == 2)
        let numbers = [UInt32(page.ticket(1)), UInt32(page.ticket(0))]
        let exchanged = TicketPage(entries: [page.entry(0), page.entry(1)], tickets: numbers[...])
        let bytes = Data(holders.bytes.suffix(8) + holders.bytes.prefix(8))
        return [
            (holders, StoredPage(.holder, first: holders.first, bytes: bytes)),
            (tickets, StoredPage(.ticket, first: tickets.first, bytes: exchanged.bytes)),
        ]
    }

    fileprivate func update(_ page: StoredPage) -> SQL {
        """
        UPDATE draw_page
        SET bytes = \(page.bytes), digest = \(page.digest)
        WHERE kind = \(page.kind) AND first = \(page.first)
        """
    }
}
