import App
import Foundation
import NIOCore
import Programme

/// A connection on which one purchase after another is made.
final class PurchaseClient: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Step { case idle, asked, waiting, authorizing }

    private let crowd: PurchaseCrowd
    private let port: Int
    private let round: Int
    private weak var channel: (any Channel)?
    private var received = ByteBuffer()
    private var step = Step.idle
    private var number = 0
    private var phone = ""
    private var token = ""
    private var code: String?

    init(crowd: PurchaseCrowd, port: Int, round: Int) {
        (self.crowd, self.port, self.round) = (crowd, port, round)
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
        if step != .idle { crowd.fail("connection closed while \(step)") }
        crowd.isGone(port: port, of: round)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    /// The message has arrived, perhaps before the answer to the request for it.
    func receive(_ code: String) {
        self.code = code
        if step == .waiting { authorize() }
    }

    private func begin() {
        guard let (buyer, number) = crowd.nextBuyer(of: round) else {
            step = .idle
            channel?.close(promise: nil)
            return
        }
        (self.number, phone, token, code, step) = (number, buyer.phone, "", nil, .asked)
        crowd.expect(phone, on: self)
        let body = """
            {"user_platform_id":"U-\(number)","prakerja_id":"\(buyer.card)","course_code":"\(PurchaseWorkload.course)",\
            "schedule_code":"\(PurchaseWorkload.schedule(number))","amount":\(PurchaseWorkload.price)}
            """
        send("/api/v1/integration/payment/send-otp", body)
    }

    private func take(_ answer: Answer) {
        switch (step, answer.status) {
        case (.asked, 200):
            guard let token = answer.text(after: "\"payment_token\":\"") else { return fail(answer) }
            (self.token, step) = (token, .waiting)
            if code != nil { authorize() }
        case (.authorizing, 200):
            crowd.finish()
            begin()
        default: fail(answer)
        }
    }

    private func authorize() {
        step = .authorizing
        let body = """
            {"otp":"\(code ?? "")","invoice_url":"https://dp.example/inv","invoice_code":"INV-\(number)"}
            """
        send("/api/v1/integration/payment/authorize", body, authorization: "Payment \(token)")
    }

    private func fail(_ answer: Answer) {
        crowd.fail("\(step) was answered \(answer.status)")
        begin()
    }

    private func send(_ path: String, _ body: String, authorization: String = "") {
        let signature = PartnerSignature(
            clientCode: PurchaseWorkload.seller, timestamp: String(Int64(Date().timeIntervalSince1970)), method: "POST",
            path: path, authorization: authorization, body: Data(body.utf8))
        var text = """
            POST \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n\
            client_code: \(signature.clientCode)\r\ntimestamp: \(signature.timestamp)\r\n\
            signature: \(signature.hex(key: Data(PurchaseWorkload.signKey.utf8)))\r\n
            """
        if !authorization.isEmpty { text += "Authorization: \(authorization)\r\n" }
        text += "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
        channel?.writeAndFlush(ByteBuffer(string: text), promise: nil)
    }
}
