import NIOCore
import NIOHTTP1

/// Tells a client that waits for leave to send its body (`Expect: 100-continue`, as curl and many partners' libraries
/// do) to go on, at once. Without it such a client waits a second or longer by itself with every request.
final class ContinueHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// Requests of this connection whose answer has not ended.
    private var underWay = 0

    /// Puts one behind the decoder of a connection that is set up. On its event loop.
    static func add(to channel: any Channel) throws {
        let pipeline = channel.pipeline.syncOperations
        let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
        try pipeline.addHandler(ContinueHandler(), position: .after(decoder))
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head(let request) = unwrapInboundIn(data) {
            // In the middle of another answer nothing may be written: such a client goes on by itself.
            if underWay == 0, request.headers.first(name: "Expect")?.lowercased() == "100-continue" {
                let leave = HTTPResponseHead(version: request.version, status: .continue)
                context.writeAndFlush(wrapOutboundOut(.head(leave)), promise: nil)
            }
            underWay += 1
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { underWay -= 1 }
        context.write(data, promise: promise)
    }
}
