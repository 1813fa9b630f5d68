import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Sealed log over journal and audit events")
struct LogTests {
    /// Rows of a world's history: the import of its question bank and thirteen more.
    static let rows = 14

    @Test("every row is sealed once, with repeated and concurrent sealers", arguments: Engine.tested)
    func sealsOnce(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.writeHistory()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...8 {
                    group.addTask {
                        let sealer = Sealer(dependencies: world.dependencies, batch: number)
                        _ = try await sealer.seal(thoroughly: number.isMultiple(of: 2))
                    }
                }
                try await group.waitForAll()
            }
            try await world.sealEverything()
            let result = try await world.verifyLog()
            #expect(result.findings == [])
            #expect(result.frontier.count == Self.rows)
            #expect(result.checkpoints >= 1)
        }
    }

    @Test(
        "rows beyond one transaction's limit are sealed by the next transaction of the same round",
        arguments: Engine.tested)
    func severalTransactions(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.writeHistory()
            let sealed = try await Sealer(dependencies: world.dependencies, batch: 3).seal(thoroughly: true)
            let result = try await world.verifyLog()
            #expect(sealed == Self.rows && result.findings == [])
            #expect(result.frontier.count == Self.rows && result.checkpoints == 5)
        }
    }

    @Test(
        "a busy second's leaves are written in statements of several sizes, with none left out",
        arguments: Engine.tested)
    func busySecond(engine: Engine) async throws {
        try await World.with(engine) { world in
            let dependencies = world.dependencies
            try await dependencies.database.transaction { tx in
                for number in 1...(256 + 2 * 32 + 3) {
                    try tx.audit.record(
                        AuditEvent("wave.opened", subject: "wave:\(number)"), by: .system, at: dependencies.moment(),
                        ids: dependencies.ids)
                }
            }
            let sealed = try await Sealer(dependencies: dependencies).seal(thoroughly: true)
            let result = try await world.verifyLog()
            #expect(sealed == 324 && result.findings == [] && result.frontier.count == 324)
        }
    }

    @Test("verification names a row that was changed", arguments: Engine.tested)
    func changed(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (events, entries) = try await world.writeHistory()
            try await world.sealEverything()
            try await world.vandalise(
                "UPDATE audit_event SET detail = '{}' WHERE id = \(events[4])",
                "UPDATE journal_entry SET reason = 'lain' WHERE id = \(entries[1])")
            let findings = try await world.verifyLog().findings
            #expect(findings.count == 2)
            #expect(findings.contains { $0.names(.audit, events[4]) && "\($0)".contains("changed") })
            #expect(findings.contains { $0.names(.journal, entries[1]) && "\($0)".contains("changed") })
        }
    }

    @Test("verification names a row that was deleted", arguments: Engine.tested)
    func deleted(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (events, entries) = try await world.writeHistory()
            try await world.sealEverything()
            try await world.vandalise(
                "DELETE FROM audit_event WHERE id = \(events[2])",
                "DELETE FROM posting WHERE entry_id = \(entries[0])",
                "DELETE FROM journal_entry WHERE id = \(entries[0])")
            let findings = try await world.verifyLog().findings
            #expect(findings.count == 2)
            #expect(findings.contains { $0.names(.audit, events[2]) && "\($0)".contains("gone") })
            #expect(findings.contains { $0.names(.journal, entries[0]) && "\($0)".contains("gone") })
        }
    }

    @Test("a row inserted later with an old id is never sealed, and verification names it", arguments: Engine.tested)
    func inserted(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (events, _) = try await world.writeHistory()
            world.clock.advance(.minutes(20))
            try await world.writeHistory("lagi")
            try await world.sealEverything()
            let forged = events[0] - 1
            try await world.vandalise(
                """
                INSERT INTO audit_event (id, at, programme_at, actor_kind, actor_id, action, subject, detail)
                VALUES (\(forged), 1, 1, 'system', NULL, 'wave.opened', 'wave:1', '{}')
                """,
                """
                INSERT INTO journal_entry (id, key, kind, content, reason, at)
                VALUES (\(forged), 'correction forged', 'correction', \(Data(repeating: 1, count: 32)), 'lain', 1)
                """)
            try await world.sealEverything()
            let findings = try await world.verifyLog().findings
            #expect(Set(findings) == [.unlogged(.audit, forged), .unlogged(.journal, forged)])
        }
    }

    @Test("the ledger's own verification names changed amounts under a sealed entry", arguments: Engine.tested)
    func amounts(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (_, entries) = try await world.writeHistory()
            try await world.sealEverything()
            try await world.vandalise("UPDATE posting SET amount = amount + 1 WHERE entry_id = \(entries[2])")
            let perPerson = world.dependencies.edition.benefits.perPerson
            let findings = try await world.dependencies.database.read { tx in
                try LedgerVerification(of: tx, perPerson: perPerson).findings.map { "\($0)" }
            }
            #expect(findings.contains("the entry appropriation:uji-3 was changed after it was written"), "\(findings)")
        }
    }

    @Test("a log rewritten together with its rows does not match the signed checkpoint", arguments: Engine.tested)
    func rewritten(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (events, _) = try await world.writeHistory()
            try await world.sealEverything()
            let kept = try #require(
                try await world.dependencies.database.read { try $0.proofs.latestCheckpoint()?.note })
            try await world.vandalise("UPDATE audit_event SET action = 'wave.closed' WHERE id = \(events[3])")
            let row = StoredLeaf.Row(kind: .audit, id: events[3])
            let forged = try await world.dependencies.database.read { tx in
                try tx.proofs.rows(behind: try tx.proofs.leaves(from: 0, limit: 100))[row]?.hash
            }
            let hash = try #require(forged)
            try await world.vandalise(
                "UPDATE log_leaf SET hash = \(hash) WHERE kind = 'audit' AND row_id = \(events[3])")
            let findings = try await world.verifyLog(kept: kept).findings
            #expect(findings.contains { if case .rootDiffers = $0 { true } else { false } })
            #expect(findings.contains { if case .notWhatWasKept = $0 { true } else { false } })
        }
    }

    @Test("an export is verified without a database, and every line of it counts", arguments: Engine.tested)
    func export(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.writeHistory()
            try await world.sealEverything()
            let verifier = world.dependencies.seal.verifier
            let lines = try await world.dependencies.database.read { tx -> [String] in
                var bytes = Data()
                try LogExport.write(tx, verifier: verifier) { bytes += $0 }
                return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
            }
            func check(_ lines: [String]) throws -> [LogFinding] {
                var check = try ExportVerification(header: lines[0], verifier: verifier, kept: nil)
                for line in lines.dropFirst() { check.read(line) }
                check.finish()
                return check.findings
            }
            #expect(try check(lines) == [])
            for place in 1..<lines.count {
                var shorter = lines
                shorter.remove(at: place)
                #expect(try check(shorter) != [], "the export without line \(place) still verifies")
            }
            let last = try #require(lines.lastIndex { $0.contains("\"sequence\":") })
            for sequence in ["-1", "0"] {
                var other = lines
                other[last] = lines[last].replacing(/"sequence":-?\d+/, with: "\"sequence\":\(sequence)")
                #expect(try check(other) != [], "a leaf that calls itself \(sequence) still verifies")
            }
            for (place, line) in lines.enumerated().dropFirst() where line.contains("1000000") {
                var other = lines
                other[place] = line.replacing("1000000", with: "1000001")
                #expect(try check(other).contains { if case .books = $0 { true } else { false } }, "\(line)")
            }
        }
    }

    @Test(
        "the proofs page tells a receipt with our signature from another, and publishes its checkpoint",
        arguments: Engine.tested)
    func room(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.writeHistory()
            try await world.sealEverything()
            let visitor = world.visitor()
            #expect(try await visitor.get(Paths.proofs).text.contains("\(Self.rows)"))
            let note = try await visitor.get(Paths.checkpoint).body
            #expect(try Checkpoint(note: note, verifier: world.dependencies.seal.verifier).size == Self.rows)
            let receipt = JoinReceipt(wave: 1, arrivedAt: world.clock.now(), entry: Data(repeating: 9, count: 16))
            let text = try world.dependencies.seal.text(of: receipt)
            let signed = try await visitor.post(Paths.proofs, [("tanda-terima", text)])
            #expect(signed.text.contains("Tanda tangannya milik kami") && signed.text.contains(receipt.number))
            let other = try await visitor.post(Paths.proofs, [("tanda-terima", String(text.dropLast(2)) + "AA")])
            #expect(other.status == .unprocessableContent)
            #expect(other.text.contains("bukan dari kami"))
        }
    }
}

extension LogFinding {
    fileprivate func names(_ kind: LogLeaf.Kind, _ id: Int64) -> Bool {
        "\(self)".contains(LogLeaf(kind: kind, id: id, fields: []).description)
    }
}
