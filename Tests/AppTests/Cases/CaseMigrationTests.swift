import Foundation
import NIOConcurrencyHelpers
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Migrations of cases that an earlier version left", .timeLimit(.minutes(2)))
struct CaseMigrationTests {
    @Test(
        "0261: cases with all that refers to them are as before, and acts on persons can be contested",
        arguments: Engine.tested)
    func contested(engine: Engine) async throws {
        let before = Snapshot()
        try await OlderDatabase.with(engine, before: "0261") { tx in
            try Self.fill(tx)
            before.rows = try Self.rows(tx)
        } _: { database in
            #expect(try await database.read { try Self.rows($0) } == before.rows)
            #expect(before.rows.map(\.count) == [2, 2, 1, 1, 1])
            try await database.transaction { tx in
                try tx.run(
                    """
                    INSERT INTO service_case (id, number, person_id, category, channel, state, stake, begun_at,
                        running_since, due_at, reopened, contested, subject_id, result)
                    VALUES (3, '333333333', 1, 'selection', 'site', 'open', 3, 1, 1, 2, 0, 'suspension', 9, 'running')
                    """)
            }
            // References and checks hold as before.
            let wrong: [SQL] = [
                "INSERT INTO case_message (id, case_id, kind, body, written_at) VALUES (9, 99, 'note', \(Data([1])), 1)",
                "INSERT INTO case_batch_item (batch_id, case_id, state) VALUES (1, 99, 'waiting')",
                "DELETE FROM service_case WHERE id = 1",
                "UPDATE service_case SET contested = 'weather' WHERE id = 1",
                "UPDATE service_case SET number = '111111111' WHERE id = 2",
            ]
            for statement in wrong {
                await #expect(throws: StorageFault.self, "\(statement)") {
                    try await database.transaction { try $0.run(statement) }
                }
            }
        }
    }

    @Test(
        "0312: earlier answers stay in the public figures, and a case that is answered again is counted once",
        arguments: Engine.tested)
    func figures(engine: Engine) async throws {
        try await OlderDatabase.with(engine, before: "0312") { tx in
            try Self.fill(tx)
            try tx.run(
                """
                INSERT INTO case_figure (month, category, days, answers, in_time)
                VALUES ('2020-04', 'selection', 3, 2, 1)
                """)
        } _: { database in
            let now = Instant(milliseconds: 1_590_000_000_000)
            let figures = try await database.transaction { tx -> [[String?]] in
                #expect(try tx.cases.discrepancies(limit: 10) == [])
                let answered = try #require(try tx.cases.find(ID<ServiceCase>(1)))
                #expect(try tx.cases.reopen(answered, by: nil, dueAt: now + .days(3), at: now))
                let open = try #require(try tx.cases.find(ID<ServiceCase>(1)))
                #expect(try tx.cases.answer(open, .explained, by: ID(1), days: 4, month: "2020-05", at: now))
                #expect(try tx.cases.discrepancies(limit: 10) == [])
                return try tx.rows("SELECT month, category, days, answers, in_time FROM case_figure ORDER BY month")
                    .map(\.texts)
            }
            #expect(
                figures == [["2020-04", "selection", "3", "2", "1"], ["2020-05", "selection", "4", "1", "1"]])
            let found = try await database.transaction { tx in
                try tx.run("UPDATE case_figure SET answers = 0 + answers, in_time = 0 WHERE month = '2020-05'")
                return try tx.cases.discrepancies(limit: 10)
            }
            #expect(found == ["the figure of selection answered in 4 days in 2020-05 is not the count of its cases"])
        }
    }

    /// An answered appeal with a correction and a ruling, and a guest's complaint in a batch of answers.
    private static func fill(_ tx: Transaction) throws {
        try tx.run("INSERT INTO account (id, status, created_at) VALUES (1, 'active', 0)")
        for id: Int64 in [1, 2] {
            try tx.run(
                """
                INSERT INTO officer (id, name, sign_in, password_hash, totp_secret, totp_step, added_at)
                VALUES (\(id), \("Petugas \(id)"), \("petugas\(id)"), '-', \(Data([1])), 0, 5)
                """)
        }
        try tx.run(
            """
            INSERT INTO service_case (id, number, person_id, category, channel, state, stake, begun_at, running_since,
                due_at, reopened, outcome, answered_by, answered_at, contested, subject_id, result)
            VALUES (1, '111111111', 1, 'selection', 'site', 'answered', 3, 1, 1, 9, 0, 'granted', 1, 5, 'eligibility',
                7, 'ineligible')
            """)
        try tx.run(
            """
            INSERT INTO service_case (id, number, name, contact, category, channel, state, stake, begun_at,
                running_since, due_at, late_at, reopened, entered_by, outcome, proposed_by, proposed_duty)
            VALUES (2, '222222222', \(Data([1])), \(Data([2])), 'other', 'phone', 'proposed', 1, 2, 2, 9, 8, 1, 1,
                'settled', 2, 'helpdesk')
            """)
        for id: Int64 in [1, 2] {
            try tx.run(
                """
                INSERT INTO case_message (id, case_id, kind, officer_id, body, written_at)
                VALUES (\(id), \(id), 'note', 1, \(Data([3])), 4)
                """)
        }
        try tx.run(
            """
            INSERT INTO case_correction (case_id, answers, state, proposed_by, proposed_duty, reason, decided_by,
                decided_at)
            VALUES (1, \(Data([4])), 'done', 1, 'helpdesk', \(Data([5])), 2, 6)
            """)
        try tx.run(
            """
            INSERT INTO case_ruling (id, case_id, officer_id, ruled_at, was, becomes, findings)
            VALUES (1, 1, 1, 5, 'ineligible', 'eligible', '[]')
            """)
        try tx.run(
            """
            INSERT INTO case_template (id, title, text_id, text_en, written_by, written_at)
            VALUES (1, 'Umum', 'Terima kasih', 'Thank you', 1, 1)
            """)
        try tx.run(
            """
            INSERT INTO case_batch (id, category, template_id, outcome, reason, state, proposed_by, proposed_duty,
                proposed_at)
            VALUES (1, 'other', 1, 'settled', \(Data([6])), 'drafted', 1, 'helpdesk', 1)
            """)
        try tx.run("INSERT INTO case_batch_item (batch_id, case_id, state) VALUES (1, 2, 'waiting')")
    }

    /// Every column of the tables that the migration writes again.
    private static func rows(_ tx: Transaction) throws -> [[[String?]]] {
        let statements: [SQL] = [
            """
            SELECT id, number, person_id, name, contact, category, channel, state, stake, begun_at, running_since,
                due_at, late_at, reopened, entered_by, assigned_to, outcome, proposed_by, proposed_duty, answered_by,
                answered_at, contested, subject_id, result, made_by
            FROM service_case
            ORDER BY id
            """,
            "SELECT id, case_id, kind, officer_id, body, written_at FROM case_message ORDER BY id",
            """
            SELECT case_id, answers, state, proposed_by, proposed_duty, reason, decided_by, decided_at
            FROM case_correction
            """,
            "SELECT id, case_id, officer_id, ruled_at, was, becomes, findings FROM case_ruling",
            "SELECT batch_id, case_id, state FROM case_batch_item",
        ]
        return try statements.map { try tx.rows($0).map(\.texts) }
    }

    /// Handed from the closure that fills the database to the one that reads it.
    private final class Snapshot: Sendable {
        private let box = NIOLockedValueBox<[[[String?]]]>([])

        var rows: [[[String?]]] {
            get { box.withLockedValue { $0 } }
            set { box.withLockedValue { $0 = newValue } }
        }
    }
}
