/// Markup by string interpolation: an interpolated string is escaped, an `HTML` is not, and any other type does not
/// compile. A view is a function that returns one.
struct HTML: Sendable, ExpressibleByStringInterpolation {
    private(set) var text: String

    static let empty = HTML(stringLiteral: "")

    /// Only literals in our own source reach this initialiser.
    init(stringLiteral value: String) {
        text = value
    }

    init(stringInterpolation interpolation: StringInterpolation) {
        text = interpolation.text
    }

    /// With plain text in the place of each marker.
    func replacing(_ marker: String, with words: String) -> HTML {
        let escaped: HTML = "\(words)"
        var page = self
        page.text = text.replacing(marker, with: escaped.text)
        return page
    }

    static func + (left: HTML, right: HTML) -> HTML {
        var sum = left
        sum.text += right.text
        return sum
    }

    struct StringInterpolation: StringInterpolationProtocol {
        var text = ""

        init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 24)
        }

        mutating func appendLiteral(_ literal: String) {
            text += literal
        }

        mutating func appendInterpolation(_ value: String) {
            HTML.escape(value, into: &text)
        }

        mutating func appendInterpolation(_ value: String?) {
            if let value { HTML.escape(value, into: &text) }
        }

        mutating func appendInterpolation(_ value: some BinaryInteger) {
            text += String(value)
        }

        mutating func appendInterpolation(_ html: HTML) {
            text += html.text
        }

        mutating func appendInterpolation(_ html: HTML?) {
            if let html { text += html.text }
        }

        /// `\(each: rows, row)`: the row is a named function or a closure argument.
        mutating func appendInterpolation<Element>(each elements: some Sequence<Element>, _ row: (Element) -> HTML) {
            for element in elements { text += row(element).text }
        }

        /// `\(when: condition, markup)`; the markup is built only if it is shown.
        mutating func appendInterpolation(when condition: Bool, _ html: @autoclosure () -> HTML) {
            if condition { text += html().text }
        }

        /// `<input\(flag: "checked", isChecked)>`
        mutating func appendInterpolation(flag name: StaticString, _ isSet: Bool) {
            if isSet { text += " \(name)" }
        }

        /// ` name="value"`, or nothing when there is no value.
        mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
            guard let value else { return }
            text += " \(name)=\""
            HTML.escape(value, into: &text)
            text += "\""
        }
    }

    /// Escapes the five characters with a meaning in text or in a quoted attribute. Attributes are always quoted.
    private static func escape(_ value: String, into text: inout String) {
        guard value.utf8.contains(where: isSpecial) else {
            text += value
            return
        }
        for scalar in value.unicodeScalars {
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "'": text += "&#39;"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }

    /// With the thousands of sums in commas, `Rp625,000`, as English writes them: `Rupiah.description` has full stops for
    /// every reader. What people typed, in fields and quotations, stays as it is.
    var withEnglishSums: HTML {
        var english = HTML.empty
        english.text = text.withEnglishSums(except: Self.verbatim)
        return english
    }

    /// The parts of a page with the words of people.
    private static let verbatim = [
        EnglishSums.Verbatim(opening: "<textarea", closing: "</textarea>"),
        EnglishSums.Verbatim(opening: "<blockquote", closing: "</blockquote>"),
        EnglishSums.Verbatim(opening: " value=\"", closing: "\""),
    ]

    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
        default: false
        }
    }
}
