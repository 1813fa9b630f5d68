import Testing

/// SQL is allowed in queries and migrations only, and some tables have a single writer.
enum SQLRule {
    /// The only folder that may write each of these tables.
    static let writers: [(table: String, room: String)] = [
        ("journal_entry", "App/Ledger"), ("posting", "App/Ledger"), ("hold", "App/Ledger"),
        ("ledger_account", "App/Ledger"), ("job", "App/System/Jobs"), ("audit_event", "App/System/Audit"),
        ("log_leaf", "App/Proofs"), ("log_head", "App/Proofs"), ("checkpoint", "App/Proofs"),
        ("edition", "App/Editions"), ("region", "App/Regions"), ("list_import", "App/Lists"),
        ("list_entry", "App/Lists"), ("list_contact", "App/Lists"), ("invitation", "App/Lists"),
        ("disqualification", "App/Disqualifications"),
    ]

    static func findings(in source: Source) -> [Finding] {
        guard source.path.hasPrefix("Sources/"), !source.isIn("Storage") else { return [] }
        return source.literals.flatMap { literal -> [Finding] in
            guard isStatement(literal.text) else { return [] }
            var findings: [Finding] = []
            if !(source.isIn("App") && source.name.contains(/Queries(\+\w+)?\.swift$/)) {
                findings.append(
                    Finding(path: source.path, line: literal.line, message: "SQL stands in …Queries.swift only"))
            }
            for (table, room) in writers where !source.isIn(room) && writes(literal.text, to: table) {
                findings.append(Finding(path: source.path, line: literal.line, message: "only \(room) writes \(table)"))
            }
            return findings
        }
    }

    private static func isStatement(_ text: String) -> Bool {
        guard ["SELECT", "INSERT", "UPDATE", "DELETE", "CREATE"].contains(where: { text.holds($0) }) else {
            return false
        }
        let change = /\b(INSERT\s+INTO\s|UPDATE\s+\w+\s+SET\b|DELETE\s+FROM\s|CREATE\s+(TABLE|INDEX))/
        return text.contains(/\bSELECT\s+\S+[\s\S]*\bFROM\b/) || text.contains(change)
    }

    private static func writes(_ text: String, to table: String) -> Bool {
        text.matches(of: /\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+(\w+)/).contains { $0.1 == table }
    }
}

@Suite("Places of SQL")
struct SQLRuleTests {
    @Test("SQL: every file keeps to the rule")
    func house() {
        expectNothing(House.sources.flatMap(SQLRule.findings))
    }

    @Test(
        "SQL: a statement in the wrong place is found",
        arguments: [
            ("Sources/App/Cards/CardPages.swift", "tx.rows(\"SELECT id FROM card\")"),
            (
                "Sources/App/Cards/CardPages.swift",
                "tx.run(\"\"\"\n    UPDATE card\n    SET state = \\(state)\n    \"\"\")"
            ),
            ("Sources/Programme/Cards/Card.swift", "let a = \"DELETE FROM card\""),
            ("Sources/App/Cards/CardQueries.swift", "tx.run(\"INSERT INTO posting (id) VALUES (1)\")"),
            ("Sources/App/Cards/CardQueries.swift", "tx.run(\"UPDATE ledger_account SET posted = 1\")"),
            ("Sources/App/Ledger/LedgerQueries.swift", "tx.run(\"DELETE FROM job WHERE id = \\(id)\")"),
        ])
    func bad(path: String, text: String) {
        #expect(SQLRule.findings(in: Source(path: path, text: text)).count == 1)
    }

    @Test(
        "SQL: reading other slices' tables and English sentences are allowed",
        arguments: [
            ("Sources/App/Cards/CardQueries.swift", "tx.rows(\"SELECT posted FROM ledger_account\")"),
            ("Sources/App/Ledger/LedgerQueries.swift", "tx.run(\"INSERT INTO posting (id) VALUES (1)\")"),
            ("Sources/App/Cards/CardPages.swift", "t(\"Pilih\", \"Select a course from the list. Update it.\")"),
            ("Sources/App/Cards/CardPages.swift", "// SELECT id FROM card"),
        ])
    func good(path: String, text: String) {
        #expect(SQLRule.findings(in: Source(path: path, text: text)) == [])
    }
}
