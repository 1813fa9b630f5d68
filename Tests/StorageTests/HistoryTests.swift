import Foundation
import Storage
import TestSupport
import Testing

/// A counter with two operations: add and read.
private struct Counter: SequentialModel {
    enum Question: Sendable {
        case add(Int)
        case read
    }

    private(set) var state = 0

    mutating func answer(_ question: Question) -> Int {
        if case .add(let amount) = question { state += amount }
        return state
    }
}

@Suite("Linearizability checker")
struct HistoryTests {
    /// Records calls with given answers; `together` nests them, so that they overlap.
    private func history(_ calls: [(Counter.Question, Int)], together: Bool) async throws -> History<Counter> {
        let history = History<Counter>()
        guard together else {
            for (question, answer) in calls { try await history.note(question) { answer } }
            return history
        }
        try await nest(calls[...], in: history)
        return history
    }

    /// Each call begins before the preceding one has ended.
    private func nest(_ calls: ArraySlice<(Counter.Question, Int)>, in history: History<Counter>) async throws {
        guard let (question, answer) = calls.first else { return }
        try await history.note(question) {
            try await nest(calls.dropFirst(), in: history)
            return answer
        }
    }

    @Test("linearizability: sequential calls have one order, concurrent ones have several")
    func orders() async throws {
        let backwards: [(Counter.Question, Int)] = [(.read, 3), (.add(2), 3), (.add(1), 1)]
        #expect(try await history(backwards, together: true).explained(by: Counter())?.state == 3)
        #expect(try await history(backwards, together: false).explained(by: Counter()) == nil)
        #expect(try await history(backwards.reversed(), together: false).explained(by: Counter())?.state == 3)
    }

    @Test("linearizability: a lost update has no explanation, and the unexplained calls are named")
    func lostUpdate() async throws {
        let lost = try await history([(.add(1), 1), (.add(1), 1), (.read, 1)], together: true)
        #expect(lost.explained(by: Counter()) == nil)
        #expect(lost.unexplained(by: Counter()).contains("add(1) → 1"))
    }

    @Test(
        "linearizability: a counter behaves on both engines as if its calls were sequential", arguments: Engine.tested)
    func engines(engine: Engine) async throws {
        let seed = Seed.ofThisRun("history of a counter on \(engine)")
        var chance = SeededGenerator(seed: seed)
        let questions: [Counter.Question] = (0..<160).map { _ in
            Bool.random(using: &chance) ? .add(Int.random(in: 1...9, using: &chance)) : .read
        }
        try await withTables(engine, "CREATE TABLE counter (id BIGINT PRIMARY KEY, value BIGINT NOT NULL);") {
            database in
            try await database.transaction { tx in try tx.run("INSERT INTO counter (id, value) VALUES (1, 0)") }
            let history = History<Counter>()
            try await history.ask(questions, callers: 8) { question in
                switch question {
                case .add(let amount):
                    try await database.transaction { tx in
                        try tx.rows("UPDATE counter SET value = value + \(amount) WHERE id = 1 RETURNING value")[0][
                            "value"]
                    }
                case .read:
                    try await database.read { tx in try tx.rows("SELECT value FROM counter WHERE id = 1")[0]["value"] }
                }
            }
            #expect(history.explained(by: Counter()) != nil, "seed \(seed): \(history.unexplained(by: Counter()))")
        }
    }
}
