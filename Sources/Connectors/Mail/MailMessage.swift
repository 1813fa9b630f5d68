import Foundation
import Programme

/// An e-mail before encoding: the same text once plain and once as HTML.
package struct MailMessage: Sendable {
    /// The part before `@` of the Message-ID. It is the same for retries, so that a mailbox can drop a copy.
    package let id: String
    package let from: Sender
    package let to: EmailAddress
    package let subject: String
    package let text: String
    package let html: String
    package let date: Instant

    package struct Sender: Sendable {
        package let name: String
        package let address: EmailAddress

        package init(name: String, address: EmailAddress) {
            self.name = name
            self.address = address
        }
    }

    package init(
        id: String, from: Sender, to: EmailAddress, subject: String, text: String, html: String, date: Instant
    ) {
        self.id = id
        self.from = from
        self.to = to
        self.subject = subject
        self.text = text
        self.html = html
        self.date = date
    }

    /// The message in RFC 5322 form, lines ending with CR LF, ASCII only.
    package var encoded: Data {
        let domain = from.address.address.split(separator: "@").last.map(String.init) ?? "localhost"
        let boundary = "=_\(MailHeader.token(id))"
        let lines = [
            "Date: \(MailHeader.date(date))",
            "From: \(MailHeader.words(from.name)) <\(from.address.address)>",
            "To: <\(to.address)>",
            "Message-ID: <\(MailHeader.token(id))@\(domain)>",
            "Subject: \(MailHeader.words(subject))",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: multipart/alternative; boundary=\"\(boundary)\"",
            "",
            "--\(boundary)",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable",
            "",
            QuotedPrintable.encode(text),
            "--\(boundary)",
            "Content-Type: text/html; charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable",
            "",
            QuotedPrintable.encode(html),
            "--\(boundary)--",
            "",
        ]
        return Data(lines.joined(separator: "\r\n").utf8)
    }
}

/// Encodes header values. The results contain no line break of the caller's, so that a value cannot add a header.
enum MailHeader {
    /// `Thu, 16 Apr 2020 09:00:00 +0000`
    static func date(_ instant: Instant) -> String {
        let (date, time) = Zone.utc.local(instant)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return "\(days[date.weekday]), \(date.day) \(months[date.month - 1]) \(date.year) \(time.padded()) +0000"
    }

    /// Letters, digits, dot and dash; other characters are removed.
    static func token(_ text: String) -> String {
        text.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") }
    }

    /// Free text: unchanged when short and plain, otherwise as encoded words of RFC 2047.
    static func words(_ text: String) -> String {
        let clean = String(String.UnicodeScalarView(text.unicodeScalars.map { $0.isControl ? " " : $0 }))
        let plain = clean.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || " !'*+-/".contains($0)) }
        return plain && clean.count <= 60 ? clean : encodedWords(clean)
    }

    /// Encoded words never split a character; 39 bytes make lines of at most 78 characters, including `Subject: `.
    private static func encodedWords(_ text: String) -> String {
        let room = 39
        var chunks: [[UInt8]] = [[]]
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if chunks[chunks.count - 1].count + bytes.count > room { chunks.append([]) }
            chunks[chunks.count - 1] += bytes
        }
        return chunks.map { "=?utf-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}

/// Text as lines of at most 76 ASCII characters (RFC 2045, section 6.7): readable in the raw message where it is plain.
enum QuotedPrintable {
    static func encode(_ text: String) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count * 5 / 4)
        var lineStart = 0
        var bytes = text.utf8.makeIterator()
        var next = bytes.next()
        while let byte = next {
            next = bytes.next()
            if byte == newLine || byte == carriageReturn {
                if byte == carriageReturn, next == newLine { next = bytes.next() }
                output += [carriageReturn, newLine]
                lineStart = output.count
                continue
            }
            let isLast = next == nil || next == newLine || next == carriageReturn
            let isPlain = isPlain(byte, isLast: isLast)
            if output.count - lineStart + (isPlain ? 1 : 3) > 75 {
                output += [escape, carriageReturn, newLine]
                lineStart = output.count
            }
            if isPlain {
                output.append(byte)
            } else {
                output += [escape, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// A blank at the end of a line may be removed in transit, so it is escaped.
    private static func isPlain(_ byte: UInt8, isLast: Bool) -> Bool {
        let isBlank = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
        return ((33...126).contains(byte) && byte != escape) || (isBlank && !isLast)
    }

    private static let newLine = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let escape = UInt8(ascii: "=")
    private static let digits = Array("0123456789ABCDEF".utf8)
}
