/// The alphabet that mobile networks share (3GPP TS 23.038). A text within it costs half of one outside it.
package enum GSMAlphabet {
    /// How many places the text takes; nil when a character is not in the alphabet.
    package static func length(of text: String) -> Int? {
        var total = 0
        for scalar in text.unicodeScalars {
            if isPlain(scalar) {
                total += 1
            } else if basic.contains(scalar) {
                total += 1
            } else if extended.contains(scalar) {
                total += 2
            } else {
                return nil
            }
        }
        return total
    }

    /// How many messages the networks make of the text: 160 places alone, 153 each when joined; 70 and 67 in Unicode.
    package static func parts(of text: String) -> Int {
        let (length, alone, joined) =
            if let places = length(of: text) { (places, 160, 153) } else { (text.utf16.count, 70, 67) }
        return length <= alone ? 1 : (length + joined - 1) / joined
    }

    /// Most of any text, without looking it up.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", " ", ".", ",", "/", ":", "-": true
        default: false
        }
    }

    private static let basic = Set(
        ("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà").unicodeScalars)

    /// Each takes an escape and a place.
    private static let extended = Set("\u{0C}^{}\\[~]|€".unicodeScalars)
}
