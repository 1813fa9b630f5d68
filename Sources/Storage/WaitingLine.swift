import Dispatch
import Foundation
import NIOConcurrencyHelpers

/// Callers in the order of their arrival, and the threads that take them.
final class WaitingLine: Sendable {
    private struct State {
        var turns: [Turn] = []
        /// Turns before this place are already taken; they are removed by the hundred, so that taking one costs little.
        var head = 0
        var workers: Int
        /// Workers who wait to be woken.
        var asleep = 0
        var isClosed = false
        var closing: [CheckedContinuation<Void, Never>] = []

        var waiting: Int { turns.count - head }

        mutating func take(atMost limit: Int) -> ArraySlice<Turn> {
            let taken = turns[head..<min(head + limit, turns.count)]
            head += taken.count
            if head == turns.count || head >= 100 {
                turns.removeFirst(head)
                head = 0
            }
            return taken
        }
    }

    private let state: NIOLockedValueBox<State>
    /// One signal for every worker that is to wake.
    private let filled = DispatchSemaphore(value: 0)

    init(workers: Int) {
        state = NIOLockedValueBox(State(workers: workers))
    }

    func join(_ turn: Turn) {
        let (fault, wakes): (StorageFault?, Bool) = state.withLockedValue { state in
            if state.isClosed { return (.unavailable("the database is closed"), false) }
            if state.waiting >= Limits.waiting { return (.overloaded, false) }
            state.turns.append(turn)
            guard state.asleep > 0 else { return (nil, false) }
            state.asleep -= 1
            return (nil, true)
        }
        if let fault { turn.fail(fault) }
        if wakes { filled.signal() }
    }

    /// Blocks until there is a turn. Nil when the line is closed and empty: the worker may go.
    ///
    /// - Parameter rest: what to do before sleeping, when nobody is in line.
    func next(orRest rest: () -> Void = {}) -> Turn? {
        if let turn = state.withLockedValue({ $0.take(atMost: 1).first }) { return turn }
        rest()
        return nextBatch(atMost: 1)?.first
    }

    /// Blocks until there is a turn, and takes those behind it too, up to `limit`. Nil when the line is closed and empty.
    func nextBatch(atMost limit: Int) -> [Turn]? {
        while true {
            let (batch, isOver): ([Turn], Bool) = state.withLockedValue { state in
                let batch = Array(state.take(atMost: limit))
                let isOver = batch.isEmpty && state.isClosed
                if batch.isEmpty, !isOver { state.asleep += 1 }
                return (batch, isOver)
            }
            if isOver { return nil }
            if !batch.isEmpty { return batch }
            filled.wait()
        }
    }

    /// The last worker to go lets those who close the line continue.
    func leave() {
        let closing: [CheckedContinuation<Void, Never>] = state.withLockedValue { state in
            state.workers -= 1
            return state.workers == 0 ? state.closing : []
        }
        for caller in closing { caller.resume() }
    }

    func refuseNewTurns() {
        let sleepers = state.withLockedValue { state in
            state.isClosed = true
            defer { state.asleep = 0 }
            return state.asleep
        }
        for _ in 0..<sleepers { filled.signal() }
    }

    func close() async {
        refuseNewTurns()
        await withCheckedContinuation { caller in
            let isEmpty = state.withLockedValue { state in
                if state.workers > 0 { state.closing.append(caller) }
                return state.workers == 0
            }
            if isEmpty { caller.resume() }
        }
    }
}

extension Thread {
    /// Whoever calls this steps back behind the threads that read and answer requests, when there is more to do than
    /// there are cores: what comes in must be heard before what is already inside goes on.
    package static func giveWay() {
        // On Linux this is the calling thread's own; taking less is allowed to everybody.
        setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)
    }

    /// About a third of an ordinary thread's share, when both want the same core.
    private static var niceness: Int32 { 5 }

    static func start(_ name: String, _ work: @escaping @Sendable () -> Void) {
        Thread {
            // From inside: only then the system knows it too.
            Thread.current.name = name
            work()
        }.start()
    }
}
