import Foundation
import NIOCore

/// A connection on which one person after another signs up, as a browser without scripts would: with all cookies that it
/// is given, the token of each form, and the code from the message.
final class SignUpVisitor: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Step {
        case form, contact, codePage, waiting, code, done
    }

    let place: Int
    private let crowd: ClosedCrowd
    private weak var channel: (any Channel)?
    private var received = ByteBuffer()
    private var step = Step.form
    private var contact = ""
    private var cookies: [String: String] = [:]
    private var token = ""
    private var codePath = ""
    private var code: String?

    init(crowd: ClosedCrowd, place: Int) {
        (self.crowd, self.place) = (crowd, place)
    }

    func channelActive(context: ChannelHandlerContext) {
        channel = context.channel
        begin()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var piece = unwrapInboundIn(data)
        received.writeBuffer(&piece)
        while let answer = Answer(taking: &received) { take(answer) }
        received.discardReadBytes()
    }

    func channelInactive(context: ChannelHandlerContext) {
        if step != .form { crowd.fail(contact, why: "connection closed at \(step)") }
        crowd.isGone(self)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    /// The message has arrived, perhaps before the page that asks for its code.
    func receive(_ code: String) {
        self.code = code
        if step == .waiting { typeCode() }
    }

    private func begin() {
        guard let next = crowd.nextContact() else {
            channel?.close(promise: nil)
            return
        }
        (contact, cookies, token, code, step) = (next, [:], "", nil, .form)
        send("GET", crowd.site.form)
    }

    private func take(_ answer: Answer) {
        for cookie in answer.cookies { cookies[cookie.name] = cookie.value }
        if let token = answer.text(after: crowd.site.token) { self.token = token }
        switch (step, answer.status) {
        case (.form, 503), (.contact, 503):
            step = .form
            crowd.later(answer.retryAfter) { [self] in send("GET", crowd.site.formAfterWaiting) }
        case (.form, 200):
            step = .contact
            crowd.expect(contact, on: self)
            send("POST", crowd.site.form, crowd.site.fields(contact))
        case (.contact, 302...303):
            guard let next = answer.location else { return fail(answer) }
            (step, codePath) = (.codePage, next)
            send("GET", next)
        case (.codePage, 200):
            step = .waiting
            if code != nil { typeCode() }
        case (.code, 302...303):
            guard let next = answer.location else { return fail(answer) }
            step = .done
            send("GET", next)
        case (.done, 200):
            crowd.finish()
            begin()
        default: fail(answer)
        }
    }

    private func typeCode() {
        step = .code
        send("POST", codePath, "\(crowd.site.codeField)=\(code ?? "")")
    }

    private func fail(_ answer: Answer) {
        crowd.fail(contact, why: "\(step) was answered \(answer.status)")
        begin()
    }

    private func send(_ method: String, _ path: String, _ fields: String? = nil) {
        let carried = cookies.filter { !$0.value.isEmpty }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        var text = "\(method) \(path) HTTP/1.1\r\nHost: \(crowd.host)\r\nAccept: text/html\r\n"
        text += "Sec-Fetch-Site: same-origin\r\n"
        if !carried.isEmpty { text += "Cookie: \(carried)\r\n" }
        if let fields {
            let body = "\(crowd.site.tokenField)=\(token)&\(fields)"
            text += "Content-Type: application/x-www-form-urlencoded\r\n"
            text += "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
        } else {
            text += "\r\n"
        }
        channel?.writeAndFlush(ByteBuffer(string: text), promise: nil)
    }
}
