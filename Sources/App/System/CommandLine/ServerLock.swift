import Foundation
import NIOConcurrencyHelpers

/// Locks the data directory of an SQLite installation for one server: a second one would have its own rate limits, node
/// leases and page cache.
///
/// It is an operating-system lock on a file next to the database, so that it ends with its process, however that ends.
/// Commands do not take it: they write while a server runs, one transaction at a time.
final class ServerLock: Sendable {
    static let name = "server.lock"

    private let descriptor: NIOLockedValueBox<Int32?>

    /// - Throws: `BootFault.alreadyServed`, or `ConfigurationFault` when the directory cannot be written.
    init(_ directory: String) throws {
        try DataDirectory.make(directory)
        let path = directory + "/" + Self.name
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw ConfigurationFault(problems: [DataDirectory.unwritable(directory)])
        }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            close(file)
            let holder = (try? String(contentsOfFile: path, encoding: .utf8))?.trimmingCharacters(in: .newlines)
            throw BootFault.alreadyServed(directory: directory, process: holder.flatMap { $0.isEmpty ? nil : $0 })
        }
        // For the error message of a second server; the lock does not depend on it.
        let number = Array("\(ProcessInfo.processInfo.processIdentifier)\n".utf8)
        if ftruncate(file, 0) == 0 { _ = write(file, number, number.count) }
        descriptor = NIOLockedValueBox(file)
    }

    func release() {
        let file = descriptor.withLockedValue { held in
            defer { held = nil }
            return held
        }
        if let file { close(file) }
    }

    deinit {
        release()
    }
}
