import Foundation
import Programme

/// Sealed pictures as files beside the database, one each, named after the photo's id.
struct PhotoStore: Sendable {
    private let directory: URL
    private let vault: Vault

    init(_ platform: Platform) {
        directory = URL(fileURLWithPath: platform.configuration.photoDirectory, isDirectory: true)
        vault = platform.vault
    }

    /// Seals and writes. It is on the disk when this returns, under its name or not at all.
    func write(_ jpeg: Data, for photo: ID<StoredPhoto>) throws {
        let (file, folder) = (url(of: photo), url(of: photo).deletingLastPathComponent())
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let sealed = try vault.seal(jpeg, table: Self.table, column: Self.column, row: photo.rawValue)
        let draft = file.appendingPathExtension("part")
        guard FileManager.default.createFile(atPath: draft.path, contents: nil, attributes: [.posixPermissions: 0o600])
        else { throw CocoaError(.fileWriteUnknown) }
        let handle = try FileHandle(forWritingTo: draft)
        try handle.write(contentsOf: sealed)
        try handle.synchronize()
        try handle.close()
        try FileManager.default.moveItem(at: draft, to: file)
        try FileHandle(forReadingFrom: folder).synchronize()
    }

    func read(_ photo: ID<StoredPhoto>) throws -> Data {
        let sealed = try Data(contentsOf: url(of: photo))
        return try vault.open(sealed, table: Self.table, column: Self.column, row: photo.rawValue)
    }

    /// For what was replaced or never noted. A file that is not there is already removed.
    func remove(_ photo: ID<StoredPhoto>) {
        try? FileManager.default.removeItem(at: url(of: photo))
    }

    /// 256 folders by the counter's low bits, so that none grows without end.
    private func url(of photo: ID<StoredPhoto>) -> URL {
        let folder = String(photo.rawValue & 0xFF, radix: 16)
        return directory.appending(path: folder).appending(path: "\(photo).sealed")
    }

    private static let table = "identity_document"
    private static let column = "picture"
}
