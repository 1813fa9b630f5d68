import Foundation
import Programme

/// The JSON object a partner sent. Fields are read one by one, so that what is missing can be named.
struct PartnerBody: Sendable {
    private let fields: [String: JSONValue]

    static let maximumText = 2_000
    /// Meetings of one course that a partner may number; which there are, `AttendanceSequence` knows.
    static let sequences = 1...1_000
    /// Scores that are understood; which are possible, `Completion` knows and says.
    static let scores = -1_000_000...1_000_000

    /// Throws `PartnerRefusal.malformed` for anything but one JSON object.
    init(_ body: Data) throws {
        // The decoder looks into a value only when it is asked for, and mends what is not UTF-8: a body that is not JSON
        // from its first byte to its last would be taken in part. Both also read UTF-16 and UTF-32, which alone have zero
        // bytes: JSON is UTF-8.
        guard !body.contains(0), (try? JSONSerialization.jsonObject(with: body)) != nil, !Self.hasTrailingComma(body)
        else {
            throw PartnerRefusal.malformed
        }
        do {
            fields = try JSONDecoder().decode([String: JSONValue].self, from: body)
        } catch {
            throw PartnerRefusal.malformed
        }
    }

    /// Foundation's decoder lets a comma before a closing bracket pass; JSON knows none.
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

    /// A text that must be there. A number is taken as its digits: partners' tables and samples disagree about some.
    func text(_ name: String) throws -> String {
        guard let text = try optionalText(name), !text.isEmpty else { throw PartnerRefusal.missing(name) }
        return text
    }

    func optionalText(_ name: String) throws -> String? {
        switch fields[name] {
        case .text(let text):
            // A NUL, written as an escape, is no text that a database keeps.
            guard text.utf8.count <= Self.maximumText, !text.utf8.contains(0) else {
                throw PartnerRefusal.missing(name)
            }
            return text.trimmingWhitespace()
        case .number(let number): return String(number)
        case nil, .null: return nil
        case .decimal, .other: throw PartnerRefusal.missing(name)
        }
    }

    /// A sum in whole rupiah, however the partner's language writes numbers: `250000`, `250000.0`, `"250000.00"`,
    /// `" 250000 "` are one. Throws `PartnerRefusal.fraction` for sen, `.sum` for nothing or too much.
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

    /// A number inside `range`, as digits or as text. Throws `PartnerRefusal.missing` with the field's name for any
    /// other.
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

    /// 1 when it is not sent: the clients of 2022 know no sequence.
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
    /// Written with a fraction or an exponent, or larger than any number here.
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
