import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Migration of codes that were queued as messages")
struct CodeWordsMigrationTests {
    /// The first migration with codes that carry their words.
    private static let first = "0340"

    @Test("a queued code is given up and its text deleted; notices and sent codes stay", arguments: Engine.tested)
    func queued(engine: Engine) async throws {
        let before = try EarlierMigrations(before: Self.first)
        defer { before.remove() }
        try await TestDatabase.with(engine, migrations: before.directory) { database in
            try await database.transaction { tx in
                try Self.addMessage(1, purpose: "sign-in", state: "queued", in: tx)
                try Self.addMessage(2, purpose: "sign-in", state: "handed-over", in: tx)
                try Self.addMessage(3, purpose: nil, state: "queued", in: tx)
            }
            try await Migrator(directory: TestDatabase.migrations).migrate(database, at: 0)
            let (states, texts) = try await database.read { tx in
                (
                    try tx.rows("SELECT state FROM delivery ORDER BY id").map { try $0["state"] as String },
                    try tx.rows("SELECT id FROM message WHERE content IS NOT NULL ORDER BY id").map {
                        try $0["id"] as Int
                    }
                )
            }
            #expect(states == ["failed", "handed-over", "queued"])
            #expect(texts == [2, 3])
        }
    }

    private static func addMessage(_ id: Int64, purpose: String?, state: String, in tx: Transaction) throws {
        try tx.run(
            """
            INSERT INTO message (id, kind, content, created_at, programme_at)
            VALUES (\(id), 'code', \(Data([1])), 0, 0)
            """)
        try tx.run(
            """
            INSERT INTO delivery (id, message_id, channel, recipient, destination, language, code_purpose, code_subject,
                state, attempts, queued_at, handed_over_at)
            VALUES (\(id), \(id), 'email', \(Data([1])), \(Data([1])), 'id', \(purpose), \(purpose), \(state), 0, 5,
                \(state == "queued" ? nil : Int64(6)))
            """)
    }
}
