import Programme
import Storage

/// Keeps a report of attendance or completion under the number of its receipt, bound, inside the caller's transaction.
struct ReceiveReport: Sendable {
    let dependencies: Dependencies

    /// Two reports draw the same number about once in a thousand years of the programme; then another is drawn.
    private static let tries = 8

    @discardableResult
    func receive(
        _ fact: TrainingReport.Fact, of purchase: ID<Purchase>, _ course: Course, through path: TrainingReport.Path,
        at now: Instant, in tx: Transaction
    ) throws -> TrainingReport {
        for _ in 0..<Self.tries {
            let digits = dependencies.random.digits(ReportNumber.randomDigits)
            let report = TrainingReport(
                id: dependencies.ids.next(),
                number: ReportNumber(drawn: Int(digits, in: 0...(ReportNumber.end - 1)) ?? 0), purchase: purchase,
                fact: fact, path: path, receivedAt: now)
            guard try tx.trainingReports.add(report, course: course) else { continue }
            try tx.records.bind(
                .trainingReports, report.id, at: dependencies.realNow(), ids: dependencies.ids, isFirst: true)
            return report
        }
        throw StorageFault.contended
    }
}
