import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Waves that were sealed before there were pages", .timeLimit(.minutes(5)))
struct EarlierWaveTests {
    private static let afterClosing = "2020-04-16T18:00:00+07:00"

    @Test(
        "a drawn wave of the earlier version stays as it was, is decreed and announced, and a place in it changes hands",
        arguments: Engine.tested)
    func drawn(engine: Engine) async throws {
        try await World.with(
            engine, start: Self.afterClosing, edition: EarlierWave.rules, earlier: EarlierWave.database(.drawn)
        ) { world in
            let wave = try EarlierWave(.drawn, world.dependencies.edition)
            try await world.advanceWaves()
            #expect(try await world.bound() == world.boundByEarlierVersion())
            // Before and after its pages are written.
            try await world.expectOutcomes(of: wave)
            try await world.expectProof(of: wave)
            #expect(try await world.pages() == ["holder 0", "list 0", "outcome 0", "ticket 0"])
            _ = try await WritePages().run(on: world.dependencies)
            _ = try await WritePages().run(on: world.dependencies)
            try await world.expectOutcomes(of: wave)
            #expect(try await world.pages() == ["holder 3", "list 3", "outcome 3", "ticket 3"])
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            try await world.bindEarlier()
            #expect(try await world.verifyRecords() == [])
            let decrees = DecreeActions(dependencies: world.dependencies)
            try await decrees.draft(1, by: ratna.id)
            try await decrees.sign(1, by: ratna.id)
            try await decrees.sign(1, by: hendra.id)
            try await world.announceAndIssue(1)
            _ = try await SendOutcomes(wave: EarlierWave.id).run(on: world.dependencies)
            #expect(try await world.toldOfOutcome() == EarlierWave.people)
            try await world.expectVerified()
            try await world.expectPlaceChanges(of: wave, ratna.id, hendra.id)
            try await world.expectVerified()
            #expect(try await world.verifyRecords() == [])
        }
    }

    @Test(
        "a wave that the earlier version sealed, or had begun to draw, is drawn with the same outcome",
        arguments: Engine.tested, [EarlierWave.Stage.sealed, .drawing])
    func undrawn(engine: Engine, stage: EarlierWave.Stage) async throws {
        try await World.with(
            engine, start: Self.afterClosing, edition: EarlierWave.rules, earlier: EarlierWave.database(stage)
        ) { world in
            let wave = try EarlierWave(stage, world.dependencies.edition)
            try await DrawActions(dependencies: world.dependencies).draw(1, by: .system)
            #expect(try await world.wave().state == .drawn)
            try await world.expectOutcomes(of: wave)
            let selected = try await world.dependencies.database.read { tx in
                try tx.waves.selected(in: EarlierWave.id, after: nil, limit: 1_000).count
            }
            #expect(selected == wave.results.lines.filter { $0.selected }.count)
            try await world.bindEarlier()
            #expect(try await world.verifyRecords() == [])
        }
    }

    @Test("a wave whose rows are not as they were sealed keeps no other from its pages", arguments: Engine.tested)
    func broken(engine: Engine) async throws {
        try await World.with(
            engine, start: Self.afterClosing, edition: EarlierWave.rules, earlier: EarlierWave.database(.drawn)
        ) { world in
            let other = ID<Wave>(77)
            try await world.dependencies.database.transaction { tx in
                try EarlierWave.copy(to: other, in: tx)
                try tx.run(
                    "UPDATE entry SET salt = \(Data(repeating: 8, count: 16)) WHERE id = \(EarlierWave.entry(3))")
            }
            await #expect(throws: Inconsistency.self) { _ = try await WritePages().run(on: world.dependencies) }
            #expect(try await world.pages() == ["holder 0", "list 0", "outcome 0", "ticket 0"])
            #expect(try await world.pages(of: other) == ["holder 3", "list 3", "outcome 3", "ticket 3"])
        }
    }

    @Test("a wave whose sealing the earlier version left unfinished is sealed", arguments: Engine.tested)
    func unfinished(engine: Engine) async throws {
        try await World.with(
            engine, start: Self.afterClosing, edition: EarlierWave.rules, earlier: EarlierWave.database(.interrupted)
        ) { world in
            try await DrawActions(dependencies: world.dependencies).draw(1, by: .system)
            let (entries, states) = try await world.dependencies.database.read { tx in
                (
                    try tx.draws.of(EarlierWave.id)?.entries,
                    try Set(
                        (0..<EarlierWave.people).map { number in
                            try tx.entries.of(EarlierWave.person(number), in: EarlierWave.id)?.state
                        })
                )
            }
            #expect(entries == EarlierWave.people && states == [.selected, .notSelected])
            try await world.bindEarlier()
            #expect(try await world.verifyRecords() == [])
        }
    }
}

extension World {
    /// Each person has the state, the ticket and the rank that the draw gives, and is found by the ticket.
    fileprivate func expectOutcomes(of wave: EarlierWave) async throws {
        try await dependencies.database.read { tx in
            for number in 0..<EarlierWave.people {
                let (person, ticket) = (EarlierWave.person(number), Int(wave.tickets[number]))
                let entry = try #require(try tx.entries.of(person, in: EarlierWave.id))
                let right = try #require(wave.results[ticket])
                #expect(entry.ticket == ticket && entry.state == (right.selected ? .selected : .notSelected))
                #expect(entry.line?.position == right.position && entry.line?.of == right.of)
                #expect(entry.line?.stratum == right.stratum && entry.line?.selected == right.selected)
                #expect(try tx.draws.entry(ticket, in: EarlierWave.id)?.person == person)
            }
        }
    }

