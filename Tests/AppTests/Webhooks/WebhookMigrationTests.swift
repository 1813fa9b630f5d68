import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Migration of proposals from before webhooks")
struct WebhookMigrationTests {
    /// The first migration that knows proposals about webhooks.
    private static let first = "0525"

    @Test(
        "proposals stay as they were, with their duty, and one about a webhook can be added", arguments: Engine.tested)
    func kept(engine: Engine) async throws {
        let before = try EarlierMigrations(before: Self.first)
        defer { before.remove() }
        try await TestDatabase.with(engine, migrations: before.directory) { database in
            try await database.transaction { tx in
                try tx.run(
                    """
                    INSERT INTO partner_record (id, kind, name, contact, state, state_at, recorded_at)
                    VALUES (1, 'platform', 'Toko', 'integrasi@toko.example', 'active', 5, 5)
                    """)
                try tx.run(
                    """
                    INSERT INTO partner_proposal (id, partner_id, act, content, reason, proposed_duty, proposed_at,
                        state)
                    VALUES (6, 1, 'end', '{"end":{}}', 'Perjanjian habis', 'operations', 7, 'proposed')
                    """)
            }
            try await Migrator(directory: TestDatabase.migrations).migrate(database, at: 0)
            try await database.transaction { tx in
                let waiting = try tx.partners.waitingProposals()
                #expect(waiting.map(\.change) == [.end] && waiting.map(\.reason) == ["Perjanjian habis"])
                let duty = try tx.row("SELECT proposed_duty FROM partner_proposal WHERE id = 6")
                #expect(try duty?["proposed_duty"] == "operations")
                let reason = try OfficeReason("Alamat menurut surat mitra")
                let change = PartnerChange.webhook(
                    endpoint: ID(12), address: "https://toko.example/hook", types: [.purchasePosted])
                try tx.partners.propose(
                    change, id: ID(8), of: ID(1), because: reason, by: nil, as: nil, at: Instant(milliseconds: 9))
                #expect(try tx.partners.waitingProposals().map(\.change) == [.end, change])
                #expect(try tx.webhooks.endpoints(of: ID(1)).isEmpty)
            }
        }
    }
}
