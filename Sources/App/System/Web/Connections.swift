import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOConcurrencyHelpers
import NIOCore

/// Serves each connection on the event loop that reads it: a request does not change threads until it is admitted.
struct Connections: ServerChildChannel {
    typealias Value = AcceptedConnection

    static let serverName = "prakerja"

    private let channel: HTTP1Channel
    private let pages: KeptPages
    private let executors: [ObjectIdentifier: LoopExecutor]

    enum Limits {
        /// A connection without traffic for this long is closed. Slow phones pause for less.
        static let idle = TimeAmount.seconds(75)
        /// Length of the accept backlog: connections the kernel queues for us.
        static let backlog = 4_096
        /// Connections accepted per event-loop iteration. Under load an iteration takes long, so that accepting a few
        /// at a time would leave new connections waiting.
        static let atOnce = 128
        /// File descriptors reserved for the database, photos and outgoing calls, and for connections accepted in the
        /// same batch as the last one allowed.
        static let otherFiles = 256 + atOnce
        /// Connections accepted at least, regardless of the limit of files on this machine.
        static let fewest = 64
    }

    init(on group: any EventLoopGroup, pages: KeptPages, responder: @escaping HTTPChannelHandler.Responder) {
        self.pages = pages
        channel = HTTP1Channel(responder: responder, configuration: .init(idleTimeout: Limits.idle))
        executors = Dictionary(
            uniqueKeysWithValues: group.makeIterator().map { (ObjectIdentifier($0), LoopExecutor(loop: $0)) })
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        self.channel.setup(channel: channel, logger: logger).flatMapThrowing { [pages] value in
            try ContinueHandler.add(to: channel)
            try KeptPagesHandler.add(to: channel, pages)
            return AcceptedConnection(value)
        }
    }

    func handle(value: Value, logger: Logger) async {
        await withTaskExecutorPreference(executors[ObjectIdentifier(value.channel.eventLoop)]) {
            await channel.handle(value: value.take(), logger: logger)
        }
    }

    static func takeManyAtOnce(on server: any Channel) async {
        // Fails only on a server that is closing already, where the option no longer matters.
        try? await server.setOption(.maxMessagesPerRead, value: UInt(Limits.atOnce)).get()
    }

    /// Raises the limit of open files to the maximum for this process, and returns how many connections that allows.
    /// Further connections wait in the backlog, so that requests in progress do not run out of file descriptors.
    static func raiseFileLimit() -> Int {
        let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(files, &limit) == 0 else { return Limits.fewest }
        var wanted = limit
        wanted.rlim_cur = limit.rlim_max
        if setrlimit(files, &wanted) == 0 { limit = wanted }
        return max(Limits.fewest, Int(clamping: limit.rlim_cur) - Limits.otherFiles)
    }
}

/// A connection that was accepted and may not be handled: the server drops the ones that come while it shuts down. NIO
/// ends the process over an async channel that is dropped unused, so this closes it instead.
final class AcceptedConnection: ServerChildChannelValue {
    private let connection: HTTP1Channel.Value
    private let isHandled = NIOLockedValueBox(false)

    var channel: any Channel { connection.channel }

    init(_ connection: HTTP1Channel.Value) {
        self.connection = connection
    }

    deinit {
        guard !isHandled.withLockedValue({ $0 }) else { return }
        // Fails only on a connection that is closed already.
        Task { [connection] in try? await connection.executeThenClose { _, _ in } }
    }

    /// The channel; its user must finish it.
    func take() -> HTTP1Channel.Value {
        isHandled.withLockedValue { $0 = true }
        return connection
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
