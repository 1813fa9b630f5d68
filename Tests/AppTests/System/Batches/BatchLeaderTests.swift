import Foundation
import NIOConcurrencyHelpers
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// Opens accounts with given ids; what else an intent does is its `deed`.
private struct OpenAccounts: BatchWork {
    enum Deed: Sendable {
        case plain
        /// Refused before it writes.
        case refused
        /// Throws, so that the list is rolled back.
        case fault
        /// Meets a row that another transaction has changed, so many times.
        case conflict(times: Int)
        /// Sends a statement that fails, unread until the commit.
        case failsAtCommit
        /// Blocks the transaction until the test lets it go on.
        case blocks
        case throwing(StorageFault)
    }

    struct Intent: Sendable {
        let id: Int64
        var subject: String?
        var deed = Deed.plain
    }

    struct Refused: Error {}
    struct Fault: Error {}

    /// The ids of every list that was begun, in order.
    let lists = NIOLockedValueBox<[[Int64]]>([])
    let isReleased = NIOLockedValueBox(false)
    var mayRepeat = false

    func subjects(of intent: Intent) -> [String] { intent.subject.map { [$0] } ?? [] }

    func carryOut(_ intents: [Intent], in tx: Transaction) throws -> [Result<Int64, any Error>] {
        let earlier = lists.withLockedValue { lists in
            defer { lists.append(intents.map(\.id)) }
            return lists
        }
        return try intents.map { intent in
            switch intent.deed {
            case .plain: break
            case .refused: return .failure(Refused())
            case .fault: throw Fault()
            case .conflict(let times):
                if earlier.count(where: { $0.contains(intent.id) }) < times { throw BatchConflict() }
            case .failsAtCommit: try tx.send("INSERT INTO account (id, status, created_at) VALUES (0, 'unknown', 0)")
            case .blocks:
                while !isReleased.withLockedValue({ $0 }) { Thread.sleep(forTimeInterval: 0.002) }
            case .throwing(let fault): throw fault
            }
            try tx.send("INSERT INTO account (id, status, created_at) VALUES (\(intent.id), 'active', 0)")
            return .success(intent.id)
        }
    }
}

@Suite("Batches of concurrent callers", .timeLimit(.minutes(2)))
struct BatchLeaderTests {
    private typealias Intent = OpenAccounts.Intent

    /// A leader, its work, and a database that one intent blocks until all others wait.
    private struct Scene: Sendable {
        let database: Database
        let work: OpenAccounts
        let leader: BatchLeader<OpenAccounts>

        /// Carries out `intents`, all of which arrive while another batch runs, and returns their results.
        func together(_ intents: [Intent]) async throws -> [Result<Int64, any Error>] {
            async let first = leader.carryOut(Intent(id: 1_000, deed: .blocks), by: work, on: database)
            while work.lists.withLockedValue({ $0.isEmpty }) { try await Task.sleep(for: .milliseconds(1)) }
            let results = try await withThrowingTaskGroup(of: (Int, Result<Int64, any Error>).self) { group in
                for (place, intent) in intents.enumerated() {
                    group.addTask {
                        do {
                            return (place, .success(try await leader.carryOut(intent, by: work, on: database)))
                        } catch {
                            return (place, .failure(error))
                        }
                    }
                    while leader.waiting <= place { try await Task.sleep(for: .milliseconds(1)) }
                }
                #expect(leader.takeLongestWait() >= .zero)
                work.isReleased.withLockedValue { $0 = true }
                return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }
            _ = try await first
            return intents.indices.compactMap { results[$0] }
        }

        /// Without the one that blocked.
        var lists: [[Int64]] { Array(work.lists.withLockedValue { $0 }.dropFirst()) }

        func accounts() async throws -> Set<Int64> {
            try await database.read { tx in
                Set(try tx.rows("SELECT id FROM account WHERE id < 1000").map { try $0["id"] as Int64 })
            }
        }
    }

    private func scene(
        _ engine: Engine, mayRepeat: Bool = false, mostWaiting: Int = 10_000,
        _ body: @Sendable (Scene) async throws -> Void
    ) async throws {
        try await TestDatabase.with(engine) { database in
            try await body(
                Scene(
                    database: database, work: OpenAccounts(mayRepeat: mayRepeat),
                    leader: BatchLeader(mostWaiting: mostWaiting)))
        }
    }

