import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Migration of partners from before links to keys")
struct PartnerKeyMigrationTests {
    /// The first migration with links.
    private static let first = "0383"

    @Test(
        "partners, keys and proposals stay as they were, and a partner has no address for keys yet",
        arguments: Engine.tested)
    func kept(engine: Engine) async throws {
        let before = try EarlierMigrations(before: Self.first)
        defer { before.remove() }
        try await TestDatabase.with(engine, migrations: before.directory) { database in
            let vault = Vault(master: Data(repeating: 7, count: 32))
            let sealed = try vault.seal("kunci-1", table: "partner", column: "sign_key", row: 4)
            try await database.transaction { tx in
                try tx.run(
                    """
                    INSERT INTO partner (id, kind, name, client_code, fee_basis_points, registered_at)
                    VALUES (1, 'platform', 'Toko', 'toko', 0, 5)
                    """)
                try tx.run(
                    """
                    INSERT INTO partner_record (id, kind, name, state, state_at, recorded_at)
                    VALUES (1, 'platform', 'Toko', 'active', 5, 5)
                    """)
                try tx.run(
                    "INSERT INTO partner_key (id, partner_id, sign_key, made_at, shown_at) VALUES (4, 1, \(sealed), 5, 5)"
                )
                try tx.run(
                    """
                    INSERT INTO partner_proposal (id, partner_id, act, content, reason, proposed_at, state)
                    VALUES (6, 1, 'end', '{"end":{}}', 'Perjanjian habis', 7, 'proposed')
                    """)
            }
            try await Migrator(directory: TestDatabase.migrations).migrate(database, at: 0)
            try await database.transaction { tx in
                #expect(try tx.partners.record(ID(1))?.contact == nil)
                #expect(try tx.partners.validKeys(of: ID(1), at: Instant(milliseconds: 9), vault: vault).count == 1)
                #expect(try tx.partners.keys(of: ID(1)).map(\.linkUntil) == [nil])
                let waiting = try tx.partners.waitingProposals()
                #expect(waiting.map(\.change) == [.end] && waiting.map(\.reason) == ["Perjanjian habis"])
                let reason = try OfficeReason("Alamat baru menurut surat mitra")
                try tx.partners.propose(
                    .contact(address: "kunci@toko.example"), id: ID(8), of: ID(1), because: reason, by: nil, as: nil,
                    at: Instant(milliseconds: 9))
                #expect(throws: PartnerRecordRefusal.self) {
                    try tx.partners.propose(
                        .end, id: ID(9), of: ID(1), because: reason, by: nil, as: nil, at: Instant(milliseconds: 9))
                }
            }
        }
    }
}
