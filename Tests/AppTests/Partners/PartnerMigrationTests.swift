import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Migration of partners and courses from before records and curation")
struct PartnerMigrationTests {
    /// The first migration with records of partners.
    private static let first = "0230"

    @Test(
        "a partner keeps its key and goes on selling its courses, which count as accepted", arguments: Engine.tested)
    func kept(engine: Engine) async throws {
        let before = try EarlierMigrations(before: Self.first)
        defer { before.remove() }
        try await TestDatabase.with(engine, migrations: before.directory) { database in
            let vault = Vault(master: Data(repeating: 7, count: 32))
            try await database.transaction { tx in
                for (id, kind) in [(1, "platform"), (2, "institution")] as [(Int64, String)] {
                    let sealed = try vault.seal("kunci-\(id)", table: "partner", column: "sign_key", row: id)
                    try tx.run(
                        """
                        INSERT INTO partner (id, kind, name, client_code, sign_key, fee_basis_points, status,
                            registered_at)
                        VALUES (\(id), \(kind), \(kind), \(kind), \(sealed), 0, 'active', 5)
                        """)
                }
                try tx.run(
                    """
                    INSERT INTO course (id, code, institution_id, title, summary, category, mode, hours, published_at)
                    VALUES (3, 'kopi', 2, 'Kopi', 'Kopi', 'Kuliner', 'self-paced', 12, 5)
                    """)
                try tx.run("INSERT INTO course_offer (course_id, platform_id, price, url) VALUES (3, 1, 600000, 'u')")
            }
            try await Migrator(directory: TestDatabase.migrations).migrate(database, at: 0)
            let today = try #require(CivilDate("2020-05-01"))
            try await database.read { tx in
                let known = try #require(
                    try tx.partners.signing(clientCode: "platform", at: Instant(milliseconds: 9), vault: vault))
                #expect(known.keys.map(\.key) == [Data("kunci-1".utf8)])
                #expect(try tx.partners.record(ID(1))?.state == .active)
                #expect(try tx.courses.offers(of: ID(3), on: today).map(\.price) == [Rupiah(600_000)])
                #expect(try tx.courses.allOffers(of: ID(3)).map(\.curated) == [Rupiah(600_000)])
                #expect(try tx.courses.latestVersion(of: ID(3))?.state == .approved)
            }
        }
    }
}
