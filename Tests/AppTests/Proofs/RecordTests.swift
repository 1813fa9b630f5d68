import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// What the acts of the office bind into the log, and what a change by SQL then shows.
@Suite("Records bound into the log", .timeLimit(.minutes(3)))
struct RecordTests {
    @Test(
        "a decree, a draw, a decision and a list changed by SQL are found, and so are rows put in",
        arguments: Engine.tested)
    func wave(engine: Engine) async throws {
        try await World.with(engine) { world in
            let drawn = try await world.drawnWave()
            // The world adds officers and its list without an act; its later change of that list is none either.
            try await world.bindEarlier()
            #expect(try await world.verifyRecords() == [])
            let wave = try await world.wave()
            let decree = try await world.dependencies.database.read { try #require(try $0.decrees.of(wave.id)).id }
            let acts = try await world.dependencies.database.read { tx in
                try [BoundKind.decrees, .draws].map { try tx.records.newest($0, after: 0, limit: 10).count }
            }
            #expect(acts == [1, 1])
            try await world.vandalise(
                "UPDATE decree SET amount = amount + 1",
                "DELETE FROM entry_place WHERE wave_id = \(wave.id) AND ticket = \(drawn.ticket)",
                "UPDATE eligibility_decision SET outcome = 'ineligible' WHERE person_id = \(drawn.budi.id)",
                "UPDATE list_import SET source = 'Kantor lain' WHERE id = \(drawn.list)",
                "DELETE FROM list_entry WHERE import_id = \(drawn.list)",
                "INSERT INTO draw_change (wave_id, place, step, ticket) VALUES (\(wave.id), 1, 'out', 1)")
            let found = try await world.verifyRecords()
            for title in [
                "decree \(decree)", "draw of wave \(wave.id)", "decision of eligibility", "list \(drawn.list)",
                "entries of list \(drawn.list)",
            ] {
                #expect(
                    found.contains { $0.hasPrefix("\(title) ") && $0.contains("was changed") }, "\(title): \(found)")
            }
            #expect(found.contains { $0.hasPrefix("changed places of wave \(wave.id) was bound by no act") })
            try await world.vandalise(
                "DELETE FROM decree_signature", "DELETE FROM decree WHERE id = \(decree)")
            #expect(try await world.verifyRecords().contains { $0.hasPrefix("decree \(decree), bound") })
        }
    }

    @Test(
        "an approved batch, its payees and its amounts changed by SQL are found, also when approved by SQL",
        arguments: Engine.tested)
    func payouts(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            let first = try await world.instalment(.incentive, 1, of: siti)
            _ = try await world.ask(for: first, of: siti)
            let batch = try await world.payOut()
            #expect(try await world.unbound([.payees, .payoutBatches]) == [])
            try await world.bindEarlier()
            #expect(try await world.verifyRecords() == [])
            try await world.vandalise("UPDATE disbursement SET amount = amount + 1 WHERE batch_id = \(batch)")
            let amount = try await world.verifyRecords()
            #expect(amount.count == 3, "\(amount)")
            for bound in ["payout batch \(batch)", "drafted payout batch \(batch)", "approved payment"] {
                #expect(amount.contains { $0.hasPrefix("\(bound) ") && $0.contains("is not as") }, "\(amount)")
            }
            try await world.vandalise("UPDATE disbursement SET amount = amount - 1 WHERE batch_id = \(batch)")
            #expect(try await world.verifyRecords() == [])
            try await world.vandalise("UPDATE payee_account SET holder = 'BUDI', lookup = \(Data([1]))")
            let payee = try await world.verifyRecords()
            #expect(
                payee.contains { $0.hasPrefix("payee account ") } && payee.contains { $0.hasPrefix("payout batch ") })

