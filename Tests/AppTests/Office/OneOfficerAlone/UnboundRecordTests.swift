import Foundation
import HTTPTypes
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

/// Records that no act bound, where SQL deleted the note that the earlier ones of their kind are all bound.
@Suite("Records that no act bound", .timeLimit(.minutes(3)))
struct UnboundRecordTests {
    @Test(
        "a payment approved by SQL is not paid, nor bound by a later start, although the note of its kind was deleted",
        .bug(
            id: "5.320",
            """
            The note that the earlier records of a kind are bound could be deleted: then a payment that SQL had put in \
            as approved was paid, and the next start bound it with the installation's key.
            """),
        arguments: Engine.tested)
    func payment(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            _ = try await world.ask(for: world.instalment(.incentive, 1, of: siti), of: siti)
            let (ani, budi) = (try await world.officer(.operations, "ani"), try await world.officer(.approver, "budi"))
            #expect(try await ani.browser.post(Paths.payouts, []).location != nil)
            #expect(try await world.startBinding() == [])
            try await world.sealEverything()
            let notes = try await world.paymentNotes()
            try await world.vandalise(
                "UPDATE payout_batch SET state = 'approved', approver_id = \(budi.id), approved_at = drafted_at",
                "UPDATE disbursement SET state = 'approved'",
                "DELETE FROM bound_record WHERE kind = 'complete' AND digest IN ('m1-payment', 'm1-payout')")
            try await world.expectUnpaid("in the server that bound the earlier records")
            let told = try await world.startBinding()
            #expect(told.count == 1 && told[0].contains("lacks the note"), "\(told)")
            try await world.expectUnpaid("at the next start")
            let found = try await world.verifyRecords(noted: BoundKindsFile(world.dependencies.configuration).names())
            #expect(found.contains { $0.hasPrefix("the note that every earlier payout batch is bound is gone") })
            #expect(found.contains { $0.hasPrefix("approved payment ") && $0.contains("by no act") }, "\(found)")
            // As on another server, which has no such file: the log has a leaf without its row.
            let file = BoundKindsFile(world.dependencies.configuration)
            try FileManager.default.removeItem(atPath: file.path)
            let lines = try await world.startBinding()
            #expect(lines.count == 1 && lines[0].contains("earlier records are not bound"), "\(lines)")
            try await world.expectUnpaid("on a server without the file")
            // Many other findings do not hide the missing row.
            for number in 0..<LogVerification.most {
                try await world.vandalise(
                    """
                    INSERT INTO audit_event (id, at, programme_at, actor_kind, actor_id, action, subject, detail, code)
                    VALUES (\(Int64(number + 1)), 1, 1, 'system', NULL, 'wave.opened', 'wave:1', '{}', \(Data([7])))
                    """)
            }
            #expect(try await world.startBinding().count == 1)
            try await world.expectUnpaid("beside many findings")
            try await world.vandalise("DELETE FROM audit_event WHERE id <= \(LogVerification.most)")
            // The rows from the backup: the kinds are complete again, and what SQL put in is named.
            for row in notes {
                try await world.vandalise(
                    """
                    INSERT INTO bound_record (id, at, kind, row_id, digest)
                    VALUES (\(row.id), \(row.at), 'complete', 0, \(row.digest))
                    """)
            }
            #expect(try await world.startBinding() == [])
            try await world.expectUnpaid("with the rows put back")
            #expect(try await world.verifyRecords().contains { $0.hasPrefix("approved payment ") })
        }
    }

    @Test(
        "after the first start no unbound record of any kind passes, whatever notes are deleted",
        .bug(id: "5.321", "A deleted note let an unbound record of its kind pass in a running server."),
        arguments: Engine.tested)
    func kinds(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (id, vault) = (ID<HeldRecord>(999), world.dependencies.vault)
            func passing() async throws -> [String] {
                try await world.dependencies.database.read { tx in
                    try BoundKind.all.filter { try tx.records.isAsBound($0, id, vault: vault) }.map(\.name)
                }
            }
            #expect(try await passing().count == BoundKind.all.count, "while the earlier ones are not bound")
            #expect(try await world.startBinding() == [])
            #expect(try await passing() == [])
            try await world.sealEverything()
            let kept = try await world.dependencies.database.read { try $0.proofs.latestCheckpoint()?.note }
            try await world.vandalise("DELETE FROM bound_record")
            #expect(try await passing() == [])
            #expect(try await world.startBinding().count == 1)
            #expect(try await passing() == [])
            // The log is cut off before the deleted rows, and the sealer goes on from there.
            try await world.vandalise(
                "DELETE FROM log_leaf", "DELETE FROM checkpoint", "UPDATE log_head SET size = 0, frontier = ''")
            try await world.sealEverything()
            #expect(try await world.verifyLog().findings == [])
            #expect(try await world.startBinding().count == 1)
            #expect(try await passing() == [])
            #expect(try await world.verifyLog(kept: kept).findings != [])
        }
    }

    @Test("a kind of a later version is bound once, by the first start of that version", arguments: Engine.tested)
    func laterVersion(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.submitted(1)
            try await world.settle()
            try await world.vandalise("DELETE FROM bound_record WHERE kind = 'decision'")
            let (earlier, file) = (
                world.dependencies.vault.earlier, BoundKindsFile(world.dependencies.configuration)
            )
            let kind = BoundKind.decisions
            // What an earlier version leaves, which does not know the kind.
            earlier.close([kind.name])
            try await world.bindEarlier()
            try await world.sealEverything()
            let decisions = try await world.unbound([kind])
            #expect(!decisions.isEmpty)
            #expect(try !file.names().contains(kind.name) && file.names().count == BoundKind.all.count - 1)
            #expect(!earlier.contains(kind))
            let ready = try await world.visitor().get(Paths.healthReady)
            #expect(ready.status == .ok && ready.body.hasPrefix("ok, but earlier records are not bound yet"))
            #expect(try await world.startBinding() == [])
            #expect(try await world.unbound([kind]) == [])
            #expect(try file.names() == Set(BoundKind.all.map(\.name)))
            #expect(try await world.verifyRecords() == [])
            #expect(try await world.visitor().get(Paths.healthReady).body == "ok\n")
            // Once only: what SQL puts in afterwards stays without a digest.
            try await world.sealEverything()
            try await world.vandalise("DELETE FROM bound_record WHERE kind IN ('decision', 'complete')")
            #expect(try await world.startBinding().count == 1)
            #expect(try await world.unbound([kind]) == decisions)
        }
    }

    @Test(
        "a site apart from its worker lets an earlier record pass once the worker has bound it",
        arguments: Engine.tested)
    func apart(engine: Engine) async throws {
        try await World.with(engine) { world in
            let officer = try await world.officer("Tiga", .verifier).id
            try await world.vandalise("DELETE FROM bound_record")
            let site = Vault(master: Data(repeating: 7, count: 32))
            func isLetIn() async throws -> Bool {
                try await world.dependencies.database.read { try $0.records.isAsBound(.officers, officer, vault: site) }
            }
            #expect(try await !isLetIn())
            #expect(try await world.startBinding() == [])
            #expect(try await isLetIn())
        }
    }

    @Test(
        "an operator who has looked at what the log lacks opens a kind in the file, once",
        .bug(
            id: "5.351",
            """
            A row of the log that no backup had any more would have kept every kind of a later version from being \
            bound: no earlier record of it could be used again.
            """),
        arguments: Engine.tested)
    func byHand(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.submitted(1)
            try await world.settle()
            try await world.vandalise("DELETE FROM bound_record WHERE kind = 'decision'")
            let (kind, file) = (BoundKind.decisions, BoundKindsFile(world.dependencies.configuration))
            world.dependencies.vault.earlier.close([kind.name])
            try await world.bindEarlier()
            try await world.sealEverything()
            try await world.vandalise("DELETE FROM bound_record WHERE kind = 'identity-data'")
            let decisions = try await world.unbound([kind])
            #expect(try await world.startBinding().count == 1)
            #expect(try await world.unbound([kind]) == decisions)
            let names = try file.names()
            try (names.sorted() + ["open \(kind.name)", ""]).joined(separator: "\n")
                .write(toFile: file.path, atomically: true, encoding: .utf8)
            #expect(try file.names() == names)
            let lines = try await world.startBinding()
            #expect(lines.count == 1 && lines[0].hasPrefix("an operator opened"), "\(lines)")
            #expect(try await world.unbound([kind]) == [])
            #expect(try file.names() == names.union([kind.name]))
            #expect(try file.opened() == [])
        }
    }

    @Test(
        "a start of a version that binds kept editions goes by those from before, and by none without its note",
        .bug(
            id: "5.352",
            """
            A server read the editions from before they were bound earlier than it could bind them: after an update \
            from such a version it did not start.
            """),
        arguments: Engine.tested)
    func editions(engine: Engine) async throws {
        try await World.with(engine) { world in
            let text = try World.editionText("edition-3")
            try await world.publish(text)
            try await world.vandalise("DELETE FROM bound_record WHERE kind = 'edition'")
            let dependencies = world.dependencies
            let kinds = Set(BoundKind.all.map(\.name))
            dependencies.vault.earlier.close(kinds)
            await #expect(throws: BootFault.self) { try await world.publish(text) }
            try await dependencies.openEarlierKinds(among: [.editions])
            try await world.publish(text)
            #expect(BoundKind.all.filter(dependencies.vault.earlier.contains).map(\.name) == ["edition"])
            #expect(try await world.startBinding() == [])
            try await world.sealEverything()
            try FileManager.default.removeItem(atPath: BoundKindsFile(dependencies.configuration).path)
            try await world.vandalise("DELETE FROM bound_record WHERE kind IN ('edition', 'complete')")
            try await dependencies.openEarlierKinds(among: [.editions])
            await #expect(throws: BootFault.self) { try await world.publish(text) }
        }
    }
}

