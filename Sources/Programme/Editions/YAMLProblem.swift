import Yams

/// Why a text cannot be read as YAML of an edition or a question bank, in one line. The parser's own description draws
/// the place over several lines, and a decoder's names Swift types.
package struct YAMLProblem: Error, CustomStringConvertible {
    package let description: String

    /// - Parameter error: what `Yams` or a decoder threw.
    package init(_ error: any Error) {
        description = Self.words(error).split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    private static func words(_ error: any Error) -> String {
        switch error {
        case let error as YamlError: yaml(error)
        case DecodingError.dataCorrupted(let context):
            context.underlyingError.map(words) ?? place(context.codingPath) + context.debugDescription
        case DecodingError.keyNotFound(let key, let context): place(context.codingPath + [key]) + "is missing"
        case DecodingError.valueNotFound(_, let context): place(context.codingPath) + "has no value"
        case DecodingError.typeMismatch(_, let context):
            place(context.codingPath) + "is of another kind than expected"
        default: "\(error)"
        }
    }

    private static func yaml(_ error: YamlError) -> String {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            "line \(mark.line), column \(mark.column): \(problem)"
        case .reader(let problem, let offset, _, _): "byte \(offset ?? 0): \(problem)"
        case .duplicatedKeysInMapping(let keys, let context):
            "line \(context.mark.line): \(keys.sorted().joined(separator: ", ")) stands twice"
        default: "it is not UTF-8 text"
        }
    }

    private static func place(_ path: [any CodingKey]) -> String {
        let names = path.map { key in key.intValue.map { "[\($0)]" } ?? ".\(key.stringValue)" }
        let place = names.joined().drop { $0 == "." }
        return place.isEmpty ? "" : "\(place) "
    }
}
