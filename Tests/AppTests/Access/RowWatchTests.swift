import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// What the watch of written rows costs, and what it says when it is full.
@Suite("Watch of written rows", .timeLimit(.minutes(2)))
struct RowWatchTests {
    private let label = WrittenRow.Label(act: "entry.joined", subject: "entry")

    private func row(_ number: Int) -> WrittenRow {
        WrittenRow(kind: .audit, id: Int64(number), label: label, about: Int64(number), wave: 1)
    }

    @Test("a row that waits for its leaf takes 32 bytes")
    func size() {
        #expect(MemoryLayout<WatchedRow>.stride <= 32)
    }

    @Test("rows above the limit are counted once, and room is made by a sealed batch")
    func limit() {
        var watch = RowWatch()
        let now = IDSource.instant(of: 0)
        watch.note((1...RowWatch.most + 3).map(row))
        var overflow = [watch.overflow(at: now), watch.overflow(at: now + .hours(1))]
        #expect(overflow == [3, nil])
        // An entry of the journal with the same id is another row.
        watch.takeOut(.journal, [1, 2, 3, 4])
        watch.note([row(RowWatch.most + 4)])
        overflow = [watch.overflow(at: now + .hours(1))]
        #expect(overflow == [1])
        watch.takeOut(.audit, [1, 2, 3, 4])
        watch.note([row(RowWatch.most + 5)])
        overflow = [watch.overflow(at: now + .hours(2))]
        #expect(overflow == [nil])
        let counts = [
            watch.take(until: now + WrittenRows.grace).count, watch.take(until: now + .days(1)).count,
        ]
        #expect(counts == [RowWatch.most - 3, 0])
    }

    @Test("a row that the sealer has not reached is looked for later each time, at most every five minutes")
    func pauses() {
        var (watch, now) = (RowWatch(), IDSource.instant(of: 0))
        watch.note([row(1)])
        for seconds in [3, 6, 12, 24, 48, 96, 192, 300, 300] as [Int64] {
            let early = watch.take(until: now + Span(milliseconds: seconds * 1_000 - 1))
            now = now + Span(milliseconds: seconds * 1_000)
            let due = watch.take(until: now)
            #expect(early.isEmpty && due.count == 1, "\(seconds)")
            watch.putBack(due, at: now)
        }
    }

    @Test("`audit verify` says how many rows were not looked for, because too many waited", arguments: Engine.tested)
    func full(engine: Engine) async throws {
        try await World.with(engine) { world in
            world.dependencies.ids.written.putBack(overflow: 7)
            #expect(try await world.lookForTraces() == 0)
            let found = try await world.verifyRecords()
            #expect(found.contains { $0.hasPrefix("7 rows were written while too many waited") }, "\(found)")
        }
    }

    @Test("two processes that write at once, with transactions taken back, miss nothing", arguments: Engine.tested)
    func honest(engine: Engine) async throws {
        struct TakenBack: Error {}
        try await World.with(engine) { world in
            let other = world.dependencies.making(world.otherIDs())
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...40 {
                    let process = number.isMultiple(of: 2) ? world.dependencies : other
                    group.addTask {
                        do {
                            try await process.database.transaction { tx in
                                for place in 1...5 {
                                    try tx.audit.record(
                                        AuditEvent("purchase.paid", subject: "purchase:\(number * 10 + place)"),
                                        by: .system, at: process.moment(), ids: process.ids)
                                }
                                if number.isMultiple(of: 5) { throw TakenBack() }
                            }
                        } catch is TakenBack {
                            // None of its rows is watched.
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await world.writeHistory()
            // Looked for before anything is sealed: the rows wait.
            for process in [world.dependencies, other] {
                let now = process.realNow() + .hours(1)
                #expect(try await TraceWatch(dependencies: process).look(until: now) == 0)
            }
            // One of the two seals the rows of both.
            try await world.sealEverything()
            for process in [world.dependencies, other] {
                let now = process.realNow() + .days(1)
                #expect(try await TraceWatch(dependencies: process).look(until: now) == 0)
                #expect(process.ids.written.takeRows(until: now + .days(9)).isEmpty)
            }
            #expect(try await world.verifyRecords() == [])
            #expect(try await world.verifyLog().findings == [])
        }
    }
}