            let second = try await world.dependencies.database.transaction { tx in
                let first: ID<Officer>? = try tx.row("SELECT MIN(id) AS first FROM officer")?["first"]
                return try tx.payouts.draft(
                    by: try #require(first), at: world.clock.now(),
                    ids: world.dependencies.ids)
            }
            try await world.vandalise(
                """
                UPDATE payout_batch
                SET state = 'approved', approved_at = 1, approver_id = (SELECT MAX(id) FROM officer)
                WHERE id = \(second)
                """)
            #expect(
                try await world.verifyRecords().contains { $0.hasPrefix("payout batch \(second) was bound by no act") })
        }
    }

    @Test(
        "a decided dispute, a replaced contact and a decided holder's name changed by SQL are found",
        arguments: Engine.tested)
    func people(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.beneficiary()
            let ani = try await world.officer(.verifier, "ani")
            let budi = try await world.officer(.approver, "budi")
            try await ani.browser.post(
                Paths.contactOffice,
                world.lost("081377770001"))
            let path = try #require(
                try await budi.browser.get(Paths.contactOffice).body.firstMatch(of: /action="([^"]+setuju)"/)?.1)
            try await budi.browser.post(
                String(path), [("kontak-lagi", "081377770001")], seeing: Paths.contactOffice)
            let dispute = try await world.contest(siti.person)
            try await world.decide(dispute, for: .older)
            #expect(try await world.unbound([.contactCases, .disputes, .decisions]) == [])
            try await world.bindEarlier()
            #expect(try await world.verifyRecords() == [])
            try await world.vandalise(
                "UPDATE contact_case SET contact_lookup = \(Data([7]))",
                "UPDATE identity_dispute SET decided_for = 'newer' WHERE claim_id = \(dispute)")
            let found = try await world.verifyRecords()
            #expect(found.count == 3, "\(found)")
            #expect(found.contains { $0.hasPrefix("case of a lost contact ") })
            #expect(found.contains { $0.hasPrefix("dispute over a NIK \(dispute) ") })
            #expect(found.contains { $0.hasPrefix("disputes over the NIK of person \(siti.person) ") })
        }
    }

    @Test(
        "a digest from before there were marks is marked at the next start, and keeps its value",
        arguments: Engine.tested)
    func unmarked(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.submitted(1)
            try await world.settle()
            let decisions = try await world.dependencies.database.read { tx -> [Int64] in
                try tx.rows("SELECT id FROM eligibility_decision ORDER BY id").map { try $0["id"] }
            }
            let (first, last) = (try #require(decisions.first), try #require(decisions.last))
            let digests = try await world.dependencies.database.read {
                try BoundKind.decisions.digests($0, [first, last], world.dependencies.vault)
            }
            try await world.vandalise("DELETE FROM bound_record")
            for id in Set([first, last]) {
                try await world.vandalise(
                    """
                    INSERT INTO bound_record (id, at, kind, row_id, digest)
                    VALUES (\(id), 1, 'decision', \(id), \(try #require(digests[id])))
                    """)
            }
            try await world.bindEarlier()
            #expect(try await world.verifyRecords() == [])
            // One that was changed before the update is found after it, too: what a version without marks left, updated.
            world.dependencies.vault.earlier.open([BoundKind.decisions.name])
            try await world.vandalise(
                "DELETE FROM bound_record WHERE kind = 'complete' OR digest LIKE 'm1-%' OR digest LIKE 'm2-%'")
            try await world.vandalise(
                "UPDATE eligibility_decision SET outcome = 'eligible', reasons = '[]' WHERE id = \(last)")
            try await world.bindEarlier()
            #expect(try await world.verifyRecords().contains { $0.hasPrefix("decision of eligibility \(last) ") })
        }
    }

    @Test(
        "a digest rewritten together with its record is found by the log, and one put in beside it has no mark",
        .bug(
            id: "3.486",
            """
            An officer with the database's password could change a record and insert its new digest beside the old \
            one: `audit verify` found nothing.
            """), arguments: Engine.tested)
    func rewritten(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.submitted(1)
            try await world.settle()
            try await world.bindEarlier()
            try await world.sealEverything()
            let decision = try await world.dependencies.database.read { tx -> Int64? in
                try tx.row("SELECT MAX(id) AS last FROM eligibility_decision")?["last"]
            }
            let id = try #require(decision)
            try await world.vandalise(
                "UPDATE eligibility_decision SET outcome = 'eligible', reasons = '[]' WHERE id = \(id)")
            let digest = try await world.dependencies.database.read {
                try BoundKind.decisions.digests($0, [id], world.dependencies.vault)[id]
            }
            try await world.vandalise("UPDATE bound_record SET digest = \(try #require(digest)) WHERE row_id = \(id)")
            // Without the key it is no digest of ours, and the log has another row at this place.
            #expect(try await world.verifyRecords().contains { $0.hasPrefix("decision of eligibility \(id) ") })
            let findings = try await world.verifyLog().findings.map(\.description)
            #expect(findings.contains { $0.hasPrefix("bound record ") && $0.contains("was changed") })
        }
    }
}

extension World {
    func bindEarlier() async throws {
        let sealer = Sealer(dependencies: dependencies)
        var place: EarlierRecords? = .beginning
        while let here = place { place = try await sealer.bindSomeRecords(from: here) }
    }

    func verifyRecords(noted: Set<String> = []) async throws -> [String] {
        let mark = RowMark(dependencies.vault)
        return try await dependencies.database.read {
            try RecordVerification(of: $0, marked: mark, noted: noted).findings.map(\.description)
        }
    }

    /// Records of these kinds that an act made and did not bind.
    func unbound(_ kinds: [BoundKind]) async throws -> [String] {
        try await dependencies.database.read { tx in
            try kinds.flatMap { kind in try tx.records.unbound(kind, limit: 10).map { "\(kind.title) \($0)" } }
        }
    }
}
