import App
import Foundation
import Programme

/// A file named on the command line. When it cannot be read, the error names it.
enum GivenFile {
    static func text(_ path: String) throws -> String {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { throw unreadable(path) }
        return text
    }

    /// The file is memory-mapped, so that only the parts that are read are loaded.
    static func bytes(_ path: String) throws -> Data {
        guard let bytes = try? Data(contentsOf: URL(filePath: path), options: .mappedIfSafe) else {
            throw unreadable(path)
        }
        return bytes
    }

    static func edition(_ path: String) throws -> Edition {
        try Edition(yaml: text(path))
    }

    private static func unreadable(_ path: String) -> CommandRefused {
        CommandRefused("\(path) cannot be read: is it there, and is the name right?")
    }
}
