import Programme
import Storage

/// Trainings whose time to report is over, and the completions as stored.
extension PurchaseQueries {
    /// Purchases under way on cards of this edition whose schedule ended by `end`, without those whose reported
    /// completion waits for two officers, or was refused by them while an appeal of the participant is open.
    ///
    /// - Parameter last: those with a later id, to look past some that stay.
    func overdue(edition: String, endedBy end: Instant, after last: ID<Purchase>, limit: Int) throws -> [ID<Purchase>] {
        try tx.rows(
            """
            SELECT purchase.id
            FROM purchase
            JOIN card ON card.id = purchase.card_id
            WHERE purchase.state = 'attended' AND card.edition = \(edition) AND purchase.id > \(last)
                AND purchase.schedule_id IN (SELECT id FROM course_schedule WHERE ends_at <= \(end))
                AND NOT EXISTS (
                    SELECT 1
                    FROM held_completion
                    WHERE held_completion.purchase_id = purchase.id AND held_completion.state = 'waiting'
                )
                AND NOT (
                    EXISTS (
                        SELECT 1
                        FROM held_completion
                        WHERE held_completion.purchase_id = purchase.id AND held_completion.state = 'refused'
                    )
                    AND EXISTS (
                        SELECT 1
                        FROM service_case
                        WHERE service_case.contested = 'purchase' AND service_case.subject_id = purchase.id
                            AND service_case.state IN ('open', 'proposed')
                    )
                )
            ORDER BY purchase.id
            LIMIT \(limit)
            """
        ).map { try $0["id"] }
    }

    /// The attendances that were verified of any participant of the schedule, each with the first of these purchases.
    func held(schedule: ID<CourseSchedule>) throws -> [AttendanceSequence: ID<Purchase>] {
        let rows = try tx.rows(
            """
            SELECT attendance.sequence, MIN(purchase.id) AS first
            FROM attendance
            JOIN purchase ON purchase.id = attendance.purchase_id
            WHERE purchase.schedule_id = \(schedule) AND purchase.redeemed_at IS NOT NULL
            GROUP BY attendance.sequence
            """)
        return try rows.reduce(into: [:]) { held, row in held[try row["sequence"]] = try row["first"] as ID<Purchase> }
    }
}

struct StoredCompletion: Sendable {
    /// Nil where the institution gave none.
    let score: Int?
    let certificateNumber: String
    let at: Instant

    init(_ row: Row) throws {
        let basis: String? = try row["basis"]
        let stored: Int = try row["score"]
        score = basis == nil ? stored : nil
        certificateNumber = try row["certificate_number"]
        at = try row["completed_at"]
    }

    init(score: Int?, certificateNumber: String, at: Instant) {
        self.score = score
        self.certificateNumber = certificateNumber
        self.at = at
    }
}