    @Test("callers that find no batch under way are each a list of one", arguments: Engine.tested)
    func idle(engine: Engine) async throws {
        try await scene(engine) { scene in
            for id in 1...3 as ClosedRange<Int64> {
                let answer = try await scene.leader.carryOut(Intent(id: id), by: scene.work, on: scene.database)
                #expect(answer == id)
                #expect(try await scene.accounts().contains(id))
            }
            #expect(scene.work.lists.withLockedValue { $0 } == [[1], [2], [3]])
            #expect(scene.leader.waiting == 0)
        }
    }

    @Test("callers that arrive while a batch runs share the next one, at most sixty-four", arguments: Engine.tested)
    func together(engine: Engine) async throws {
        try await scene(engine) { scene in
            let results = try await scene.together((1...100).map { Intent(id: $0) })
            #expect(try results.map { try $0.get() } == Array(1...100))
            #expect(scene.lists == [Array(1...64), Array(65...100)])
            #expect(try await scene.accounts() == Set(1...100))
        }
    }

    @Test("a batch never holds one subject twice, and the intents of a subject keep their order")
    func subjects() async throws {
        try await scene(Engine.tested[0]) { scene in
            let subjects = ["a", "b", "a", "c", "a", "b"]
            let intents = zip(1..., subjects).map { Intent(id: $0, subject: $1) }
            _ = try await scene.together(intents)
            #expect(scene.lists == [[1, 2, 4], [3, 6], [5]])
        }
    }

    @Test("a refused intent fails alone, and its batch commits", arguments: Engine.tested)
    func refused(engine: Engine) async throws {
        try await scene(engine) { scene in
            let results = try await scene.together(
                [Intent(id: 1), Intent(id: 2, deed: .refused), Intent(id: 3)])
            #expect(throws: OpenAccounts.Refused.self) { try results[1].get() }
            #expect(try results[0].get() == 1 && results[2].get() == 3)
            #expect(scene.lists == [[1, 2, 3]])
            #expect(try await scene.accounts() == [1, 3])
        }
    }

    @Test("when an intent throws, the batch is rolled back and each is carried out alone", arguments: Engine.tested)
    func fault(engine: Engine) async throws {
        try await scene(engine) { scene in
            let results = try await scene.together([Intent(id: 1), Intent(id: 2, deed: .fault), Intent(id: 3)])
            #expect(throws: OpenAccounts.Fault.self) { try results[1].get() }
            #expect(try results[0].get() == 1 && results[2].get() == 3)
            #expect(scene.lists.contains([1, 2, 3]) && scene.lists.contains([1]) && scene.lists.contains([3]))
            #expect(try await scene.accounts() == [1, 3])
        }
    }

    @Test("a batch whose commit fails is carried out one by one", arguments: Engine.tested)
    func commit(engine: Engine) async throws {
        try await scene(engine) { scene in
            let results = try await scene.together([Intent(id: 1), Intent(id: 2, deed: .failsAtCommit), Intent(id: 3)])
            #expect(throws: StorageFault.self) { try results[1].get() }
            #expect(try results[0].get() == 1 && results[2].get() == 3)
            #expect(try await scene.accounts() == [1, 3])
        }
    }

