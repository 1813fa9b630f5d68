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

            let rows = try await world.dependencies.database.read { tx in
                try tx.rows(
                    """
                    SELECT ticket, household, household_tag, earlier, priority, salt
                    FROM entry
                    WHERE wave_id = \(wave.id)
                    """)
            }
            let tickets = try Set(rows.map { try $0["ticket"] as Int })
            #expect(tickets == Set(1...Self.entries))
            var tags: [Data: Set<Data>] = [:]
            for row in rows { try tags[row["household"], default: []].insert(row["household_tag"]) }
            #expect(tags.values.allSatisfy { $0.count == 1 })
            #expect(Set(tags.values.flatMap(\.self)).count == tags.count)
            #expect(try Set(rows.map { try $0["salt"] as Data }).count == Self.entries)
            let known = try rows.filter { try ($0["earlier"] as Int) == 1 }
            #expect(try known.count == 2 && known.allSatisfy { try $0["household"] == World.household(1) })
            let list = try await DrawActions(dependencies: world.dependencies).sealedList(
                try await DrawActions(dependencies: world.dependencies).board(1))
            let root = try await world.dependencies.database.read { try $0.draws.of(wave.id)?.root }
            #expect(list.root == root)
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
            let eligibility = try tx.applications.eligibility(of: person.id, edition: dependencies.edition)
            guard let application = eligibility?.application else { return }
            let entry: ID<Entry> = dependencies.ids.next()
            try tx.run(
                """
                INSERT INTO entry (id, wave_id, person_id, application_id, state, arrived_at, shard, priority, province,
                    household, ticket, household_tag, earlier, salt, stratum, position, pool)
                VALUES (\(entry), \(wave), \(person.id), \(application), 'selected', \(now), 0, \(false), 82,
                    \(Self.household(household)), 1, \(Data(repeating: 1, count: 16)), 0,
                    \(Data(repeating: 2, count: 16)), 2, 1, 1)
                """)
        }
    }
}
