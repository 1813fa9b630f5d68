import Foundation
import Yams

extension Edition {
    /// Reads an edition from YAML. A missing or misspelt value is an error that names its place.
    package init(yaml: String) throws {
        self = try YAMLDecoder().decode(Edition.self, from: yaml)
    }

    package static func load(path: String) throws -> Edition {
        try Edition(yaml: String(contentsOfFile: path, encoding: .utf8))
    }
}
