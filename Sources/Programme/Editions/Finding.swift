/// One result of checking an edition. An error prevents its publication; a warning is for the people who sign it.
package struct Finding: Equatable, Sendable {
    package let severity: Severity
    /// The value it concerns, as a path into the file: `waves.quota`.
    package let place: String
    package let sentence: String

    package enum Severity: String, Sendable {
        case error
        case warning
    }

    static func error(_ place: String, _ sentence: String) -> Finding {
        Finding(severity: .error, place: place, sentence: sentence)
    }

    static func warning(_ place: String, _ sentence: String) -> Finding {
        Finding(severity: .warning, place: place, sentence: sentence)
    }
}

extension Finding: CustomStringConvertible {
    package var description: String { "\(severity.rawValue): \(place): \(sentence)" }
}
