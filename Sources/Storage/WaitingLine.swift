import Dispatch
import Synchronization

/// Callers in the order of their arrival, and the threads that take them.
final class WaitingLine: Sendable {
    private struct State {
        var turns: [Turn] = []
        /// Turns before this place are already taken; they are removed by the hundred, so that taking one costs little.
        var head = 0
        var workers: Int
        var isClosed = false
        var closing: [CheckedContinuation<Void, Never>] = []

        var waiting: Int { turns.count - head }

        mutating func take() -> Turn? {
            guard waiting > 0 else { return nil }
            defer {
                head += 1
                if head == turns.count || head >= 100 {
                    turns.removeFirst(head)
                    head = 0
                }
            }
            return turns[head]
        }
    }

    private let state: Mutex<State>
    /// One signal for every turn, and one for every worker that is to go home.
    private let filled = DispatchSemaphore(value: 0)

    init(workers: Int) {
        state = Mutex(State(workers: workers))
    }

    func join(_ turn: Turn) {
        let fault: StorageFault? = state.withLock { state in
            if state.isClosed { return .unavailable("the database is closed") }
            if state.waiting >= Limits.waiting { return .overloaded }
            state.turns.append(turn)
            return nil
        }
        if let fault { turn.fail(fault) } else { filled.signal() }
    }

    /// Blocks until there is a turn. Nil when the line is closed and empty: the worker may go.
    func next() -> Turn? {
        filled.wait()
        return state.withLock { $0.take() }
    }

    /// The last worker to go lets those who close the line continue.
    func leave() {
        let closing: [CheckedContinuation<Void, Never>] = state.withLock { state in
            state.workers -= 1
            return state.workers == 0 ? state.closing : []
        }
        for caller in closing { caller.resume() }
    }

    func refuseNewTurns() {
        let workers = state.withLock { state in
            defer { state.isClosed = true }
            return state.isClosed ? 0 : state.workers
        }
        for _ in 0..<workers { filled.signal() }
    }

    func close() async {
        refuseNewTurns()
        await withCheckedContinuation { caller in
            let isEmpty = state.withLock { state in
                if state.workers > 0 { state.closing.append(caller) }
                return state.workers == 0
            }
            if isEmpty { caller.resume() }
        }
    }
}
