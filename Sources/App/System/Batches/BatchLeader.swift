import NIOConcurrencyHelpers
import Programme
import Storage

/// Collects the intents of concurrent callers into batches. An intent that finds no batch under way begins one at once;
/// those that arrive while a batch runs share the next one. So a single caller waits for nothing, and a thousand a second
/// need only dozens of commits.
///
/// No caller is answered before the commit. As with `Database.transaction`, an intent is carried out even when its
/// caller is cancelled.
final class BatchLeader<Work: BatchWork>: Sendable {
    private struct Caller: Sendable {
        let intent: Work.Intent
        let subjects: [String]
        let arrived: ContinuousClock.Instant
        let answer: CheckedContinuation<Work.Answer, any Error>
    }

    private struct State {
        var waiting: [Caller] = []
        var isLeading = false
        var longestWait = Duration.zero
    }

    private enum Place { case leads, follows, refused }

    /// How often an intent is carried out alone that meets a `BatchConflict` each time.
    private static var attempts: Int { 8 }

    private let most: Int
    private let mostWaiting: Int
    private let takesLists: Bool
    private let state = NIOLockedValueBox(State())

    /// - Parameters:
    ///   - most: the intents of one batch, at most.
    ///   - mostWaiting: the callers that may wait for a batch; further ones get `StorageFault.overloaded`.
    ///   - takesLists: whether the statements of the work take an `SQLList`.
    init(most: Int = SQLList.most, mostWaiting: Int = 10_000, takesLists: Bool = true) {
        self.most = most
        self.mostWaiting = mostWaiting
        self.takesLists = takesLists
    }

    /// Returns once the intent is committed; throws its refusal, or the fault of its transaction.
    func carryOut(_ intent: Work.Intent, by work: Work, on database: Database) async throws -> Work.Answer {
        let subjects = work.subjects(of: intent)
        return try await withCheckedThrowingContinuation { answer in
            let caller = Caller(intent: intent, subjects: subjects, arrived: .now, answer: answer)
            switch place(caller) {
            case .leads: Task { await lead(work, on: database) }
            case .follows: break
            case .refused: answer.resume(throwing: StorageFault.overloaded)
            }
        }
    }

    /// How many callers wait for a batch.
    var waiting: Int { state.withLockedValue { $0.waiting.count } }

    /// The longest wait of any caller for its batch since the last call.
    func takeLongestWait() -> Span {
        state.withLockedValue { state in
            let present = state.waiting.first.map { ContinuousClock.now - $0.arrived } ?? .zero
            defer { state.longestWait = .zero }
            return Span(milliseconds: Int64(max(state.longestWait, present) / .milliseconds(1)))
        }
    }

    private func place(_ caller: Caller) -> Place {
        state.withLockedValue { state in
            guard state.waiting.count < mostWaiting else { return .refused }
            state.waiting.append(caller)
            defer { state.isLeading = true }
            return state.isLeading ? .follows : .leads
        }
    }

    private func lead(_ work: Work, on database: Database) async {
        while let batch = next() { await answer(batch, by: work, on: database) }
    }

    /// The callers of the next batch, in the order of their arrival; nil when none waits. A caller is left for a later
    /// batch when it shares a subject with one before it, so that the intents of one subject keep their order.
    private func next() -> [Caller]? {
        state.withLockedValue { state in
            var (batch, left, taken): ([Caller], [Caller], Set<String>) = ([], [], [])
            for (place, caller) in state.waiting.enumerated() {
                if batch.count == most {
                    left += state.waiting[place...]
                    break
                }
                if taken.isDisjoint(with: caller.subjects) { batch.append(caller) } else { left.append(caller) }
                taken.formUnion(caller.subjects)
            }
            state.waiting = left
            state.isLeading = !batch.isEmpty
            guard let first = batch.first else { return nil }
            state.longestWait = max(state.longestWait, ContinuousClock.now - first.arrived)
            return batch
        }
    }

    private func answer(_ batch: [Caller], by work: Work, on database: Database) async {
        do {
            let results = try await commit(batch, by: work, on: database)
            for (caller, result) in zip(batch, results) { caller.answer.resume(with: result) }
        } catch {
            guard batch.count > 1 || error is BatchConflict, mayTryAgain(error, work) else {
                return batch.forEach { $0.answer.resume(throwing: error) }
            }
            await withDiscardingTaskGroup { group in
                for caller in batch { group.addTask { await self.answerAlone(caller, by: work, on: database) } }
            }
        }
    }

    /// So that one intent fails no other.
    private func answerAlone(_ caller: Caller, by work: Work, on database: Database) async {
        for _ in 1...Self.attempts {
            do {
                return caller.answer.resume(with: try await commit([caller], by: work, on: database)[0])
            } catch is BatchConflict {
                continue
            } catch {
                return caller.answer.resume(throwing: error)
            }
        }
        caller.answer.resume(throwing: StorageFault.contended)
    }

    private func commit(
        _ batch: [Caller], by work: Work, on database: Database
    ) async throws -> [Result<Work.Answer, any Error>] {
        let intents = batch.map(\.intent)
        let body: @Sendable (Transaction) throws -> [Result<Work.Answer, any Error>] = { tx in
            let results = try work.carryOut(intents, in: tx)
            guard results.count == intents.count else { throw Inconsistency("every intent of a batch has a result") }
            return results
        }
        return try await takesLists ? database.batch(body) : database.transaction(body)
    }

    /// After these faults the closure was not run, or its commit may have happened.
    private func mayTryAgain(_ error: any Error, _ work: Work) -> Bool {
        switch error {
        case StorageFault.overloaded: false
        case StorageFault.outcomeUnknown: work.mayRepeat
        default: true
        }
    }
}
