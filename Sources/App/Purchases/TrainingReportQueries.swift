import Programme
import Storage

extension Transaction {
    var trainingReports: TrainingReportQueries { TrainingReportQueries(tx: self) }
}

/// Reports of attendance and completion with the numbers of their receipts. The only writer of `training_report`.
struct TrainingReportQueries {
    let tx: Transaction

    /// False where another report has the number.
    func add(_ report: TrainingReport, course: Course) throws -> Bool {
        var sequence: AttendanceSequence?
        if case .attendance(let attended) = report.fact { sequence = attended }
        return try tx.run(
            """
            INSERT INTO training_report (id, number, purchase_id, course_id, institution_id, sequence, path,
                received_at)
            VALUES (\(report.id), \(report.number.digits), \(report.purchase), \(course.id), \(course.institution),
                \(sequence), \(report.path), \(report.receivedAt))
            ON CONFLICT (number) DO NOTHING
            """) == 1
    }

    func find(_ id: ID<TrainingReport>) throws -> TrainingReport? {
        try tx.row("SELECT \(Self.columns) FROM training_report WHERE id = \(id)").map(TrainingReport.init)
    }

    func find(_ number: ReportNumber) throws -> TrainingReport? {
        try tx.row("SELECT \(Self.columns) FROM training_report WHERE number = \(number.digits)")
            .map(TrainingReport.init)
    }

    /// The numbers of these reports' receipts.
    func numbers(of reports: [ID<TrainingReport>]) throws -> [ID<TrainingReport>: ReportNumber] {
        guard !reports.isEmpty else { return [:] }
        let found = try tx.rows("SELECT \(Self.columns) FROM training_report WHERE id IN (\(list: reports))")
            .map(TrainingReport.init)
        return Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0.number) })
    }

    /// Oldest first.
    func of(_ purchase: ID<Purchase>) throws -> [TrainingReport] {
        try of([purchase])[purchase] ?? []
    }

    /// Oldest first.
    func of(_ purchases: [ID<Purchase>]) throws -> [ID<Purchase>: [TrainingReport]] {
        guard !purchases.isEmpty else { return [:] }
        let rows = try tx.rows(
            """
            SELECT \(Self.columns)
            FROM training_report
            WHERE purchase_id IN (\(list: purchases))
            ORDER BY purchase_id, id
            """
        ).map(TrainingReport.init)
        return Dictionary(grouping: rows, by: \.purchase)
    }

    /// Reports of completion since `from`, counted no further than the edition's limits need.
    func completions(
        of course: Course, from: Instant, _ review: CompletionReview
    ) throws -> (institution: Int, course: Int) {
        (
            try count("institution_id = \(course.institution)", from: from, most: review.mostOfInstitution),
            try count("course_id = \(course.id)", from: from, most: review.mostOfCourse)
        )
    }

    private func count(_ condition: SQL, from: Instant, most: Int) throws -> Int {
        try tx.row(
            """
            SELECT COUNT(*) AS reports
            FROM (
                SELECT 1 AS one
                FROM training_report
                WHERE \(condition) AND sequence IS NULL AND received_at > \(from)
                LIMIT \(most + 1)
            ) AS counted
            """)?["reports"] ?? 0
    }

    private static let columns: SQL = "id, number, purchase_id, sequence, path, received_at"
}

extension TrainingReport.Path: SQLConvertible {}

extension TrainingReport {
    fileprivate init(_ row: Row) throws {
        let sequence: AttendanceSequence? = try row["sequence"]
        guard let number = ReportNumber(try row["number"] as String) else {
            throw Inconsistency("a stored report has a number with its check digit")
        }
        try self.init(
            id: row["id"], number: number, purchase: row["purchase_id"],
            fact: sequence.map(Fact.attendance) ?? .completion, path: row["path"], receivedAt: row["received_at"])
    }
}
