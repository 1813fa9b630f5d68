import Foundation

/// Lets one run of a tool at a time use a file of its own. Two runs that read the file before either has written it would
/// each do what the other's entry forbids.
package enum ToolLock {
    /// Runs `body` while this process holds an operating-system lock beside the file, which ends with the process.
    ///
    /// - Throws: `CommandRefused` while another run holds it, and where the lock cannot be made.
    package static func holding<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
        let file = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw CommandRefused("“\(path).lock” cannot be written: name another folder") }
        defer { close(file) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            throw CommandRefused("another run of the tool uses “\(path)”: wait until it has ended, then try again")
        }
        return try body()
    }
}
