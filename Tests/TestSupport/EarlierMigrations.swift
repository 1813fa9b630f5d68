import Foundation

/// The product's migrations up to one of them, for tests of the step from a filled older database.
package struct EarlierMigrations: Sendable {
    package let directory: URL

    /// - Parameter step: the number of the first migration that is left out: `0150`.
    package init(before step: String) throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "prakerja-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let files = try FileManager.default.contentsOfDirectory(
            at: TestDatabase.migrations, includingPropertiesForKeys: nil)
        for file in files where file.lastPathComponent < step {
            try FileManager.default.copyItem(at: file, to: directory.appending(path: file.lastPathComponent))
        }
    }

    package func remove() { try? FileManager.default.removeItem(at: directory) }
}
