import Foundation

/// Cuts a stream of UTF-8 bytes into numbered lines, whatever the pieces it comes in.
struct LineCutter {
    struct Line: Sendable, Equatable {
        /// From 1.
        let number: Int
        let bytes: Data

        /// Bytes of the longest line of a list; a file without line ends is no list.
        static let longest = 8_000

        var isTooLong: Bool { bytes.count > Self.longest }
    }

    /// What ends a line: a line feed, or in files of old Macintosh programs a carriage return alone.
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
        // A line that never ends is kept only as far as is needed to say so.
        let room = max(0, Line.longest + 1 - carry.count)
        carry += piece[start...].prefix(room)
        return lines
    }

    /// The last line, where no line end follows it.
    mutating func rest() -> [Line] {
        defer { carry = Data() }
        return carry.isEmpty ? [] : [line(carry)]
    }

    private mutating func line(_ bytes: Data) -> Line {
        number += 1
        return Line(number: number, bytes: bytes.last == UInt8(ascii: "\r") ? Data(bytes.dropLast()) : bytes)
    }
}
