/// Parses `application/x-www-form-urlencoded` as browsers send it.
enum URLEncoded {
    static func parse(_ text: String, limit: Int) throws -> [String: [String]] {
        var fields: [String: [String]] = [:]
        for (index, pair) in text.split(separator: "&").enumerated() {
            guard index < limit else { throw FormRefusal.malformed }
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = decode(sides[0]), let value = decode(sides.count == 2 ? sides[1] : "") else {
                throw FormRefusal.malformed
            }
            fields[name, default: []].append(value)
        }
        return fields
    }

    /// The first value of a field, with a space encoded as `+` or `%20`. Empty when the field is absent, is not valid
    /// text, or holds a control character, which a keyboard does not enter.
    static func value(of name: String, in text: some StringProtocol) -> String {
        for pair in text.split(separator: "&") {
            let sides = Substring(pair).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard decode(sides[0]) == name else { continue }
            let value = sides.count == 2 ? decode(sides[1]) ?? "" : ""
            return value.utf8.contains { $0 < 0x20 || $0 == 0x7F } ? "" : value
        }
        return ""
    }

    /// Nil when an escape is incomplete, or the bytes are not valid UTF-8 or hold a NUL, which PostgreSQL cannot store.
    private static func decode(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var rest = text.utf8.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(digit), let low = rest.next().flatMap(digit) else { return nil }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
