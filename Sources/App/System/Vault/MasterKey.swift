import Foundation
import Programme
import Storage

/// The 32-byte master key from which all encryption keys are derived: a file that only the service may read, outside
/// the database and its backups. The database stores a mark of it, so that a server with another key or none does not
/// start.
enum MasterKey {
    /// The key of this database.
    ///
    /// - Parameters:
    ///   - path: of the key's file.
    ///   - making: whether to create a key if there is neither a file nor encrypted data. Read-only commands do not.
    /// - Throws: `BootFault.keyMissing`, `.keyBroken`, or `.keyDiffers` when the database was encrypted with another
    ///   key.
    static func open(_ path: String, in database: Database, making: Bool, at now: Instant) async throws -> Data {
        if let key = try read(path) {
            try await settle(key, path, in: database, noting: making, at: now)
            return key
        }
        let isNew = try await database.read { tx in
            try tx.masterKeys.mark() == nil && !tx.masterKeys.holdsSealed()
        }
        let photos = URL(filePath: path).deletingLastPathComponent().appending(path: "photos").path
        guard making, isNew, !FileManager.default.fileExists(atPath: photos) else {
            throw BootFault.keyMissing(path: path)
        }
        let (key, isOurs) = try make(path)
        do {
            try await settle(key, path, in: database, noting: true, at: now)
        } catch let fault as BootFault {
            // Another process has recorded its own key first; ours has encrypted nothing.
            if isOurs { try? FileManager.default.removeItem(atPath: path) }
            throw fault
        }
        return key
    }

    /// The mark by which the database recognises a key.
    static func mark(of key: Data) -> Data {
        Vault(master: key).authenticationCode(of: Data("prakerja".utf8), for: "master-key-mark")
    }

    /// Nil when there is no file.
    private static func read(_ path: String) throws -> Data? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let key = FileManager.default.contents(atPath: path), key.count == 32 else {
            throw BootFault.keyBroken(path: path)
        }
        return key
    }

    /// Throws `BootFault.keyDiffers` if the database was encrypted with another key. Records the mark if there is none.
    private static func settle(
        _ key: Data, _ path: String, in database: Database, noting: Bool, at now: Instant
    ) async throws {
        let mark = mark(of: key)
        if let known = try await database.read({ try $0.masterKeys.mark() }) {
            guard constantTimeEqual(known, mark) else { throw BootFault.keyDiffers(path: path) }
            return
        }
        let vault = Vault(master: key)
        let fits =
            try await noting
            ? database.transaction { tx in
                guard try tx.masterKeys.opensOldest(vault) else { return false }
                try tx.masterKeys.note(mark, at: now)
                return try tx.masterKeys.mark() == mark
            } : database.read { try $0.masterKeys.opensOldest(vault) }
        guard fits else { throw BootFault.keyDiffers(path: path) }
    }

    /// Creates the key's file. It is written under a temporary name and then linked, so that a concurrent reader finds
    /// the whole key or none. Returns the key at `path`, and whether it was created here.
    private static func make(_ path: String) throws -> (key: Data, isOurs: Bool) {
        let key = RandomSource().bytes(32)
        let draft = "\(path).\(RandomSource().token(6))"
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        guard FileManager.default.createFile(atPath: draft, contents: key, attributes: attributes) else {
            throw BootFault.keyBroken(path: path)
        }
        defer { try? FileManager.default.removeItem(atPath: draft) }
        if (try? FileManager.default.linkItem(atPath: draft, toPath: path)) != nil { return (key, true) }
        guard let other = try read(path) else { throw BootFault.keyBroken(path: path) }
        return (other, false)
    }
}
