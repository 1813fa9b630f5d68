import Foundation
import Programme
import Testing

/// `Editions/edition.schema.json` must have the same keys as the Swift types, so that an editor completes what is read.
@Suite("JSON Schema of editions")
struct EditionSchemaTests {
    private let schema: JSON

    init() throws {
        let file = EditionFiles.repository.appending(path: "Editions/edition.schema.json")
        schema = try JSONDecoder().decode(JSON.self, from: Data(contentsOf: file))
    }

    @Test("edition schema: it has exactly the keys that are read")
    func keys() throws {
        let read = try EditionReview.keys(yaml: everything())
        var told = shapes(schema, at: "")
        told["waves.provinceWeights"] = read["waves.provinceWeights"]
        #expect(Set(told.keys) == Set(read.keys))
        for (shape, keys) in read { #expect(told[shape] == keys, "at “\(shape)”") }
    }

    @Test("edition schema: its enumerations are those of the types")
    func sets() {
        let occupations = Occupation.allCases.map(\.rawValue)
        #expect(schema["$defs"]["occupation"]["enum"].strings == occupations)
        let impacts = PandemicImpact.allCases.map(\.rawValue)
        #expect(schema["$defs"]["pandemicImpact"]["enum"].strings == impacts)
        #expect(schema["$defs"]["listKind"]["enum"].strings == ListKind.allCases.map(\.rawValue))
        #expect(schema["$defs"]["zone"]["enum"].strings == Zone.allCases.map(\.rawValue))
        let training = schema["properties"]["training"]["properties"]
        #expect(training["lapse"]["enum"].strings == TrainingRules.Lapse.allCases.map(\.rawValue))
        let mode = training["deliveryModes"]["items"]["properties"]["mode"]
        #expect(mode["enum"].strings == DeliveryMode.allCases.map(\.rawValue))
        let ways = schema["properties"]["account"]["properties"]["ways"]["items"]
        #expect(ways["enum"].strings == VerificationWay.allCases.map(\.rawValue))
        let incentive = schema["properties"]["benefits"]["properties"]["incentive"]["properties"]
        #expect(incentive["proofs"]["items"]["enum"].strings == InstalmentRule.Proof.allCases.map(\.rawValue))
    }

    @Test(
        "edition schema: every edition file refers to it",
        arguments: ["edition-1", "edition-2", "edition-3", "edition-4", "demo"])
    func named(edition: String) throws {
        let text = try String(contentsOf: EditionFiles.url(edition), encoding: .utf8)
        #expect(text.hasPrefix("# yaml-language-server: $schema=edition.schema.json\n"))
    }

    /// The schema's keys by the shape of their place, as in `EditionReview.keys`.
    private func shapes(_ node: JSON, at shape: String) -> [String: Set<String>] {
        let node = resolved(node)
        var found: [String: Set<String>] = [:]
        let properties = node["properties"].members
        if !properties.isEmpty { found[shape] = Set(properties.keys) }
        for (key, value) in properties {
            found.merge(shapes(value, at: shape.isEmpty ? key : "\(shape).\(key)")) { $1 }
        }
        let items = node["items"]
        if !items.members.isEmpty { found.merge(shapes(items, at: shape + "[]")) { $1 } }
        return found
    }

    private func resolved(_ node: JSON) -> JSON {
        guard let name = node["$ref"].string?.split(separator: "/").last else { return node }
        return schema["$defs"][String(name)]
    }

    /// An edition that uses every key.
    private func everything() throws -> String {
        let text = try String(contentsOf: EditionFiles.url("edition-4"), encoding: .utf8)
        return [
            (
                "  minutes: 25",
                "  minutes: 25\n  threshold: { right: 6, sittings: 2, waitDays: 7 }\n  motivation: [{ id: m, text: { id: a, en: b } }]\n"
                    + "  ability: [{ id: a, text: { id: a, en: b }, choices: [a, b], answer: 1 }]"
            ),
            ("priority: { ", "priority: { impacts: [lost-income], "),
            ("codeTries: 5", "ways: [code, link], keptYears: 7, codeTries: 5"),
            ("target: { people: 5600000 }", "target: { people: 5600000, range: { from: 1, to: 2 } }"),
            ("  otpValidMinutes:", "  completion: attendance\n  reportDays: 30\n  otpValidMinutes:"),
            ("  minimumAge: 18", "  maximumAge: 64\n  disputeDays: 10\n  minimumAge: 18"),
            ("from: \"2020-04-11\" }", "from: \"2020-04-11\", to: \"2020-12-31\", codes: [\"31\"] }"),
            ("mode: webinar", "mode: webinar, from: \"2020-04-11\", to: \"2020-12-31\""),
            (
                "    - { number: 1,",
                "    - { quota: 1, postponed: { announced: \"2020-04-18T16:00:00+07:00\", why: { id: a, en: b } }, "
                    + "regions: [\"31\"], number: 1,"
            ),
            (
                "  strata:",
                """
                  draw: { witnesses: 3, cosignatures: 2, delayMinutes: 5 }
                  strata:
                """
            ),
        ].reduce(text) { text, change in text.replacingOccurrences(of: change.0, with: change.1) }
            + "holidays: [\"2020-05-21\"]\n"
    }
}

/// The subset of JSON that a schema uses.
enum JSON: Decodable, Sendable {
    case object([String: JSON])
    case list([JSON])
    case text(String)
    case other

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let members = try? container.decode([String: JSON].self) {
            self = .object(members)
        } else if let list = try? container.decode([JSON].self) {
            self = .list(list)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else {
            self = .other
        }
    }

    subscript(key: String) -> JSON { members[key] ?? .other }

    var members: [String: JSON] { if case .object(let members) = self { members } else { [:] } }
    var string: String? { if case .text(let text) = self { text } else { nil } }
    var strings: [String] { if case .list(let list) = self { list.compactMap(\.string) } else { [] } }
}
