import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Programme

/// The responses of the modern API: JSON, and `application/problem+json` (RFC 9457) with our stable code for every
/// refusal.
struct ProblemDetails: AnswerForm {
    /// The public address of this site, for the `type` of a problem.
    let site: String

    static let mediaType = "application/problem+json"

    static func json(_ body: String, status: Int) -> Response {
        Response(
            status: HTTPResponse.Status(code: status),
            headers: [.contentType: status < 400 ? APIReply.mediaType : mediaType, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
    }

    /// The answer for a path or method that the API does not have.
    func unknown(_ status: HTTPResponse.Status) -> Response {
        answer(Problem(UnknownCall(status), site: site))
    }

    func refused(_ error: any Error, logger: Logger, at now: Instant) -> Response {
        let problem = Problem(error, site: site)
        if problem.status >= 500 { logger.error("a partner's request failed", metadata: ["error": "\(error)"]) }
        return answer(problem)
    }

    func code(of error: any Error) -> String { Problem(error, site: site).code }

    private func answer(_ problem: Problem) -> Response {
        Self.json((try? APIText.write(problem)) ?? "{}", status: problem.status)
    }
}

/// A problem as of RFC 9457.
struct Problem: Sendable, Equatable, APIValue {
    /// Leads to the code's place on a page of this site.
    let type: String
    /// Indonesian, and the same for each problem of this type.
    let title: String
    let status: Int
    /// Indonesian: what is wrong with this request, and what to do.
    let detail: String
    let code: String
    /// The fields and parameters that are wrong; nil where the request as a whole is refused.
    let errors: [FieldFault]?

    init(_ error: any Error, site: String) {
        let said = ContractError(error)
        let code = (error as? any Refusal)?.code ?? (said.status.code == 503 ? "busy" : "fault")
        let kind = ProblemKind.all.first { $0.code == code } ?? .unlisted(code, error, said)
        self.init(
            kind, site: site, detail: (error as? APIRefusal)?.detail ?? said.message, errors: FieldFault.all(of: error))
    }

    init(_ kind: ProblemKind, site: String, detail: String, errors: [FieldFault]? = nil) {
        type = kind.address(on: site)
        (title, status, code) = (kind.title, kind.status, kind.code)
        self.detail = detail
        self.errors = errors
    }

    static let object = APIObject(
        name: "Problem",
        fields: [
            APIField(
                "type", .text(format: "uri"), id: "Menuju penjelasan penolakan ini.",
                en: "Leads to the description of this problem."),
            APIField(
                "title", .text(), id: "Sama untuk setiap penolakan sejenis; bahasa Indonesia.",
                en: "The same for every problem of this type; Indonesian."),
            APIField("status", .integer(in: 400...599), id: "Status HTTP.", en: "The HTTP status."),
            APIField(
                "detail", .text(), id: "Apa yang salah dan apa yang harus dilakukan; bahasa Indonesia.",
                en: "What is wrong with this request and what to do; Indonesian."),
            APIField("code", .text(), id: "Tetap, untuk program Anda.", en: "Stable, for your program."),
            APIField(
                "errors", .list(of: .named(FieldFault.object), most: 50), required: false,
                id: "Kolom dan parameter yang salah.", en: "The fields and parameters that are wrong."),
        ])

    static let example = Problem(
        ProblemKind.all.first { $0.code == "api.fields" } ?? .unlisted, site: "https://prakerja.example",
        detail: "Kolom ini tidak sesuai: /score.", errors: [.example])
}

/// A field or a parameter that is wrong.
struct FieldFault: Sendable, Equatable, APIValue {
    /// The field, as a JSON pointer in a fragment of a URI (RFC 6901): `#/score`.
    var pointer: String?
    /// The parameter of the query.
    var parameter: String?
    let detail: String

    /// Nil for an error that names none.
    static func all(of error: any Error) -> [FieldFault]? {
        switch error {
        case APIRefusal.fields(let faults), APIRefusal.parameters(let faults): faults
        case PurchaseRefusal.impossibleScore: [at("score", ContractError(error).message)]
        case PurchaseRefusal.certificateNumber: [at("certificate_number", ContractError(error).message)]
        case PartnerRefusal.missing(let field), PartnerRefusal.twice(let field):
            [at(field, ContractError(error).message)]
        default: nil
        }
    }

    static func at(_ field: String, _ detail: String) -> FieldFault {
        let escaped = field.prefix(60).replacing("~", with: "~0").replacing("/", with: "~1")
        return FieldFault(pointer: "#/\(escaped)", detail: detail)
    }

    static func of(_ parameter: String, _ detail: String) -> FieldFault {
        FieldFault(parameter: String(parameter.prefix(60)), detail: detail)
    }

    static let object = APIObject(
        name: "FieldFault",
        fields: [
            APIField(
                "pointer", .text(), required: false, id: "Kolom dalam isi, misalnya `#/score`.",
                en: "A field of the body, such as `#/score`."),
            APIField(
                "parameter", .text(), required: false, id: "Parameter dalam alamat.", en: "A parameter of the query."),
            APIField("detail", .text(), id: "Yang seharusnya; bahasa Indonesia.", en: "What it has to be; Indonesian."),
        ])

    static let example = FieldFault(
        pointer: "#/score", parameter: nil, detail: "Isi dengan bilangan bulat 0 sampai 100.")
}