    @Test("an intent that meets a conflict alone is tried again, and not for ever", arguments: Engine.tested)
    func conflict(engine: Engine) async throws {
        try await scene(engine) { scene in
            let results = try await scene.together(
                [Intent(id: 1), Intent(id: 2, deed: .conflict(times: 3)), Intent(id: 3, deed: .conflict(times: 99))])
            #expect(try results[0].get() == 1 && results[1].get() == 2)
            #expect { try results[2].get() } throws: { error in
                if case StorageFault.contended = error { true } else { false }
            }
            #expect(try await scene.accounts() == [1, 2])
            let single = Intent(id: 4, deed: .conflict(times: 2))
            #expect(try await scene.leader.carryOut(single, by: scene.work, on: scene.database) == 4)
        }
    }

    @Test(
        "after a commit with an unknown outcome nothing is carried out again, unless a second time changes nothing",
        arguments: [false, true])
    func unknown(mayRepeat: Bool) async throws {
        try await scene(Engine.tested[0], mayRepeat: mayRepeat) { scene in
            let lost = Intent(id: 2, deed: .throwing(.outcomeUnknown("the connection was lost")))
            let results = try await scene.together([Intent(id: 1), lost])
            #expect(throws: StorageFault.self) { try results[1].get() }
            #expect((try? results[0].get()) == (mayRepeat ? 1 : nil))
            #expect(try await scene.accounts() == (mayRepeat ? [1] : []))
        }
    }

    @Test("a caller too many is refused, and the others are answered")
    func overloaded() async throws {
        try await scene(Engine.tested[0], mostWaiting: 2) { scene in
            async let first = scene.leader.carryOut(
                Intent(id: 1_000, deed: .blocks), by: scene.work, on: scene.database)
            while scene.work.lists.withLockedValue({ $0.isEmpty }) { try await Task.sleep(for: .milliseconds(1)) }
            async let second = scene.leader.carryOut(Intent(id: 1), by: scene.work, on: scene.database)
            while scene.leader.waiting < 1 { try await Task.sleep(for: .milliseconds(1)) }
            async let third = scene.leader.carryOut(Intent(id: 2), by: scene.work, on: scene.database)
            while scene.leader.waiting < 2 { try await Task.sleep(for: .milliseconds(1)) }
            await #expect {
                try await scene.leader.carryOut(Intent(id: 3), by: scene.work, on: scene.database)
            } throws: {
                if case StorageFault.overloaded = $0 { true } else { false }
            }
            #expect(scene.leader.takeLongestWait() >= .zero)
            scene.work.isReleased.withLockedValue { $0 = true }
            #expect(try await [first, second, third] == [1_000, 1, 2])
        }
    }

    @Test("an intent is carried out although its caller was cancelled", arguments: Engine.tested)
    func cancelled(engine: Engine) async throws {
        try await scene(engine) { scene in
            async let first = scene.leader.carryOut(
                Intent(id: 1_000, deed: .blocks), by: scene.work, on: scene.database)
            while scene.work.lists.withLockedValue({ $0.isEmpty }) { try await Task.sleep(for: .milliseconds(1)) }
            let caller = Task { try await scene.leader.carryOut(Intent(id: 1), by: scene.work, on: scene.database) }
            while scene.leader.waiting < 1 { try await Task.sleep(for: .milliseconds(1)) }
            caller.cancel()
            scene.work.isReleased.withLockedValue { $0 = true }
            #expect(try await caller.value == 1)
            _ = try await first
            #expect(try await scene.accounts() == [1])
        }
    }

    @Test("when the database is closed, every caller is answered with that fault", arguments: Engine.tested)
    func closed(engine: Engine) async throws {
        try await scene(engine) { scene in
            async let first = scene.leader.carryOut(
                Intent(id: 1_000, deed: .blocks), by: scene.work, on: scene.database)
            while scene.work.lists.withLockedValue({ $0.isEmpty }) { try await Task.sleep(for: .milliseconds(1)) }
            let callers = (1...3 as ClosedRange<Int64>).map { id in
                Task { try await scene.leader.carryOut(Intent(id: id), by: scene.work, on: scene.database) }
            }
            while scene.leader.waiting < 3 { try await Task.sleep(for: .milliseconds(1)) }
            async let closed: Void = scene.database.close()
            // The queue refuses new transactions before the running one ends.
            let isClosed = NIOLockedValueBox(false)
            while !isClosed.withLockedValue({ $0 }) {
                Task {
                    do { try await scene.database.transaction { _ in } } catch {
                        isClosed.withLockedValue { $0 = true }
                    }
                }
                try await Task.sleep(for: .milliseconds(5))
            }
            scene.work.isReleased.withLockedValue { $0 = true }
            #expect(try await first == 1_000)
            for caller in callers {
                let result = await caller.result
                #expect { try result.get() } throws: { if case StorageFault.unavailable = $0 { true } else { false } }
            }
            await closed
        }
    }
}
