import Programme
import Storage

extension Transaction {
    var testCodes: TestCodeQueries { TestCodeQueries(tx: self) }
}

/// Steps that institutions took with test codes in a sandbox. The only writer of `test_code_step`.
struct TestCodeQueries {
    let tx: Transaction

    /// The number of an attendance, or 0 for the use of the code, with its instant.
    func steps(_ code: TestCode, of partner: ID<Partner>) throws -> [Int: Instant] {
        let rows = try tx.rows(
            "SELECT sequence, at FROM test_code_step WHERE partner_id = \(partner) AND code = \(code)")
        return try Dictionary(uniqueKeysWithValues: rows.map { try ($0["sequence"], $0["at"]) })
    }

    /// False for a step that was taken before.
    func add(_ step: Int, of code: TestCode, by partner: ID<Partner>, at now: Instant) throws -> Bool {
        try tx.run(
            """
            INSERT INTO test_code_step (partner_id, code, sequence, at)
            VALUES (\(partner), \(code), \(step), \(now))
            ON CONFLICT (partner_id, code, sequence) DO NOTHING
            """) == 1
    }

    func reset(_ code: TestCode, of partner: ID<Partner>) throws {
        try tx.run("DELETE FROM test_code_step WHERE partner_id = \(partner) AND code = \(code)")
    }
}

extension TestCode: SQLConvertible {}
