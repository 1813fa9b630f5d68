import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Codes of the rows that prove what happened", .timeLimit(.minutes(2)))
struct RowCodeTests {
    /// The application's own user of the database may insert rows.
    @Test(
        "a row inserted by SQL has no code, or one of another key, and verification names it", arguments: Engine.tested)
    func inserted(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.writeHistory()
            let budi = try await world.officer(.verifier, "budi")
            try await world.sealEverything()
            #expect(try await world.verifyLog().findings == [])
            let ids = world.dependencies.ids
            let (event, guessed): (ID<AuditEvent>, ID<AuditEvent>) = (ids.next(), ids.next())
            let reading: ID<StoredReading> = ids.next()
            try await world.vandalise(
                """
                INSERT INTO audit_event (id, at, programme_at, actor_kind, actor_id, action, subject, detail)
                VALUES (\(event), 1, 1, 'officer', \(budi.id), 'officer.change-approved', 'officer:1', '{}')
                """,
                """
                INSERT INTO audit_event (id, at, programme_at, actor_kind, actor_id, action, subject, detail, code)
                VALUES (\(guessed), 1, 1, 'system', NULL, 'wave.opened', 'wave:1', '{}',
                    (SELECT code FROM audit_event ORDER BY id LIMIT 1))
                """,
                """
                INSERT INTO access_reading (id, at, programme_at, officer_id, account_id, kind, work, reason, address,
                    slot)
                VALUES (\(reading), 1, 1, \(budi.id), 7, 'photo', 'photo:1', '', '10.0.0.1', 1)
                """)
            let forged: Set<LogFinding> = [
                .withoutCode(.audit, event.rawValue), .forged(.audit, guessed.rawValue),
                .withoutCode(.reading, reading.rawValue),
            ]
            #expect(try await Set(world.verifyLog().findings) == forged, "also before they are sealed")
            try await world.sealEverything()
            #expect(try await Set(world.verifyLog().findings) == forged)
            #expect("\(LogFinding.withoutCode(.audit, 5))".hasPrefix("audit event 5 has no code"))
        }
    }

    @Test("rows from before codes have none and are no finding; a code taken away later is", arguments: Engine.tested)
    func earlier(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.writeHistory()
            try await world.vandalise("UPDATE audit_event SET code = NULL")
            try await world.sealEverything()
            #expect(try await world.verifyLog().findings == [])
            let (later, _) = try await world.writeHistory("lagi")
            try await world.sealEverything()
            #expect(try await world.verifyLog().findings == [])
            try await world.vandalise("UPDATE audit_event SET code = NULL")
            let findings = try await world.verifyLog().findings
            #expect(findings.count == later.count)
            #expect(findings.allSatisfy { "\($0)".contains("was changed after it was sealed") })
        }
    }

    @Test(
        "a journal entry has a code; entries from before are told apart by the note of the first start",
        .bug(
            id: "2.320",
            """
            A journal entry inserted by SQL as a whole, with its postings and balances, was found by no verification.
            """), arguments: Engine.tested)
    func journal(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (mark, perPerson) = (RowMark(world.dependencies.vault), world.dependencies.edition.benefits.perPerson)
            func books() async throws -> LedgerVerification {
                try await world.dependencies.database.read {
                    try LedgerVerification(of: $0, perPerson: perPerson, marked: mark)
                }
            }
            _ = try await world.writeHistory()
            try await world.vandalise("UPDATE journal_entry SET code = NULL")
            let before = try await books()
            #expect(before.findings == [] && before.withoutCodes == before.entries && before.entries >= 3)
            // The first start of a version that writes codes notes it before it seals.
            try await world.bindEarlier()
            try await world.sealEverything()
            #expect(try await world.verifyLog().findings == [])
            let (_, entries) = try await world.writeHistory("lagi")
            let after = try await books()
            #expect(after.findings == [] && after.withoutCodes == before.entries)
            #expect(after.entries == before.entries + 3)

            try await world.vandalise("UPDATE journal_entry SET code = NULL WHERE id = \(entries[0])")
            let missing = Set(entries.prefix(1).map { LogFinding.withoutCode(.journal, $0) })
            #expect(try await Set(world.verifyLog().findings) == missing, "also before it is sealed")
            try await world.sealEverything()
            #expect(try await Set(world.verifyLog().findings) == missing)
            #expect(try await books().findings == [.notOurs(IdempotencyKey("appropriation", "lagi-1"))])
        }
    }

    @Test(
        "the sealer writes an error to the server's log for a row that no process of the installation wrote",
        arguments: Engine.tested)
    func alarm(engine: Engine) async throws {
        try await World.with(engine) { world in
            let log = RecordedLog()
            let sealer = Sealer(dependencies: world.dependencies.logging(to: log))
            _ = try await world.writeHistory()
            try await world.vandalise("UPDATE audit_event SET code = NULL", "UPDATE journal_entry SET code = NULL")
            try await sealer.seal(thoroughly: true)
            #expect(log.lines == [], "rows from before codes")
            try await world.bindEarlier()
            _ = try await world.writeHistory("lagi")
            try await sealer.seal(thoroughly: false)
            #expect(log.lines == [])
            let event: ID<AuditEvent> = world.dependencies.ids.next()
            try await world.vandalise(
                """
                INSERT INTO audit_event (id, at, programme_at, actor_kind, actor_id, action, subject, detail)
                VALUES (\(event), 1, 1, 'system', NULL, 'wave.opened', 'wave:1', '{}')
                """)
            try await sealer.seal(thoroughly: false)
            #expect(log.lines.count == 1)
            #expect(log.lines.first?.contains("audit event \(event)") == true, "\(log.lines)")
        }
    }

    @Test(
        "an audit event whose detail cannot be read is named",
        .bug(
            id: "3.320",
            "The verification of the officers took an audit event whose detail is not JSON for one without detail."),
        arguments: Engine.tested)
    func unreadable(engine: Engine) async throws {
        try await World.with(engine) { world in
            let maker = try await world.officer("Wulan", [.payoutMaker]).id
            let dependencies = world.dependencies
            try await dependencies.database.transaction { tx in
                for _ in 1...2 {
                    try tx.officers.recordAll(
                        after: try tx.officers.digest(), changed: maker, by: .system, at: dependencies.moment(),
                        ids: dependencies.ids)
                }
            }
            func findings() async throws -> [String] {
                try await dependencies.database.read { try $0.officers.discrepancies() }
            }
            #expect(try await findings() == [])
            let act = OfficerQueries.recorded.act
            try await world.vandalise(
                """
                UPDATE audit_event
                SET detail = 'bukan JSON'
                WHERE id = (SELECT MAX(id) FROM audit_event WHERE action = \(act))
                """)
            let found = try await findings()
            #expect(found.count == 1 && found[0].contains("cannot be read"), "\(found)")
        }
    }

    @Test(
        "officers changed by SQL break the chain of their digests, and roles that are kept apart are named",
        arguments: Engine.tested)
    func chain(engine: Engine) async throws {
        try await World.with(engine) { world in
            let maker = try await world.officer("Wulan", [.payoutMaker]).id
            let dependencies = world.dependencies
            func record(_ changes: SQL?) async throws {
                try await dependencies.database.transaction { tx in
                    let before = try tx.officers.digest()
                    if let changes { try tx.run(changes) }
                    try tx.officers.recordAll(
                        after: before, changed: maker, by: .system, at: dependencies.moment(), ids: dependencies.ids)
                }
            }
            func findings() async throws -> [String] {
                try await dependencies.database.read { try $0.officers.discrepancies() }
            }
            try await dependencies.database.transaction { tx in
                _ = try tx.officeRoles.putInForce(dependencies.officeRoles, at: dependencies.realNow())
            }
            try await record(nil)
            #expect(try await findings() == [])
            try await world.vandalise(
                """
                INSERT INTO officer_role (officer_id, held_for, role, from_at)
                VALUES (\(maker), \(maker), 'payout-checker', 1)
                """)
            let found = try await findings()
            #expect(found.count == 2, "\(found)")
            #expect(found[0].hasPrefix("the officers and their roles are not as audit event"))
            #expect(found[1].hasPrefix("officer \(maker) holds payout-maker and payout-checker"))
            try await record("DELETE FROM officer_role WHERE role = 'payout-checker'")
            let later = try await findings()
            #expect(later.count == 1 && later[0].contains("were changed by other means between"), "\(later)")
        }
    }
}
