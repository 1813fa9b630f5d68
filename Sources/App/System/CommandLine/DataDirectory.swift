import Foundation

/// The folder of database, keys and photos.
enum DataDirectory {
    /// Makes the folder unless it is there, readable by its user alone.
    ///
    /// - Throws: `ConfigurationFault` naming the setting, its value and the remedy.
    static func make(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw ConfigurationFault(problems: [trouble(path) ?? unwritable(path)])
        }
    }

    /// What is wrong with it as it is there now; nil while nothing is there.
    static func trouble(_ path: String) -> String? {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
        if !isFolder.boolValue { return "DATA is “\(path)”, which is a file: name a folder with --data or DATA" }
        return FileManager.default.isWritableFile(atPath: path) ? nil : unwritable(path)
    }

    static func unwritable(_ path: String) -> String {
        "DATA is “\(path)”, which cannot be written: give it to the user prakerja runs as, or name another with --data"
    }
}
