import Foundation

/// The 32 bytes everything sealed hangs on: a file that only the service may read, outside the database and its
/// backups.
enum MasterKey {
    /// Reads the key; makes one where there is neither key nor data.
    ///
    /// Throws `BootFault.keyMissing` when the directory already holds photos or a database, because a new key would
    /// lose them.
    static func read(_ path: String) throws -> Data {
        if let key = FileManager.default.contents(atPath: path) {
            guard key.count == 32 else { throw BootFault.keyBroken(path: path) }
            return key
        }
        let directory = URL(filePath: path).deletingLastPathComponent()
        if FileManager.default.fileExists(atPath: directory.appending(path: "photos").path) {
            throw BootFault.keyMissing(path: path)
        }
        let key = RandomSource().bytes(32)
        guard FileManager.default.createFile(atPath: path, contents: key, attributes: [.posixPermissions: 0o600]) else {
            throw BootFault.keyBroken(path: path)
        }
        return key
    }
}
