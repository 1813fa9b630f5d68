import Logging
import NIOCore
import NIOPosix
import Programme
import ServiceLifecycle

/// A mail server that delivers nothing: accepted messages go to the public demo mailbox.
struct MailSink: Service {
    /// The longest pause between two lines.
    private static let idle = TimeAmount.seconds(60)

    let port: Int
    let mailbox: Mailbox
    let misbehaviour: Misbehaviour
    let settings: SimulatorSettings
    let logger: Logger
    let onBound: @Sendable (Int) -> Void

    private typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    func run() async throws {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
            .bind(host: SimulatorSettings.host, port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(IdleStateHandler(readTimeout: Self.idle))
                    return try Connection(wrappingChannelSynchronously: channel)
                }
            }
        onBound(server.channel.localAddress?.port ?? port)
        do {
            try await cancelWhenGracefulShutdown { try await serve(server) }
        } catch is CancellationError {
            // Cancelled on shutdown; not a failure.
        }
    }

    private func serve(_ server: NIOAsyncChannel<Connection, Never>) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            try await server.executeThenClose { connections in
                for try await connection in connections {
                    group.addTask { await converse(connection) }
                }
            }
            group.cancelAll()
        }
    }

    private func converse(_ connection: Connection) async {
        do {
            try await connection.executeThenClose { inbound, outbound in
                var session = SMTPSession(misbehaviour: misbehaviour) {
                    mailbox.receive(channel: .email, to: $0, letter: $1)
                }
                var lines = LineSplitter()
                try await outbound.write(ByteBuffer(string: session.greeting))
                for try await piece in inbound {
                    try lines.append(piece)
                    while let line = lines.next() {
                        guard let reply = session.receive(line) else { continue }
                        if session.isSlow { await pause(settings.slowness) }
                        try await outbound.write(ByteBuffer(string: reply))
                    }
                    if session.isOver { return }
                }
            }
        } catch {
            logger.debug("mail connection ended", metadata: ["error": "\(type(of: error))"])
        }
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

/// Splits incoming bytes into lines ending with CR LF.
private struct LineSplitter {
    private static let longestLine = 8_192

    private var bytes: [UInt8] = []
    private var start = 0

    mutating func append(_ piece: ByteBuffer) throws {
        bytes.removeFirst(start)
        start = 0
        guard bytes.count <= Self.longestLine else { throw ChannelError.inputClosed }
        bytes += piece.readableBytesView
    }

    /// The next complete line without its end; nil until there is one.
    mutating func next() -> [UInt8]? {
        guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        defer { start = end + 1 }
        let isCRLF = end > start && bytes[end - 1] == UInt8(ascii: "\r")
        return Array(bytes[start..<(isCRLF ? end - 1 : end)])
    }
}
