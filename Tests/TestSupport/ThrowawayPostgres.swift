import Foundation
import Storage

/// One PostgreSQL for all tests of this process: the one that `PRAKERJA_TEST_POSTGRES` names, or else one that is
/// started at the first use and ends with the process.
package enum ThrowawayPostgres {
    package static let url = Result { try ProcessInfo.processInfo.environment["PRAKERJA_TEST_POSTGRES"] ?? start() }

    struct NotStarted: Error {
        let message: String
    }

    /// Runs one statement outside any test's schema.
    package static func administer(_ statement: String) async throws {
        try await administrator.get().transaction { tx in
            try tx.run(SQL(stringLiteral: statement))
        }
    }

    private static let administrator = url.map { Database.postgres(url: $0, connections: 2) }

    private static func start() throws -> String {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "throwaway-postgres")
        let process = Process()
        let output = Pipe()
        let errors = Pipe()
        process.executableURL = script
        process.arguments = [String(ProcessInfo.processInfo.processIdentifier)]
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let url = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let message = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            throw NotStarted(message: message)
        }
        return url.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