    /// The proof of the last page's first person, against the root of the earlier version.
    fileprivate func expectProof(of wave: EarlierWave) async throws {
        let acts = DrawActions(dependencies: dependencies)
        let proof = try #require(try await acts.proof(of: EarlierWave.person(512), in: 1))
        try proof.verify(root: wave.list.root.hex)
    }

    /// The file of the draw, and the proof of the last page's first person.
    fileprivate func expectVerified() async throws {
        let acts = DrawActions(dependencies: dependencies)
        let bundle = try #require(try await acts.bundle(1))
        try bundle.verify(edition: dependencies.edition)
        try #require(try await acts.changes(1)).verify(bundle, edition: dependencies.edition)
        let proof = try #require(try await acts.proof(of: EarlierWave.person(512), in: 1))
        try proof.verify(root: bundle.list.root.hex)
    }

    /// A person with a place stands on the sealed list: the place goes to the next rank.
    fileprivate func expectPlaceChanges(
        of wave: EarlierWave, _ first: ID<Officer>, _ second: ID<Officer>
    ) async throws {
        let number = wave.firstSelected
        let acts = DisqualifyEntry(dependencies: dependencies)
        try await acts.propose(Int(wave.tickets[number]), list: "blacklist", in: 1, by: first)
        let id = try #require(
            try await dependencies.database.read { try $0.disqualifications.latest(of: EarlierWave.id, limit: 1) }.first
        )
        let (now, roles) = (dependencies.realNow(), dependencies.officeRoles)
        let approver = try await dependencies.database.read { try $0.officers.active(second, at: now, of: roles) }
        try await acts.approve(id.value.id, in: 1, by: try #require(approver))
        clock.advance(.days(14))
        _ = try await CarryOutDisqualifications().run(on: dependencies)
        let (out, selected) = try await dependencies.database.read { tx in
            (
                try tx.entries.of(EarlierWave.person(number), in: EarlierWave.id)?.state,
                try tx.waves.selected(in: EarlierWave.id, after: nil, limit: 1_000)
            )
        }
        #expect(out == .disqualified)
        #expect(selected.count == wave.results.lines.filter { $0.selected }.count)
        let up = try #require(
            selected.first { entry, _ in
                !wave.wasSelected(entry)
            })
        let line = try await dependencies.database.read { try $0.entries.of(up.1, in: EarlierWave.id)?.line }
        #expect(line?.selected == true)
    }

    fileprivate func toldOfOutcome() async throws -> Int? {
        try await dependencies.database.read { try $0.outcomeNews.of(EarlierWave.id)?.progress.told }
    }

    fileprivate func pages(of wave: ID<Wave> = EarlierWave.id) async throws -> [String] {
        try await dependencies.database.read { tx in
            try StoredPage.Kind.allCases.map { kind in
                "\(kind) \(try tx.draws.pages(kind, of: wave, after: 0, limit: 100).count)"
            }.sorted()
        }
    }

    /// What a digest of the draw covers, now and in the rows that the earlier version bound.
    fileprivate func bound() async throws -> [String] {
        try await places("SELECT wave_id, ticket, person_id FROM entry_place ORDER BY ticket")
    }

    fileprivate func boundByEarlierVersion() async throws -> [String] {
        try await places("SELECT wave_id, ticket, person_id FROM entry WHERE state = 'selected' ORDER BY ticket")
    }

    private func places(_ statement: SQL) async throws -> [String] {
        try await dependencies.database.read { tx in
            try tx.rows(statement).map { $0.texts.map { $0 ?? "-" }.joined(separator: " ") }
        }
    }
}

extension EarlierWave {
    /// Another wave with the same list and draw.
    fileprivate static func copy(to wave: ID<Wave>, in tx: Transaction) throws {
        try tx.run(
            """
            INSERT INTO wave (id, edition, number, address, books, quota, opens_at, closes_at, announces_at, state,
                opened_at, closed_at, sealed_at, drawn_at, told)
            SELECT CAST(\(wave) AS BIGINT), edition, 77, '77', '77', quota, opens_at, closes_at, announces_at, state,
                opened_at, closed_at, sealed_at, drawn_at, told
            FROM wave
            WHERE id = \(id)
            """)
        try tx.run(
            """
            INSERT INTO draw (wave_id, opened_at, entries, root, pieces, seed, selected)
            SELECT CAST(\(wave) AS BIGINT), opened_at, entries, root, pieces, seed, selected
            FROM draw
            WHERE wave_id = \(id)
            """)
        try tx.run(
            """
            INSERT INTO draw_count (wave_id, stratum, entries)
            SELECT CAST(\(wave) AS BIGINT), stratum, entries FROM draw_count WHERE wave_id = \(id)
            """)
        try tx.run(
            """
            INSERT INTO entry (id, wave_id, person_id, application_id, state, arrived_at, shard, priority, province,
                household, ticket, household_tag, earlier, salt, stratum, position, pool)
            SELECT id + 1000000, CAST(\(wave) AS BIGINT), person_id, application_id, state, arrived_at, shard, priority,
                province, household, ticket, household_tag, earlier, salt, stratum, position, pool
            FROM entry
            WHERE wave_id = \(id)
            """)
    }

    fileprivate func wasSelected(_ entry: ID<Entry>) -> Bool {
        let number = (0..<Self.people).first { Self.entry($0) == entry }
        return number.flatMap { results[Int(tickets[$0])]?.selected } ?? false
    }
}
