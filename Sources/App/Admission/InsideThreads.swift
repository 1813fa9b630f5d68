import Dispatch
import Foundation
import Hummingbird
import NIOCore
import NIOPosix
import Storage

/// Threads of their own for whoever is inside, which give way to those that read and answer requests. However much there
/// is to do inside, the door answers at once.
final class InsideThreads: TaskExecutor {
    private let pool: NIOThreadPool

    /// - Parameter count: as many as there are cores; what waits for the database holds none.
    init(_ count: Int = System.coreCount) {
        pool = NIOThreadPool(numberOfThreads: count)
        pool.start()
        let everyOne = DispatchGroup()
        for _ in 0..<count { everyOne.enter() }
        for _ in 0..<count {
            pool.submit { state in
                // Put away before it began: then this is somebody else's thread.
                guard state == .active else { return everyOne.leave() }
                Thread.giveWay()
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
        // What comes after the end is still carried out, on the thread that asks for it.
        pool.submit { [self] _ in job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
}

/// Serves what follows on the threads for whoever is inside.
struct ServeInside<Context: RequestContext>: RouterMiddleware {
    let threads: InsideThreads

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        try await withTaskExecutorPreference(threads) { try await next(request, context) }
    }
}
