import Dispatch
import Foundation
import NIOConcurrencyHelpers

/// Threads for blocking work, each with a tool that it keeps from one piece of work to the next. Not a dispatch queue:
/// on Linux those threads also run Swift's tasks, and two blocked ones stop a two-core machine.
final class BlockingThreads<Tool>: Sendable {
    private typealias Work = @Sendable (Tool) -> Void

    private let line = BlockingQueue<Tool>()

    /// - Parameter tool: called once on each thread.
    init(_ count: Int, tool: @escaping @Sendable () -> Tool) {
        for _ in 0..<count {
            Thread.detachNewThread { [line] in
                let tool = tool()
                while let work = line.next() { work(tool) }
            }
        }
    }

    deinit {
        line.close()
    }

    /// Waits for a free thread, runs `work` on it and returns its value.
    func run<Value: Sendable>(_ work: @escaping @Sendable (Tool) -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            line.append { continuation.resume(returning: work($0)) }
        }
    }
}

/// A first-in-first-out queue of work.
private final class BlockingQueue<Tool>: Sendable {
    typealias Work = @Sendable (Tool) -> Void

    private let waiting = NIOLockedValueBox<[Work]>([])
    /// Signalled once per piece of work; a signal without work means that the queue is closed.
    private let filled = DispatchSemaphore(value: 0)

    func append(_ work: @escaping Work) {
        waiting.withLockedValue { $0.append(work) }
        filled.signal()
    }

    func next() -> Work? {
        filled.wait()
        let work = waiting.withLockedValue { $0.isEmpty ? nil : $0.removeFirst() }
        if work == nil { filled.signal() }  // wakes the next thread to end too
        return work
    }

    func close() {
        filled.signal()
    }
}
