/// The id of an `Entity`: 41 bits of milliseconds since 2020-01-01T00:00Z, 10 of node, 12 of counter. Ordered by time,
/// so that rows are appended at the end of their index. It is encoded as a decimal string.
package struct ID<Entity>: Hashable, Comparable, Sendable {
    package let rawValue: Int64

    package init(_ rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// Nil unless it is a positive decimal number without sign or leading zero.
    package init?(_ text: String) {
        guard let value = Int64(text, in: 1...Int64.max), String(value) == text else { return nil }
        rawValue = value
    }

    package static func < (left: ID, right: ID) -> Bool { left.rawValue < right.rawValue }
}

extension ID: CustomStringConvertible, Codable {
    package var description: String { String(rawValue) }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let id = ID(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "“\(text)” is not an id"))
        }
        self = id
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
