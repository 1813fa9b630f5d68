import Foundation
import Storage
import TestSupport

/// Runs a test on a database whose only migration is `tables`.
@discardableResult
func withTables<Value>(
    _ engine: Engine,
    _ tables: String,
    connections: Int = 4,
    _ body: (Database) async throws -> Value
) async throws -> Value {
    try await withFolder(["0001-tables": tables]) { folder in
        try await TestDatabase.with(engine, migrations: folder, connections: connections, body)
    }
}

/// Creates a folder of migrations, which is removed after the test.
@discardableResult
func withFolder<Value>(_ files: [String: String], _ body: (URL) async throws -> Value) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "migrations-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files { try folder.write(text, as: name) }
    return try await body(folder)
}

extension URL {
    func write(_ text: String, as name: String) throws {
        try Data(text.utf8).write(to: appending(path: "\(name).sql"))
    }
}

/// Tables with one of each construct of the common dialect.
let cardTables = """
    -- A comment; with a BOOLEAN in it, and a quote ' too.
    CREATE TABLE holder (
        id     BIGINT PRIMARY KEY,
        name   TEXT NOT NULL,
        active BOOLEAN NOT NULL DEFAULT TRUE,
        photo  BYTEA,
        CHECK (name <> '')
    );

    CREATE TABLE card (
        id        BIGINT PRIMARY KEY,
        holder_id BIGINT NOT NULL REFERENCES holder (id),
        number    TEXT NOT NULL UNIQUE,
        balance   BIGINT NOT NULL CHECK (balance >= 0),
        state     TEXT NOT NULL CHECK (state IN ('active', 'closed')),
        closed_at BIGINT
    );

    CREATE UNIQUE INDEX card_active ON card (holder_id) WHERE state = 'active';
    """

func addHolder(_ tx: Transaction, _ id: Int64, _ name: String) throws {
    try tx.run("INSERT INTO holder (id, name) VALUES (\(id), \(name))")
}

func addCard(_ tx: Transaction, _ id: Int64, of holder: Int64, balance: Int64) throws {
    try tx.run(
        """
        INSERT INTO card (id, holder_id, number, balance, state)
        VALUES (\(id), \(holder), \("card \(id)"), \(balance), 'active')
        """)
}

func balance(_ tx: Transaction, of card: Int64) throws -> Int64 {
    try tx.rows("SELECT balance FROM card WHERE id = \(card)")[0]["balance"]
}

/// Whether the fault is a failed statement whose message contains `words`, ignoring case.
func isFailure(_ error: StorageFault?, saying words: String = "") -> Bool {
    guard case .failed(_, let message) = error else { return false }
    return words.isEmpty || message.lowercased().contains(words.lowercased())
}
