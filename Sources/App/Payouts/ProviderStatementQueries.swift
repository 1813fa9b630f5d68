import Foundation
import Programme
import Storage

extension Transaction {
    var providerStatements: ProviderStatementQueries { ProviderStatementQueries(tx: self) }
}

/// Statements of the payment provider. The only writer of `provider_statement` and `provider_statement_line`.
struct ProviderStatementQueries {
    let tx: Transaction

    /// Rows in one statement.
    private static let together = 200

    /// False when the same file was taken in before.
    func add(_ new: NewStatement, by officer: ID<Officer>, at now: Instant) throws -> Bool {
        let days = new.lines.map(\.line.day)
        guard let first = days.min(), let last = days.max() else { throw Inconsistency("a statement has lines") }
        let sum = new.lines.reduce(Rupiah.zero) { $0 + $1.line.amount }
        let added = try tx.run(
            """
            INSERT INTO provider_statement (id, name, digest, first_day, last_day, entries, amount, taken_by, taken_at)
            VALUES (\(new.id), \(new.name), \(new.digest), \(first), \(last), \(new.lines.count), \(sum), \(officer),
                \(now))
            ON CONFLICT (digest) DO NOTHING
            """)
        guard added == 1 else { return false }
        var seen: Set<String> = []
        for start in stride(from: 0, to: new.lines.count, by: Self.together) {
            let piece = new.lines[start..<min(start + Self.together, new.lines.count)]
            let known = try payments(piece.compactMap { ID<Disbursement>($0.line.reference) })
            let rows = piece.map { one -> [SQLValue] in
                let payment = ID<Disbursement>(one.line.reference).flatMap { known.contains($0) ? $0 : nil }
                return [
                    new.id.sqlValue, one.number.sqlValue, one.line.day.sqlValue, one.line.reference.sqlValue,
                    one.line.number.sqlValue, one.line.amount.sqlValue, payment?.sqlValue ?? .null,
                    (!seen.insert(one.line.reference).inserted).sqlValue,
                ]
            }
            try tx.run(
                """
                INSERT INTO provider_statement_line (statement_id, line, day, reference, number, amount,
                    disbursement_id, repeated)
                VALUES \(rows: rows)
                """)
        }
        return true
    }

    private func payments(_ ids: [ID<Disbursement>]) throws -> Set<ID<Disbursement>> {
        guard !ids.isEmpty else { return [] }
        return Set(try tx.rows("SELECT id FROM disbursement WHERE id IN (\(list: ids))").map { try $0["id"] })
    }

    /// Newest first.
    func latest(before id: ID<ProviderStatement>?, limit: Int) throws -> [ProviderStatement] {
        try some(
            "CAST(\(id) AS BIGINT) IS NULL OR provider_statement.id < \(id) ORDER BY provider_statement.id DESC LIMIT \(limit)"
        )
    }

    func find(_ id: ID<ProviderStatement>) throws -> ProviderStatement? {
        try some("provider_statement.id = \(id)").first
    }

    /// - Parameter digest: of the file.
    func find(digest: Data) throws -> ProviderStatement? {
        try some("provider_statement.digest = \(digest)").first
    }

    private func some(_ condition: SQL) throws -> [ProviderStatement] {
        try tx.rows(
            """
            SELECT id, name, digest, first_day, last_day, entries, amount, taken_by, taken_at, (
                SELECT COUNT(*)
                FROM provider_statement_line AS line
                JOIN disbursement ON disbursement.id = line.disbursement_id
                WHERE line.statement_id = provider_statement.id AND \(Self.isMatched)
            ) AS matched
            FROM provider_statement
            WHERE \(condition)
            """
        ).map { row in
            try ProviderStatement(
                id: row["id"], name: row["name"], digest: row["digest"], firstDay: row["first_day"],
                lastDay: row["last_day"], entries: row["entries"], matched: row["matched"], amount: row["amount"],
                takenBy: row["taken_by"], takenAt: row["taken_at"])
        }
    }

