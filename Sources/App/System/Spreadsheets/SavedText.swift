import Foundation

/// The kind of a file, by its first bytes.
enum SavedAs: Sendable, Equatable {
    /// UTF-8, or a single-byte encoding that agrees with it in digits and Latin letters.
    case text
    /// UTF-16, which spreadsheet programs call "Unicode text".
    case utf16(bigEndian: Bool)
    /// A workbook (.xlsx, .ods, .xls), regardless of its name.
    case workbook
    /// A PDF, a web page or an image.
    case other

    init(_ first: Data) {
        let head = [UInt8](first.prefix(8))
        switch head {
        case let head where head.starts(with: [0xFF, 0xFE]): self = .utf16(bigEndian: false)
        case let head where head.starts(with: [0xFE, 0xFF]): self = .utf16(bigEndian: true)
        case let head where head.starts(with: Array("PK".utf8) + [3, 4]): self = .workbook
        case let head where head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]): self = .workbook
        case let head where head.starts(with: Array("%PDF".utf8)): self = .other
        case let head where head.first == UInt8(ascii: "<"): self = .other
        case let head where head.starts(with: [0x89, 0x50, 0x4E, 0x47]) || head.starts(with: [0xFF, 0xD8]):
            self = .other
        case let head where head.count >= 4 && head[1] == 0 && head[3] == 0: self = .utf16(bigEndian: false)
        case let head where head.count >= 4 && head[0] == 0 && head[2] == 0: self = .utf16(bigEndian: true)
        default: self = .text
        }
    }
}

/// Converts a text file to UTF-8 without a byte order mark, piece by piece.
struct SavedText {
    private let form: SavedAs
    private var isFirst = true
    /// Bytes of an incomplete UTF-16 character, whose rest is in the next piece.
    private var carry: [UInt8] = []

    init(_ form: SavedAs) {
        self.form = form
    }

    mutating func utf8(_ piece: Data) -> Data {
        var text: Data
        if case .utf16(let bigEndian) = form {
            text = transcode(carry + piece, bigEndian: bigEndian)
        } else {
            text = piece
        }
        if isFirst, text.starts(with: [0xEF, 0xBB, 0xBF]) { text = Data(text.dropFirst(3)) }
        isFirst = isFirst && text.isEmpty
        return text
    }

    private mutating func transcode(_ bytes: [UInt8], bigEndian: Bool) -> Data {
        var units = stride(from: 0, to: bytes.count - 1, by: 2).map { place in
            let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
            return bigEndian ? first << 8 | second : second << 8 | first
        }
        var kept = bytes.count % 2
        // A leading surrogate is kept for the next piece.
        if let last = units.last, UTF16.isLeadSurrogate(last) {
            units.removeLast()
            kept += 2
        }
        carry = Array(bytes.suffix(kept))
        return Data(String(decoding: units, as: UTF16.self).utf8)
    }
}
