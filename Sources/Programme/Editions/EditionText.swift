import Crypto
import Foundation
import Yams

/// An edition's file as text: every value with its place and line.
package struct EditionText: Sendable {
    /// Every value with its path, such as `waves.calendar[2].opens`, in the order of the file.
    package let values: [Value]
    /// Every key, with its place and that place's shape, for finding unknown keys.
    let keys: [Key]
    private let lines: [String: Int]
    /// By place of the list, the names of its elements.
    private let elements: [String: [String]]

    struct Key: Sendable {
        let name: String
        let place: String
        /// The shape of the enclosing mapping: `waves.calendar[]`.
        let shape: String
    }

    package struct Value: Sendable, Equatable {
        package let path: String
        package let text: String
    }

    /// More values than any edition or bank has: aliases within aliases would make a small file endless.
    private static let mostValues = 200_000
    /// Mappings and lists within each other; an edition has less than ten.
    private static let deepest = 50

    /// Throws the YAML error, with its line.
    package init(yaml: String) throws {
        var (values, lines): ([Value], [String: Int]) = ([], [:])
        var (keys, elements): ([Key], [String: [String]]) = ([], [:])
        func walk(_ node: Node, _ path: String, _ shape: String, _ depth: Int = 0) throws {
            guard values.count < Self.mostValues, keys.count < Self.mostValues, depth < Self.deepest else {
                throw TooManyValues()
            }
            if let line = node.mark?.line { lines[path] = lines[path] ?? line }
            switch node {
            case .mapping(let mapping):
                for (key, value) in mapping {
                    let name = key.string ?? ""
                    let place = path.isEmpty ? name : "\(path).\(name)"
                    if let line = key.mark?.line { lines[place] = line }
                    keys.append(Key(name: name, place: place, shape: shape))
                    try walk(value, place, shape.isEmpty ? name : "\(shape).\(name)", depth + 1)
                }
            case .sequence(let sequence):
                for (index, value) in sequence.enumerated() {
                    let name = "\(path)[\(Self.name(value) ?? "\(index)")]"
                    // Two elements of one name are distinguished by position.
                    let isTaken = elements[path]?.contains(name) ?? false
                    let element = isTaken ? "\(path)[\(index)]" : name
                    elements[path, default: []].append(element)
                    try walk(value, element, "\(shape)[]", depth + 1)
                }
            case .scalar(let scalar): values.append(Value(path: path, text: scalar.string))
            case .alias: break
            }
        }
        if let root = try Yams.compose(yaml: yaml) { try walk(root, "", "") }
        self.values = values
        self.keys = keys
        self.lines = lines
        self.elements = elements
    }

    private struct TooManyValues: Error, CustomStringConvertible {
        var description: String {
            "it has more than \(grouped(mostValues)) values, or more than \(deepest) within each other: write them without "
                + "aliases"
        }
    }

    /// The place of a list element, by its position.
    func element(_ index: Int, of place: String) -> String {
        guard let elements = elements[place], elements.indices.contains(index) else { return "\(place)[\(index)]" }
        return elements[index]
    }

    /// SHA-256 of the values, independent of layout and comments: two texts with one digest are the same edition.
    package var digest: Data {
        let lines = values.map { "\($0.path)\t\($0.text)\n" }.sorted().joined()
        return Data(SHA256.hash(data: Data(lines.utf8)))
    }

    /// SHA-256 of the canonical text of an edition: every value of the file that a draw could depend on, one a line,
    /// independent of layout, comments and the order of keys. docs/draw.md describes it.
    package static func canonicalDigest(yaml: String) throws -> Data {
        Data(SHA256.hash(data: Data(try canonicalText(yaml: yaml).utf8)))
    }

    /// `path`, a tab and the value, in the order of the lines' bytes. An element of a list has its position as its
    /// name. A backslash, tab, line feed or carriage return within a value or a key is written `\\`, `\t`, `\n`, `\r`.
    /// The test's questions are left out, because the public text does not have them.
    package static func canonicalText(yaml: String) throws -> String {
        var lines: [String] = []
        func walk(_ node: Node, _ path: String) {
            switch node {
            case .mapping(let mapping):
                if mapping.isEmpty { lines.append("\(path)\t{}\n") }
                for (key, value) in mapping {
                    let place = path.isEmpty ? escaped(key.string ?? "") : "\(path).\(escaped(key.string ?? ""))"
                    if !hidden.contains(place) { walk(value, place) }
                }
            case .sequence(let sequence):
                if sequence.isEmpty { lines.append("\(path)\t[]\n") }
                for (index, value) in sequence.enumerated() { walk(value, "\(path)[\(index)]") }
            case .scalar(let scalar): lines.append("\(path)\t\(escaped(scalar.string))\n")
            case .alias(let alias): lines.append("\(path)\t*\(alias.anchor.rawValue)\n")
            }
        }
        if let root = try Yams.compose(yaml: yaml) { walk(root, "") }
        return lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.joined()
    }

    private static let hidden: Set<String> = ["test.motivation", "test.ability"]

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\t", with: "\\t").replacing("\n", with: "\\n")
            .replacing("\r", with: "\\r")
    }

    /// The name of a list element in findings.
    private static func name(_ node: Node) -> String? {
        ["number", "slug", "id", "milestone", "kind", "mode"].lazy
            .compactMap { node.mapping?[Node($0)]?.scalar?.string }.first
    }

    /// The line of a value, or of the nearest enclosing place in the file. From 1.
    package func line(of place: String) -> Int? {
        var path = place
        while !path.isEmpty {
            if let line = lines[path] { return line }
            guard let end = path.lastIndex(where: { $0 == "." || $0 == "[" }) else { return nil }
            path = String(path[..<end])
        }
        return nil
    }

    /// The values that differ from another edition's, in the order of this one.
    package func differences(from other: EditionText) -> [Difference] {
        let old = Dictionary(other.values.map { ($0.path, $0.text) }, uniquingKeysWith: { first, _ in first })
        let new = Set(values.map(\.path))
        let changed = values.compactMap { value -> Difference? in
            old[value.path] == value.text ? nil : Difference(path: value.path, old: old[value.path], new: value.text)
        }
        let gone = other.values.filter { !new.contains($0.path) }
            .map { Difference(path: $0.path, old: $0.text, new: nil) }
        return changed + gone
    }

    /// One value that differs between two editions; nil where it does not exist.
    package struct Difference: Sendable, Equatable, CustomStringConvertible {
        package let path: String
        package let old: String?
        package let new: String?

        package init(path: String, old: String?, new: String?) {
            self.path = path
            self.old = old
            self.new = new
        }

        package var description: String { "\(path): \(old ?? "–") → \(new ?? "–")" }
    }
}
