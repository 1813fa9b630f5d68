import Dispatch
import Foundation
import NIOConcurrencyHelpers

/// A first-in-first-out queue of transactions, and the threads that take from it.
final class TransactionQueue: Sendable {
    private struct State {
        var transactions: [QueuedTransaction] = []
        /// Turns before this index are taken; they are removed in batches of 100 or more, so that taking one is cheap.
        var head = 0
        var workers: Int
        /// What wakes each blocked worker, the one that blocked last at the end.
        var asleep: [DispatchSemaphore] = []
        var isClosed = false
        var closing: [CheckedContinuation<Void, Never>] = []

        var waiting: Int { transactions.count - head }

        mutating func take(atMost limit: Int) -> ArraySlice<QueuedTransaction> {
            let taken = transactions[head..<min(head + limit, transactions.count)]
            head += taken.count
            if head == transactions.count || head >= 100 {
                transactions.removeFirst(head)
                head = 0
            }
            return taken
        }
    }

    private let state: NIOLockedValueBox<State>

    init(workers: Int) {
        state = NIOLockedValueBox(State(workers: workers))
    }

    func join(_ queued: QueuedTransaction) {
        let (fault, worker): (StorageFault?, DispatchSemaphore?) = state.withLockedValue { state in
            if state.isClosed { return (.unavailable("the database is closed"), nil) }
            if state.waiting >= Limits.waiting { return (.overloaded, nil) }
            state.transactions.append(queued)
            return (nil, state.asleep.popLast())
        }
        if let fault { queued.fail(fault) }
        worker?.signal()
    }

    /// Blocks until there is a turn. Nil when the queue is closed and empty: the worker may end.
    ///
    /// - Parameter rest: called before the thread blocks, when the queue is empty.
    func next(orRest rest: () -> Void = {}) -> QueuedTransaction? {
        if let queued = state.withLockedValue({ $0.take(atMost: 1).first }) { return queued }
        rest()
        return nextBatch(atMost: 1)?.first
    }

    /// Blocks until there is a turn, and takes up to `limit` at once. Nil when the queue is closed and empty.
    ///
    /// The worker that blocked last is woken first: its connection has most of the statements prepared, and with few
    /// callers the other connections need not be opened.
    func nextBatch(atMost limit: Int) -> [QueuedTransaction]? {
        let filled = DispatchSemaphore(value: 0)
        while true {
            let (batch, isOver): ([QueuedTransaction], Bool) = state.withLockedValue { state in
                let batch = Array(state.take(atMost: limit))
                let isOver = batch.isEmpty && state.isClosed
                if batch.isEmpty, !isOver { state.asleep.append(filled) }
                return (batch, isOver)
            }
            if isOver { return nil }
            if !batch.isEmpty { return batch }
            filled.wait()
        }
    }

    /// Called by a worker that ends; the last one resumes the callers of `close`.
    func leave() {
        let closing: [CheckedContinuation<Void, Never>] = state.withLockedValue { state in
            state.workers -= 1
            return state.workers == 0 ? state.closing : []
        }
        for caller in closing { caller.resume() }
    }

    func refuseNewTransactions() {
        let sleepers = state.withLockedValue { state in
            state.isClosed = true
            defer { state.asleep = [] }
            return state.asleep
        }
        for worker in sleepers { worker.signal() }
    }

    func close() async {
        refuseNewTransactions()
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
    /// Lowers the priority of the calling thread below the threads that read and answer requests: when the cores are
    /// busy, new requests are accepted before queued work continues.
    package static func lowerPriority() {
        // On Linux the priority is per thread, and lowering it needs no privilege.
        setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)
    }

    /// The nice value: about a third of an ordinary thread's share when both want the same core.
    private static var niceness: Int32 { 5 }

    static func start(_ name: String, _ work: @escaping @Sendable () -> Void) {
        Thread {
            // Set from the thread itself: only then the kernel shows the name too.
            Thread.current.name = name
            work()
        }.start()
    }
}