    /// As `StatementMatch.matched`.
    private static let isMatched: SQL =
        "disbursement.state = 'paid' AND disbursement.amount = line.amount AND line.repeated = \(false)"

    /// - Parameters:
    ///   - onlyOpen: without the lines that agree with ours.
    ///   - after: the last line that was read before; 0 to begin.
    func lines(
        of statement: ID<ProviderStatement>, onlyOpen: Bool, after: Int, limit: Int
    ) throws -> [ProviderStatementLine] {
        let open: SQL = onlyOpen ? "AND (disbursement.id IS NULL OR NOT (\(Self.isMatched)))" : ""
        return try lines(
            """
            line.statement_id = \(statement) AND line.line > \(after) \(open)
            ORDER BY line.line
            LIMIT \(limit)
            """)
    }

    /// The statements that have a line of this payment.
    func statements(of payment: ID<Disbursement>) throws -> [ID<ProviderStatement>] {
        try tx.rows(
            """
            SELECT DISTINCT statement_id
            FROM provider_statement_line
            WHERE disbursement_id = \(payment)
            ORDER BY statement_id
            """
        ).map { try $0["statement_id"] }
    }

    /// What statements say of one payment, in the order in which they were taken in.
    func lines(of payment: ID<Disbursement>) throws -> [ProviderStatementLine] {
        try lines("line.disbursement_id = \(payment) ORDER BY line.statement_id, line.line")
    }

    private func lines(_ condition: SQL) throws -> [ProviderStatementLine] {
        try tx.rows(
            """
            SELECT line.statement_id, provider_statement.name, line.line, line.day, line.reference, line.number,
                line.amount, line.repeated, disbursement.id AS payment, disbursement.batch_id,
                disbursement.amount AS paid, disbursement.state
            FROM provider_statement_line AS line
            JOIN provider_statement ON provider_statement.id = line.statement_id
            LEFT JOIN disbursement ON disbursement.id = line.disbursement_id
            WHERE \(condition)
            """
        ).map(ProviderStatementLine.init)
    }
}

/// A statement that is taken in.
struct NewStatement: Sendable {
    let id: ID<ProviderStatement>
    let name: String
    let digest: Data
    let lines: [NumberedLine]
}

/// A statement as it was taken in, with how many of its lines agree with our payments now.
struct ProviderStatement: Sendable {
    let id: ID<ProviderStatement>
    /// Of the file.
    let name: String
    let digest: Data
    let firstDay: CivilDate
    let lastDay: CivilDate
    let entries: Int
    let matched: Int
    let amount: Rupiah
    let takenBy: ID<Officer>
    /// Real clock.
    let takenAt: Instant

    var open: Int { entries - matched }
}

/// A line of a statement beside our payment.
struct ProviderStatementLine: Sendable {
    let statement: ID<ProviderStatement>
    let statementName: String
    let number: Int
    let line: StatementLine
    let match: StatementMatch
    /// Our payment with its batch and state; nil where there is none.
    let payment: (id: ID<Disbursement>, batch: ID<PayoutBatch>, state: Disbursement.State)?

    fileprivate init(_ row: Row) throws {
        statement = try row["statement_id"]
        statementName = try row["name"]
        number = try row["line"]
        line = try StatementLine(
            day: row["day"], reference: row["reference"], number: row["number"], amount: row["amount"])
        let (id, isRepeated): (ID<Disbursement>?, Bool) = try (row["payment"], row["repeated"])
        payment = try id.map { (id: $0, batch: try row["batch_id"], state: try row["state"]) }
        let ours: (amount: Rupiah, state: Disbursement.State)? = try payment.map { (try row["paid"], $0.state) }
        match = StatementMatch(line.amount, payment: ours, isRepeated: isRepeated)
    }

    init(
        _ number: Int, _ line: StatementLine, _ match: StatementMatch,
        payment: (id: ID<Disbursement>, batch: ID<PayoutBatch>, state: Disbursement.State)?
    ) {
        (statement, statementName) = (ID(1), "mutasi-gopay-mei.csv")
        (self.number, self.line, self.match, self.payment) = (number, line, match, payment)
    }
}
