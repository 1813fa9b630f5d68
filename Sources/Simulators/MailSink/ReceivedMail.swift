import Foundation

/// A received message, parsed just far enough to show its subject and text (RFC 5322, 2045, 2047).
struct ReceivedMail {
    let subject: String
    let text: String
    /// Its Message-ID.
    let reference: String

    init(_ bytes: [UInt8]) {
        let letter = MIMEPart(bytes)
        subject = MIMEPart.decodeWords(letter.headers["subject"] ?? "")
        text = letter.plainText ?? ""
        reference = letter.headers["message-id"] ?? ""
    }
}

/// Headers and body; in a multipart body the plain text is searched.
private struct MIMEPart {
    let headers: [String: String]
    private let body: String

    init(_ bytes: [UInt8]) {
        self.init(String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n"))
    }

    private init(_ whole: String) {
        let halves = whole.split(separator: "\n\n", maxSplits: 1, omittingEmptySubsequences: false)
        var headers: [String: String] = [:]
        for line in Self.unfolded(halves[0]) {
            let pair = line.split(separator: ":", maxSplits: 1)
            if pair.count == 2 { headers[pair[0].lowercased()] = pair[1].trimmingCharacters(in: .whitespaces) }
        }
        self.headers = headers
        body = halves.count == 2 ? String(halves[1]) : ""
    }

    var plainText: String? {
        let type = headers["content-type"] ?? "text/plain"
        if type.lowercased().hasPrefix("multipart/"), let boundary = Self.parameter("boundary", of: type) {
            return parts(between: boundary).lazy.compactMap(\.plainText).first
        }
        guard type.lowercased().hasPrefix("text/plain") else { return nil }
        switch headers["content-transfer-encoding"]?.lowercased() {
        case "quoted-printable": return Self.decodeQuotedPrintable(body)
        case "base64":
            return Self.decodeBase64(body)
        default: return body
        }
    }

    private func parts(between boundary: String) -> [MIMEPart] {
        ("\n" + body).components(separatedBy: "\n--\(boundary)").dropFirst()
            .filter { !$0.hasPrefix("--") }
            .map { MIMEPart(String($0.drop { $0 != "\n" }.dropFirst())) }
    }

    /// A line that starts with a blank continues the one before it.
    private static func unfolded(_ head: Substring) -> [String] {
        head.replacing("\n ", with: " ").replacing("\n\t", with: " ").split(separator: "\n").map(String.init)
    }

    private static func parameter(_ name: String, of header: String) -> String? {
        guard let range = header.range(of: name + "=", options: .caseInsensitive) else { return nil }
        let value = header[range.upperBound...]
        return value.hasPrefix("\"")
            ? String(value.dropFirst().prefix { $0 != "\"" }) : String(value.prefix { $0 != ";" && $0 != " " })
    }

    private static func decodeBase64(_ text: String) -> String? {
        Data(base64Encoded: text, options: .ignoreUnknownCharacters).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func decodeQuotedPrintable(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.replacing("=\n", with: "").utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "="), rest.count >= 2,
                let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Blanks between two encoded words are not part of the text. Only `B` encoding is read: it is what we send.
    static func decodeWords(_ header: String) -> String {
        var text = ""
        var afterWord = false
        for piece in header.split(separator: " ", omittingEmptySubsequences: false) {
            if piece.isEmpty { continue }
            let fields = piece.split(separator: "?", omittingEmptySubsequences: false)
            let isWord = fields.count == 5 && fields[0] == "=" && fields[2].uppercased() == "B" && fields[4] == "="
            if !text.isEmpty, !(isWord && afterWord) { text += " " }
            text += isWord ? decodeBase64(String(fields[3])) ?? "" : String(piece)
            afterWord = isWord
        }
        return text
    }
}
