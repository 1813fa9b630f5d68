import Foundation
import Programme

/// One answer of the rail, with its real status.
///
/// The standard puts the status into the response code and into HTTP; some rails answer every request with HTTP 200 and
/// have the real status only in the code. A code that contradicts any other HTTP status is ignored.
struct SNAPReply: Sendable {
    /// Taken from the code where it is one of this service, otherwise from HTTP.
    let status: Int
    /// Nil unless the code is one of this service, so that a proxy's page is never mistaken for the rail's answer.
    let body: SNAPAnswerBody?

    /// The valid HTTP statuses.
    private static let statuses = 200...599
    /// Three digits of status, two of service, two of case.
    private static let codeLength = 7

    init(_ answer: OutboundResponse, of service: SNAPService) {
        guard let body = try? answer.decode(SNAPAnswerBody.self), body.responseCode.count == Self.codeLength,
            body.responseCode.allSatisfy(\.isASCIIDigit), body.responseCode.dropFirst(3).hasPrefix(service.rawValue),
            let own = Int(body.responseCode.prefix(3), in: Self.statuses), answer.status == 200 || answer.status == own
        else {
            (status, self.body) = (answer.status, nil)
            return
        }
        (status, self.body) = (own, body)
    }

    /// The last two digits of the code; empty without a code.
    var caseCode: String { body.map { String($0.responseCode.suffix(2)) } ?? "" }

    /// For logs and officers; without a person's name.
    var reason: String {
        body.map { "the rail answered \($0.responseCode)" } ?? "the rail answered \(status) without a code of its own"
    }
}

/// A field that rails send as text or as number; empty for any other type.
struct SNAPText: Decodable, Sendable {
    /// In characters, without control characters, because it is stored and displayed.
    static let longest = 140

    let text: String

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self.text = Self.clean(text)
        } else if let number = try? container.decode(Int64.self) {
            text = String(number)
        } else if let number = try? container.decode(Decimal.self), !number.isNaN {
            text = Self.clean(number.description)
        } else {
            text = ""
        }
    }

    private static func clean(_ text: String) -> String {
        let kept = text.unicodeScalars.filter { $0.properties.generalCategory != .control }
        return String(String(String.UnicodeScalarView(kept)).prefix(longest))
    }
}
