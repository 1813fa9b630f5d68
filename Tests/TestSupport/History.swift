import NIOConcurrencyHelpers

/// A sequential specification: answers one question after the other. `state` is all it remembers.
package protocol SequentialModel: Sendable {
    associatedtype Question: Sendable
    associatedtype Answer: Sendable, Equatable
    associatedtype State: Hashable
    var state: State { get }
    mutating func answer(_ question: Question) -> Answer
}

/// The calls of concurrent callers with their answers, for checking linearizability.
///
/// Concurrent answers cannot be judged one by one, because either call may have come first. They are right when there
/// is *some* order in which the sequential model gives all of them, and in which no call comes after one that began
/// only after it had ended.
package final class History<Model: SequentialModel>: Sendable {
    package struct Call: Sendable {
        package let question: Model.Question
        package let answer: Model.Answer
        /// Ticks of one shared counter, so that which call ended before another began does not depend on clocks.
        package let began: Int
        package let ended: Int
    }

    private struct Record {
        var tick = 0
        var calls: [Call] = []

        mutating func next() -> Int {
            tick += 1
            return tick
        }
    }

    private let record = NIOLockedValueBox(Record())

    package init() {}

    package var calls: [Call] { record.withLockedValue { $0.calls } }

    /// Runs the call, and records question, answer and both ticks.
    package func note(_ question: Model.Question, _ ask: () async throws -> Model.Answer) async throws {
        let began = record.withLockedValue { $0.next() }
        let answer = try await ask()
        record.withLockedValue { record in
            let ended = record.next()
            record.calls.append(Call(question: question, answer: answer, began: began, ended: ended))
        }
    }

    /// Distributes the questions over concurrent callers, each of which asks sequentially.
    package func ask(
        _ questions: [Model.Question], callers: Int,
        _ ask: @escaping @Sendable (Model.Question) async throws -> Model.Answer
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for caller in 0..<callers {
                group.addTask {
                    for place in stride(from: caller, to: questions.count, by: callers) {
                        try await self.note(questions[place]) { try await ask(questions[place]) }
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// The model's final state in an order that explains every answer; nil when there is none.
    package func explained(by model: Model) -> Model? {
        var search = Search(calls.sorted { $0.began < $1.began })
        return search.explain(from: model)
    }

    /// A description of the calls after the longest partial explanation, where no order continues.
    package func unexplained(by model: Model) -> String {
        var search = Search(calls.sorted { $0.began < $1.began })
        guard search.explain(from: model) == nil else { return "every answer can be explained" }
        return "no order explains these: \(search.stuck.map { "\($0.question) → \($0.answer)" })"
    }

    /// Depth-first search that skips visited pairs of placed calls and state (Wing and Gong; Lowe).
    private struct Search {
        private struct Visit: Hashable {
            let placed: [Bool]
            let state: Model.State
        }

        private let calls: [Call]
        private var placed: [Bool]
        private var count = 0
        private var seen: Set<Visit> = []
        private var best = -1
        /// The calls that could have come next where the search got furthest.
        private(set) var stuck: [Call] = []

        init(_ calls: [Call]) {
            self.calls = calls
            placed = Array(repeating: false, count: calls.count)
        }

        mutating func explain(from model: Model) -> Model? {
            if count == calls.count { return model }
            guard seen.insert(Visit(placed: placed, state: model.state)).inserted else { return nil }
            let next = candidates()
            if count > best { (best, stuck) = (count, next.map { calls[$0] }) }
            for place in next {
                var attempt = model
                guard attempt.answer(calls[place].question) == calls[place].answer else { continue }
                placed[place] = true
                count += 1
                if let found = explain(from: attempt) { return found }
                placed[place] = false
                count -= 1
            }
            return nil
        }

        /// Calls that began before any other unplaced one had ended.
        private func candidates() -> [Int] {
            let waiting = calls.indices.filter { !placed[$0] }
            let firstEnd = waiting.map { calls[$0].ended }.min() ?? 0
            return waiting.filter { calls[$0].began < firstEnd }
        }
    }
}
