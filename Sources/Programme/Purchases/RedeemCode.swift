/// A redeem code as it is stored and compared: capital letters and digits only. Blanks, dashes and small letters, as
/// people type them, make no difference.
package struct RedeemCode: Hashable, Sendable {
    package let text: String

    /// In characters; far more than any code has.
    package static let longest = 40

    /// Nil for a text that cannot be a code: empty, too long, or with a character that is neither letter, digit, blank
    /// nor dash.
    package init?(_ typed: String) {
        var kept = ""
        for scalar in typed.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .spaceSeparator, .dashPunctuation, .format, .control: continue
            default: break
            }
            guard scalar.isASCII, scalar.properties.isAlphabetic || scalar.properties.numericType != nil else {
                return nil
            }
            kept += scalar.properties.uppercaseMapping
            guard kept.utf8.count <= Self.longest else { return nil }
        }
        guard !kept.isEmpty else { return nil }
        text = kept
    }
}
