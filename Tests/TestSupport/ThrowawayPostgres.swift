import Foundation
import Storage

/// One PostgreSQL for all tests of this process: the one that `PRAKERJA_TEST_POSTGRES` names, or else one that is
/// started at the first use and ends with the process.
package enum ThrowawayPostgres {
    package static func url() async throws -> String {
        try await starting.value
    }

    struct NotStarted: Error {
        let message: String
    }

    /// Runs one statement outside any test's schema.
    package static func administer(_ statement: String) async throws {
        try await administrator.value.transaction { tx in
            try tx.run(SQL(stringLiteral: statement))
        }
    }

    private static let administrator = Task { Database.postgres(url: try await url(), connections: 2) }

    /// On a thread of its own: Swift has few for tasks, and tests that keep deadlines need them meanwhile.
    private static let starting = Task {
        if let given = ProcessInfo.processInfo.environment["PRAKERJA_TEST_POSTGRES"] { return given }
        return try await withCheckedThrowingContinuation { caller in
            Thread.detachNewThread { caller.resume(with: Result { try start() }) }
        }
    }

    /// Not Foundation's `Process`: that waits until whatever its child has left running has ended, too.
    private static func start() throws -> String {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "throwaway-postgres")
        guard let output = popen("'\(script.path)' \(ProcessInfo.processInfo.processIdentifier)", "r") else {
            throw NotStarted(message: "no shell")
        }
        var line = [CChar](repeating: 0, count: 1_000)
        let url = fgets(&line, Int32(line.count), output).map { String(cString: $0) } ?? ""
        guard pclose(output) == 0, url.hasPrefix("postgresql:") else {
            throw NotStarted(message: "\(script.lastPathComponent) has said why")
        }
        return url.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
