import Foundation
import Programme

/// Pieces of a list's file, one after the other.
struct ListPieces {
    private let size: Int
    private let handle: FileHandle?
    private var upload: Data

    /// Throws `CommandRefused` when the file cannot be opened.
    init(_ input: ListInput, size: Int) throws {
        self.size = size
        switch input {
        case .file(let path):
            guard let handle = FileHandle(forReadingAtPath: path) else {
                throw CommandRefused("\(path) cannot be read")
            }
            self.handle = handle
            upload = Data()
        case .upload(let bytes):
            handle = nil
            upload = bytes
        }
    }

    mutating func next() throws -> Data? {
        if let handle {
            let piece = try handle.read(upToCount: size)
            return piece?.isEmpty ?? true ? nil : piece
        }
        defer { upload = upload.dropFirst(size) }
        return upload.isEmpty ? nil : Data(upload.prefix(size))
    }
}

/// Cuts a stream of bytes into numbered lines, whatever the pieces it comes in. The first line may be headings.
struct LineCutter {
    struct Line: Sendable {
        /// From 1.
        let number: Int
        let bytes: Data

        /// Longer than any line of a list; a file without line ends is no list.
        static let longest = 1_000

        var checked: Substring {
            get throws(ListSlip) {
                guard bytes.count <= Self.longest else { throw .tooLong }
                guard let text = String(validating: bytes, as: UTF8.self) else { throw .notText }
                return Substring(text)
            }
        }
    }

    private(set) var columns = ListColumns.usual
    private var number = 0
    private var carry = Data()

    private static let newline = UInt8(ascii: "\n")

    mutating func cut(_ piece: Data) -> [Line] {
        var lines: [Line] = []
        var start = piece.startIndex
        while let end = piece[start...].firstIndex(of: Self.newline) {
            let bytes = carry.isEmpty ? Data(piece[start..<end]) : carry + piece[start..<end]
            carry = Data()
            if let line = line(bytes) { lines.append(line) }
            start = piece.index(after: end)
        }
        // A line that never ends is kept only as far as is needed to say so.
        let room = max(0, Line.longest + 1 - carry.count)
        carry += piece[start...].prefix(room)
        return lines
    }

    /// The last line, where no line end follows it.
    mutating func rest() -> [Line] {
        defer { carry = Data() }
        return carry.isEmpty ? [] : [line(carry)].compactMap(\.self)
    }

    /// Nil for an empty line and for the headings.
    private mutating func line(_ bytes: Data) -> Line? {
        number += 1
        var bytes = bytes
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        if number == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        guard !bytes.isEmpty else { return nil }
        if number == 1, let headings = ListColumns(headings: Substring(String(decoding: bytes, as: UTF8.self))) {
            columns = headings
            return nil
        }
        return Line(number: number, bytes: Data(bytes))
    }
}
