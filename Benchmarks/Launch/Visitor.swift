import Foundation
import NIOCore

/// A connection on which one person after another signs up, as a browser without scripts would: the form, the address,
/// the page for the code, the code from the message, and the final page. A person who had to wait continues with the
/// form that has kept what they typed.
final class Visitor: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Step: Int {
        case form, contact, codePage, waiting, code, done
    }

    private let load: VisitorLoad
    private weak var channel: (any Channel)?
    private var received = ByteBuffer()
    private var step = Step.form
    private var person: Person
    private var askedAt = NIODeadline.now()
    private var code: String?
    private var isBusy = false

    init(load: VisitorLoad) {
        self.load = load
        person = Person(number: -1, arrivedAt: .now())
    }

    /// Starts `person`, or starts them again after the waiting page.
    func begin(_ person: Person) {
        self.person = person
        code = nil
        isBusy = true
        step = .form
        get(person.hasWaited ? "/daftar?lagi=ya" : "/daftar")
    }

    /// The message has arrived, perhaps before the page that asks for its code.
    func receive(_ code: String) {
        self.code = code
        if step == .waiting { typeCode() }
    }

    func channelActive(context: ChannelHandlerContext) {
        channel = context.channel
        load.isFree(self)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var piece = unwrapInboundIn(data)
        received.writeBuffer(&piece)
        while let answer = Answer(taking: &received) { take(answer) }
        received.discardReadBytes()
    }

    func channelInactive(context: ChannelHandlerContext) {
        if isBusy, step == .form {
            // The server may close an idle connection just as it is used again; like a browser, retry once on another.
            load.connectsAgain(person)
        } else if isBusy {
            load.lost(person, why: "connection closed at \(step)")
        }
        load.isGone(self)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    // MARK: Steps

    private func take(_ answer: Answer) {
        load.figures.answered(in: NIODeadline.now() - askedAt)
        if let visit = answer.cookie("kunjungan") { person.visit = visit }
        if let pass = answer.cookie("antrean") { person.pass = pass }
        if let attempt = answer.cookie("pendaftar") { person.attempt = attempt }
        if let kept = answer.cookie("isian") { person.kept = kept }
        if let token = answer.token { person.token = token }
        if answer.status == 503 || answer.status == 429 {
            return end { load.sentAway(person, retryAfter: answer.retryAfter) }
        }
        switch (step, answer.status) {
        case (.form, 200):
            step = .contact
            post("/daftar", "kontak=\(person.contact.replacing("+", with: "%2B"))&ke=&cara=kode")
        case (.contact, 303) where answer.location == "/daftar/kode": next(.codePage, "/daftar/kode")
        case (.codePage, 200):
            step = .waiting
            if code != nil { typeCode() }
        case (.code, 303):
            guard let session = answer.cookie("sesi") else { return fail(answer) }
            person.session = session
            load.verified(person)
            next(.done, "/daftar/berhasil")
        case (.done, 200): end { load.finished(person) }
        default: fail(answer)
        }
    }

    private func typeCode() {
        load.expectNoMore(person)
        step = .code
        post("/daftar/kode", "kode=\(code ?? "")")
    }

    private func fail(_ answer: Answer) {
        let why = "\(step) was answered \(answer.status)"
        end { load.lost(person, why: why) }
    }

    private func end(_ note: () -> Void) {
        isBusy = false
        note()
        load.isFree(self)
    }

    private func next(_ step: Step, _ path: String) {
        self.step = step
        if step == .codePage { load.expect(person, on: self) }
        get(path)
    }

    // MARK: Requests

    private func get(_ path: String) {
        send("GET \(path) HTTP/1.1\r\n\(headers)\r\n")
    }

    private func post(_ path: String, _ fields: String) {
        if path == "/daftar" { load.expect(person, on: self) }
        let body = "_token=\(person.token)&\(fields)"
        let type = "Content-Type: application/x-www-form-urlencoded\r\n"
        send("POST \(path) HTTP/1.1\r\n\(headers)\(type)Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
    }

    private var headers: String {
        var cookies: [String] = []
        if !person.visit.isEmpty { cookies.append("kunjungan=\(person.visit)") }
        if !person.pass.isEmpty { cookies.append("antrean=\(person.pass)") }
        if !person.kept.isEmpty { cookies.append("isian=\(person.kept)") }
        if !person.attempt.isEmpty { cookies.append("pendaftar=\(person.attempt)") }
        if !person.session.isEmpty { cookies.append("sesi=\(person.session)") }
        let cookie = cookies.isEmpty ? "" : "Cookie: \(cookies.joined(separator: "; "))\r\n"
        return "Host: \(load.host)\r\nAccept: text/html\r\nSec-Fetch-Site: same-origin\r\n\(cookie)"
    }

    private func send(_ text: String) {
        askedAt = .now()
        channel?.writeAndFlush(ByteBuffer(string: text), promise: nil)
    }
}

/// A person who signs up: every second by e-mail, the others by phone.
struct Person {
    let number: Int
    /// The scheduled arrival; waiting for a free connection counts.
    var arrivedAt: NIODeadline
    var visit = ""
    var token = ""
    var pass = ""
    var attempt = ""
    /// What they typed before they had to wait, in the site's sealed cookie.
    var kept = ""
    var session = ""
    var hasWaited = false

    init(number: Int, arrivedAt: NIODeadline) {
        self.number = number
        self.arrivedAt = arrivedAt
    }

    var contact: String {
        number % 2 == 0 ? "pendaftar\(number)@contoh.id" : "+62812\(10_000_000 + number)"
    }
}
