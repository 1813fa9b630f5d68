import Foundation
import Yams

/// An edition's file as it is written: where each value stands, and what it says.
package struct EditionText: Sendable {
    /// Every value with its path, such as `waves.calendar[2].opens`, in the order of the file.
    package let values: [Value]
    private let lines: [String: Int]

    package struct Value: Sendable, Equatable {
        package let path: String
        package let text: String
    }

    /// Throws what is wrong with the YAML, with its line.
    package init(yaml: String) throws {
        var (values, lines): ([Value], [String: Int]) = ([], [:])
        func walk(_ node: Node, _ path: String) {
            if let line = node.mark?.line { lines[path] = lines[path] ?? line }
            switch node {
            case .mapping(let mapping):
                for (key, value) in mapping {
                    let name = key.string ?? ""
                    let place = path.isEmpty ? name : "\(path).\(name)"
                    if let line = key.mark?.line { lines[place] = line }
                    walk(value, place)
                }
            case .sequence(let sequence):
                for (index, value) in sequence.enumerated() {
                    walk(value, "\(path)[\(Self.name(value) ?? "\(index)")]")
                }
            case .scalar(let scalar): values.append(Value(path: path, text: scalar.string))
            case .alias: break
            }
        }
        if let root = try Yams.compose(yaml: yaml) { walk(root, "") }
        self.values = values
        self.lines = lines
    }

    /// What findings call an element of a list by.
    private static func name(_ node: Node) -> String? {
        ["number", "slug", "id", "milestone"].lazy.compactMap { node.mapping?[Node($0)]?.scalar?.string }.first
    }

    /// The line a value stands on, or the nearest thing around it that is written down. From 1.
    package func line(of place: String) -> Int? {
        var path = place
        while !path.isEmpty {
            if let line = lines[path] { return line }
            guard let end = path.lastIndex(where: { $0 == "." || $0 == "[" }) else { return nil }
            path = String(path[..<end])
        }
        return nil
    }

    /// What another edition says differently, in the order of this one.
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

    /// One value that two editions do not agree on; nil where it does not exist.
    package struct Difference: Sendable, Equatable, CustomStringConvertible {
        package let path: String
        package let old: String?
        package let new: String?

        package var description: String { "\(path): \(old ?? "–") → \(new ?? "–")" }
    }
}
