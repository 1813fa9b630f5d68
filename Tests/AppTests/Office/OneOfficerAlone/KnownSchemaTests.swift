import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// The database beside the schema that this version's migrations make.
@Suite("The schema of this version", .timeLimit(.minutes(3)))
struct KnownSchemaTests {
    @Test("a database that was migrated has every index, key and check of the migrations", arguments: Engine.tested)
    func migrated(engine: Engine) async throws {
        try await TestDatabase.with(engine) { database in
            try database.expectOwnSchema()
            let found = try await database.checkSchema()
            #expect(found == [])
        }
    }

    @Test(
        "an index that is gone is named by the next start and by `audit verify`, and a row that breaks a check by the latter",
        .bug(
            id: "5.520",
            """
            An index that SQL put in or took away, a further table, and a check that was changed through \
            `writable_schema` were found by no start and no verification.
            """),
        .bug(id: "5.521", "`prakerja audit verify` did not look whether indexes and checks fit the rows."))
    func commands() async throws {
        try await Shipped.inDirectory { directory in
            let (environment, data) = (Shipped.development(in: directory), ["DATA": directory.path])
            #expect(try await Shipped.run(["migrate"], environment: environment, in: directory).status == 0)
            #expect(try await Shipped.run(["wave", "list"], environment: environment, in: directory).status == 0)
            let database = try Database.sqlite(path: directory.appending(path: "prakerja.sqlite").path)
            try await database.transaction { tx in
                try tx.run("DROP INDEX photo_second_look_open")
                try tx.run("PRAGMA ignore_check_constraints = ON")
                try tx.run(
                    """
                    INSERT INTO help_office (id, kind, region, name, address, phone, computers, hours)
                    VALUES (1, 'labour', '32.73', 'A', 'B', NULL, -1, '')
                    """)
            }
            await database.close()
            let missing = "missing index photo_second_look_open on photo_second_look"
            let found = try await Shipped.run(["audit", "verify"], environment: data, in: directory)
            #expect(found.status == 1 && found.output.contains("✕ \(missing): "), "\(found.output) \(found.errors)")
            let line = found.lines.first { $0.hasPrefix("✕ the file of the database: ") }
            #expect(line?.contains("help_office") == true, "\(found.output)")
            let start = try await Shipped.run(["wave", "list"], environment: environment, in: directory)
            #expect(start.status != 0 && start.errors.contains(missing), "\(start.output) \(start.errors)")
        }
    }
}
