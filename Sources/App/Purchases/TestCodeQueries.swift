import Programme
import Storage

extension Transaction {
    var testCodes: TestCodeQueries { TestCodeQueries(tx: self) }
}

/// Steps that institutions took with test codes in a sandbox. The only writer of `test_code_step`.
struct TestCodeQueries {
    let tx: Transaction

    /// When the code was first used or attended; nil before.
    func usedAt(_ code: TestCode, of partner: ID<Partner>) throws -> Instant? {
        try tx.row(
            """
            SELECT MIN(at) AS at
            FROM test_code_step
            WHERE partner_id = \(partner) AND code = \(code.text) AND step IN ('use', 'attendance')
            """)?["at"]
    }

    func hasTaken(_ step: TestCode.Step, _ sequence: Int, of code: TestCode, by partner: ID<Partner>) throws -> Bool {
        try tx.row(
            """
            SELECT at
            FROM test_code_step
            WHERE partner_id = \(partner) AND code = \(code.text) AND step = \(step) AND sequence = \(sequence)
            """) != nil
    }

    func add(
        _ step: TestCode.Step, _ sequence: Int, of code: TestCode, by partner: ID<Partner>, at now: Instant
    ) throws {
        try tx.send(
            """
            INSERT INTO test_code_step (partner_id, code, step, sequence, at)
            VALUES (\(partner), \(code.text), \(step), \(sequence), \(now))
            ON CONFLICT (partner_id, code, step, sequence) DO NOTHING
            """)
    }

    func reset(_ code: TestCode, of partner: ID<Partner>) throws {
        try tx.run("DELETE FROM test_code_step WHERE partner_id = \(partner) AND code = \(code.text)")
    }
}

extension TestCode.Step: SQLConvertible {}
