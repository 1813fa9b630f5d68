import Logging
import NIOCore
import NIOExtras
import NIOPosix
import Programme
import ServiceLifecycle

/// A mail server that delivers nothing: accepted messages go to the public demo mailbox.
struct MailSink: Service {
    /// The longest pause between two lines.
    private static let idle = TimeAmount.seconds(60)
    /// The longest line, in bytes. A longer one ends the connection.
    private static let longestLine = 8_192

    let port: Int
    let mailbox: Mailbox
    let misbehaviour: Misbehaviour
    let settings: SimulatorSettings
    let logger: Logger
    let onBound: @Sendable (Int) -> Void

    /// Serves until the shutdown, which ends every open conversation.
    func run() async throws {
        let group = MultiThreadedEventLoopGroup.singleton
        let quiescing = ServerQuiescingHelper(group: group)
        let server = try await ServerBootstrap(group: group)
            .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(quiescing.makeServerChannelHandler(channel: channel))
                }
            }
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try addHandlers(to: channel) }
            }
            .bind(host: SimulatorSettings.host, port: port).get()
        onBound(server.localAddress?.port ?? port)
        // A cancelled task ends the server as a shutdown does.
        try? await gracefulShutdown()
        let closed = server.eventLoop.makePromise(of: Void.self)
        quiescing.initiateShutdown(promise: closed)
        try await closed.futureResult.get()
    }

    private func addHandlers(to channel: any Channel) throws {
        let session = SMTPSession(misbehaviour: misbehaviour) { [mailbox] recipients, letter in
            mailbox.receive(channel: .email, to: recipients, letter: letter)
        }
        try channel.pipeline.syncOperations.addHandlers([
            IdleStateHandler(readTimeout: Self.idle),
            ByteToMessageHandler(LineBasedFrameDecoder(), maximumBufferSize: Self.longestLine),
            Conversation(session, slowness: .milliseconds(settings.slowness.milliseconds), logger: logger),
        ])
    }
}

extension Mailbox {
    /// One copy per recipient, as in their own mailboxes.
    fileprivate func receive(channel: Channel, to recipients: [String], letter: ReceivedMail) {
        for recipient in recipients {
            receive(
                channel: channel, to: recipient, subject: letter.subject, text: letter.text,
                reference: letter.reference)
        }
    }
}

/// Holds one SMTP session on the event loop of its connection. Replies leave in the order of their lines.
private final class Conversation: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var session: SMTPSession
    /// The delay before each reply of a slow server.
    private let slowness: TimeAmount
    private let logger: Logger

    init(_ session: SMTPSession, slowness: TimeAmount, logger: Logger) {
        self.session = session
        self.slowness = slowness
        self.logger = logger
    }

    func channelActive(context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: session.greeting)), promise: nil)
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !session.isOver, let reply = session.receive(Array(unwrapInboundIn(data).readableBytesView)) else {
            return
        }
        let answer = ByteBuffer(string: reply)
        guard session.isSlow else { return send(answer, isLast: session.isOver, on: context) }
        let isLast = session.isOver
        // Equal delays keep the order.
        context.eventLoop.assumeIsolated().scheduleTask(in: slowness) { self.send(answer, isLast: isLast, on: context) }
    }

    private func send(_ answer: ByteBuffer, isLast: Bool, on context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(answer), promise: nil)
        // The answer before it is flushed.
        if isLast { context.close(promise: nil) }
    }

    /// The connection is idle, or the server shuts down.
    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is IdleStateHandler.IdleStateEvent || event is ChannelShouldQuiesceEvent {
            context.close(promise: nil)
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        logger.debug("mail connection ended", metadata: ["error": "\(type(of: error))"])
        context.close(promise: nil)
    }
}
