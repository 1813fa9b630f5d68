import NIOCore
import NIOHTTP1

/// Answers `Expect: 100-continue`, which curl and many partners' libraries send, with `100 Continue` at once. Otherwise
/// such a client delays the body of every request by a second or more.
final class ContinueHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// Requests on this connection whose response is not complete.
    private var underWay = 0

    /// Inserts a handler behind the request decoder of a connection. Must be called on the connection's event loop.
    static func add(to channel: any Channel) throws {
        let pipeline = channel.pipeline.syncOperations
        let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
        try pipeline.addHandler(ContinueHandler(), position: .after(decoder))
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head(let request) = unwrapInboundIn(data) {
            // Nothing can be written within another response; the client then sends its body after its own timeout.
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
