import Foundation
import Programme
import Storage

/// `prakerja audit …`: checks and exports the log from the command line.
package struct AuditReport: Sendable {
    package let isClean: Bool
    package let lines: [String]

    /// Compares a database with its log, in one snapshot, while a server may be running. Changes nothing.
    /// - Parameter kept: the text of a checkpoint kept elsewhere.
    package static func verify(_ options: ServeOptions, kept: String?) async throws -> AuditReport {
        try await withLog(options) { database, seal in
            let checkpoint = try kept.map { try Checkpoint(note: $0, verifier: seal.verifier) }
            let now = Platform.systemClock()
            let result = try await database.read { tx in
                try LogVerification(of: tx, verifier: seal.verifier, kept: checkpoint, now: now)
            }
            return AuditReport(result.frontier, result.checkpoints, result.findings)
        }
    }

    /// Writes the log and the rows it covers to a file.
    package static func export(_ options: ServeOptions, to path: String) async throws -> [String] {
        try await withLog(options) { database, seal in
            guard FileManager.default.createFile(atPath: path, contents: nil) else {
                throw CommandRefused("\(path) cannot be written: does its directory exist?")
            }
            let file = try FileHandle(forWritingTo: URL(filePath: path))
            try await database.read { tx in
                try LogExport.write(tx, verifier: seal.verifier) { try file.write(contentsOf: $0) }
            }
            try file.close()
            return ["written to \(path)", "key \(seal.verifier)"]
        }
    }

    /// Checks an export; needs no database and no settings.
    package static func verifyExport(_ path: String, key: String?, kept: String?) throws -> AuditReport {
        guard let text = try? String(contentsOf: URL(filePath: path), encoding: .utf8) else {
            throw CommandRefused("\(path) cannot be read: is it there, and is the name right?")
        }
        let lines = text.split(separator: "\n")
        let verifier = try key.map { try NoteVerifier($0) }
        let checkpoint = try kept.map { note -> Checkpoint in
            guard let verifier else { throw ProofFault.malformed("--against needs --key") }
            return try Checkpoint(note: note, verifier: verifier)
        }
        var check = try ExportVerification(
            header: lines.first.map(String.init) ?? "", verifier: verifier, kept: checkpoint)
        for line in lines.dropFirst() { check.read(String(line)) }
        check.finish()
        // A file that ends at an earlier checkpoint is a complete log of an earlier day.
        let note = kept == nil ? ["without --against, rows cut off the end of the file cannot be seen"] : []
        return AuditReport(check.frontier, check.checkpoints, check.findings, notes: note)
    }

    /// The public key that checkpoints and receipts are checked with.
    package static func key(_ options: ServeOptions) async throws -> String {
        try await withLog(options) { _, seal in seal.verifier.description }
    }

    private init(
        _ frontier: MerkleFrontier, _ checkpoints: Int, _ findings: [LogFinding], notes: [String] = []
    ) {
        isClean = findings.isEmpty
        let found = findings.map { "✕ \($0)" }
        lines =
            [
                "leaves      \(frontier.count)", "checkpoints \(checkpoints)", "root        \(frontier.root.hex)",
            ] + notes + found + [Self.verdict(frontier.count, findings)]
    }

    /// An empty log proves nothing, so it is not reported as unchanged.
    private static func verdict(_ leaves: Int, _ findings: [LogFinding]) -> String {
        guard findings.isEmpty else { return "\(findings.count) findings" }
        return leaves == 0 ? "nothing is sealed yet: there was nothing to check" : "✓ nothing was changed"
    }

    private static func withLog<Value: Sendable>(
        _ options: ServeOptions, _ body: (Database, ProgrammeSeal) async throws -> Value
    ) async throws -> Value {
        try await Records.with(options) { records in try await body(records.database, records.seal()) }
    }
}
