import Foundation
import Programme
import Storage

/// `prakerja audit …`: the log, looked at from the command line.
package struct AuditReport: Sendable {
    package let isClean: Bool
    package let lines: [String]

    /// Compares a database with its log, on one snapshot and beside a server that runs. Changes nothing.
    /// - Parameter kept: the text of a checkpoint kept elsewhere.
    package static func verify(_ options: ServeOptions, kept: String?) async throws -> AuditReport {
        try await withDatabase(options) { database, seal in
            let checkpoint = try kept.map { try Checkpoint(note: $0, verifier: seal.verifier) }
            let now = Platform.systemClock()
            let result = try await database.read { tx in
                try LogVerification(of: tx, verifier: seal.verifier, kept: checkpoint, now: now)
            }
            return AuditReport(result.frontier, result.checkpoints, result.findings)
        }
    }

    /// Writes the log and everything it stands for to a file.
    package static func export(_ options: ServeOptions, to path: String) async throws -> [String] {
        try await withDatabase(options) { database, seal in
            guard FileManager.default.createFile(atPath: path, contents: nil) else {
                throw ConfigurationFault(problems: ["\(path) cannot be written"])
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
        let lines = try String(contentsOf: URL(filePath: path), encoding: .utf8).split(separator: "\n")
        let verifier = try key.map { try NoteVerifier($0) }
        let checkpoint = try kept.map { note -> Checkpoint in
            guard let verifier else { throw ProofFault.malformed("--against needs --key") }
            return try Checkpoint(note: note, verifier: verifier)
        }
        var check = try ExportVerification(
            header: lines.first.map(String.init) ?? "", verifier: verifier, kept: checkpoint)
        for line in lines.dropFirst() { check.read(String(line)) }
        check.finish()
        return AuditReport(check.frontier, check.checkpoints, check.findings)
    }

    /// The public key that checkpoints and receipts are checked with.
    package static func key(_ options: ServeOptions) async throws -> String {
        try await withDatabase(options) { _, seal in seal.verifier.description }
    }

    private init(_ frontier: MerkleFrontier, _ checkpoints: Int, _ findings: [LogFinding]) {
        isClean = findings.isEmpty
        let found = findings.map { "✕ \($0)" }
        lines =
            [
                "leaves      \(frontier.count)", "checkpoints \(checkpoints)", "root        \(frontier.root.hex)",
            ] + found + [findings.isEmpty ? "✓ nothing was changed" : "\(findings.count) findings"]
    }

    private static func withDatabase<Value: Sendable>(
        _ options: ServeOptions, _ body: (Database, ProgrammeSeal) async throws -> Value
    ) async throws -> Value {
        let configuration = try Configuration.of(options)
        guard configuration.databaseURL != nil || FileManager.default.fileExists(atPath: configuration.databasePath)
        else { throw ConfigurationFault(problems: ["there is no database in \(configuration.dataDirectory)"]) }
        let vault = Vault(master: try MasterKey.read(configuration.keyPath))
        let database = try Boot.database(configuration)
        do {
            // The site signs as the edition says that runs here, whatever file lies beside the command.
            let running = try await database.read { try $0.editions.kept() }.last?.edition
            let site = try running?.site ?? Edition.load(path: configuration.editionPath).site
            let seal = ProgrammeSeal(vault: vault, site: site)
            let value = try await body(database, seal)
            await database.close()
            return value
        } catch {
            await database.close()
            throw error
        }
    }
}
