import Foundation
import Hummingbird
import NIOConcurrencyHelpers
import Programme

/// How rails differ that all speak the same standard. Set through `POST /_dress` with `{"dress":"…"}`.
package enum RailDress: String, Sendable, Codable, CaseIterable {
    /// As the standard has it.
    case standard
    /// How long a token is good is a JSON number.
    case numberExpiry = "number-expiry"
    /// As before, with a number larger than any clock.
    case hugeExpiry = "huge-expiry"
    /// Names and notes hold letters, digits and blanks; anything else is a wrong field.
    case plainTexts = "plain-texts"
    /// A wallet's number begins with 628.
    case international
    /// Every refusal travels in HTTP 200, with its status in the code alone.
    case truthInCode = "truth-in-code"
    /// Our account is empty at the first telling of a payment. Told again, a payment must be told with the same date and is
    /// then made; with another it is inconsistent.
    case sameDate = "same-date"
    /// A payment told first is made and its answer lost. Told again, it is answered like the first time.
    case losesAnswer = "loses-answer"

    /// The life of a token as this rail writes it.
    func written(_ life: Span) -> RailToken.Life {
        switch self {
        case .numberExpiry: .number(life.seconds)
        case .hugeExpiry: .number(.max)
        default: .text(String(life.seconds))
        }
    }
}

/// The answer to a request for a token.
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

/// What the rail wears, and what it has to remember for it.
final class RailWardrobe: Sendable {
    private struct State {
        var dress = RailDress.standard
        /// The date each payment was first told with.
        var firstDate: [String: String] = [:]
        var lost: Set<String> = []
    }

    private let state = NIOLockedValueBox(State())

    var dress: RailDress { state.withLockedValue { $0.dress } }

    func addControl(to router: Router<BasicRequestContext>) {
        router.post("_dress") { request, _ in
            struct Body: Decodable { let dress: RailDress }
            let data = Data(try await request.body.collect(upTo: 1_024).readableBytesView)
            guard let body = try? JSONDecoder().decode(Body.self, from: data) else {
                return Response.text("one of \(RailDress.allCases.map(\.rawValue))", .badRequest)
            }
            self.state.withLockedValue { $0 = State(dress: body.dress) }
            return Response(status: .noContent)
        }
    }

    /// What a rail in this dress refuses before it looks into its books.
    func check(_ question: RailQuestion, of service: RailService) throws {
        switch dress {
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

    /// Whether this telling's answer is lost on the way.
    func loses(_ question: RailQuestion, of service: RailService) -> Bool {
        guard dress == .losesAnswer, service.isPayment,
            let reference = try? question.text("partnerReferenceNo", longest: 64)
        else { return false }
        return state.withLockedValue { $0.lost.insert(reference).inserted }
    }
}
