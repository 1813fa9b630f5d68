import Foundation
import Storage
import Testing

@Suite("Schema document")
struct SchemaTests {
    @Test("docs/schema.sql has all migrations as they are; `make schema` writes it")
    func fresh() throws {
        let migrations = House.root.appending(path: "Sources/App/Resources/Migrations")
        let text = """
            -- Written by `make schema` from Sources/App/Resources/Migrations: every table, in the order it came.

            \(try Migrator(directory: migrations).schemaText())
            """
        let file = House.root.appending(path: "docs/schema.sql")
        if ProcessInfo.processInfo.environment["PRAKERJA_WRITE_SCHEMA"] != nil {
            try Data(text.utf8).write(to: file)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == text, "type: make schema")
    }
}
