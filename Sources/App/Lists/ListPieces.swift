import Foundation

/// The pieces of a list's file in order.
struct ListPieces {
    private let size: Int
    private let handle: FileHandle?
    private var upload: Data

    /// Throws `CommandRefused` when the file cannot be opened.
    init(_ input: ListInput, size: Int) throws {
        self.size = size
        switch input {
        case .file(let path):
            handle = try GivenFile.open(path)
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
