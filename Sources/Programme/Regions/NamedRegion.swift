/// One line of a list of regions: `82.71.01;Kota Ternate Selatan`.
package struct NamedRegion: Sendable, Equatable {
    /// `82`, `82.71`, `82.71.01` or `82.71.01.1001`.
    package let code: String
    package let name: String

    package enum Slip: Error, Sendable, Equatable {
        case fields
        case code(String)
        case name
    }

    private static let longestName = 120

    /// Takes code and name apart at the first comma, semicolon or tab.
    package init(line: some StringProtocol) throws(Slip) {
        let parts = line.split(maxSplits: 1, omittingEmptySubsequences: false) { ",;\t".contains($0) }
        guard parts.count == 2 else { throw .fields }
        let code = Self.trimmed(parts[0])
        guard Self.isCode(code) else { throw .code(code) }
        let name = Self.trimmed(parts[1])
        guard (1...Self.longestName).contains(name.count) else { throw .name }
        (self.code, self.name) = (code, name)
    }

    /// Two digits, then two, two and four, with dots.
    private static func isCode(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...4).contains(parts.count) else { return false }
        return zip(parts, [2, 2, 2, 4]).allSatisfy { part, digits in
            part.count == digits && part.allSatisfy(\.isASCIIDigit)
        }
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        let kept = text.drop { $0.isWhitespace || $0 == "\"" }
        return String(kept.reversed().drop { $0.isWhitespace || $0 == "\"" }.reversed())
    }
}
