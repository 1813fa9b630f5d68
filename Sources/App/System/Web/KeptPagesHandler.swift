import Foundation
import HTTPTypes
import HummingbirdCore
import NIOConcurrencyHelpers
import NIOCore
import NIOHTTPTypes
import Programme

/// What a connection answers by itself, without a task of the web framework, which costs several times the answer: the
/// public files, and the pages that `PublicPageCache` has at hand. In the first minute of registration these are three of
/// a visitor's five requests.
final class KeptPages: Sendable {
    private let pages: PublicPageCache
    private let files: [String: CachedResponse]
    private let realClock: @Sendable () -> Date
    /// The `Date` header of this second.
    private let date = NIOLockedValueBox<(second: Int64, text: String)>((0, ""))

    /// - Parameter now: the time for the `Date` header.
    init(_ pages: PublicPageCache, isSecure: Bool, now: @escaping @Sendable () -> Date = { Date() }) {
        self.pages = pages
        files = PublicFiles.shared.responses(after: SecurityHeaders.all(isSecure: isSecure))
        realClock = now
    }

    /// The whole response to this request; nil when the web framework has to answer it.
    func answer(_ request: HTTPRequest) -> (head: HTTPResponse, body: ByteBuffer?)? {
        guard request.method == .get, let path = request.path, let kept = files[path] ?? pages.atOnce(request) else {
            return nil
        }
        var (head, body) = kept.parts(for: request)
        head.headerFields[.contentLength] = body.map { String($0.readableBytes) }
        head.headerFields[.date] = dateHeader()
        head.headerFields[.server] = Connections.serverName
        return (head, body)
    }

    private func dateHeader() -> String {
        let now = realClock()
        let second = Int64(now.timeIntervalSince1970)
        return date.withLockedValue { kept in
            if kept.second != second { kept = (second, Self.format(now)) }
            return kept.text
        }
    }

    /// As RFC 9110 prescribes: `Mon, 30 Nov 2026 03:50:32 GMT`.
    private static func format(_ date: Date) -> String {
        var utc = Calendar(identifier: .gregorian)
        utc.timeZone = .gmt
        let part = utc.dateComponents([.weekday, .day, .month, .year, .hour, .minute, .second], from: date)
        func two(_ number: Int?) -> String { String((number ?? 0) + 100).suffix(2).description }
        let weekday = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][(part.weekday ?? 1) - 1]
        let month =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][(part.month ?? 1) - 1]
        let time = "\(two(part.hour)):\(two(part.minute)):\(two(part.second))"
        return "\(weekday), \(two(part.day)) \(month) \(part.year ?? 0) \(time) GMT"
    }
}

/// Answers on the connection what `KeptPages` has; passes all other requests on.
final class KeptPagesHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let pages: KeptPages
    /// Requests passed on whose response is not complete. Until it is, a later request of this connection is passed on,
    /// too: responses leave in the order of their requests.
    private var underWay = 0
    /// The answer to the request that is being read; it leaves when that is complete.
    private var answer: (head: HTTPResponse, body: ByteBuffer?)?

    private init(_ pages: KeptPages) {
        self.pages = pages
    }

    /// Inserts a handler between those that read and write HTTP and the web framework. Must be called on the
    /// connection's event loop.
    static func add(to channel: any Channel, _ pages: KeptPages) throws {
        let pipeline = channel.pipeline.syncOperations
        let http = try pipeline.handler(type: HTTPConnectionStateHandler.self)
        try pipeline.addHandler(KeptPagesHandler(pages), position: .after(http))
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let request):
            if underWay == 0, isAlone(request) { answer = pages.answer(request) }
            if answer == nil { underWay += 1 }
        case .body: break
        case .end:
            if let answer {
                self.answer = nil
                return send(answer, context)
            }
        }
        if answer == nil { context.fireChannelRead(data) }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { underWay -= 1 }
        context.write(data, promise: promise)
    }

    /// Whether the request has no body, and the connection stays open after it.
    private func isAlone(_ request: HTTPRequest) -> Bool {
        let fields = request.headerFields
        return fields[.connection]?.lowercased().contains("close") != true && fields[.transferEncoding] == nil
            && fields[.contentLength].map { $0 == "0" } ?? true
    }

    private func send(_ answer: (head: HTTPResponse, body: ByteBuffer?), _ context: ChannelHandlerContext) {
        context.write(wrapOutboundOut(.head(answer.head)), promise: nil)
        if let body = answer.body { context.write(wrapOutboundOut(.body(body)), promise: nil) }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
}
