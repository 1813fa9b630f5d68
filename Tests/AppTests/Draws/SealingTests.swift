import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Sealing a wave", .timeLimit(.minutes(9)))
struct SealingTests {
    /// `PRAKERJA_SEAL_ENTRIES=200000` measures; the default number is small.
    private static let entries =
        ProcessInfo.processInfo.environment["PRAKERJA_SEAL_ENTRIES"].flatMap { Int($0, in: 0...100_000_000) } ?? 1_500

    private static let limited: @Sendable (String) -> String = {
        $0.replacing("onceInALifetime: true", with: "onceInALifetime: true\n  beneficiariesPerFamilyCard: 2")
            .replacing("quota: 1 }", with: "quota: 100 }")
    }

    /// So tight a limit that the draw passes over many of two people who share a family card.
    private static let oneEach: @Sendable (String) -> String = {
        $0.replacing("onceInALifetime: true", with: "onceInALifetime: true\n  beneficiariesPerFamilyCard: 1")
            .replacing("quota: 1 }", with: "quota: 300 }")
    }

    @Test(
        "every line is the entry's own, members of a household share a tag, and earlier places count",
        arguments: Engine.tested)
    func sealed(engine: Engine) async throws {
        try await World.with(engine, edition: Self.limited) { world in
            try await world.advanceWaves()
            let wave = try await world.wave()
            // Every third person shares a family card with the one before; one household had a place in another wave.
            try await world.fill(wave.id, with: Self.entries)
            let second = try await world.wave(2)
            try await world.placeInAnotherWave(second.id, household: 1)
            world.clock.set(wave.closesAt + Wave.drain)
            try await WaveActions(dependencies: world.dependencies).close(1, by: .system)

            let before = Memory.now()
            Memory.forgetPeak()
            let clock = ContinuousClock()
            let start = clock.now
            try await SealList(dependencies: world.dependencies).seal(1, by: .system)
            print(
                "sealed \(Self.entries) entries on \(engine) in \(clock.now - start); "
                    + "memory \(before) kB before, \(Memory.peak()) kB at most")

            let list = try await DrawActions(dependencies: world.dependencies).sealedList(
                try await DrawActions(dependencies: world.dependencies).board(1))
            let lines = try await world.lines(of: list, in: wave.id)
            #expect(Set(lines.map(\.line.ticket)) == Set(1...Self.entries))
            var tags: [Data: Set<Data>] = [:]
            for (household, line) in lines { tags[household, default: []].insert(line.household) }
            #expect(tags.values.allSatisfy { $0.count == 1 })
            #expect(Set(tags.values.flatMap(\.self)).count == tags.count)
            #expect(Set(lines.map(\.line.salt)).count == Self.entries)
            let known = lines.filter { $0.line.earlier == 1 }
            #expect(known.count == 2 && known.allSatisfy { $0.household == World.household(1) })
            let root = try await world.dependencies.database.read { try $0.draws.of(wave.id)?.root }
            #expect(list.root == root)
        }
    }
}

extension SealingTests {
    @Test("sealing and drawing write no row of an entry", arguments: Engine.tested)
    func untouched(engine: Engine) async throws {
        try await World.with(engine, edition: Self.limited) { world in
            try await world.closedWave(of: 600)
            let before = try await world.entryRows()
            try await DrawActions(dependencies: world.dependencies).draw(1, by: .system)
            #expect(try await world.wave().state == .drawn)
            #expect(try await world.entryRows() == before)
            let wave = try await world.wave()
            let selected = try await world.dependencies.database.read { try $0.draws.of(wave.id)?.selected }
            #expect(selected == 100)
        }
    }

    @Test(
        "what an interrupted sealing left is removed by the next one, and the first cannot go on",
        arguments: Engine.tested)
    func takenOver(engine: Engine) async throws {
        try await World.with(engine, edition: Self.limited) { world in
            try await world.closedWave(of: 300)
            let (wave, mark) = (try await world.wave(), Data(repeating: 1, count: 16))
            let left = StoredPage(.list, first: 100_001, bytes: Data(repeating: 1, count: SealedList.entryBytes))
            let tickets = TicketPage(entries: [ID(1)], tickets: [1])
            let ofPerson = StoredPage(.ticket, first: 1, bytes: tickets.bytes)
            try await world.dependencies.database.transaction { tx in
                try tx.draws.beginSealing(wave.id, mark: mark)
                try tx.draws.add([left, ofPerson], to: wave.id)
            }
            try await SealList(dependencies: world.dependencies).seal(1, by: .system)
            let pages = try await world.dependencies.database.read { tx in
                try StoredPage.Kind.allCases.map { try tx.draws.pages($0, of: wave.id, after: 0, limit: 10).count }
            }
            #expect(pages == [2, 2, 2, 0])
            await #expect(throws: WaveRefusal.sealedElsewhere) {
                try await world.dependencies.database.transaction { try $0.draws.holdSealing(wave.id, mark: mark) }
            }
        }
    }

    @Test("a draw that is carried out twice at once writes its outcome once", arguments: Engine.tested)
    func drawnTwice(engine: Engine) async throws {
        try await World.with(engine, edition: Self.oneEach) { world in
            try await world.closedWave(of: 600)
            try await SealList(dependencies: world.dependencies).seal(1, by: .system)
            let acts = DrawActions(dependencies: world.dependencies)
            let drawn = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<2 {
                    group.addTask {
                        do {
                            try await acts.drawSealed(1, by: .system)
                            return true
                        } catch {
                            return false
                        }
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(drawn == 1)
            let wave = try await world.wave()
            let board = try await acts.board(1)
            let results = Draw(edition: world.dependencies.edition, places: 300).everybody(
                of: try await acts.sealedList(board), seed: try #require(board.draw?.seed))
            let (places, outcomes) = try await world.dependencies.database.read { tx in
                (
                    try tx.waves.selected(in: wave.id, after: nil, limit: 1_000).count,
                    try tx.rows("SELECT person_id FROM entry WHERE wave_id = \(wave.id)").map { row in
                        try #require(try tx.entries.of(row["person_id"], in: wave.id)?.line)
                    }
                )
            }
            #expect(places == 300 && outcomes.count == 600)
            #expect(outcomes.allSatisfy { results[$0.ticket] == $0 })
            #expect(outcomes.contains { $0.isPassedOver })
        }
    }
}

/// The memory of this process, in kB.
private enum Memory {
    static func now() -> Int { value("VmRSS") }
    static func peak() -> Int { value("VmHWM") }
    /// Resets the peak that Linux reports.
    static func forgetPeak() { try? Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs")) }

    private static func value(_ name: String) -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") }
        return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0, in: 0...100_000_000) }
            ?? 0
    }
}

