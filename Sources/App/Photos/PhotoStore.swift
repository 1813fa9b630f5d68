import Foundation
import Programme

/// Encrypted photos as files beside the database, one each, named by the photo's id.
struct PhotoStore: Sendable {
    private let directory: URL
    private let vault: Vault

    init(_ dependencies: Dependencies) {
        directory = URL(fileURLWithPath: dependencies.configuration.photoDirectory, isDirectory: true)
        vault = dependencies.vault
    }

    /// Encrypts and writes the file. When this returns, it is synced to disk and complete; otherwise it does not exist
    /// under its name.
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

    /// Removes the file of a replaced photo or one that was never recorded. No effect if it does not exist.
    func remove(_ photo: ID<StoredPhoto>) {
        try? FileManager.default.removeItem(at: url(of: photo))
    }

    /// 256 folders by the id's low bits, so that no folder grows without bound.
    private func url(of photo: ID<StoredPhoto>) -> URL {
        let folder = String(photo.rawValue & 0xFF, radix: 16)
        return directory.appending(path: folder).appending(path: "\(photo).sealed")
    }

    private static let table = "identity_document"
    private static let column = "picture"
}
