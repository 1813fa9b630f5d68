import Foundation
import Programme

/// The events that are posted to a partner, for `webhooks` of the OpenAPI document.
enum OpenAPIWebhooks {
    static var json: JSON {
        .object(WebhookPayload.all.map { JSON.Member(name: $0.type.rawValue, value: ["post": operation($0)]) })
    }

    /// The body and the data of each event.
    static var objects: [APIObject] { WebhookPayload.all.flatMap { [body(of: $0), data(of: $0)] } }

    private static func operation(_ payload: WebhookPayload) -> JSON {
        let readers = payload.readers.map(\.rawValue)
        let examples = payload.readers.map { kind in
            JSON.Member(name: kind.rawValue, value: ["value": example(payload, kind)])
        }
        return [
            "operationId": .text(payload.type.rawValue),
            "summary": .text(payload.type.title(.english)),
            "x-summary-id": .text(payload.type.title(.indonesian)),
            "description": .text("Told to: \(readers.joined(separator: ", "))."),
            "security": .list([]),
            "parameters": .list(["webhook-id", "webhook-timestamp", "webhook-signature"].map(header)),
            "requestBody": [
                "required": true,
                "content": [
                    "application/json": [
                        "schema": APISchema.named(body(of: payload)).json, "examples": .object(examples),
                    ]
                ],
            ],
            "responses": ["2XX": ["description": "Taken."], "410": ["description": "Closes the address."]],
        ]
    }

    private static func header(_ name: String) -> JSON {
        ["name": .text(name), "in": "header", "required": true, "schema": ["type": "string"]]
    }

    private static func example(_ payload: WebhookPayload, _ kind: Partner.Kind) -> JSON {
        (try? JSONDecoder().decode(JSON.self, from: Data(payload.example(seenBy: kind).utf8))) ?? .null
    }

    private static func name(_ payload: WebhookPayload) -> String {
        payload.type.rawValue.split(separator: ".").map(\.capitalized).joined()
    }

    private static func body(of payload: WebhookPayload) -> APIObject {
        APIObject(
            name: "\(name(payload))Event",
            fields: [
                APIField("type", .choice([payload.type.rawValue]), id: "Jenis kejadian.", en: "The type of the event."),
                APIField(
                    "timestamp", .instant, id: "Saat terjadi, menurut jam program.",
                    en: "When it happened, by the programme's clock."),
                APIField("data", .named(data(of: payload)), id: "Isi kejadian.", en: "What is told."),
            ], isOpen: true)
    }

    private static func data(of payload: WebhookPayload) -> APIObject {
        APIObject(
            name: "\(name(payload))Data",
            fields: payload.fields.map { field in
                APIField(
                    field.name, schema(field.kind), required: field.isAlways && field.reader == nil,
                    id: field.meaning.id, en: field.meaning.en)
            }, isOpen: true)
    }

    private static func schema(_ kind: WebhookField.Kind) -> APISchema {
        switch kind {
        case .text: .text()
        case .number: .integer()
        case .choice(let words): .choice(words)
        }
    }
}
