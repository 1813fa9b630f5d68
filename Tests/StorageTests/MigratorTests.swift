import Foundation
import Storage
import TestSupport
import Testing

@Suite("Migrations")
struct MigratorTests {
    private let files = [
        "0001-people": "CREATE TABLE person (id BIGINT PRIMARY KEY, ok BOOLEAN NOT NULL);",
        "0005-cards":
            "CREATE TABLE card (id BIGINT PRIMARY KEY, key BYTEA NOT NULL);\nINSERT INTO person VALUES (1, TRUE);",
    ]

    @Test("migrations: a fresh database gets all, once, and later only the new ones", arguments: Engine.tested)
    func forward(engine: Engine) async throws {
        try await withFolder(files) { folder in
            try await TestDatabase.with(engine, migrations: nil) { database in
                let migrator = Migrator(directory: folder)
                let pending = try await migrator.pending(database)
                #expect(pending == ["0001-people", "0005-cards"])
                #expect(try await migrator.migrate(database, at: 7) == pending)
                #expect(try await migrator.migrate(database, at: 8) == [])
                try folder.write("ALTER TABLE card ADD COLUMN used BOOLEAN NOT NULL DEFAULT FALSE;", as: "0006-used")
                #expect(try await migrator.pending(database) == ["0006-used"])
                #expect(try await migrator.migrate(database, at: 9) == ["0006-used"])
                let applied = try await database.read { tx in
                    try tx.rows("SELECT applied_at FROM schema_migration ORDER BY number").map {
                        try $0["applied_at"] as Int
                    }
                }
                #expect(applied == [7, 7, 9])
            }
        }
    }

    @Test("migrations: an edited, a missing and a late file are refused", arguments: Engine.tested)
    func drift(engine: Engine) async throws {
        try await withFolder(files) { folder in
            try await TestDatabase.with(engine, migrations: folder) { database in
                let migrator = Migrator(directory: folder)
                try folder.write("CREATE TABLE late (id BIGINT PRIMARY KEY);", as: "0003-late")
                await #expect(throws: MigrationFault.late("0003-late", after: "0005-cards")) {
                    try await migrator.migrate(database, at: 0)
                }
                try FileManager.default.removeItem(at: folder.appending(path: "0003-late.sql"))
                try folder.write("CREATE TABLE person (id BIGINT PRIMARY KEY);", as: "0001-people")
                await #expect(throws: MigrationFault.changed("0001-people")) {
                    try await migrator.pending(database)
                }
                try FileManager.default.removeItem(at: folder.appending(path: "0001-people.sql"))
                await #expect(throws: MigrationFault.gone("0001-people")) {
                    try await migrator.migrate(database, at: 0)
                }
            }
        }
    }

    @Test("migrations: a failing migration rolls back the whole run", arguments: Engine.tested)
    func atomic(engine: Engine) async throws {
        var files = files
        files["0009-wrong"] = "CREATE TABLE more (id BIGINT PRIMARY KEY); INSERT INTO nowhere VALUES (1);"
        try await withFolder(files) { folder in
            try await TestDatabase.with(engine, migrations: nil) { database in
                let migrator = Migrator(directory: folder)
                await #expect(throws: StorageFault.self) { try await migrator.migrate(database, at: 0) }
                let pending = try await migrator.pending(database)
                #expect(pending.count == 3)
                await #expect(throws: StorageFault.self) {
                    try await database.read { tx in _ = try tx.rows("SELECT id FROM person") }
                }
            }
        }
    }

    @Test("migrations: a misnamed file and a duplicate number are refused", arguments: Engine.tested)
    func names(engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: nil) { database in
            try await withFolder(["1-people": "SELECT 1;"]) { folder in
                await #expect(throws: MigrationFault.misnamed("1-people")) {
                    try await Migrator(directory: folder).pending(database)
                }
            }
            try await withFolder(["0001-a": "", "0001-b": ""]) { folder in
                await #expect(throws: MigrationFault.sameNumber("0001-b")) {
                    try await Migrator(directory: folder).pending(database)
                }
            }
        }
    }

    @Test("migrations: concurrently started nodes apply them once", arguments: Engine.tested)
    func together(engine: Engine) async throws {
        try await withFolder(files) { folder in
            try await TestDatabase.with(engine, migrations: nil, connections: 8) { database in
                let migrator = Migrator(directory: folder)
                let applied = try await withThrowingTaskGroup(of: [String].self) { group in
                    for node in 0..<6 { group.addTask { try await migrator.migrate(database, at: Int64(node)) } }
                    return try await group.reduce([], +)
                }
                #expect(applied == ["0001-people", "0005-cards"])
            }
        }
    }

    @Test("migrations: two processes on one SQLite file apply them once")
    func sharedFile() async throws {
        try await withFolder(files) { folder in
            let path = folder.appending(path: "shared.sqlite").path
            let nodes = [try Database.sqlite(path: path), try Database.sqlite(path: path)]
            let applied = try await withThrowingTaskGroup(of: [String].self) { group in
                for node in nodes { group.addTask { try await Migrator(directory: folder).migrate(node, at: 0) } }
                return try await group.reduce([], +)
            }
            #expect(applied == ["0001-people", "0005-cards"])
            for node in nodes { await node.close() }
        }
    }

    @Test("migrations: the product's own apply", arguments: Engine.tested)
    func product(engine: Engine) async throws {
        try await TestDatabase.with(engine) { database in
            let pending = try await Migrator(directory: TestDatabase.migrations).pending(database)
            #expect(pending == [])
        }
    }
}
