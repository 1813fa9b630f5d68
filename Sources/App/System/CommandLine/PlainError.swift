import Foundation
import NIOCore
import Programme
import Storage

/// An error as one sentence for the terminal. Errors of ours are written for it; those of the system and of libraries
/// name their types and source lines, which tell an operator nothing.
package enum PlainError {
    /// The same error where its own words are plain, such as those of the parser of options. What it quotes of a file
    /// moves nothing on the terminal.
    package static func of(_ error: any Error) -> any Error {
        switch error {
        case is any UserFacingRefusal, is StorageFault, is DecodingError, is IOError, is POSIXError, is CocoaError:
            return CommandRefused(TerminalText.plain(sentence(error)))
        default:
            let (said, plain) = ("\(error)", TerminalText.plain("\(error)"))
            return said == plain ? error : CommandRefused(plain)
        }
    }

    /// - Parameter error: anything that a command threw.
    /// - Returns: what is wrong and, where it is known, what to do. Several settings stand on a line each.
    package static func sentence(_ error: any Error) -> String {
        switch error {
        case let refusal as any UserFacingRefusal: refusal.sentence(.english)
        case let fault as StorageFault: storage(fault)
        case is DecodingError: "it is not in the form that is expected: \(YAMLProblem(error))"
        case let fault as IOError: system(fault.errnoCode)
        case let fault as POSIXError: system(fault.code.rawValue)
        case let fault as CocoaError: cocoa(fault)
        default: "\(error)"
        }
    }

    private static func storage(_ fault: StorageFault) -> String {
        switch fault {
        case .unavailable(let why):
            """
            the database cannot be used (\(line(why))): check that it runs, that DATABASE_URL or DATA names it, and \
            that its disk has room and can be written
            """
        case .outcomeUnknown:
            "the connection to the database was lost at the end: run the command again, what was done is not done twice"
        case .contended, .overloaded: "the database is too busy: run the command again in a minute"
        case .timedOut: "the database took too long: run the command again when it has less to do"
        case .failed(let statement, let message):
            "the database refused a statement (\(line(message))): run `prakerja doctor`, and report this: \(line(statement))"
        case .unknownObjects(let names): StorageFault.sentence(unknownObjects: names)
        case .unreadable(let what):
            "a row of the database cannot be read (\(line(what))): was it written by a newer version of prakerja?"
        }
    }

    private static func cocoa(_ fault: CocoaError) -> String {
        let path = fault.userInfo[NSFilePathErrorKey] as? String
        let reason = (fault.userInfo[NSUnderlyingErrorKey] as? POSIXError).map { system($0.code.rawValue) }
        return (path.map { "“\($0)”: " } ?? "") + (reason ?? "it cannot be read or written")
    }

    private static func system(_ number: Int32) -> String {
        switch number {
        case ENOSPC, EDQUOT: "the disk is full: make room, and run the command again"
        case EADDRINUSE: "another program listens on that port: stop it, or choose another port"
        case EROFS: "the disk is read-only"
        default: String(cString: strerror(number))
        }
    }

    /// Messages of PostgreSQL stand on several lines.
    private static func line(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).map { String($0).trimmingWhitespace() }.joined(separator: " ")
    }
}

extension StorageFault {
    static let schemaRemedy = "drop what was put in, and restore what was changed or is missing from a backup"

    /// In English, for an operator.
    static func sentence(unknownObjects names: [String]) -> String {
        "the database has objects that no migration made, or lacks some (\(names.joined(separator: ", "))): they act "
            + "inside the product's own transactions, so nothing is written. Find out who did it, \(schemaRemedy), and "
            + "run `prakerja audit verify`"
    }
}
