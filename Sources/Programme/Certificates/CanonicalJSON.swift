/// The one text of a value by RFC 8785, the JSON Canonicalization Scheme: what is hashed and signed.
extension JSONValue {
    package var canonical: String {
        get throws(JSONFault) {
            switch self {
            case .null: return "null"
            case .bool(let value): return value ? "true" : "false"
            case .number(let number): return try Self.canonical(number)
            case .string(let text): return Self.quoted(text)
            case .array(let values):
                var parts: [String] = []
                for value in values { parts.append(try value.canonical) }
                return "[" + parts.joined(separator: ",") + "]"
            case .object(let members):
                var parts: [String] = []
                // By units of UTF-16, in which a character beyond the first plane stands before U+FB33.
                for member in members.sorted(by: { $0.name.utf16.lexicographicallyPrecedes($1.name.utf16) }) {
                    parts.append(Self.quoted(member.name) + ":" + (try member.value.canonical))
                }
                return "{" + parts.joined(separator: ",") + "}"
            }
        }
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\u{8}": quoted += "\\b"
            case "\t": quoted += "\\t"
            case "\n": quoted += "\\n"
            case "\u{C}": quoted += "\\f"
            case "\r": quoted += "\\r"
            case "\0"..<" ":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// A number as ECMAScript writes it: the shortest digits that are read as the same number, with an exponent from
    /// 1e21 on and below 1e-6.
    static func canonical(_ number: Double) throws(JSONFault) -> String {
        guard number.isFinite else { throw .notFinite }
        guard number != 0 else { return "0" }
        let (digits, point) = shortest(number.magnitude)
        let sign = number < 0 ? "-" : ""
        let count = digits.count
        switch point {
        case 1...21 where count <= point: return sign + digits + String(repeating: "0", count: point - count)
        case 1...21: return sign + digits.prefix(point) + "." + digits.dropFirst(point)
        case -5...0: return sign + "0." + String(repeating: "0", count: -point) + digits
        default:
            let exponent = point - 1
            let fraction = count > 1 ? "." + digits.dropFirst() : ""
            return sign + digits.prefix(1) + fraction + "e" + (exponent < 0 ? "-" : "+") + String(exponent.magnitude)
        }
    }

    /// The digits without zeros at either end, and how many of them stand before the point.
    private static func shortest(_ number: Double) -> (digits: String, point: Int) {
        // Swift writes the shortest digits that are read as the same number, as ECMAScript does, in another form.
        let parts = number.description.split(separator: "e")
        let power = parts.count > 1 ? parts[1].drop { $0 == "+" } : "0"
        let exponent = Int(power, in: -400...400) ?? 0
        let halves = (parts.first ?? "").split(separator: ".", omittingEmptySubsequences: false)
        let (whole, fraction) = (halves.first ?? "", halves.count > 1 ? halves[1] : "")
        let all = whole + fraction
        let kept = all.drop { $0 == "0" }
        var digits = String(kept)
        while digits.last == "0" { digits.removeLast() }
        return (digits, whole.count + exponent - (all.count - kept.count))
    }
}
