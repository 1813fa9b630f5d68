import Foundation

/// Parses `multipart/form-data` (RFC 7578) as browsers send it. Written by hand because no package for it is available.
enum Multipart {
    struct Part {
        let name: String
        let fileName: String?
        let body: Data
    }

    static func parse(_ body: Data, contentType: String, limit: Int) throws -> [Part] {
        guard let boundary = parameter("boundary", of: contentType), (1...70).contains(boundary.utf8.count) else {
            throw FormRefusal.malformed
        }
        let delimiter = Data("\r\n--\(boundary)".utf8)
        // The first delimiter has no line break before it; prepending one makes all delimiters alike.
        let whole = Data("\r\n".utf8) + body
        guard var place = whole.range(of: delimiter)?.upperBound else { throw FormRefusal.malformed }
        var parts: [Part] = []
        while !whole[place...].starts(with: Data("--".utf8)) {
            guard parts.count < limit, let next = whole.range(of: delimiter, in: place..<whole.endIndex) else {
                throw FormRefusal.malformed
            }
            if let part = try part(whole[place..<next.lowerBound]) { parts.append(part) }
            place = next.upperBound
        }
        return parts
    }

    private static func part(_ bytes: Data) throws -> Part? {
        guard let gap = bytes.range(of: Data("\r\n\r\n".utf8)) else { throw FormRefusal.malformed }
        let head = String(decoding: bytes[bytes.startIndex..<gap.lowerBound], as: UTF8.self)
        let disposition = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-disposition:") }
        guard let disposition, let name = parameter("name", of: String(disposition)) else { return nil }
        return Part(
            name: name, fileName: parameter("filename", of: String(disposition)),
            body: Data(bytes[gap.upperBound...]))
    }

    /// The value of `name=` in a header, quoted or not.
    private static func parameter(_ name: String, of header: String) -> String? {
        for piece in header.split(separator: ";").dropFirst() {
            let sides = piece.split(separator: "=", maxSplits: 1)
            guard sides.count == 2, sides[0].trimmingCharacters(in: .whitespaces).lowercased() == name else { continue }
            return sides[1].trimmingCharacters(in: .whitespaces).trimmingCharacters(in: ["\""])
        }
        return nil
    }
}
