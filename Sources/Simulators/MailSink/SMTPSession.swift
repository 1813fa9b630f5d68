import Foundation

/// One SMTP session (RFC 5321) as a value: lines in, replies out.
///
/// Special recipients: `tidak-ada@…` is unknown (550), `penuh@…` has a full mailbox (452), `sementara@…` is refused
/// temporarily twice (451) and then accepted.
struct SMTPSession {
    private static let messageBytes = 1_048_576
    private static let recipients = 100

    private enum State {
        case command
        case data
    }

    private let misbehaviour: Misbehaviour
    private let deliver: ([String], ReceivedMail) -> Void
    private var state = State.command
    private var hasGreeted = false
    private var sender: String?
    private var to: [String] = []
    private var content: [UInt8] = []
    private(set) var isOver = false

    init(misbehaviour: Misbehaviour, deliver: @escaping ([String], ReceivedMail) -> Void) {
        self.misbehaviour = misbehaviour
        self.deliver = deliver
    }

    var isSlow: Bool { misbehaviour.mode == .slow }

    var greeting: String {
        switch misbehaviour.mode {
        case .down: "421 not now\r\n"
        case .wrong: "HTTP/1.1 200 OK\r\n"
        case .normal, .slow: "220 simulator ESMTP\r\n"
        }
    }

    /// The reply to a line; nil while a message is being received.
    mutating func receive(_ line: [UInt8]) -> String? {
        switch state {
        case .data: return receiveContent(line)
        case .command: return command(String(decoding: line, as: UTF8.self)) + "\r\n"
        }
    }

    private mutating func command(_ line: String) -> String {
        let verb = line.prefix { $0 != " " }.uppercased()
        let argument = String(line.dropFirst(verb.count + 1))
        switch verb {
        case "EHLO": return hello("250-simulator\r\n250-8BITMIME\r\n250 SIZE \(Self.messageBytes)")
        case "HELO": return hello("250 simulator")
        case "MAIL": return mail(argument)
        case "RCPT": return recipient(argument)
        case "DATA": return data()
        case "RSET":
            reset()
            return "250 forgotten"
        case "NOOP": return "250 still here"
        case "VRFY": return "252 cannot say"
        case "QUIT":
            isOver = true
            return "221 goodbye"
        default: return "500 unknown command"
        }
    }

    private mutating func hello(_ reply: String) -> String {
        reset()
        hasGreeted = true
        return reply
    }

    private mutating func mail(_ argument: String) -> String {
        guard hasGreeted, sender == nil else { return "503 wrong order" }
        guard let address = Self.address(in: argument, after: "FROM:") else { return "501 MAIL FROM:<address>" }
        let size = argument.uppercased().split(separator: " ").first { $0.hasPrefix("SIZE=") }
        if let size, let bytes = Int(size.dropFirst(5)), bytes > Self.messageBytes { return "552 too long" }
        sender = address
        return "250 ok"
    }

    private mutating func recipient(_ argument: String) -> String {
        guard sender != nil else { return "503 wrong order" }
        guard let address = Self.address(in: argument, after: "TO:"), address.contains("@") else {
            return "501 RCPT TO:<address>"
        }
        guard to.count < Self.recipients else { return "452 too many recipients" }
        switch address.prefix(while: { $0 != "@" }) {
        case "tidak-ada": return "550 no such box"
        case "penuh": return "452 box full"
        case "sementara" where misbehaviour.stillFailing(address): return "451 come back later"
        default: break
        }
        to.append(address)
        return "250 ok"
    }

    private mutating func data() -> String {
        guard !to.isEmpty else { return "503 no recipient" }
        state = .data
        return "354 end with a dot alone"
    }

    /// Adds a line to the message. The sender doubles a leading dot (RFC 5321, section 4.5.2).
    private mutating func receiveContent(_ line: [UInt8]) -> String? {
        if line == [UInt8(ascii: ".")] {
            state = .command
            defer { reset() }
            guard content.count <= Self.messageBytes else { return "552 too long\r\n" }
            deliver(to, ReceivedMail(content))
            return "250 taken over\r\n"
        }
        if content.count <= Self.messageBytes {
            content += line.first == UInt8(ascii: ".") ? Array(line.dropFirst()) : line
            content += [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
        }
        return nil
    }

    private mutating func reset() {
        sender = nil
        to = []
        content = []
    }

    /// The text between `<` and `>` after the keyword.
    private static func address(in argument: String, after keyword: String) -> String? {
        guard argument.uppercased().hasPrefix(keyword) else { return nil }
        guard let open = argument.firstIndex(of: "<"), let close = argument[open...].firstIndex(of: ">") else {
            return nil
        }
        return String(argument[argument.index(after: open)..<close])
    }
}
