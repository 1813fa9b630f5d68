import Programme

/// Lines of a CSV file (RFC 4180) that a spreadsheet shows as they are.
enum CSVText {
    /// With the mark by which spreadsheet programs recognise UTF-8.
    static let beginning = "\u{FEFF}"

    static func line(_ cells: [String]) -> String {
        cells.map(cell).joined(separator: ",") + "\r\n"
    }

    /// A text that begins like a formula gets an apostrophe in front: a spreadsheet would otherwise run it, and it may
    /// have been typed by a stranger. Whole numbers stay numbers.
    static func cell(_ text: String) -> String {
        let isNumber =
            !text.isEmpty && text.allSatisfy { $0.isASCIIDigit || $0 == "-" }
            && Int64(text, in: Int64.min...Int64.max) != nil
        let safe = text.first.map { formulaSigns.contains($0) } == true && !isNumber ? "'" + text : text
        guard safe.contains(where: { $0 == "," || $0 == ";" || $0 == "\"" || $0.isNewline }) else { return safe }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }

    private static let formulaSigns: Set<Character> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\r\n", "＝", "＋", "－", "＠",
    ]
}
