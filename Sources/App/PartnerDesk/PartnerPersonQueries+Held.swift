import Programme
import Storage

/// The partner's own reported completions that two officers look at, without personal data.
extension PartnerPersonQueries {
    /// Those that wait, the one whose last day is nearest first.
    ///
    /// - Parameter after: the last one of the page before; nothing follows one that is another partner's.
    func waitingReports(of partner: Partner, after: ID<HeldCompletion>?, limit: Int) throws -> [OwnHeldReport] {
        var condition: SQL = "held_completion.state = 'waiting'"
        if let after {
            guard let last = try heldReports(of: partner, "held_completion.id = \(after)", limit: 1).first else {
                return []
            }
            condition = """
                \(condition) AND (held_completion.decide_by, held_completion.id) > (\(last.decideBy), \(last.id))
                """
        }
        return try heldReports(
            of: partner, condition, order: "held_completion.decide_by, held_completion.id", limit: limit)
    }

    /// Those that ended since `from`, the latest first.
    func endedReports(of partner: Partner, from: Instant, limit: Int) throws -> [OwnHeldReport] {
        try heldReports(
            of: partner, "held_completion.ended_at >= \(from)", order: "held_completion.ended_at DESC", limit: limit)
    }

    /// How many wait, counted no further than `most`.
    func countWaitingReports(of partner: Partner, most: Int) throws -> Int {
        try heldReports(of: partner, "held_completion.state = 'waiting'", limit: most).count
    }

    private func heldReports(
        of partner: Partner, _ condition: SQL, order: SQL = "held_completion.id", limit: Int
    ) throws -> [OwnHeldReport] {
        let own: SQL =
            switch partner.kind {
            case .platform: "purchase.platform_id = \(partner.id)"
            case .institution: "course.institution_id = \(partner.id)"
            }
        let rows = try tx.rows(
            """
            SELECT held_completion.id, held_completion.report_id, held_completion.grounds, held_completion.reported_at,
                held_completion.decide_by, held_completion.state, held_completion.ended_at, course.title,
                course_schedule.code, purchase.invoice_code
            FROM held_completion
            JOIN purchase ON purchase.id = held_completion.purchase_id
            JOIN course ON course.id = purchase.course_id
            JOIN course_schedule ON course_schedule.id = purchase.schedule_id
            WHERE \(own) AND \(condition)
            ORDER BY \(order)
            LIMIT \(limit)
            """)
        let receipts = try tx.trainingReports.numbers(of: rows.map { try $0["report_id"] })
        return try rows.map { row in
            OwnHeldReport(
                id: try row["id"], course: try row["title"], schedule: try row["code"],
                invoice: partner.kind == .platform ? try row["invoice_code"] : nil,
                receipt: receipts[try row["report_id"]],
                grounds: CompletionReview.Ground.read(try row["grounds"]), reportedAt: try row["reported_at"],
                decideBy: try row["decide_by"], state: try row["state"], endedAt: try row["ended_at"])
        }
    }
}

/// A reported completion that two officers look at, as its partner sees it.
struct OwnHeldReport: Sendable {
    let id: ID<HeldCompletion>
    let course: String
    let schedule: String
    /// The platform's own invoice; nil for an institution.
    let invoice: String?
    let receipt: ReportNumber?
    let grounds: [CompletionReview.Ground]
    let reportedAt: Instant
    let decideBy: Instant
    let state: HeldCompletion.State
    let endedAt: Instant?

    static func sample(_ state: HeldCompletion.State) -> OwnHeldReport {
        let now = CardView.sampleNow
        return OwnHeldReport(
            id: ID(8), course: "Dasar Barista", schedule: "dasar-barista-1", invoice: nil,
            receipt: ReportNumber(drawn: 20_418_763_519), grounds: [.quick, .manyOfCourse],
            reportedAt: now - .hours(5), decideBy: now + .days(14), state: state,
            endedAt: state == .waiting ? nil : now - .hours(1))
    }
}
