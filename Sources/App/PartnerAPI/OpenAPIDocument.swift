import HTTPTypes
import Programme

/// The OpenAPI 3.1 document of `/api/v2`, made from its calls and the types of events.
struct OpenAPIDocument: Sendable {
    let site: String
    let calls: [APICall]

    /// Of the API, not of the product: a field that is taken away, or means something else, makes a new number.
    static let version = "2.0.0"

    var json: JSON {
        .members([
            "openapi": "3.1.0",
            "info": [
                "title": "Prakerja partner API",
                "version": .text(Self.version),
                "description": .text(Self.summary.en),
                "x-description-id": .text(Self.summary.id),
                "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
            ],
            "servers": [["url": .text(site)]],
            "externalDocs": ["url": .text(site + Paths.apiPage)],
            "security": [["token": .list([])]],
            "paths": .object(paths),
            "webhooks": OpenAPIWebhooks.json,
            "components": [
                "schemas": .object(objects.map { JSON.Member(name: $0.name, value: $0.json) }),
                "headers": headers,
                "securitySchemes": schemes,
            ],
        ])
    }

    static let summary = Bilingual(
        id:
            "Untuk platform dan lembaga, di samping `/api/v1` dari kontrak. Uang dalam rupiah utuh. Waktu menurut RFC 3339 "
            + "dengan zona dan jam program. Token dan tanda tangan mengikuti jam sebenarnya. Setiap jawaban berupa JSON. Setiap "
            + "penolakan berupa `application/problem+json` (RFC 9457).",
        en:
            "For platforms and institutions, beside the contract's `/api/v1`. Amounts are whole rupiah, instants RFC 3339 "
            + "with a zone and by the programme's clock; tokens and signatures are by the real clock. Every answer is JSON; every "
            + "refusal is `application/problem+json` (RFC 9457).")

    private var paths: [JSON.Member] {
        var order: [String] = []
        for call in calls where !order.contains(call.path) { order.append(call.path) }
        return order.map { path in
            let operations = calls.filter { $0.path == path }.map {
                JSON.Member(name: $0.method.rawValue.lowercased(), value: operation($0))
            }
            return JSON.Member(name: path, value: .object(operations))
        }
    }

    private func operation(_ call: APICall) -> JSON {
        .members([
            "operationId": .text(call.name),
            "summary": .text(call.title.en),
            "x-summary-id": .text(call.title.id),
            "description": .text(call.meaning.en),
            "x-description-id": .text(call.meaning.id),
            "security": security(of: call),
            "parameters": call.parameters.isEmpty ? nil : .list(call.parameters.map(\.json)),
            "requestBody": call.input.map { input in
                [
                    "required": true,
                    "content": .object([
                        JSON.Member(
                            name: input.mediaType,
                            value: ["schema": APISchema.named(input.object).json, "example": input.example])
                    ]),
                ]
            },
            "responses": .object(responses(of: call)),
        ])
    }

    private func responses(of call: APICall) -> [JSON.Member] {
        let success: JSON = [
            "description": "Done.",
            "headers": Self.references(isLimited: call.scope != nil),
            "content": .object([
                JSON.Member(
                    name: APIReply.mediaType,
                    value: ["schema": APISchema.named(call.output.object).json, "example": call.output.example])
            ]),
        ]
        let refusals = Dictionary(grouping: call.documented, by: \.status).sorted { $0.key < $1.key }
        return [JSON.Member(name: "200", value: success)] + tokenErrors(of: call)
            + refusals.map { status, kinds in
                JSON.Member(name: String(status), value: refusal(kinds, isLimited: call.scope != nil))
            }
    }

    private func refusal(_ kinds: [ProblemKind], isLimited: Bool) -> JSON {
        let examples = kinds.map { kind in
            let problem = Problem(kind, site: site, detail: kind.title + ".")
            return JSON.Member(name: kind.code, value: ["value": (try? APIText.json(problem)) ?? .null])
        }
        return [
            "description": .text(kinds.map { "`\($0.code)`: \($0.cause.en)" }.joined(separator: " ")),
            "x-description-id": .text(kinds.map { "`\($0.code)`: \($0.cause.id)" }.joined(separator: " ")),
            "headers": Self.references(isLimited: isLimited),
            "content": .object([
                JSON.Member(
                    name: ProblemDetails.mediaType,
                    value: ["schema": APISchema.named(Problem.object).json, "examples": .object(examples)])
            ]),
        ]
    }

