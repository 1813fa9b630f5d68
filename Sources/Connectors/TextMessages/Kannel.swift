import AsyncHTTPClient
import Foundation
import Programme

/// A client of a Kannel gateway, through the `sendsms` form of its smsbox (Kannel 1.4).
package struct Kannel: TextMessenger {
    package struct Access: Sendable {
        package let address: String
        package let username: String
        package let password: String
        package let sender: String

        /// `address` is that of the form, such as `http://127.0.0.1:13013/cgi-bin/sendsms`.
        package init(address: String, username: String, password: String, sender: String) {
            self.address = address
            self.username = username
            self.password = password
            self.sender = sender
        }
    }

    /// Requests delivery reports on final states: delivered (1), undeliverable (2), rejected by the network (16).
    private static let reportMask = 1 | 2 | 16
    /// Kannel's answers where `immediate-sendsms-reply` is on; elsewhere the answer begins with a number.
    private static let acceptedWords = ["0:", "Sent."]

    private let access: Access
    private let call: OutboundHTTP

    package init(_ access: Access, call: OutboundHTTP) {
        self.access = access
        self.call = call
    }

    package func send(_ message: TextMessage) async throws(TextFault) -> TextReceipt {
        let answer: OutboundResponse
        do {
            answer = try await call.send(HTTPClientRequest(url: access.address + "?" + query(for: message)))
        } catch {
            throw .retry(after: OutboundHTTP.Limits.pause, because: error.reason)
        }
        let words = String(decoding: answer.body, as: UTF8.self)
        if answer.isSuccess, Kannel.acceptedWords.contains(where: words.hasPrefix) { return .accepted }
        if answer.isSuccess, words.hasPrefix("3:") { return .queued }
        throw Kannel.fault(of: answer, saying: words)
    }

    /// Text outside the networks' alphabet is sent as Unicode (coding 2); the form itself is always UTF-8.
    private func query(for message: TextMessage) -> String {
        var fields = [
            ("username", access.username), ("password", access.password), ("from", access.sender),
            ("to", message.to.e164), ("text", message.text), ("charset", "UTF-8"),
            ("coding", GSMAlphabet.length(of: message.text) == nil ? "2" : "0"),
        ]
        if let report = message.reportAddress {
            fields += [("dlr-mask", String(Kannel.reportMask)), ("dlr-url", report)]
        }
        return fields.map { "\($0.0)=\($0.1.percentEncoded)" }.joined(separator: "&")
    }

    private static func fault(of answer: OutboundResponse, saying words: String) -> TextFault {
        let reason = "the gateway answered \(answer.status)"
        if answer.status == 401 || words.hasPrefix("Authorization failed") {
            return .refusesUs(because: reason + " and refuses our password: check SMS_USER and SMS_PASSWORD")
        }
        if answer.isSuccess {
            return .retry(after: OutboundHTTP.Limits.pause, because: reason + " with words that are not Kannel's")
        }
        // These statuses concern the address and not the message: every further message would fail too.
        if (300..<400).contains(answer.status) || [404, 405, 410, 501].contains(answer.status) {
            return .refusesUs(because: reason + ": Kannel's sendsms form is not there; check SMS_URL")
        }
        switch answer.retry {
        case .after(let span): return .retry(after: span, because: reason)
        case .never: return .never(because: reason)
        }
    }
}

extension String {
    /// Escapes a query value: everything but the unreserved characters of RFC 3986.
    var percentEncoded: String {
        var encoded: [UInt8] = []
        encoded.reserveCapacity(utf8.count * 3 / 2)
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                encoded.append(byte)
            default:
                encoded += [UInt8(ascii: "%"), Self.digits[Int(byte >> 4)], Self.digits[Int(byte & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    private static let digits = Array("0123456789ABCDEF".utf8)
}
