import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Migration of officers to several roles", .timeLimit(.minutes(2)))
struct OfficeRoleMigrationTests {
    /// The migration that made roles a file.
    private static let step = "0200"

    @Test(
        "each officer holds the roles that permit what theirs did; duties of earlier acts follow",
        arguments: Engine.tested)
    func migrated(engine: Engine) async throws {
        let before = try EarlierMigrations(before: Self.step)
        defer { before.remove() }
        try await TestDatabase.with(engine, migrations: before.directory) { database in
            try await database.transaction { tx in
                for (id, role) in [(1, "operations"), (2, "approver"), (3, "verifier"), (4, "auditor")]
                    as [(Int64, String)]
                {
                    try tx.run(
                        """
                        INSERT INTO officer (id, name, sign_in, role, password_hash, totp_secret, totp_step, added_at)
                        VALUES (\(id), \(role), \(role), \(role), '-', \(Data([1])), 0, 5)
                        """)
                }
                try tx.run("INSERT INTO account (id, status, created_at) VALUES (1, 'active', 0)")
                try tx.run(
                    """
                    INSERT INTO contact_case (id, person_id, kind, contact, contact_lookup, reason, state, proposed_by,
                        proposed_duty, proposed_at, decided_by, decided_duty, decided_at)
                    VALUES (1, 1, 'email', \(Data([1])), \(Data([1])), \(Data([1])), 'refused', 1, 'operations', 0, 2,
                        'approver', 0)
                    """)
            }
            try await Migrator(directory: TestDatabase.migrations).migrate(database, at: 0)
            let (held, duties) = try await database.read { tx in
                let held = try (1...4).map { try tx.officers.roles(of: ID(Int64($0)), at: Instant(milliseconds: 5)) }
                let duties = try tx.row("SELECT proposed_duty, decided_duty FROM contact_case")
                return (held.map(Set.init), try [duties?["proposed_duty"], duties?["decided_duty"]] as [String?])
            }
            #expect(held == [Set([Role].operations), Set([Role].approver), Set([Role].verifier), Set([Role].auditor)])
            #expect(duties == ["identity-reviewer", "payout-checker"])
        }
    }
}
