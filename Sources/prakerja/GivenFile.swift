import App
import Foundation
import Programme

/// A file named on the command line. One that cannot be read is said to be so, by its name.
enum GivenFile {
    static func text(_ path: String) throws -> String {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { throw unreadable(path) }
        return text
    }

    /// As much of a large file as is looked at comes into memory.
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
