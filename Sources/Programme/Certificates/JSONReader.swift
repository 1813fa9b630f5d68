/// Reads one JSON value of a file from outside.
package struct JSONReader {
    /// In bytes.
    package static let longest = 1_048_576
    /// Objects and arrays in one another.
    package static let deepest = 64

    private let bytes: [UInt8]
    private var place = 0

    /// Reads a whole file: nothing but blanks may follow the value.
    package static func read(_ text: String) throws(JSONFault) -> JSONValue {
        var reader = JSONReader(bytes: Array(text.utf8))
        guard reader.bytes.count <= longest else { throw .tooLong }
        let value = try reader.value(depth: 0)
        reader.skipBlanks()
        guard reader.place == reader.bytes.count else { throw reader.malformed }
        return value
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var malformed: JSONFault { .malformed(at: place + 1) }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skipBlanks() {
        while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { place += 1 }
    }

    /// Passes this byte, if it is the next one.
    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }

    private mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
        guard depth <= Self.deepest else { throw .tooDeep }
        skipBlanks()
        switch next {
        case UInt8(ascii: "{"): return try object(depth)
        case UInt8(ascii: "["): return try array(depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(JSONFault) -> JSONValue {
        guard bytes[place...].starts(with: word.utf8) else { throw malformed }
        place += word.utf8.count
        return value
    }

    private mutating func object(_ depth: Int) throws(JSONFault) -> JSONValue {
        place += 1
        var (members, names): ([JSONValue.Member], Set<[UInt8]>) = ([], [])
        skipBlanks()
        if take("}") { return .object([]) }
        while true {
            skipBlanks()
            let name = try string()
            guard names.insert(Array(name.utf8)).inserted else { throw .twice(name) }
            skipBlanks()
            guard take(":") else { throw malformed }
            members.append(JSONValue.Member(name, try value(depth: depth + 1)))
            skipBlanks()
            if take("}") { return .object(members) }
            guard take(",") else { throw malformed }
        }
    }

    private mutating func array(_ depth: Int) throws(JSONFault) -> JSONValue {
        place += 1
        var values: [JSONValue] = []
        skipBlanks()
        if take("]") { return .array([]) }
        while true {
            values.append(try value(depth: depth + 1))
            skipBlanks()
            if take("]") { return .array(values) }
            guard take(",") else { throw malformed }
        }
    }

    private mutating func string() throws(JSONFault) -> String {
        guard take("\"") else { throw malformed }
        var text: [UInt8] = []
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                place += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                place += 1
                text += try escaped()
            case 0..<0x20: throw malformed
            default:
                text.append(byte)
                place += 1
            }
        }
        throw malformed
    }

    /// The character behind a backslash, in UTF-8. Halves of a pair that stand alone are refused: no text has them.
    private mutating func escaped() throws(JSONFault) -> [UInt8] {
        guard let byte = next else { throw malformed }
        place += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"):
            var value = try unit()
            if (0xD800..<0xDC00).contains(value) {
                guard take("\\"), take("u") else { throw malformed }
                let low = try unit()
                guard (0xDC00..<0xE000).contains(low) else { throw malformed }
                value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(value) else { throw malformed }
            return Array(String(Character(scalar)).utf8)
        default: throw malformed
        }
    }

    /// Four hexadecimal digits.
    private mutating func unit() throws(JSONFault) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw malformed }
            value = value << 4 | UInt32(digit)
            place += 1
        }
        return value
    }

    private mutating func number() throws(JSONFault) -> Double {
        let start = place
        _ = take("-")
        if !take("0") { try digits() }
        if take(".") { try digits() }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            try digits()
        }
        guard let number = Double(String(decoding: bytes[start..<place], as: UTF8.self)) else { throw malformed }
        guard number.isFinite else { throw .notFinite }
        return number
    }

    private mutating func digits() throws(JSONFault) {
        let start = place
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { place += 1 }
        guard place > start else { throw malformed }
    }
}
