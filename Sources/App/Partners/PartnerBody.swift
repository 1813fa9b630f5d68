import Foundation
import Programme

/// The JSON object of a request. Fields are read one by one, so that an error can name the field.
struct PartnerBody: Sendable {
    private let fields: [String: JSONValue]

    static let maximumText = 2_000
    /// Accepted sequence numbers; `AttendanceSequence` checks which exist.
    static let sequences = 1...1_000
    /// Accepted scores; `Completion` checks which are possible and says so.
    static let scores = -1_000_000...1_000_000

    /// Throws `PartnerRefusal.malformed` for anything but one JSON object, `.twice` for one with a key twice.
    init(_ body: Data) throws {
        // `JSONDecoder` reads a value only when it is decoded and repairs invalid UTF-8, so that a body that is not
        // JSON throughout would be accepted in part; hence the check by `JSONSerialization`. Both also accept UTF-16
        // and UTF-32, which contain zero bytes unlike UTF-8.
        guard !body.contains(0), (try? JSONSerialization.jsonObject(with: body)) != nil, !Self.hasTrailingComma(body)
        else {
            throw PartnerRefusal.malformed
        }
        // Of two values of one key, parsers keep the first or the last: what was signed would not be what is done.
        if let key = JSONKeys.repeated(in: body) { throw PartnerRefusal.twice(key) }
        do {
            fields = try JSONDecoder().decode([String: JSONValue].self, from: body)
        } catch {
            throw PartnerRefusal.malformed
        }
    }

    /// Foundation's decoder accepts a comma before a closing bracket; JSON does not.
    private static func hasTrailingComma(_ body: Data) -> Bool {
        var (inString, escaped, comma) = (false, false, false)
        for byte in body {
            switch byte {
            case _ where escaped: escaped = false
            case UInt8(ascii: "\\") where inString: escaped = true
            case UInt8(ascii: "\""): (inString, comma) = (!inString, false)
            case _ where inString, 0x20, 0x09, 0x0A, 0x0D: continue
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if comma { return true }
            default: comma = byte == UInt8(ascii: ",")
            }
        }
        return false
    }

    /// A required text. A number is accepted as its digits, because partners' tables and samples disagree about some
    /// fields.
    ///
    /// - Parameter longest: in bytes of UTF-8.
    func text(_ name: String, longest: Int = PartnerBody.maximumText) throws -> String {
        guard let text = try optionalText(name), !text.isEmpty, text.utf8.count <= longest else {
            throw PartnerRefusal.missing(name)
        }
        return text
    }

    func optionalText(_ name: String) throws -> String? {
        switch fields[name] {
        case .text(let text):
            // PostgreSQL cannot store a NUL, which JSON can contain as an escape.
            guard text.utf8.count <= Self.maximumText, !text.utf8.contains(0) else {
                throw PartnerRefusal.missing(name)
            }
            return text.trimmingWhitespace()
        case .number(let number): return String(number)
        case nil, .null: return nil
        case .decimal, .other: throw PartnerRefusal.missing(name)
        }
    }

    /// An amount in whole rupiah, in any notation of partners' languages: `250000`, `250000.0`, `"250000.00"` and
    /// `" 250000 "` are equal. Throws `PartnerRefusal.fraction` for sen, `.sum` for zero, negative or too large amounts.
    func amount(_ name: String) throws -> Rupiah {
        let text: String
        switch fields[name] {
        case .number(let number): text = String(number)
        case .decimal(let number):
            guard number.isWhole else { throw PartnerRefusal.fraction(name) }
            text = number.description
        case .text(let written): text = written
        case nil, .null, .other: throw PartnerRefusal.missing(name)
        }
        do {
            return try Rupiah(written: text)
        } catch RupiahRefusal.fraction {
            throw PartnerRefusal.fraction(name)
        } catch RupiahRefusal.outOfRange {
            throw PartnerRefusal.sum(name)
        } catch {
            throw PartnerRefusal.missing(name)
        }
    }

    /// A number within `range`, as a JSON number or as text. Throws `PartnerRefusal.missing` with the field's name for
    /// any other value.
    func number(_ name: String, in range: ClosedRange<Int>) throws -> Int {
        guard let number = try optionalNumber(name, in: range) else { throw PartnerRefusal.missing(name) }
        return number
    }

    func optionalNumber(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
        switch fields[name] {
        case .number(let number):
            guard range.contains(number) else { throw PartnerRefusal.missing(name) }
            return number
        case .text(let text):
            guard let number = Int(text, in: range) else { throw PartnerRefusal.missing(name) }
            return number
        case nil, .null: return nil
        case .decimal, .other: throw PartnerRefusal.missing(name)
        }
    }

    /// 1 when the field is absent: clients of 2022 do not send it.
    func sequence() throws -> AttendanceSequence {
        guard let sequence = AttendanceSequence(try optionalNumber("sequence", in: Self.sequences) ?? 1) else {
            throw PartnerRefusal.missing("sequence")
        }
        return sequence
    }
}

private enum JSONValue: Decodable, Sendable {
    case text(String)
    case number(Int)
    /// A number with a fraction or an exponent, or beyond `Int`.
    case decimal(Decimal)
    case null
    case other

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let number = try? container.decode(Int.self) {
            self = .number(number)
        } else if let number = try? container.decode(Decimal.self), !number.isNaN {
            self = .decimal(number)
        } else {
            self = .other
        }
    }
}

extension Decimal {
    fileprivate var isWhole: Bool {
        var (number, rounded) = (self, Decimal())
        NSDecimalRound(&rounded, &number, 0, .plain)
        return rounded == number
    }
}
