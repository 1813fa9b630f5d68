import Foundation
import NIOCore

/// An HTTP response, parsed only as far as a visitor needs it, because the client runs on the same cores as the
/// measured server and must be cheap.
struct Answer {
    let status: Int
    private(set) var location: String?
    private(set) var retryAfter = 30
    private(set) var cookies: [(name: String, value: String)] = []
    private let body: ByteBuffer

    init?(taking buffer: inout ByteBuffer) {
        var ahead = buffer
        guard var head = ahead.slice(through: "\r\n\r\n") else { return nil }
        let line = head.slice(through: "\r\n") ?? head
        status = line.getString(at: line.readerIndex + 9, length: 3).flatMap { Int($0) } ?? 0
        var length = 0
        while head.readableBytes > 0 {
            let field = head.slice(through: "\r\n") ?? head.readSlice(length: head.readableBytes) ?? ByteBuffer()
            switch Self.name(of: field) {
            case .length: length = Int(Self.value(of: field)) ?? 0
            case .location: location = Self.value(of: field)
            case .retryAfter: retryAfter = Int(Self.value(of: field)) ?? retryAfter
            case .cookie: cookies.append(Self.cookie(Self.value(of: field)))
            case nil: break
            }
        }
        guard let body = ahead.readSlice(length: length) else { return nil }
        buffer = ahead
        self.body = body
    }

    /// The form's CSRF token.
    var token: String? { text(after: "name=\"_token\" value=\"") }

    /// What follows `mark` in the body, up to a quotation mark.
    func text(after mark: StaticString) -> String? {
        var body = body
        return body.skip(through: mark) ? body.take(through: "\"") : nil
    }

    func cookie(_ name: String) -> String? {
        cookies.first { $0.name == name }?.value
    }

    private enum Field { case length, location, retryAfter, cookie }

    /// Identified by length and first letter, which suffices for the few headers that are read.
    private static func name(of field: ByteBuffer) -> Field? {
        let bytes = field.readableBytesView
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), let first = bytes.first else { return nil }
        switch (colon - bytes.startIndex, first | 0x20) {
        case (14, UInt8(ascii: "c")): return .length
        case (8, UInt8(ascii: "l")): return .location
        case (11, UInt8(ascii: "r")): return .retryAfter
        case (10, UInt8(ascii: "s")): return .cookie
        default: return nil
        }
    }

    private static func value(of field: ByteBuffer) -> String {
        var field = field
        _ = field.skip(through: ":")
        return String(buffer: field).trimmingPrefix(" ").description
    }

    private static func cookie(_ text: String) -> (String, String) {
        let pair = text.utf8.prefix { $0 != UInt8(ascii: ";") }
        guard let equals = pair.firstIndex(of: UInt8(ascii: "=")) else { return ("", "") }
        return (String(Substring(pair[..<equals])), String(Substring(pair[pair.index(after: equals)...])))
    }
}
