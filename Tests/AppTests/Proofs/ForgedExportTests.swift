import Crypto
import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// Exports of the log that were cut, changed, or written again by a stranger.
@Suite("Forged exports of the log")
struct ForgedExportTests {
    private typealias Line = LogExport.Line

    @Test(
        "forged export: one written again under another key is not called unchanged, with the site's key or without",
        .bug(
            id: "2.682",
            "Without `--key` an export that was written again under another key was reported as unchanged."),
        arguments: Engine.tested)
    func rewritten(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (lines, site) = try await exported(world)
            let stranger = Curve25519.Signing.PrivateKey()
            let own = NoteVerifier(name: site.name, key: stranger.publicKey)
            let forged = try Self.rewritten(lines, as: own, with: stranger)

            let honest = try report(lines, key: site)
            #expect(honest.isClean && honest.isVouched && honest.lines.last == "✓ nothing was changed")
            for (lines, key) in [(lines, site), (forged, own)] {
                let unknown = try report(lines, key: nil)
                #expect(unknown.isClean && !unknown.isVouched)
                let verdict = try #require(unknown.lines.last)
                #expect(verdict.hasPrefix("? not checked: ") && verdict.contains("\(key)"), "\(verdict)")
                #expect(verdict.contains("--key"))
            }
            try expect("there is no signature of \(site.name)", forged, key: site)
            try await Shipped.inDirectory { directory in
                let file = directory.appending(path: "log.jsonl")
                try Self.write(forged, to: file)
                let command = ["audit", "verify", "--export", file.path]
                #expect(try await Shipped.run(command).status == 2)
                #expect(try await Shipped.run(command + ["--key", "\(site)"]).status == 1)
            }
        }
    }

    private static func joined(_ one: [String], _ other: [String]) -> [String] { one + other }

    /// One change of the lines of an export, and a part of what the verifier must say.
    private static let forgeries: [(says: String, change: @Sendable ([String]) throws -> [String])] = [
        ("the export holds no leaf", { [$0[0]] }), ("a second header", { joined([$0[0]], $0) }),
        ("were signed for", { lines in lines.filter { !$0.contains("checkpoint") } }),
        ("is missing from the log", { joined([$0[0], $0[2], $0[1]], Array($0.dropFirst(3))) }),
        ("is missing from the log", { joined([$0[0]], Array($0.dropFirst(2))) }),
        ("do not add up to the root", { joined([$0[0], $0[1]], Array($0.dropFirst())) }),
        ("was changed after it was sealed", { try changed($0, rehashed: false) { _ in ["lain"] } }),
        ("do not add up to the root", { try changed($0, rehashed: true) { _ in ["lain"] } }),
        ("is gone", { try changed($0, rehashed: false) { _ in [] } }),
        ("it is not a line of an export", { joined($0, ["halo"]) }),
        ("it is not a line of an export", { joined($0, ["{}"]) }),
        (
            "does not fit the text",
            { try noted($0) { $0.replacing("\n\n", with: "\nlain\n\n") } }
        ),
        ("there is no signature of", { try noted($0) { $0.replacing("— ", with: "— x") } }),
        ("a note has an empty line", { try noted($0) { _ in "halo" } }),
    ]

    @Test("forged export: one that was cut or changed is refused with the reason", arguments: Engine.tested)
    func changed(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (lines, site) = try await exported(world)
            for forgery in Self.forgeries {
                let forged = try forgery.change(lines)
                try #require(forged != lines)
                try expect(forgery.says, forged, key: site)
            }
            let header = try Self.line(.header(.init(format: "prakerja-log-9", verifier: "\(site)")))
            #expect(throws: (any Error).self) { try report([header] + lines.dropFirst(), key: site) }
            // A file that ends at an earlier day's checkpoint is whole by itself, but not beside the one that was kept.
            let kept = try #require(
                try await world.dependencies.database.read { try $0.proofs.latestCheckpoint()?.note })
            let empty = [lines[0]]
            #expect(try report(empty, key: site, kept: kept).lines.contains { $0.contains("the log ends at leaf 0") })
        }
    }

    // MARK: Lines

    private func exported(_ world: World) async throws -> (lines: [String], site: NoteVerifier) {
        try await world.writeHistory()
        try await world.sealEverything()
        let site = world.dependencies.seal.verifier
        let lines = try await world.dependencies.database.read { tx -> [String] in
            var bytes = Data()
            try LogExport.write(tx, verifier: site) { bytes += $0 }
            return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        }
        return (lines, site)
    }

    private static func line(_ line: Line) throws -> String {
        String(decoding: try JSONEncoder.sorted.encode(line), as: UTF8.self)
    }

    private static func read(_ line: String) throws -> Line {
        try JSONDecoder().decode(Line.self, from: Data(line.utf8))
    }

    private static func write(_ lines: [String], to file: URL) throws {
        try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: file)
    }

    /// The export with its first act changed, and everything that follows from it computed and signed again.
    private static func rewritten(
        _ lines: [String], as own: NoteVerifier, with key: Curve25519.Signing.PrivateKey
    ) throws -> [String] {
        var frontier = MerkleFrontier()
        return try changed(lines, rehashed: true) { Array($0.dropLast()) + ["lain"] }.map { text in
            switch try read(text) {
            case .header(let header): return try line(.header(.init(format: header.format, verifier: "\(own)")))
            case .leaf(let leaf):
                frontier.append(try #require(Data(hex: leaf.hash)))
                return text
            case .checkpoint(let note):
                let old = try Checkpoint(text: SignedNote.text(of: note))
                let new = Checkpoint(origin: old.origin, size: frontier.count, root: frontier.root, at: old.at)
                return try line(.checkpoint(SignedNote.sign(new.text, as: own.name, with: key)))
            }
        }
    }

    /// The export with other fields in its first act.
    private static func changed(
        _ lines: [String], rehashed: Bool, _ change: ([String?]) -> [String?]
    ) throws -> [String] {
        var isDone = false
        return try lines.map { text in
            guard !isDone, case .leaf(let leaf) = try read(text), leaf.kind == .audit else { return text }
            isDone = true
            let fields = change(leaf.fields)
            let id = try #require(Int64(leaf.id, in: 1...Int64.max))
            let hash = rehashed ? LogLeaf(kind: leaf.kind, id: id, fields: fields).hash.hex : leaf.hash
            return try line(
                .leaf(.init(sequence: leaf.sequence, kind: leaf.kind, id: leaf.id, fields: fields, hash: hash)))
        }
    }

    /// The export with its checkpoints changed.
    private static func noted(_ lines: [String], _ change: (String) -> String) throws -> [String] {
        try lines.map { text in
            guard case .checkpoint(let note) = try read(text) else { return text }
            return try line(.checkpoint(change(note)))
        }
    }

    private func report(_ lines: [String], key: NoteVerifier?, kept: String? = nil) throws -> AuditReport {
        let folder = FileManager.default.temporaryDirectory.appending(path: "export-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (file, note) = (folder.appending(path: "log.jsonl"), folder.appending(path: "kept"))
        try Self.write(lines, to: file)
        if let kept { try Data(kept.utf8).write(to: note) }
        return try AuditReport.verifyExport(
            file.path, key: key?.description, kept: kept == nil ? nil : note.path)
    }

    private func expect(_ says: String, _ lines: [String], key: NoteVerifier?) throws {
        let report = try report(lines, key: key)
        #expect(!report.isClean && report.lines.contains { $0.contains(says) }, "\(says): \(report.lines)")
    }
}
