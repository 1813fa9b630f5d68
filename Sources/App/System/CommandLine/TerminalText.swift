/// Text as a command prints it. Part of it comes from the file that is checked, whose author may be the one who has
/// something to hide: on a terminal a control could erase the verdict and put another in its place.
package enum TerminalText {
    /// The text with each control but line feed and tab, and each mark that changes the direction of writing, in hexadecimal.
    package static func plain(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isActive) else { return text }
        return text.unicodeScalars.reduce(into: "") { plain, scalar in
            guard isActive(scalar) else { return plain.unicodeScalars.append(scalar) }
            plain += "\\u{\(String(scalar.value, radix: 16))}"
        }
    }

    private static func isActive(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\n", "\t": false
        case "\u{061C}", "\u{200E}", "\u{200F}", "\u{2028}"..."\u{202E}", "\u{2066}"..."\u{2069}": true
        default: scalar.properties.generalCategory == .control
        }
    }
}
