import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Two users of the database", .timeLimit(.minutes(2)))
struct TwoUsersTests {
    @Test(
        "the application's user writes its acts and seals them, and can change, remove or drop nothing that proves them",
        .enabled(if: Engine.tested.contains(.postgres)))
    func rights() async throws {
        try await World.with(.postgres) { world in
            let siti = try await world.signedUp(1)
            let person = try await world.id(of: siti)
            let owner = world.dependencies.database
            #expect(try await owner.changeable(AppendOnly.tables) == AppendOnly.tables.sorted())
            let role = "app_" + UUID().uuidString.lowercased().prefix(8)
            try await ThrowawayPostgres.administer("CREATE ROLE \(role) LOGIN")
            try await AppendOnly.privileges.grant(to: role, on: owner)
            let name = try await owner.read {
                try $0.row("SELECT CAST(current_database() AS TEXT) AS name")?["name"] as String?
            }
            let url = try await ThrowawayPostgres.url()
            let joint = url.contains("?") ? "&" : "?"
            let own = Database.postgres(url: "\(url)\(joint)dbname=\(try #require(name))&user=\(role)", connections: 2)
            #expect(try await own.user() == role)
            #expect(try await own.changeable(AppendOnly.tables) == [])

            try await act(as: own, world, person)
            #expect(try await world.verifyLog().findings == [])

            try await changeNothing(as: own, owner)
            await #expect(throws: StorageFault.self) {
                try await own.transaction { try $0.run("DELETE FROM schema_migration") }
            }
            #expect(try await world.verifyLog().findings == [])
            await own.close()
        }
    }

    /// Everything the application does with these tables.
    private func act(as own: Database, _ world: World, _ person: ID<Account>) async throws {
        let dependencies = world.dependencies
        try await own.transaction { tx in
            let moment = dependencies.moment()
            try tx.audit.record(
                AuditEvent("wave.opened", subject: "wave:1"), by: .system, at: moment, ids: dependencies.ids)
            try tx.access.record(
                .photo, of: [person], by: nil, as: nil, why: .work("photo:1"), from: "10.0.0.1", at: moment,
                ids: dependencies.ids)
            try tx.access.record(
                .photo, of: [person], by: nil, as: nil, why: .work("photo:1"), from: "10.0.0.1", at: moment,
                ids: dependencies.ids)
            let available = LedgerAccount.Code.programmeAvailable(edition: "uji")
            try tx.ledger.open(available, ids: dependencies.ids)
            try tx.ledger.post(
                JournalEntry(
                    id: dependencies.ids.next(), kind: .appropriation, subject: "uji", reason: "APBN",
                    postings: [Posting(from: .treasury, to: available, amount: Rupiah(1_000_000))],
                    at: moment.programme), ids: dependencies.ids)
            var place: EarlierRecords? = .beginning
            while let here = place {
                place = try tx.records.bindEarlier(from: here, limit: 10, at: moment.real, ids: dependencies.ids)
            }
            let head = try tx.proofs.head()
            let leaves = try tx.proofs.unsealed(above: 0, limit: 100)
                .enumerated().map { StoredLeaf(sequence: $0, $1) }
            var next = try #require(head.frontier)
            for leaf in leaves { next.append(leaf.hash) }
            #expect(try tx.proofs.move(from: head, to: next))
            try tx.proofs.append(leaves)
            let checkpoint = Checkpoint(origin: dependencies.seal.name, size: leaves.count, root: next.root)
            try tx.proofs.publish(checkpoint, note: try dependencies.seal.note(checkpoint), at: moment.real)
        }
    }

    /// No statement of this user changes, removes or drops any of these tables.
    private func changeNothing(as own: Database, _ owner: Database) async throws {
        for table in AppendOnly.tables.sorted() {
            let column = try #require(
                try await owner.read { tx in
                    try tx.row(
                        """
                        SELECT CAST(attname AS TEXT) AS name
                        FROM pg_attribute
                        WHERE attrelid = CAST(\(table) AS regclass) AND attnum = 1
                        """)?["name"] as String?
                })
            for statement in [
                "UPDATE \(table) SET \(column) = \(column)", "DELETE FROM \(table)", "TRUNCATE \(table) CASCADE",
                "ALTER TABLE \(table) ADD COLUMN note TEXT", "DROP TABLE \(table) CASCADE",
            ] {
                await #expect(throws: StorageFault.self, "\(statement)") {
                    try await own.transaction { try $0.run(SQL(stringLiteral: statement)) }
                }
            }
        }
    }

    @Test(
        "doctor says which tables the application's user could change", .enabled(if: Engine.tested.contains(.postgres)))
    func doctor() async throws {
        try await World.with(.postgres) { world in
            let doctor = Doctor(configuration: world.dependencies.configuration, now: world.clock.now())
            let found = await doctor.examine(world.dependencies.database)
            let rights = try #require(found.first { $0.what == "rights of the application's user" })
            #expect(rights.trouble?.contains("audit_event") == true && rights.trouble?.contains("SECURITY.md") == true)
        }
    }
}