extension World {
    fileprivate static func household(_ number: Int) -> Data {
        var bytes = Data(repeating: 0, count: 24)
        withUnsafeBytes(of: UInt64(number).bigEndian) { bytes.append(contentsOf: $0) }
        return Data(bytes.reversed())
    }

    /// Each entry's line on the list, found by its page of tickets, with the entry's household.
    fileprivate func lines(
        of list: SealedList, in wave: ID<Wave>
    ) async throws -> [(household: Data, line: SealedEntry)] {
        try await dependencies.database.read { tx in
            let pages = try tx.draws.pages(.ticket, of: wave, after: 0, limit: 1_000)
                .compactMap { TicketPage(bytes: $0.bytes) }
            return try tx.rows("SELECT id, household FROM entry WHERE wave_id = \(wave)").map { row in
                let id: ID<Entry> = try row["id"]
                let page = try #require(pages.last { $0.entry(0) <= id })
                let ticket = page.ticket(try #require(page.line(of: id)))
                #expect(try tx.entries.holder(of: ticket, in: wave) == id)
                return (try row["household"], list[ticket])
            }
        }
    }

    /// Wave 1, closed, with so many people.
    fileprivate func closedWave(of people: Int) async throws {
        try await advanceWaves()
        let wave = try await wave()
        try await fill(wave.id, with: people)
        clock.set(wave.closesAt + Wave.drain)
        try await WaveActions(dependencies: dependencies).close(1, by: .system)
    }

    fileprivate func entryRows() async throws -> [[String?]] {
        try await dependencies.database.read { try $0.rows("SELECT * FROM entry ORDER BY id").map(\.texts) }
    }

    /// Inserts people with only the rows that sealing reads, and joins them without the checks of `JoinWave`.
    fileprivate func fill(_ wave: ID<Wave>, with count: Int) async throws {
        let now = dependencies.realNow()
        for start in stride(from: 0, to: count, by: 5_000) {
            try await dependencies.database.transaction { [dependencies] tx in
                for number in start..<min(start + 5_000, count) {
                    let (person, application): (ID<Account>, ID<Application>) = (
                        dependencies.ids.next(), dependencies.ids.next()
                    )
                    try tx.run("INSERT INTO account (id, status, created_at) VALUES (\(person), 'active', \(now))")
                    try tx.run(
                        """
                        INSERT INTO application (id, person_id, edition, state, begun_at, submitted_at)
                        VALUES (\(application), \(person), \(dependencies.edition.id), 'submitted', \(now), \(now))
                        """)
                    let joining = Joining(
                        wave: wave, person: person, application: application, arrivedAt: now, shard: number % 64,
                        priority: number % 40 == 0, province: [11, 31, 32, 82][number % 4],
                        household: Self.household(number % 3 == 2 ? number - 1 : number))
                    _ = try tx.entries.join(joining, ids: dependencies.ids)
                }
            }
        }
    }

    /// Gives a member of this household a place in an earlier wave.
    fileprivate func placeInAnotherWave(_ wave: ID<Wave>, household: Int) async throws {
        let person = try await candidate()
        let now = dependencies.realNow()
        try await dependencies.database.transaction { [dependencies] tx in
            let eligibility = try tx.applications.eligibility(
                of: person.id, edition: dependencies.edition, vault: dependencies.vault)
            guard let application = eligibility?.application else { return }
            let joining = Joining(
                wave: wave, person: person.id, application: application, arrivedAt: now, shard: 0, priority: false,
                province: 82, household: Self.household(household))
            guard let entry = try tx.entries.join(joining, ids: dependencies.ids)?.id else { return }
            let line = Draw.Line(ticket: 1, stratum: .everyone, position: 1, of: 1, selected: true)
            try tx.entries.give([DrawnPlace(entry: entry, line: line)], in: wave)
        }
    }
}
