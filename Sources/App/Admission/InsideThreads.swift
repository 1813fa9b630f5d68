import Hummingbird
import NIOCore
import NIOPosix

/// Threads of their own for whoever is inside. However much there is to do for them, the door, which shares no thread
/// with it, answers at once.
final class InsideThreads: TaskExecutor {
    private let pool: NIOThreadPool

    /// - Parameter count: as many as there are cores; what waits for the database holds none.
    init(_ count: Int = System.coreCount) {
        pool = NIOThreadPool(numberOfThreads: count)
        pool.start()
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
