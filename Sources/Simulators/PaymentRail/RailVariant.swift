import Foundation
import Hummingbird
import NIOConcurrencyHelpers
import Programme

/// The variants of rails with the same standard. Set through `POST /_variant` with `{"variant":"…"}`.
package enum RailVariant: String, Sendable, Codable, CaseIterable {
    /// As in the standard.
    case standard
    /// A token's lifetime is a JSON number.
    case numberExpiry = "number-expiry"
    /// The same, with a number beyond any date.
    case hugeExpiry = "huge-expiry"
    /// Names and notes may have letters, digits and blanks; anything else is an invalid field.
    case plainTexts = "plain-texts"
    /// A wallet's number begins with 628.
    case international
    /// Every refusal has HTTP 200, with the real status only in the code.
    case truthInCode = "truth-in-code"
    /// Our account is empty at the first submission of a payment. A later submission with the same date is paid; with
    /// another date it is inconsistent.
    case sameDate = "same-date"
    /// The first submission is paid and its response lost. A repeated submission gets the same response as the first.
    case losesAnswer = "loses-answer"

    /// A token's lifetime in this rail's format.
    func written(_ life: Span) -> RailToken.Life {
        switch self {
        case .numberExpiry: .number(life.seconds)
        case .hugeExpiry: .number(.max)
        default: .text(String(life.seconds))
        }
    }
}

/// The response to a token request.
struct RailToken: Encodable {
    enum Life: Encodable {
        case text(String)
        case number(Int64)

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .text(let text): try container.encode(text)
            case .number(let number): try container.encode(number)
            }
        }
    }

    let responseCode = "2007300"
    let responseMessage = "Successful"
    let tokenType = "Bearer"
    let accessToken: String
    let expiresIn: Life
}

/// The current variant, and the state it needs.
final class RailVariants: Sendable {
    private struct State {
        var variant = RailVariant.standard
        /// The date of each payment's first submission.
        var firstDate: [String: String] = [:]
        var lost: Set<String> = []
    }

    private let state = NIOLockedValueBox(State())

    var variant: RailVariant { state.withLockedValue { $0.variant } }

    func addControl(to router: Router<BasicRequestContext>) {
        router.post("_variant") { request, _ in
            struct Body: Decodable { let variant: RailVariant }
            let data = Data(try await request.body.collect(upTo: 1_024).readableBytesView)
            guard let body = try? JSONDecoder().decode(Body.self, from: data) else {
                return Response.text("one of \(RailVariant.allCases.map(\.rawValue))", .badRequest)
            }
            self.state.withLockedValue { $0 = State(variant: body.variant) }
            return Response(status: .noContent)
        }
    }

    /// Throws what a rail of this variant refuses before it looks into its books.
    func check(_ question: RailQuestion, of service: RailService) throws {
        switch variant {
        case .plainTexts:
            if let field = question.textsWithSigns.first { throw RailRefusal.badField(field) }
        case .international:
            guard let number = try? question.text("customerNumber", longest: 20), !number.hasPrefix("628") else {
                return
            }
            throw RailRefusal(status: 404, caseCode: "11", message: "Invalid Account")
        case .sameDate where service.isPayment:
            let (reference, date) = (
                try question.text("partnerReferenceNo", longest: 64), try question.text("transactionDate", longest: 25)
            )
            let first = state.withLockedValue { state in
                defer { state.firstDate[reference] = state.firstDate[reference] ?? date }
                return state.firstDate[reference]
            }
            guard let first else { throw RailRefusal(status: 403, caseCode: "14", message: "Insufficient Funds") }
            guard first == date else { throw RailRefusal(status: 404, caseCode: "18", message: "Inconsistent Request") }
        default: return
        }
    }

    /// Whether the response to this submission is lost.
    func loses(_ question: RailQuestion, of service: RailService) -> Bool {
        guard variant == .losesAnswer, service.isPayment,
            let reference = try? question.text("partnerReferenceNo", longest: 64)
        else { return false }
        return state.withLockedValue { $0.lost.insert(reference).inserted }
    }
}
