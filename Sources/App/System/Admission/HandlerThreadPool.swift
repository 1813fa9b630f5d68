import Dispatch
import Foundation
import Hummingbird
import NIOCore
import NIOPosix
import Storage

/// A pool of low-priority threads that runs the sealer and all request handlers but those that answer from memory, so
/// that the event loops, which read requests and decide on admission, keep answering at once however busy the handlers
/// are.
final class HandlerThreadPool: TaskExecutor {
    private let pool: NIOThreadPool

    /// - Parameter count: number of threads, one per core; a handler that waits for the database holds none.
    init(_ count: Int = System.coreCount) {
        pool = NIOThreadPool(numberOfThreads: count)
        pool.start()
        let everyOne = DispatchGroup()
        for _ in 0..<count { everyOne.enter() }
        for _ in 0..<count {
            pool.submit { state in
                // Cancelled by a shutdown: this may run on another thread, whose priority must stay.
                guard state == .active else { return everyOne.leave() }
                Thread.lowerPriority()
                everyOne.leave()
                everyOne.wait()  // so that each thread does it once
            }
        }
    }

    deinit {
        pool.shutdownGracefully { _ in }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        // Jobs submitted after the shutdown still run, on the submitting thread.
        pool.submit { [self] _ in job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
}

/// Runs the rest of the middleware chain and the handler on `threads`.
struct RunOnHandlerThreads<Context: RequestContext>: RouterMiddleware {
    let threads: HandlerThreadPool

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        try await withTaskExecutorPreference(threads) { try await next(request, context) }
    }
}
