import Foundation

/// The keys of a JSON text, as the sender wrote them.
enum JSONKeys {
    /// A key that one object of the text has twice, at any depth; nil where there is none. Escapes are resolved before
    /// keys are compared.
    ///
    /// - Parameter json: a text that a parser has accepted.
    static func repeated(in json: Data) -> String? {
        let bytes = [UInt8](json)
        // The keys of each open object; nil for an array.
        var open: [Set<String>?] = []
        var (index, isKey) = (0, false)
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "{"):
                open.append([])
                isKey = true
            case UInt8(ascii: "["):
                open.append(nil)
                isKey = false
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                _ = open.popLast()
                isKey = false
            case UInt8(ascii: ","): isKey = (open.last ?? nil) != nil
            case UInt8(ascii: "\""):
                let end = endOfString(bytes, from: index)
                if isKey, let keys = open.popLast() {
                    let key = text(bytes[index...end])
                    var known = keys ?? []
                    guard known.insert(key).inserted else { return key }
                    open.append(known)
                }
                (index, isKey) = (end, false)
            default: break
            }
            index += 1
        }
        return nil
    }

    /// Where the string that begins at `start` has its closing quote.
    private static func endOfString(_ bytes: [UInt8], from start: Int) -> Int {
        var index = start + 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index, bytes.count - 1)
    }

    private static func text(_ quoted: ArraySlice<UInt8>) -> String {
        let value = try? JSONSerialization.jsonObject(with: Data(quoted), options: .fragmentsAllowed)
        return value as? String ?? String(decoding: quoted, as: UTF8.self)
    }
}
