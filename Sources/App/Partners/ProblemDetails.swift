import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Programme

/// The responses of the v2 API: JSON, and `application/problem+json` (RFC 9457) with our stable code for every refusal.
struct ProblemDetails: AnswerForm {
    static func json(_ body: String, status: Int) -> Response {
        Response(
            status: HTTPResponse.Status(code: status),
            headers: [
                .contentType: status < 400 ? "application/json" : "application/problem+json", .cacheControl: "no-store",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
    }

    /// The answer for a path or method that the API does not have.
    static func unknown(_ status: HTTPResponse.Status) -> Response {
        let problem = Problem(UnknownCall(status))
        return json(problem.text, status: status.code)
    }

    func refused(_ error: any Error, logger: Logger) -> Response {
        let problem = Problem(error)
        if problem.status >= 500 { logger.error("a partner's request failed", metadata: ["error": "\(error)"]) }
        return Self.json(problem.text, status: problem.status)
    }
}

/// A problem as of RFC 9457.
struct Problem: Encodable, Sendable {
    let type = "about:blank"
    let title: String
    let status: Int
    let code: String

    init(_ error: any Error) {
        let said = ContractError(error)
        title = said.message
        switch error {
        case PartnerRefusal.keyReused: status = 422
        case is UnknownCall: status = said.status.code
        case let refusal as any Refusal:
            status = said.status.code == 400 && !(refusal is PartnerRefusal) ? 422 : said.status.code
        default: status = said.status.code
        }
        code = (error as? any Refusal)?.code ?? (status == 503 ? "busy" : "fault")
    }

    var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
