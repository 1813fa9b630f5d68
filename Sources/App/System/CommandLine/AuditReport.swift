import Foundation
import Programme
import Storage

/// `prakerja audit …`: checks and exports the log from the command line.
package struct AuditReport: Sendable {
    /// Nothing that is sealed was changed.
    package let isClean: Bool
    /// The checkpoints were checked with a key that does not come from the file itself.
    package let isVouched: Bool
    /// The sealer has not run for a minute or more, so that rows are not sealed and could not be checked.
    package let isLate: Bool
    package let lines: [String]

    /// Findings of SQLite's own look at its file that are listed.
    private static let mostFileFindings = 20

    /// Compares a database with its log, and the books with what they were added up from, in one snapshot, while a server
    /// may be running. Changes nothing.
    ///
    /// - Parameter kept: the file of a checkpoint kept elsewhere.
    package static func verify(_ options: ServeOptions, kept: String?) async throws -> AuditReport {
        let note = try kept.map { (file: $0, text: try GivenFile.text($0)) }
        return try await withLog(options) { source, seal, mark in
            let checkpoint = try note.map { try Self.checkpoint($0, seal.verifier) }
            let now = Dependencies.systemClock()
            let noted = try BoundKindsFile(source.configuration).names()
            // Read before the snapshot, which is then at least as new.
            let (beside, unreadable) = besides(source.configuration, seal.verifier)
            let file = try await source.database.integrityFindings(limit: mostFileFindings)
            let (result, records, books) = try await source.database.read { tx in
                (
                    try LogVerification(
                        of: tx, verifier: seal.verifier, kept: checkpoint, beside: beside, now: now, marked: mark),
                    try RecordVerification(of: tx, marked: mark, noted: noted),
                    try BooksReport(of: tx, in: source, marked: mark)
                )
            }
            return AuditReport(
                result.frontier, result.checkpoints,
                source.kept.compactMap(\.finding) + unreadable + file.map { "the file of the database: \($0)" }
                    + result.findings.map(\.description)
                    + records.findings.map(\.description) + books.findings,
                notes: [records.summary, books.summary],
                delay: result.delay(at: now))
        }
    }

    /// The newest checkpoint that a server signed here, and what is wrong with its file.
    private static func besides(
        _ configuration: Configuration, _ verifier: NoteVerifier
    ) -> (checkpoint: Checkpoint?, findings: [String]) {
        let file = KeptCheckpoint(configuration)
        do {
            return (try file.read(signedBy: verifier), [])
        } catch {
            let remedy = "put it back from a copy, or delete it and start the server again"
            return (nil, ["\(file.path) is no checkpoint of this installation (\(error)): \(remedy)"])
        }
    }

    /// Writes the log and the rows it covers to a file.
    package static func export(_ options: ServeOptions, to path: String) async throws -> [String] {
        try await withLog(options) { source, seal, _ in
            let file = try GivenFile.create(path, replacing: true)
            try await source.database.read { tx in
                try LogExport.write(tx, verifier: seal.verifier) { try file.write(contentsOf: $0) }
            }
            try file.close()
            return ["written to \(path)", "key \(seal.verifier)"]
        }
    }

    /// Checks an export; needs no database and no settings.
    package static func verifyExport(_ path: String, key: String?, kept: String?) throws -> AuditReport {
        let note = try kept.map { (file: $0, text: try GivenFile.text($0)) }
        let lines = String(decoding: try GivenFile.bytes(path), as: UTF8.self).split(separator: "\n")
        let verifier = try key.map { text in
            do {
                return try NoteVerifier(text)
            } catch {
                throw CommandRefused("--key is “\(text)”: \(error); copy the key from the page /bukti")
            }
        }
        let checkpoint = try note.map { note -> Checkpoint in
            guard let verifier else { throw CommandRefused("--against needs --key: copy the key from the page /bukti") }
            return try Self.checkpoint(note, verifier)
        }
        var check = try GivenFile.named(path) {
            try ExportVerification(
                header: lines.first.map(String.init) ?? "", verifier: verifier, kept: checkpoint)
        }
        for line in lines.dropFirst() { check.read(String(line)) }
        check.finish()
        // A file that ends at an earlier checkpoint is a complete log of an earlier day.
        var remark = ["the codes of the rows were not checked: that takes the master key, on the server"]
        if kept == nil { remark.append("without --against, rows cut off the end of the file cannot be seen") }
        return AuditReport(
            check.frontier, check.checkpoints, check.findings.map(\.description), notes: remark,
            unvouched: verifier == nil ? check.verifier : nil)
    }

    /// Checks a receipt against the proof that its holder downloaded, with the key alone.
    package static func verifyReceipt(_ text: String, proof path: String, key: String) throws -> [String] {
        let file = try GivenFile.text(path)
        let verifier = try GivenFile.named("--key") { try NoteVerifier(key) }
        let receipt = try GivenFile.named("--receipt") { try JoinReceipt(text, key: verifier.key) }
        let (proof, checkpoint) = try GivenFile.named(path) {
            let proof = try LogProof(text: file)
            return (proof, try proof.verify(verifier))
        }
        guard let leaf = LogLeaf(bytes: proof.leaf), leaf.kind == .audit, leaf.fields.count >= 6,
            leaf.fields[4] == "entry.joined", leaf.fields[5] == receipt.subject
        else { throw CommandRefused("“\(path)” is the proof of another act: download the one of this receipt") }
        return [
            "✓ this receipt is the programme's, and its act is in the log",
            "  wave \(receipt.wave), received at \(receipt.arrivedAt)",
            "  record \(grouped(proof.index + 1)) of \(grouped(checkpoint.size)), root \(checkpoint.root.hex)",
        ]
    }

    private static func checkpoint(
        _ note: (file: String, text: String), _ verifier: NoteVerifier
    ) throws -> Checkpoint {
        try GivenFile.named(note.file) { try Checkpoint(note: note.text, verifier: verifier) }
    }

    /// The public key that checkpoints and receipts are checked with.
    package static func key(_ options: ServeOptions) async throws -> String {
        try await withLog(options) { _, seal, _ in seal.verifier.description }
    }

    /// - Parameters:
    ///   - unvouched: the key in the file itself, where the reader gave none.
    ///   - delay: what is said of rows that wait for the sealer; nil when it keeps up.
    private init(
        _ frontier: MerkleFrontier, _ checkpoints: Int, _ findings: [String], notes: [String] = [],
        unvouched: NoteVerifier? = nil, delay: String? = nil
    ) {
        isClean = findings.isEmpty
        isVouched = unvouched == nil
        isLate = delay != nil
        let found = findings.map { "✕ \($0)" }
        lines =
            [
                "leaves      \(frontier.count)", "checkpoints \(checkpoints)", "root        \(frontier.root.hex)",
            ] + notes + found + [Self.verdict(frontier.count, findings, unvouched, isLate: isLate)]
            + [delay].compactMap(\.self)
    }

    /// An empty log proves nothing, so it is not reported as unchanged; neither is a log with rows not sealed yet.
    private static func verdict(
        _ leaves: Int, _ findings: [String], _ unvouched: NoteVerifier?, isLate: Bool
    ) -> String {
        guard findings.isEmpty else { return "\(findings.count) findings" }
        guard leaves > 0 else { return "nothing is sealed yet: there was nothing to compare with the log" }
        if let unvouched {
            return "? not checked: the file fits together under the key that it names itself, \(unvouched). "
                + "Give the programme's with --key, from its page /bukti or a printed copy"
        }
        return isLate ? "✓ nothing that is sealed was changed" : "✓ nothing was changed"
    }

    private static func withLog<Value: Sendable>(
        _ options: ServeOptions, _ body: (Records, ProgrammeSeal, RowMark) async throws -> Value
    ) async throws -> Value {
        try await Records.with(options) { records in
            let (seal, mark) = try await records.keys()
            return try await body(records, seal, mark)
        }
    }
}
