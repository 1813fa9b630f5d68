import Foundation
import Testing

/// The privacy notice names every table with personal data: one with a column that refers to a person, a sealed column,
/// or a keyed hash by which a person is found.
@Suite("Privacy notice and schema")
struct HeldDataTests {
    /// Sealed, and of no person.
    private static let impersonal: [String: String] = [
        "credential_key": "the key of the installation",
        "draw": "the order and the secret of a draw",
        "partner": "the key of an organisation",
        "question_bank": "the questions of the test",
        "webhook_secret": "the secret of an organisation's webhook",
    ]

    /// `CREATE TABLE` statements by table.
    private static let schema: [String: String] = Dictionary(
        House.read("docs/schema.sql").matches(of: /CREATE TABLE (\w+) \(([\s\S]*?)\n\) STRICT/)
            .map { (String($0.1), String($0.2)) },
        uniquingKeysWith: { first, _ in first })

    private static let named: [String] = ["HeldData", "HeldData+Office"]
        .map { House.read("Sources/App/Rights/\($0).swift") }.joined()
        .matches(of: /tables: \[([^\]]*)\]/)
        .flatMap { $0.1.matches(of: /"(\w+)"/).map { String($0.1) } }

    /// Tables named in `vault.seal(…, table: "card", column: …)` and in reading such a column.
    private static let sealed = Set(
        House.sources.filter { $0.isIn("App") }.flatMap { source in
            source.text.matches(of: /table: "(\w+)", column/).map { String($0.1) }
        })

    private static func isPersonal(_ table: String, _ columns: String) -> Bool {
        sealed.contains(table) || columns.contains(/\n\s+(person_id|account_id|\w+_person)\s/)
            || columns.contains(/REFERENCES account \(/) || columns.contains(/\n\s+\w*lookup\s+BLOB/)
    }

    @Test("the privacy notice names every table with a sealed column, a keyed hash or a reference to a person")
    func complete() {
        let personal = Self.schema.filter { Self.isPersonal($0.key, $0.value) }.keys
        #expect(personal.count > 50)
        for table in personal.sorted() where Self.impersonal[table] == nil {
            #expect(Self.named.contains(table), "no kind of HeldData names \(table)")
        }
    }

    @Test("the privacy notice names each table once, and only tables that a slice writes; each exception is needed")
    func exact() {
        let tables = Set(SQLRule.tables.flatMap { $0.tables.split(whereSeparator: \.isWhitespace).map(String.init) })
        #expect(Set(Self.named).count == Self.named.count)
        #expect(Set(Self.named).subtracting(tables) == [])
        for table in Self.impersonal.keys {
            #expect(Self.sealed.contains(table) && !Self.named.contains(table), "\(table)")
        }
    }

    @Test("a table is personal by a sealed column, a keyed hash or a reference; others are not")
    func examples() {
        #expect(Self.isPersonal("card", ""))
        #expect(Self.isPersonal("x", "\n    lookup BLOB NOT NULL"))
        #expect(Self.isPersonal("x", "\n    holder INTEGER REFERENCES account (id)"))
        #expect(!Self.isPersonal("x", "\n    id INTEGER PRIMARY KEY,\n    digest BLOB NOT NULL"))
    }
}
