import Foundation
import HTTPTypes
import Hummingbird
import Programme

/// A call of `/api/v2`: its route, its handler, and what the document and the page say of it. Routes and document are
/// made from the same values.
struct APICall: Sendable {
    enum Access: Sendable {
        case open
        /// The client code and a key by HTTP Basic.
        case client
        /// The signature of each request, as in the contract.
        case signature
        case token(APIScope)
    }

    enum Handler: Sendable {
        case plain(@Sendable (Request, VisitorContext) async throws -> Response)
        case token(@Sendable (TokenCaller) async throws -> APIReply)
    }

    /// `operationId` of the document.
    let name: String
    let method: HTTPRequest.Method
    let path: String
    let title: Bilingual
    /// For a partner's engineer.
    let meaning: Bilingual
    let access: Access
    var parameters: [APIParameter] = []
    var input: APIInput?
    let output: APIOutput
    /// Codes of problems that only this call has.
    var problems: [String] = []
    let handler: Handler

    /// Every POST but the one for a token is done once for each key.
    var needsKey: Bool {
        switch access {
        case .token, .signature: method == .post
        case .open, .client: false
        }
    }

    var scope: APIScope? {
        guard case .token(let scope) = access else { return nil }
        return scope
    }

    /// The problems of the document: those of this call, and those that its access, body and key bring with them.
    var documented: [ProblemKind] {
        var codes = problems + ["busy", "fault"]
        switch access {
        case .open: break
        case .client: codes += ["api.too-many-calls", "api.media-type", "partners.too-large", "partners.incomplete"]
        case .signature:
            codes += [
                "partners.client-code", "partners.signature", "partners.timestamp", "partners.wrong-kind",
                "partners.malformed", "partners.twice", "api.fields", "partners.too-large", "partners.incomplete",
            ]
        case .token:
            codes += ["api.token-missing", "api.token-invalid", "api.scope", "api.too-many-calls", "api.parameters"]
            if input != nil {
                codes += [
                    "api.media-type", "api.fields", "partners.malformed", "partners.twice", "partners.too-large",
                ]
            }
        }
        if needsKey {
            codes += ["partners.idempotency-key.required", "partners.idempotency-key.reused"]
            if scope != nil { codes += ["api.idempotency-key.in-flight", "partners.too-large", "partners.incomplete"] }
        }
        return ProblemKind.all.filter { codes.contains($0.code) }
    }
}

/// A parameter in path, query or header.
struct APIParameter: Sendable {
    enum Place: String, Sendable { case path, query, header }

    let name: String
    let place: Place
    let schema: APISchema
    var isRequired = false
    let meaning: Bilingual

    var json: JSON {
        .members([
            "name": .text(name), "in": .text(place.rawValue), "required": .flag(isRequired || place == .path),
            "description": .text(meaning.en), "x-description-id": .text(meaning.id), "schema": schema.json,
        ])
    }
}

/// The body of a request.
struct APIInput: Sendable {
    let mediaType: String
    let object: APIObject
    let example: JSON

    /// A JSON body of this type.
    static func of(_ value: (some APIValue).Type) -> APIInput {
        APIInput(
            mediaType: APIReply.mediaType, object: value.object, example: (try? APIText.json(value.example)) ?? .null)
    }
}

/// The body of a success.
struct APIOutput: Sendable {
    let object: APIObject
    let example: JSON
    /// Whether the text is of this type, without further fields.
    let reads: @Sendable (String) -> Bool

    static func of<Value: APIValue>(_ type: Value.Type) -> APIOutput {
        APIOutput(
            object: type.object, example: (try? APIText.json(type.example)) ?? .null,
            reads: { text in
                guard let value = try? APIText.read(type, text), let again = try? APIText.json(value) else {
                    return false
                }
                return again == (try? JSONDecoder().decode(JSON.self, from: Data(text.utf8)))
            })
    }
}

/// A success.
struct APIReply: Sendable {
    static let mediaType = "application/json"

    let text: String

    init(_ value: some Encodable) throws {
        text = try APIText.write(value)
    }

    /// An answer that was kept.
    init(kept text: String) {
        self.text = text
    }
}
