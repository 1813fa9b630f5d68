import Foundation
import Testing

/// No column of a table with personal data holds the name of a person, or the way to their door, in clear text.
enum SealedNamesRule {
    /// What such columns are called.
    static let words = [
        "name", "address", "street", "village", "rukun_tetangga", "rukun_warga", "postcode", "holder", "label", "words",
        "participant_name", "registry_name", "full_name", "contact",
    ]

    /// Columns of before, blank beside a sealed one in the same table.
    static let blank: [String: String] = [
        "certificate.name": "sealed_name",
        "completion.participant_name": "sealed_participant_name",
        "counter_case.label": "sealed_label",
        "counter_case.words": "sealed_words",
        "payee_account.holder": "sealed_holder",
        "payee_question.holder": "sealed_holder",
        "payee_question.registry_name": "sealed_registry_name",
        "person_address.postcode": "sealed",
        "person_address.rukun_tetangga": "sealed",
        "person_address.rukun_warga": "sealed",
        "person_address.street": "sealed",
        "person_address.village": "sealed",
        "personal_data.address": "sealed_address",
        "personal_data.name": "sealed_name",
    ]

    /// Columns that are called so and hold something else.
    static let others: [String: String] = [
        "access_reading.address": "a network address",
        "declaration.name": "which declaration it is",
        "officer.name": "an officer, who acts in the name of the state",
        "partner_person.name": "a person at a partner's desk, whose acts the partner answers for",
        "review.words": "what is published of a course",
    ]

    /// The texts of a table that are called like a name or an address, as `table.column`.
    static func named(_ table: String, _ columns: String) -> [String] {
        columns.matches(of: /(?:^|\n)\s*(\w+)\s+TEXT\b/).map { String($0.1) }.filter(words.contains)
            .map { "\(table).\($0)" }
    }

    /// Whether a statement adds rows to the table without the sealed column.
    static func leavesOut(_ sealed: String, of table: String, _ statement: String) -> Bool {
        guard let place = statement.range(of: "INSERT INTO \(table) (") else { return false }
        let columns = statement[place.upperBound...].prefix { $0 != ")" }
        return !columns.split { !$0.isLetter && $0 != "_" }.contains { $0 == sealed }
    }
}

@Suite("Names and addresses are sealed")
struct SealedNamesRuleTests {
    private static let schema = House.read("docs/schema.sql")
        .matches(of: /CREATE TABLE (\w+) \(([\s\S]*?)\n\) STRICT/)
        .map { (table: String($0.1), columns: String($0.2)) }

    private static let personal = Set(
        ["HeldData", "HeldData+Office"].map { House.read("Sources/App/Rights/\($0).swift") }.joined()
            .matches(of: /tables: \[([^\]]*)\]/)
            .flatMap { $0.1.matches(of: /"(\w+)"/).map { String($0.1) } })

    @Test(
        "no column of personal data is called like a name or an address, but for sealed ones and those that are neither"
    )
    func columns() {
        let found = Self.schema.filter { Self.personal.contains($0.table) }
            .flatMap { SealedNamesRule.named($0.table, $0.columns) }
        #expect(found.count >= SealedNamesRule.blank.count)
        for column in found {
            #expect(
                SealedNamesRule.blank[column] != nil || SealedNamesRule.others[column] != nil,
                "\(column) holds a name or an address in clear text: seal it with SealedText")
        }
        let known = Set(SealedNamesRule.blank.keys).union(SealedNamesRule.others.keys)
        #expect(known.subtracting(found) == [])
    }

    @Test("each blank column has its sealed one, and no statement of the application adds a row without it")
    func written() {
        for (column, sealed) in SealedNamesRule.blank {
            let table = String(column.prefix { $0 != "." })
            let columns = Self.schema.first { $0.table == table }?.columns ?? ""
            #expect(columns.split(whereSeparator: \.isWhitespace).contains { $0 == sealed }, "\(column)")
            for source in House.sources where source.isIn("App") {
                for literal in source.literals {
                    #expect(
                        !SealedNamesRule.leavesOut(sealed, of: table, literal.text),
                        "\(source.path):\(literal.line) writes \(column) without \(sealed)")
                }
            }
        }
    }

    @Test("a name in clear text and a row without its sealed column are found")
    func examples() {
        #expect(SealedNamesRule.named("x", "\n    id INTEGER PRIMARY KEY,\n    name TEXT NOT NULL") == ["x.name"])
        #expect(SealedNamesRule.named("x", "\n    sealed_name BLOB,\n    state TEXT NOT NULL") == [])
        #expect(SealedNamesRule.leavesOut("sealed_name", of: "x", "INSERT INTO x (id, name) VALUES (1, 'a')"))
        #expect(!SealedNamesRule.leavesOut("sealed_name", of: "x", "INSERT INTO x (id, sealed_name) VALUES (1, 2)"))
        #expect(!SealedNamesRule.leavesOut("sealed_name", of: "x", "INSERT INTO x_y (id) VALUES (1)"))
    }
}
