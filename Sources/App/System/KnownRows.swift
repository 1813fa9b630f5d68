import Logging
import NIOConcurrencyHelpers
import Storage

extension [Row] {
    /// For pages and schedules that go through many rows: a row that a newer version wrote and this one cannot read is left
    /// out, so that the others are served, and the log says so. An act on one row reads it without this, and fails.
    func known<Value>(_ make: (Row) throws -> Value) throws -> [Value] {
        try compactMap { row in
            do {
                return try make(row)
            } catch StorageFault.unreadable(let why) {
                UnknownRows.note(why)
                return nil
            }
        }
    }
}

/// Logs each kind of unreadable row once in a process: pages are asked for many times a second.
private enum UnknownRows {
    private static let logger = Logger(label: "prakerja.rows")
    private static let noted = NIOLockedValueBox<Set<String>>([])

    /// - Parameter why: names a column and a type, so there are as many as the code has.
    static func note(_ why: String) {
        guard noted.withLockedValue({ $0.insert(why).inserted }) else { return }
        logger.error("a row was left out of a list", metadata: ["reason": "\(why)"])
    }
}
