import Foundation

/// Splits a stream of UTF-8 bytes into numbered lines, across the boundaries of its pieces.
struct LineCutter {
    struct Line: Sendable, Equatable {
        /// From 1.
        let number: Int
        let bytes: Data

        /// Longest accepted line in bytes, above twenty fields of 600 letters of four bytes: a longer field is reported
        /// with its column. A file without line ends is not a list.
        static let longest = 64_000

        var isTooLong: Bool { bytes.count > Self.longest }
    }

    /// The byte that ends a line: a line feed, or a carriage return in files of old Macintosh programs.
    private let end: UInt8
    private var number = 0
    private var carry = Data()

    init(end: UInt8 = UInt8(ascii: "\n")) {
        self.end = end
    }

    mutating func cut(_ piece: Data) -> [Line] {
        var lines: [Line] = []
        var start = piece.startIndex
        while let place = piece[start...].firstIndex(of: end) {
            lines.append(line(carry.isEmpty ? Data(piece[start..<place]) : carry + piece[start..<place]))
            carry = Data()
            start = piece.index(after: place)
        }
        // Of an endless line only enough is kept to detect that it is too long.
        let room = max(0, Line.longest + 1 - carry.count)
        carry += piece[start...].prefix(room)
        return lines
    }

    /// The last line, if it has no line end.
    mutating func rest() -> [Line] {
        defer { carry = Data() }
        return carry.isEmpty ? [] : [line(carry)]
    }

    private mutating func line(_ bytes: Data) -> Line {
        number += 1
        return Line(number: number, bytes: bytes.last == UInt8(ascii: "\r") ? Data(bytes.dropLast()) : bytes)
    }
}
