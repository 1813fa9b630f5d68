import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Migration of batches from before numbers")
struct BatchNumberMigrationTests {
    @Test("batches get numbers in the order of their drafts, and the next draft goes on", arguments: Engine.tested)
    func numbered(engine: Engine) async throws {
        try await OlderDatabase.with(engine, before: "0457") { tx in
            try tx.run(
                """
                INSERT INTO officer (id, name, sign_in, password_hash, totp_secret, totp_step, added_at)
                VALUES (1, 'Ani', 'ani', '-', \(Data([1])), 0, 5)
                """)
            for id: Int64 in [30, 10, 20] {
                try tx.run(
                    """
                    INSERT INTO payout_batch (id, author_id, state, drafted_at, changes)
                    VALUES (\(id), 1, 'drafted', \(id), 0)
                    """)
            }
        } _: { database in
            try await database.transaction { tx in
                #expect(try tx.payouts.latest(limit: 5).map(\.number) == [3, 2, 1])
                let next = try tx.payouts.draft(
                    by: ID(1), at: Instant(milliseconds: 50),
                    ids: IDSource(node: 1, realNow: { Instant(milliseconds: 50) }))
                #expect(try tx.payouts.batch(next)?.number == 4 && tx.payouts.batch(number: 2)?.batch.id == ID(20))
            }
        }
    }
}
