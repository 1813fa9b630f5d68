import Foundation
import Testing

/// No column of a table with personal data holds the name of a person, or the way to their door, in clear text.
enum SealedNamesRule {
    /// What such columns are called.
    static let words = [
        "name", "address", "street", "village", "rukun_tetangga", "rukun_warga", "postcode", "holder", "label", "words",
        "participant_name", "registry_name", "full_name", "contact",
        // What is written about a person may name them.
        "note", "notes", "reason", "proposal", "decision", "refusal", "because", "evidence", "url_file",
        "taken_out_because", "decided_because", "occupation", "wanted_training", "work", "trouble", "answers",
    ]

    /// Columns of before, blank beside a sealed one in the same table.
    static let blank: [String: String] = [
        "certificate.name": "sealed_name",
        "completion.participant_name": "sealed_participant_name",
        "completion_verdict.reason": "sealed_reason",
        "coursework.notes": "sealed_notes",
        "coursework.url_file": "sealed_url_file",
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
        "personal_data.wanted_training": "sealed_wanted_training",
        "photo_review.note": "sealed_note",
        "statement_finding.reason": "sealed_reason",
    ]

    /// Columns that are blank beside a sealed one, and that an INSERT leaves null: an act fills them later.
    static let later: [String: String] = [
        "completion_verdict.decided_because": "sealed_decided_because",
        "disbursement.taken_out_because": "sealed_taken_out_because",
        "payee_question.decision": "sealed_decision",
        "payee_question.proposal": "sealed_proposal",
        "payout_batch.refusal": "sealed_refusal",
        "statement_finding.decision": "sealed_decision",
    ]

    /// Tables with what officers write about one person, that name the person by another row.
    static let notes: Set<String> = ["completion_verdict", "payout_batch", "statement_finding"]

    /// Columns that are called so and hold something else.
    static let others: [String: String] = [
        "access_reading.address": "a network address",
        "access_reading.reason": "in the sealed log, whose rows are never changed; the person reads it",
        "access_reading.work": "which item led there",
        "contact_case.evidence": "which papers were compared, as words of a fixed list",
        "delivery.reason": "what the gateway answered",
        "declaration.name": "which declaration it is",
        "disbursement.trouble": "what the payment rail answered",
        "officer.name": "an officer, who acts in the name of the state",
        "one_time_code.reason": "what the gateway answered",
        "partner_person.name": "a person at a partner's desk, whose acts the partner answers for",
        "person_opening.work": "which item led there",
        "personal_data.occupation": "a word of a fixed list",
        "photo_review.reason": "a word of a fixed list",
        "photo_second_look.reason": "a word of a fixed list",
        "photo_third_look.reason": "a word of a fixed list",
        "review.words": "what is published of a course",
        "survey_answer.answers": "which of the choices",
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
            .flatMap { $0.1.matches(of: /"(\w+)"/).map { String($0.1) } }
    ).union(SealedNamesRule.notes)

    @Test(
        "no column of personal data is called like a name or an address, but for sealed ones and those that are neither"
    )
    func columns() {
        let found = Self.schema.filter { Self.personal.contains($0.table) }
            .flatMap { SealedNamesRule.named($0.table, $0.columns) }
        let blank = SealedNamesRule.blank.merging(SealedNamesRule.later) { $1 }
        #expect(found.count >= blank.count)
        for column in found {
            #expect(
                blank[column] != nil || SealedNamesRule.others[column] != nil,
                "\(column) holds a name or an address in clear text: seal it with SealedText")
        }
        let known = Set(blank.keys).union(SealedNamesRule.others.keys)
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

    @Test("each column that an act fills later has its sealed one, and no statement of the application fills it alone")
    func filled() {
        for (column, sealed) in SealedNamesRule.later {
            let parts = column.split(separator: ".").map(String.init)
            let columns = Self.schema.first { $0.table == parts[0] }?.columns ?? ""
            #expect(columns.split(whereSeparator: \.isWhitespace).contains { $0 == sealed }, "\(column)")
            for source in House.sources where source.isIn("App") {
                for literal in source.literals where literal.text.contains("UPDATE \(parts[0])\n") {
                    #expect(
                        !literal.text.contains("\(parts[1]) = \\("),
                        "\(source.path):\(literal.line) writes \(column) in clear text")
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
