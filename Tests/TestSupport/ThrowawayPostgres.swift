import Foundation
import Storage

/// One PostgreSQL for all tests of this process: the one named by `PRAKERJA_TEST_POSTGRES`, or else one that is started
/// at the first use and ends with the process.
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

    /// The text in the first row's column `state`.
    package static func ask(_ question: String) async throws -> String? {
        try await administrator.value.read { tx in try tx.rows(SQL(stringLiteral: question)).first?["state"] }
    }

    private static let administrator = Task { Database.postgres(url: try await url(), connections: 2) }

    private static let starting = Task {
        if let given = ProcessInfo.processInfo.environment["PRAKERJA_TEST_POSTGRES"] { return given }
        return try await run("throwaway-postgres", "\(ProcessInfo.processInfo.processIdentifier)")
    }

    /// Runs one of the scripts beside this file and returns the line it prints.
    ///
    /// On its own thread: Swift has few threads for tasks, and tests with deadlines need them.
    static func run(_ script: String, _ arguments: String...) async throws -> String {
        try await withCheckedThrowingContinuation { caller in
            Thread.detachNewThread { caller.resume(with: Result { try wait(for: script, arguments) }) }
        }
    }

    /// Not Foundation's `Process`, which waits until all descendants of its child have ended.
    private static func wait(for script: String, _ arguments: [String]) throws -> String {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: script).path
        let words = ([path] + arguments).map { "'\($0)'" }.joined(separator: " ")
        guard let output = popen(words, "r") else { throw NotStarted(message: "no shell") }
        var line = [CChar](repeating: 0, count: 1_000)
        let answer = fgets(&line, Int32(line.count), output).map { String(cString: $0) } ?? ""
        guard pclose(output) == 0 else { throw NotStarted(message: "\(script) has said why") }
        return answer.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