    /// The errors of RFC 6749, of the call for a token alone.
    private func tokenErrors(of call: APICall) -> [JSON.Member] {
        guard case .client = call.access else { return [] }
        let example = (try? APIText.json(TokenError.example)) ?? .null
        return ["400", "401"].map { status in
            let error: JSON = [
                "description": "An error of RFC 6749, section 5.2.",
                "headers": Self.references(isLimited: false),
                "content": .object([
                    JSON.Member(
                        name: APIReply.mediaType,
                        value: ["schema": APISchema.named(TokenError.object).json, "example": example])
                ]),
            ]
            return JSON.Member(name: status, value: error)
        }
    }

    private static func references(isLimited: Bool) -> JSON {
        let names = ["Request-Id"] + (isLimited ? ["RateLimit", "RateLimit-Policy"] : [])
        return .object(
            names.map { JSON.Member(name: $0, value: ["$ref": "#/components/headers/\($0)"]) })
    }

    private var headers: JSON {
        [
            "Request-Id": ["description": "Tell us this when you ask about an answer.", "schema": ["type": "string"]],
            "RateLimit": [
                "description": .text(
                    "What is left: `\(CallQuota.calls.standing(used: 1, at: APIPaging.example).state)`."),
                "schema": ["type": "string"],
            ],
            "RateLimit-Policy": [
                "description": .text(
                    "The limit: `\(CallQuota.calls.standing(used: 1, at: APIPaging.example).policy)`."),
                "schema": ["type": "string"],
            ],
        ]
    }

    private func security(of call: APICall) -> JSON {
        switch call.access {
        case .open: .list([])
        case .client: [["client": .list([])]]
        case .signature: [["clientCode": .list([]), "timestamp": .list([]), "signature": .list([])]]
        case .token(let scope): [["token": [.text(scope.rawValue)]]]
        }
    }

    private var schemes: JSON {
        let scopes = APIScope.allCases.map { JSON.Member(name: $0.rawValue, value: .text($0.meaning.en)) }
        let inIndonesian = APIScope.allCases.map { JSON.Member(name: $0.rawValue, value: .text($0.meaning.id)) }
        return [
            "token": [
                "type": "oauth2",
                "x-scopes-id": .object(inIndonesian),
                "flows": [
                    "clientCredentials": ["tokenUrl": .text(site + Paths.apiToken), "scopes": .object(scopes)]
                ],
            ],
            "client": ["type": "http", "scheme": "basic"],
            "clientCode": ["type": "apiKey", "in": "header", "name": "client-code"],
            "timestamp": ["type": "apiKey", "in": "header", "name": "timestamp"],
            "signature": ["type": "apiKey", "in": "header", "name": "signature"],
        ]
    }

    /// Every object that a call names, once, by name.
    private var objects: [APIObject] {
        let roots =
            calls.flatMap { call in [call.output.object] + (call.input.map { [$0.object] } ?? []) }
            + [Problem.object, TokenError.object] + OpenAPIWebhooks.objects
        var known: [String: APIObject] = [:]
        for object in roots.flatMap({ APISchema.named($0).objects }) { known[object.name] = object }
        return known.values.sorted { $0.name < $1.name }
    }
}

extension APIScope {
    /// For the document and the page.
    var meaning: Bilingual {
        switch self {
        case .readPurchases: Bilingual(id: "Membaca pembelian sendiri.", en: "Read own purchases.")
        case .cancelPurchases:
            Bilingual(id: "Membatalkan pembelian sendiri; untuk platform.", en: "Cancel own purchases; for platforms.")
        case .readCourses: Bilingual(id: "Membaca pelatihan sendiri.", en: "Read own courses.")
        case .readAttendance:
            Bilingual(
                id: "Membaca kehadiran yang dikonfirmasi; untuk lembaga.",
                en: "Read confirmed attendances; for institutions.")
        case .readCompletions:
            Bilingual(
                id: "Membaca pelatihan yang selesai; untuk lembaga.", en: "Read completed trainings; for institutions.")
        case .readWebhooks: Bilingual(id: "Membaca webhook sendiri.", en: "Read own webhooks.")
        case .writeWebhooks: Bilingual(id: "Mengusulkan webhook sendiri.", en: "Propose own webhooks.")
        case .writeCompletions:
            Bilingual(
                id: "Melaporkan pelatihan yang selesai; untuk lembaga.",
                en: "Report completed trainings; for institutions.")
        }
    }
}
