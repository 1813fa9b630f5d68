import GRDB

extension StorageFault {
    /// Of an error of SQLite or of GRDB.
    ///
    /// - Parameter statement: the text that failed; nil when it was not one of the caller's statements.
    init(_ error: any Error, statement: String? = nil) {
        switch error {
        case let fault as StorageFault:
            self = fault
        case let error as SQLiteError where error.isBusy:
            self = .contended
        case let error as SQLiteError where error.isDiskTrouble:
            self = .unavailable(error.message)
        case let error as DatabaseError where [.SQLITE_FULL, .SQLITE_IOERR].contains(error.resultCode):
            self = .unavailable(error.message ?? "the disk is full or cannot be written")
        case let error as SQLiteError:
            self = statement.map { .failed(statement: $0, message: error.message) } ?? .unavailable(error.message)
        case let error as DatabaseError where error.resultCode == .SQLITE_BUSY:
            self = .contended
        case let error as DatabaseError:
            let message = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
            self = statement.map { .failed(statement: $0, message: message) } ?? .unavailable(message)
        default:
            self = .unavailable("\(error)")
        }
    }
}
