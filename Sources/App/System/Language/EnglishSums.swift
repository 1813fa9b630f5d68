/// Sums as English writes them, `Rp625,000`: `Rupiah.description` has full stops for every reader.
enum EnglishSums {
    /// A part of a text in which sums stay as they were typed.
    struct Verbatim: Sendable {
        let opening: [UInt8]
        let closing: [UInt8]

        init(opening: String, closing: String) {
            (self.opening, self.closing) = (Array(opening.utf8), Array(closing.utf8))
        }

        /// Where such a part ends that begins at `place`; nil where none begins.
        fileprivate func end(in bytes: [UInt8], from place: Int) -> Int? {
            guard bytes[place] == opening[0], bytes[place...].starts(with: opening) else { return nil }
            var place = place + opening.count
            while place < bytes.count {
                if bytes[place] == closing[0], bytes[place...].starts(with: closing) { return place + closing.count }
                place += 1
            }
            return place
        }
    }

    fileprivate static func end(of parts: [Verbatim], in bytes: [UInt8], from place: Int) -> Int? {
        for part in parts {
            if let end = part.end(in: bytes, from: place) { return end }
        }
        return nil
    }

    /// Returns where the number ends.
    fileprivate static func writeCommas(in bytes: inout [UInt8], from start: Int) -> Int {
        func isDigit(_ place: Int) -> Bool { place < bytes.count && (0x30...0x39).contains(bytes[place]) }
        var place = start
        while isDigit(place) { place += 1 }
        while place > start, place < bytes.count, bytes[place] == UInt8(ascii: "."),
            (1...3).allSatisfy({ isDigit(place + $0) }), !isDigit(place + 4)
        {
            bytes[place] = UInt8(ascii: ",")
            place += 4
        }
        return place
    }
}

extension String {
    /// With the thousands of sums in commas, outside the parts that are left as typed.
    func withEnglishSums(except parts: [EnglishSums.Verbatim] = []) -> String {
        var bytes = Array(utf8)
        var place = 0
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "R") where bytes[(place + 1)...].first == UInt8(ascii: "p"):
                place = EnglishSums.writeCommas(in: &bytes, from: place + 2)
            case UInt8(ascii: "<"), UInt8(ascii: " "):
                place = EnglishSums.end(of: parts, in: bytes, from: place) ?? place + 1
            default: place += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
