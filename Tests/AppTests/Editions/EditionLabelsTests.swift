import Foundation
import Programme
import Testing

@testable import App

/// `Editions/edition.schema.json` has every field of an edition; a test in `ProgrammeTests` compares it with the types.
@Suite("Labels of an edition's fields")
struct EditionLabelsTests {
    private struct Field {
        let path: String
        /// The JSON type: `integer`, `boolean`, `string`, …
        let type: String
        /// Whether it is the only field of its rule, so that the rule's label names it.
        let isAlone: Bool
        /// A field of a list's elements shares the list's label.
        let isListed: Bool
    }

    private let fields: [Field]

    init() throws {
        let file = World.repository.appending(path: "Editions/edition.schema.json")
        let schema = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
        fields = Self.fields(of: schema, at: "", isAlone: false, isListed: false, in: schema)
            // The pages do not show these: see `EditionDifferencePage.shown`.
            .filter { field in
                !field.path.hasPrefix("test.") && !["id", "assumed"].contains(field.path)
                    && !field.path.hasSuffix(".slug")
            }
    }

    @Test("every field of an edition has a label in both languages", arguments: [Words.indonesian, .english])
    func labels(t: Words) {
        #expect(fields.count > 100)
        let labels = EditionLabels(t: t)
        for field in fields {
            let label = labels.label(field.path)
            #expect(label != field.path && !label.isEmpty, "\(field.path) has no label")
        }
    }

    @Test(
        "every number, switch and list of an edition's rule has a label or a part of its own",
        arguments: [Words.indonesian, .english])
    func parts(t: Words) {
        let labels = EditionLabels(t: t)
        for field in fields where field.type != "string" && !field.isAlone && !field.isListed {
            guard let dot = field.path.lastIndex(of: ".") else { continue }
            let isNamed =
                labels.part(field.path) != nil
                || labels.label(field.path) != labels.label(String(field.path[..<dot]))
            #expect(isNamed, "\(field.path) shares the label of its rule")
        }
    }

    private static func fields(
        of node: [String: Any], at path: String, isAlone: Bool, isListed: Bool, in schema: [String: Any]
    ) -> [Field] {
        let node = resolved(node, in: schema)
        let items = (node["items"] as? [String: Any]).map { resolved($0, in: schema) }
        let properties = (node["properties"] ?? items?["properties"]) as? [String: [String: Any]] ?? [:]
        guard !properties.isEmpty, Set(properties.keys) != ["id", "en"] else {
            return [Field(path: path, type: node["type"] as? String ?? "string", isAlone: isAlone, isListed: isListed)]
        }
        return properties.sorted { $0.key < $1.key }.flatMap { key, value in
            fields(
                of: value, at: path.isEmpty ? key : "\(path).\(key)", isAlone: properties.count == 1,
                isListed: isListed || items != nil, in: schema)
        }
    }

    private static func resolved(_ node: [String: Any], in schema: [String: Any]) -> [String: Any] {
        guard let name = (node["$ref"] as? String)?.split(separator: "/").last else { return node }
        return (schema["$defs"] as? [String: [String: Any]])?[String(name)] ?? node
    }
}
