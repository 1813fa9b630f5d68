import Foundation

/// What a program reads from a page. Byte by byte: a regular expression takes twenty times as long, and demos and tests
/// read thousands of pages.
package enum PageText {
    /// The text without markup, with one blank for each run of tags and of white space, and with quotation marks and `&`
    /// as people see them.
    package static func visible(in html: String) -> String {
        var html = html
        return html.withUTF8 { bytes in
            var text: [UInt8] = []
            text.reserveCapacity(bytes.count)
            var place = 0
            while place < bytes.count {
                let gap = max(tag(bytes, place), whiteSpace(bytes, place))
                if gap > 0 {
                    if text.last != blank { text.append(blank) }
                    place += gap
                } else if let (character, length) = reference(bytes, place) {
                    text.append(character)
                    place += length
                } else {
                    text.append(bytes[place])
                    place += 1
                }
            }
            return String(decoding: text, as: UTF8.self)
        }
    }

    /// The token of the page's first form that has one; nil where there is none.
    package static func token(in html: String) -> String? {
        guard let before = html.range(of: #"name="_token" value=""#, options: .literal) else { return nil }
        return String(html[before.upperBound...].prefix { $0 != "\"" })
    }

    private static let blank = UInt8(ascii: " ")

    /// The length of the tag that begins here; 0 where none does, or where it has no end.
    private static func tag(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        guard bytes[start] == 0x3C else { return 0 }
        var place = start
        while place < bytes.count {
            if bytes[place] == 0x3E { return place + 1 - start }
            place += 1
        }
        return 0
    }

    /// The length of the blank, line break or other white space of Unicode that begins here; 0 where none does.
    private static func whiteSpace(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> Int {
        let first = bytes[place]
        if first < 0x80 { return first == blank || (first >= 9 && first <= 13) ? 1 : 0 }
        guard first == 0xC2 || first == 0xE1 || first == 0xE2 || first == 0xE3 else { return 0 }
        let length = first == 0xC2 ? 2 : 3
        guard place + length <= bytes.count else { return 0 }
        let character = String(decoding: bytes[place..<(place + length)], as: UTF8.self).unicodeScalars.first
        return character?.properties.isWhitespace == true ? length : 0
    }

    /// The character that a reference stands for, and the reference's length.
    private static func reference(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> (UInt8, Int)? {
        guard bytes[place] == 0x26 else { return nil }
        for (name, character) in references where place + name.count <= bytes.count {
            if bytes[place..<(place + name.count)].elementsEqual(name) { return (character, name.count) }
        }
        return nil
    }

    private static let references: [(name: [UInt8], character: UInt8)] = [
        (Array("&#39;".utf8), UInt8(ascii: "'")), (Array("&quot;".utf8), UInt8(ascii: "\"")),
        (Array("&amp;".utf8), UInt8(ascii: "&")),
    ]
}
