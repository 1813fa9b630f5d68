import Foundation
import Programme

/// One answer of the rail, with the status it really has.
///
/// The standard puts the status in front of the response code and into HTTP; some rails answer HTTP 200 to everything
/// and tell the truth in the code alone. A code that contradicts any other HTTP status is not believed.
struct SNAPReply: Sendable {
    /// Of the code where there is one of this service's, of HTTP otherwise.
    let status: Int
    /// Nil unless the code is one of this service's, so that a proxy's page is never taken for the rail's answer.
    let body: SNAPAnswerBody?

    /// What an HTTP status can be.
    private static let statuses = 200...599
    /// Three digits of status, two of service, two of case.
    private static let codeLength = 7

    init(_ answer: HTTPAnswer, of service: SNAPService) {
        guard let body = try? answer.decode(SNAPAnswerBody.self), body.responseCode.count == Self.codeLength,
            body.responseCode.allSatisfy(\.isASCIIDigit), body.responseCode.dropFirst(3).hasPrefix(service.rawValue),
            let own = Int(body.responseCode.prefix(3), in: Self.statuses), answer.status == 200 || answer.status == own
        else {
            (status, self.body) = (answer.status, nil)
            return
        }
        (status, self.body) = (own, body)
    }

    /// The last two digits: which case of its status it is.
    var caseCode: String { body.map { String($0.responseCode.suffix(2)) } ?? "" }

    /// For a log and for officers; never what a person was called.
    var reason: String {
        body.map { "the rail answered \($0.responseCode)" } ?? "the rail answered \(status) without a code of its own"
    }
}

/// A field that rails write as text or as number; nil for anything else.
struct SNAPText: Decodable, Sendable {
    /// At most so many characters, without control characters: it is stored and shown.
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
