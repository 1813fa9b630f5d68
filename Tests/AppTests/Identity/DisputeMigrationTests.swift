import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Migration of people frozen by a contested NIK")
struct DisputeMigrationTests {
    /// The first migration with disputes.
    private static let first = "0130"

    @Test(
        "the first claim is released, later ones wait in a dispute, and the first person is assessed again",
        .bug(
            id: "2.38",
            "With the new rule for contested NIKs, people who had been frozen before would have stayed frozen."),
        arguments: Engine.tested)
    func released(engine: Engine) async throws {
        let before = try EarlierMigrations(before: Self.first)
        defer { before.remove() }
        try await TestDatabase.with(engine, migrations: before.directory) { database in
            try await database.transaction { tx in
                for person: Int64 in [1, 2, 3] {
                    try tx.run(
                        "INSERT INTO account (id, status, created_at) VALUES (\(person), 'active', 0)")
                    try tx.run(
                        """
                        INSERT INTO identity_claim (id, person_id, attempt, nik, nik_lookup, household, birth_date,
                            state, differing, counted, claimed_at, waiting_since, checks)
                        VALUES (\(person + 10), \(person), 1, \(Data([1])), \(Data([7])), \(Data([1])), '1995-03-27',
                            'contested', '', \(true), \(person), 0, 1)
                        """)
                    try tx.run(
                        """
                        INSERT INTO application (id, person_id, edition, state, begun_at, submitted_at)
                        VALUES (\(person), \(person), 'e', 'submitted', 0, 0)
                        """)
                    try tx.run(
                        """
                        INSERT INTO eligibility_decision (id, person_id, application_id, edition, outcome, reasons,
                            decided_at, programme_date)
                        VALUES (\(person), \(person), \(person), 'e', 'waiting', '["dispute"]', 0, '2020-04-15')
                        """)
                }
                try tx.run("INSERT INTO verified_nik (lookup, holders) VALUES (\(Data([7])), 3)")
            }
            try await Migrator(directory: TestDatabase.migrations).migrate(database, at: 0)
            let (states, waiting, holders, again) = try await database.read { tx in
                (
                    try tx.rows("SELECT state FROM identity_claim ORDER BY id").map { try $0["state"] as String },
                    try tx.rows("SELECT older_person FROM identity_dispute ORDER BY claim_id").map {
                        try $0["older_person"] as Int
                    },
                    try tx.row("SELECT holders FROM verified_nik")?["holders"] as Int?,
                    try tx.rows("SELECT person_id FROM eligibility_decision WHERE revisit_on IS NOT NULL").map {
                        try $0["person_id"] as Int
                    }
                )
            }
            #expect(states == ["verified", "contested", "contested"])
            #expect(waiting == [1, 1])
            #expect(holders == 1)
            #expect(again == [1])
        }
    }
}
