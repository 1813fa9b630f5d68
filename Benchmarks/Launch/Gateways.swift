import Foundation
import NIOCore
import NIOPosix

/// The mail server and the SMS gateway of a launch: they accept every message and pass its six digits to the visitor.
enum Gateways {
    typealias Deliver = @Sendable (_ address: String, _ code: String) -> Void

    /// Opens both on `group` and returns their ports.
    static func open(on group: any EventLoopGroup, deliver: @escaping Deliver) async throws -> (mail: Int, text: Int) {
        let mail = try await bind(group) { MailSession(deliver: deliver) }
        let text = try await bind(group) { TextSession(deliver: deliver) }
        return (mail, text)
    }

    private static func bind<Handler: ChannelHandler>(
        _ group: any EventLoopGroup, _ handler: @escaping @Sendable () -> Handler
    ) async throws -> Int {
        let channel = try await ServerBootstrap(group: group)
            .serverChannelOption(ChannelOptions.backlog, value: 1_024)
            .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(handler()) }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return channel.localAddress?.port ?? 0
    }
}

/// One connection of a mail client (RFC 5321), just complete enough to receive messages whole.
private final class MailSession: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let deliver: Gateways.Deliver
    private var received = ByteBuffer()
    private var recipient = ""
    private var isLetter = false

    init(deliver: @escaping Gateways.Deliver) {
        self.deliver = deliver
    }

    func channelActive(context: ChannelHandlerContext) {
        reply("220 launch", context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var piece = unwrapInboundIn(data)
        received.writeBuffer(&piece)
        while isLetter ? takeLetter(context) : takeLine(context) {}
        received.discardReadBytes()
    }

    private func takeLetter(_ context: ChannelHandlerContext) -> Bool {
        guard let letter = received.slice(through: "\r\n.\r\n") else { return false }
        isLetter = false
        if let code = Digits.spaced(in: letter) ?? Digits.alone(in: letter) { deliver(recipient, code) }
        reply("250 taken over", context)
        return true
    }

    private func takeLine(_ context: ChannelHandlerContext) -> Bool {
        guard let line = received.take(through: "\r\n") else { return false }
        switch line.prefix(4).uppercased() {
        case "RCPT":
            recipient = String(line.drop { $0 != "<" }.dropFirst().prefix { $0 != ">" })
            reply("250 yes", context)
        case "DATA":
            isLetter = true
            reply("354 go on", context)
        case "QUIT":
            reply("221 goodbye", context)
            context.close(promise: nil)
        default: reply("250 yes", context)
        }
        return true
    }

    private func reply(_ line: String, _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: line + "\r\n")), promise: nil)
    }
}

/// One connection to Kannel's `sendsms` form.
private final class TextSession: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private static let answer = """
        HTTP/1.1 202 Accepted\r\nContent-Type: text/plain\r\nContent-Length: 24\r\n\r\n0: Accepted for delivery
        """

    private let deliver: Gateways.Deliver
    private var received = ByteBuffer()

    init(deliver: @escaping Gateways.Deliver) {
        self.deliver = deliver
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var piece = unwrapInboundIn(data)
        received.writeBuffer(&piece)
        while let head = received.take(through: "\r\n\r\n") {
            let query = head.prefix { $0 != "\r\n" }
            if let to = value("to", of: query), let text = value("text", of: query),
                let code = Digits.six(in: text.utf8)
            {
                deliver(to, code)
            }
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: Self.answer)), promise: nil)
        }
        received.discardReadBytes()
    }

    private func value(_ name: String, of query: Substring) -> String? {
        guard let place = query.range(of: "&\(name)=") else { return nil }
        return query[place.upperBound...].prefix { $0 != "&" && $0 != " " }.removingPercentEncoding
    }
}

extension ByteBuffer {
    /// The text before `mark`, removing both; nil until `mark` has arrived.
    mutating func take(through mark: StaticString) -> String? {
        slice(through: mark).map { String(buffer: $0) }
    }

    /// The same as bytes.
    mutating func slice(through mark: StaticString) -> ByteBuffer? {
        guard let end = place(of: mark) else { return nil }
        let slice = readSlice(length: end)
        moveReaderIndex(forwardBy: mark.utf8CodeUnitCount)
        return slice
    }

    /// Moves behind `mark`; false when it is not there.
    mutating func skip(through mark: StaticString) -> Bool {
        guard let end = place(of: mark) else { return false }
        moveReaderIndex(forwardBy: end + mark.utf8CodeUnitCount)
        return true
    }

    private func place(of mark: StaticString) -> Int? {
        let length = mark.utf8CodeUnitCount
        return withUnsafeReadableBytes { bytes in
            var start = 0
            while start + length <= bytes.count {
                guard let base = bytes.baseAddress,
                    let hit = memchr(base + start, Int32(mark.utf8Start.pointee), bytes.count - length - start + 1)
                else { return nil }
                if memcmp(hit, mark.utf8Start, length) == 0 { return UnsafeRawPointer(hit) - base }
                start = UnsafeRawPointer(hit) - base + 1
            }
            return nil
        }
    }
}

/// Finds the code in a message.
enum Digits {
    /// Exactly six digits in a row.
    static func six(in text: String.UTF8View) -> String? {
        var run: [UInt8] = []
        for byte in text {
            if isDigit(byte) {
                run.append(byte)
            } else {
                if run.count == 6 { break }
                run = []
            }
        }
        return run.count == 6 ? String(decoding: run, as: UTF8.self) : nil
    }

    /// Three digits, a space, and three digits, on an indented line of their own, as in the e-mail.
    static func spaced(in letter: ByteBuffer) -> String? {
        var letter = letter
        while letter.skip(through: "\n    ") {
            guard let line = letter.getBytes(at: letter.readerIndex, length: 8), line[3] == 0x20, line[7] == 0x0D
            else { continue }
            let digits = line[0...2] + line[4...6]
            if digits.allSatisfy(isDigit) { return String(decoding: digits, as: UTF8.self) }
        }
        return nil
    }

    /// Six digits on a line of their own.
    static func alone(in letter: ByteBuffer) -> String? {
        var letter = letter
        while letter.skip(through: "\n") {
            guard let line = letter.getBytes(at: letter.readerIndex, length: 7), line[6] == 0x0D else { continue }
            if line[0..<6].allSatisfy(isDigit) { return String(decoding: line[0..<6], as: UTF8.self) }
        }
        return nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