extension World {
    /// What a server does with earlier records at its start; returns what an operator reads.
    func startBinding() async throws -> [String] {
        let log = RecordedLog()
        await Sealer(dependencies: dependencies.logging(to: log)).bindEarlierRecords()
        return log.lines
    }

    fileprivate func expectUnpaid(_ when: Comment) async throws {
        let payment = try await dependencies.database.read { tx -> ID<Disbursement>? in
            try tx.row("SELECT id FROM disbursement")?["id"]
        }
        let result = try await SendDisbursement(disbursement: try #require(payment)).run(on: dependencies)
        guard case .giveUp = result else {
            Issue.record("a payment was sent \(when)")
            return
        }
        #expect(try await railBooks().payments.isEmpty, when)
        #expect(try await unbound([.payments, .payoutBatches]).count == 2, when)
    }

    /// The rows that note the payments' kinds as complete.
    fileprivate func paymentNotes() async throws -> [(id: Int64, at: Int64, digest: String)] {
        try await dependencies.database.read { tx in
            try tx.rows(
                """
                SELECT id, at, digest
                FROM bound_record
                WHERE kind = 'complete' AND digest IN ('m1-payment', 'm1-payout')
                """
            ).map { try ($0["id"], $0["at"], $0["digest"]) }
        }
    }
}
