import Dispatch
import Foundation
import NIOConcurrencyHelpers

/// Threads for work that blocks, each with a tool of its own that it keeps from one piece of work to the next. Never a
/// dispatch queue: on Linux those threads also carry Swift's tasks, and two blocked ones bring a two-core machine to a
/// halt.
final class BlockingThreads<Tool>: Sendable {
    private typealias Work = @Sendable (Tool) -> Void

    private let line = BlockingLine<Tool>()

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

    /// Waits for a free thread, and for `work` to be done on it.
    func run<Value: Sendable>(_ work: @escaping @Sendable (Tool) -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            line.append { continuation.resume(returning: work($0)) }
        }
    }
}

/// Work in the order in which it came.
private final class BlockingLine<Tool>: Sendable {
    typealias Work = @Sendable (Tool) -> Void

    private let waiting = NIOLockedValueBox<[Work]>([])
    /// One signal for each piece of work; without work, it is time to go.
    private let filled = DispatchSemaphore(value: 0)

    func append(_ work: @escaping Work) {
        waiting.withLockedValue { $0.append(work) }
        filled.signal()
    }

    func next() -> Work? {
        filled.wait()
        let work = waiting.withLockedValue { $0.isEmpty ? nil : $0.removeFirst() }
        if work == nil { filled.signal() }  // the others are to go too
        return work
    }

    func close() {
        filled.signal()
    }
}
