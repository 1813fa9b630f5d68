import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// Serves each connection on the event loop that reads it: nothing of a request changes threads until somebody is let
/// inside.
struct Connections: ServerChildChannel {
    typealias Value = HTTP1Channel.Value

    private let channel: HTTP1Channel
    private let executors: [ObjectIdentifier: LoopExecutor]

    enum Limits {
        /// A connection on which nothing moves for so long is closed. Slow telephones pause for less.
        static let idle = TimeAmount.seconds(75)
        /// How many may wait for us to take them in.
        static let backlog = 4_096
        /// How many of them are taken in between two rounds of an event loop. A round is long when much is to be done: a
        /// few at a time would keep a crowd waiting outside.
        static let atOnce = 128
        /// Files that are not connections, for the database, photos and calls to others; and whoever is taken in at once
        /// when the last place goes.
        static let otherFiles = 256 + atOnce
        /// As many are let in on whatever machine.
        static let fewest = 64
    }

    init(on group: any EventLoopGroup, responder: @escaping HTTPChannelHandler.Responder) {
        channel = HTTP1Channel(responder: responder, configuration: .init(idleTimeout: Limits.idle))
        executors = Dictionary(
            uniqueKeysWithValues: group.makeIterator().map { (ObjectIdentifier($0), LoopExecutor(loop: $0)) })
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        self.channel.setup(channel: channel, logger: logger).flatMapThrowing { value in
            try ContinueHandler.add(to: channel)
            return value
        }
    }

    func handle(value: Value, logger: Logger) async {
        await withTaskExecutorPreference(executors[ObjectIdentifier(value.channel.eventLoop)]) {
            await channel.handle(value: value, logger: logger)
        }
    }

    static func takeManyAtOnce(on server: any Channel) async {
        // It fails on a server that is closing already, where it matters to nobody.
        try? await server.setOption(.maxMessagesPerRead, value: UInt(Limits.atOnce)).get()
    }

    /// Asks the system for as many files as this process may have, and answers how many connections that leaves room
    /// for: whoever comes then waits to be taken in, instead of breaking what is under way.
    static func makeRoom() -> Int {
        let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(files, &limit) == 0 else { return Limits.fewest }
        var wanted = limit
        wanted.rlim_cur = limit.rlim_max
        if setrlimit(files, &wanted) == 0 { limit = wanted }
        return max(Limits.fewest, Int(clamping: limit.rlim_cur) - Limits.otherFiles)
    }
}

/// Runs tasks on an event loop.
private final class LoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(loop: any EventLoop) {
        self.loop = loop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { [self] in job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
}
