/// A JSON value (RFC 8259) as a signature sees it: the order of members is kept, and two members of one name are
/// refused, because readers would take different ones.
package enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([Member])

    package struct Member: Hashable, Sendable {
        package let name: String
        package let value: JSONValue

        package init(_ name: String, _ value: JSONValue) {
            (self.name, self.value) = (name, value)
        }
    }

    /// The member of an object; nil for another value, and where there is none.
    package subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        // By bytes: two names that only look the same are two names.
        return members.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
    }

    package var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The texts of an array of texts, or a text that stands alone for one; nil for another value.
    package var texts: [String]? {
        switch self {
        case .string(let text): return [text]
        case .array(let values):
            let texts = values.compactMap(\.text)
            return texts.count == values.count ? texts : nil
        default: return nil
        }
    }

    /// The object without the member.
    package func without(_ name: String) -> JSONValue {
        guard case .object(let members) = self else { return self }
        return .object(members.filter { !$0.name.utf8.elementsEqual(name.utf8) })
    }

    /// The object with the member at its end, in the place of one of this name.
    package func with(_ name: String, _ value: JSONValue) -> JSONValue {
        guard case .object(let members) = without(name) else { return self }
        return .object(members + [Member(name, value)])
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    package init(stringLiteral text: String) { self = .string(text) }
    package init(arrayLiteral values: JSONValue...) { self = .array(values) }
    package init(dictionaryLiteral members: (String, JSONValue)...) {
        self = .object(members.map { Member($0.0, $0.1) })
    }
}

/// Why a text is no JSON that can be signed.
package enum JSONFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// At which byte, counted from 1.
    case malformed(at: Int)
    case twice(String)
    case tooDeep
    case tooLong
    /// Neither infinite numbers nor those that are none have a form in JSON.
    case notFinite

    package var description: String {
        switch self {
        case .malformed(let byte): "it is no JSON: something else was expected at byte \(byte)"
        case .twice(let name): "an object in it has the member \(name) twice, and readers would take different ones"
        case .tooDeep: "it is nested more than \(JSONReader.deepest) deep"
        case .tooLong: "it is longer than \(JSONReader.longest) bytes"
        case .notFinite: "a number in it is too large"
        }
    }
}
