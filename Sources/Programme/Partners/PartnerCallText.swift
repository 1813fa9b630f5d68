import Foundation

/// A request of a partner with every value left out, so that its form can be compared and nothing of a person is kept:
/// names of fields, punctuation and blanks stay, as the signature covers them.
package enum PartnerCallText {
    /// In characters; a longer text is cut.
    package static let longest = 1_200
    private static let mark = "…"

    /// The text that a signature is computed over: client code, timestamp, method, path, authorization and body.
    ///
    /// - Parameter route: the path as the routes have it, where the path itself has a value such as a redeem code.
    package static func signed(_ signature: PartnerSignature, route: String) -> String {
        let authorization = signature.authorization.isEmpty ? "" : authorization(signature.authorization)
        let head = "\(signature.clientCode.prefix(60))\(signature.timestamp.prefix(20))\(signature.method)\(route)"
        return String((head + authorization + body(signature.body)).prefix(longest))
    }

    /// `Payment …`: the word before the token is a usual mistake, the token is a secret.
    private static func authorization(_ text: String) -> String {
        guard let space = text.firstIndex(of: " ") else { return mark }
        let word = text[..<space]
        return word.count <= 20 && word.allSatisfy { $0.isASCII && $0.isLetter } ? "\(word) \(mark)" : mark
    }

    /// The body's punctuation, blanks and field names; `…` in place of every value.
    package static func body(_ bytes: Data) -> String {
        let text = Array(String(decoding: bytes.prefix(16 * 1_024), as: UTF8.self))
        var (out, place) = ("", 0)
        while place < text.count, out.count <= longest {
            let letter = text[place]
            if letter == "\"" {
                let end = stringEnd(text, from: place)
                out += isName(text, place, end) ? String(text[place..<end]) : "\"\(mark)\""
                place = end
            } else if "{}[]:,".contains(letter) || letter.isWhitespace {
                out.append(letter)
                place += 1
            } else {
                while place < text.count, !"{}[]:,\"".contains(text[place]), !text[place].isWhitespace { place += 1 }
                out += mark
            }
        }
        return out
    }

    /// Behind the closing quotation mark, or the end of the text.
    private static func stringEnd(_ text: [Character], from start: Int) -> Int {
        var place = start + 1
        while place < text.count {
            if text[place] == "\\" {
                place += 2
            } else if text[place] == "\"" {
                return place + 1
            } else {
                place += 1
            }
        }
        return text.count
    }

    /// Whether the string is a field's name: it stands before a colon, and is made of letters alone, so that no number
    /// of a person is one.
    private static func isName(_ text: [Character], _ start: Int, _ end: Int) -> Bool {
        let name = text[start..<end].dropFirst().dropLast()
        guard (1...40).contains(name.count), name.allSatisfy({ $0.isASCII && ($0.isLetter || $0 == "_") }) else {
            return false
        }
        return text[end...].first { !$0.isWhitespace } == ":"
    }
}
