import Programme

/// The type of a value of the API, as JSON Schema of OpenAPI 3.1 describes it.
indirect enum APISchema: Sendable {
    case text(longest: Int? = nil, pattern: String? = nil, format: String? = nil)
    case choice([String])
    case integer(in: ClosedRange<Int>? = nil)
    case flag
    case list(of: APISchema, most: Int)
    /// An object of `components`.
    case named(APIObject)

    /// RFC 3339, to the millisecond and with a zone.
    static let instant = APISchema.text(format: "date-time")
    /// Ours, as decimal digits in a text: JavaScript has no integers of 64 bits.
    static let id = APISchema.text(longest: 19, pattern: "^[1-9][0-9]*$")

    var json: JSON {
        switch self {
        case .text(let longest, let pattern, let format):
            .members([
                "type": "string", "maxLength": longest.map(JSON.number), "pattern": pattern.map(JSON.text),
                "format": format.map(JSON.text),
            ])
        case .choice(let values): .members(["type": "string", "enum": .list(values.map(JSON.text))])
        case .integer(let range):
            .members([
                "type": "integer", "minimum": range.map { .number($0.lowerBound) },
                "maximum": range.map { .number($0.upperBound) },
            ])
        case .flag: .members(["type": "boolean"])
        case .list(let element, let most):
            .members(["type": "array", "maxItems": .number(most), "items": element.json])
        case .named(let object): .members(["$ref": "#/components/schemas/\(object.name)"])
        }
    }

    /// The objects that this names, at any depth.
    var objects: [APIObject] {
        switch self {
        case .named(let object): [object] + object.fields.flatMap(\.schema.objects)
        case .list(let element, _): element.objects
        case .text, .choice, .integer, .flag: []
        }
    }

    /// For the page.
    func word(_ t: Words) -> String {
        switch self {
        case .text(_, _, "date-time"): t("waktu", "instant")
        case .text: t("teks", "text")
        case .choice(let values): values.joined(separator: " | ")
        case .integer(let range):
            range.map { t("\($0.lowerBound) sampai \($0.upperBound)", "\($0.lowerBound) to \($0.upperBound)") }
                ?? t("bilangan bulat", "integer")
        case .flag: "true | false"
        case .list(let element, let most):
            t("paling banyak \(most): \(element.word(t))", "up to \(most) of: \(element.word(t))")
        case .named(let object): object.name
        }
    }
}

/// A field of an object.
struct APIField: Sendable {
    let name: String
    let schema: APISchema
    let isRequired: Bool
    /// One sentence.
    let meaning: Bilingual

    init(_ name: String, _ schema: APISchema, required isRequired: Bool = true, id: String, en: String) {
        (self.name, self.schema, self.isRequired) = (name, schema, isRequired)
        meaning = Bilingual(id: id, en: en)
    }

    fileprivate var json: JSON {
        // Beside `$ref` OpenAPI 3.1 allows a description.
        guard case .object(let members) = schema.json else { return schema.json }
        return .object(members + meaning.described)
    }
}

extension Bilingual {
    /// The document's own words are English; beside them are the Indonesian ones of the page.
    var described: [JSON.Member] {
        [
            JSON.Member(name: "description", value: .text(en)),
            JSON.Member(name: "x-description-id", value: .text(id)),
        ]
    }
}

/// An object of requests or answers.
struct APIObject: Sendable {
    let name: String
    let fields: [APIField]
    /// Whether it has further fields that are not described.
    var isOpen = false

    var json: JSON {
        .members([
            "type": "object",
            "properties": .object(fields.map { JSON.Member(name: $0.name, value: $0.json) }),
            "required": .list(fields.filter(\.isRequired).map { .text($0.name) }),
            "additionalProperties": .flag(isOpen),
        ])
    }
}

/// A Swift type that is the body of a request or an answer: its schema and an example with every field stand beside it.
protocol APIValue: Codable, Sendable {
    static var object: APIObject { get }
    static var example: Self { get }
}
