import Crypto
import Foundation

/// The signature of a partner's request: HMAC-SHA1 in hex over client code, timestamp, method, path, authorization
/// and body without separators, under the partner's key.
///
/// Clients in use sign different forms of the body, so three are tried: the bytes as they came; the JSON without its
/// insignificant whitespace (Python signs compact and sends spaces); and that with Go's escapes for HTML (Go signs
/// `\u0026` and sends `&`). Keys are never sorted and escapes not rewritten otherwise, because every client differs in
/// them.
package struct PartnerSignature: Sendable {
    package let clientCode: String
    package let timestamp: String
    package let method: String
    package let path: String
    /// The header's value as sent, such as `Payment abc`; empty when there was none.
    package let authorization: String
    package let body: Data

    package init(
        clientCode: String, timestamp: String, method: String, path: String, authorization: String = "", body: Data
    ) {
        self.clientCode = clientCode
        self.timestamp = timestamp
        self.method = method
        self.path = "/" + path.drop { $0 == "/" }
        self.authorization = authorization
        self.body = body
    }

    /// The valid timestamps, in seconds since 1970, up to the year 5138: in milliseconds they do not overflow.
    private static let timestamps: ClosedRange<Int64> = 0...100_000_000_000

    /// How far a partner's clock may differ from ours.
    package static let tolerance = Span.minutes(5)

    /// The signature of a client that signs the authorization and the body as they are sent.
    package func hex(key: Data) -> String {
        Self.hex(message(authorization: authorization, body: body), key: key)
    }

    /// Whether the signature is one of those that a correct client of this partner makes. Every comparison takes
    /// constant time.
    package func matches(_ signature: String, key: Data) -> Bool {
        let given = Array(signature.lowercased().utf8)
        var found = false
        for body in signedBodies {
            for authorization in signedAuthorizations {
                let expected = Array(Self.hex(message(authorization: authorization, body: body), key: key).utf8)
                found = Self.isEqual(given, expected) || found
            }
        }
        return found
    }

    /// Whether the timestamp, in seconds, is within `tolerance` of `now`.
    package func isTimely(at now: Instant) -> Bool {
        guard let seconds = Int64(timestamp, in: Self.timestamps), String(seconds) == timestamp else { return false }
        let difference = now.milliseconds - seconds * 1_000
        return abs(difference) <= Self.tolerance.milliseconds
    }

    private var signedBodies: [Data] {
        let compact = JSONText.compact(body)
        return [body, compact, JSONText.escapedForHTML(compact)]
    }

    /// It is not documented whether the word `Payment` is signed with the token, so the header, the token alone and an
    /// empty value are accepted.
    private var signedAuthorizations: [String] {
        guard !authorization.isEmpty else { return [""] }
        let bare = authorization.split(separator: " ").last.map(String.init) ?? ""
        return [authorization, bare, ""]
    }

    private func message(authorization: String, body: Data) -> Data {
        Data("\(clientCode)\(timestamp)\(method)\(path)\(authorization)".utf8) + body
    }

    private static func hex(_ message: Data, key: Data) -> String {
        let code = HMAC<Insecure.SHA1>.authenticationCode(for: message, using: SymmetricKey(data: key))
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: code.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    private static func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(into: UInt8(0)) { $0 |= $1.0 ^ $1.1 } == 0
    }
}

/// Edits JSON as text without parsing it: key order, numbers and escapes stay as the sender wrote them.
enum JSONText {
    /// Removes the whitespace between tokens; strings are unchanged.
    static func compact(_ text: Data) -> Data {
        var kept = Data(capacity: text.count)
        var inString = false
        var escaped = false
        for byte in text {
            if inString {
                if escaped {
                    escaped = false
                } else if byte == UInt8(ascii: "\\") {
                    escaped = true
                } else if byte == UInt8(ascii: "\"") {
                    inString = false
                }
                kept.append(byte)
            } else if byte != 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D {
                inString = byte == UInt8(ascii: "\"")
                kept.append(byte)
            }
        }
        return kept
    }

    /// With `&`, `<` and `>` as Go's encoder escapes them. They occur only inside strings.
    static func escapedForHTML(_ text: Data) -> Data {
        var escaped = Data(capacity: text.count)
        for byte in text {
            switch byte {
            case UInt8(ascii: "&"): escaped.append(contentsOf: #"\u0026"#.utf8)
            case UInt8(ascii: "<"): escaped.append(contentsOf: #"\u003c"#.utf8)
            case UInt8(ascii: ">"): escaped.append(contentsOf: #"\u003e"#.utf8)
            default: escaped.append(byte)
            }
        }
        return escaped
    }
}
