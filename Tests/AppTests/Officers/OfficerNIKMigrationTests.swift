import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Migration of NIKs that officers stated", .timeLimit(.minutes(2)))
struct OfficerNIKMigrationTests {
    @Test(
        "0306: of officers who stated one NIK it belongs to the first; the others keep their own",
        arguments: Engine.tested)
    func migrated(engine: Engine) async throws {
        try await OlderDatabase.with(engine, before: "0306") { tx in
            let stated: [(id: Int64, nik: Data?)] = [
                (1, Data([7])), (2, nil), (3, Data([7])), (4, Data([8])), (5, nil),
            ]
            for (id, nik) in stated {
                try tx.run(
                    """
                    INSERT INTO officer (id, name, sign_in, password_hash, totp_secret, totp_step, added_at, nik_lookup)
                    VALUES (\(id), \("Petugas \(id)"), \("petugas\(id)"), '-', \(Data([1])), 0, 5, \(nik))
                    """)
            }
        } _: { database in
            let owners = try await database.read { tx in
                try tx.rows("SELECT nik_lookup, officer_id FROM officer_nik ORDER BY officer_id").map(\.texts)
            }
            #expect(owners == [["07", "1"], ["08", "4"]])
            // Rows of officers are as they were: the second who stated it still has it, and is found by it.
            let both = try await database.read { tx in
                try tx.rows("SELECT id FROM officer WHERE nik_lookup = \(Data([7])) ORDER BY id").map(\.texts)
            }
            #expect(both == [["1"], ["3"]])
            await #expect(throws: StorageFault.self) {
                try await database.transaction { tx in
                    try tx.run("INSERT INTO officer_nik (nik_lookup, officer_id) VALUES (\(Data([7])), 5)")
                }
            }
        }
    }
}
