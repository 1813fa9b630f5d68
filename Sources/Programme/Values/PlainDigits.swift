extension String {
    /// The text without invisible characters (direction marks of contact lists, joiners of messengers, byte-order
    /// marks), and with every decimal digit of every script as `0` to `9`. Nothing else is changed.
    package var plainDigits: String {
        var plain = ""
        plain.unicodeScalars.reserveCapacity(unicodeScalars.count)
        for scalar in unicodeScalars {
            switch scalar.properties.generalCategory {
            case .format: continue
            case .decimalNumber: plain.unicodeScalars.append(Self.ascii(scalar))
            default: plain.unicodeScalars.append(scalar)
            }
        }
        return plain
    }

    private static func ascii(_ digit: Unicode.Scalar) -> Unicode.Scalar {
        guard !digit.isASCII, let value = digit.properties.numericValue else { return digit }
        return Unicode.Scalar(UInt8(ascii: "0") + UInt8(clamping: Int(value)))
    }
}

extension Character {
    /// What people and programs write between the digits of a number: blanks, dots, dashes of every kind, slashes,
    /// brackets, and the apostrophe with which spreadsheets mark a text.
    package var isSeparatorOfDigits: Bool {
        if isWhitespace || "().·/'’‘".contains(self) { return true }
        return unicodeScalars.allSatisfy { $0.properties.generalCategory == .dashPunctuation || $0.value == 0x2212 }
    }
}
