import Programme
import Storage

/// The queue of reports that wait for two officers. It shows nothing of the participants.
extension HeldCompletionQueries {
    /// The one whose last day is nearest first.
    ///
    /// - Parameter after: the last one of the page before.
    func queue(after: HeldPlace?, limit: Int) throws -> [QueuedCompletion] {
        var condition: SQL = "held_completion.state = 'waiting'"
        if let after {
            condition = "\(condition) AND (held_completion.decide_by, held_completion.id) > (\(after.at), \(after.id))"
        }
        return try rows(where: condition, "ORDER BY held_completion.decide_by, held_completion.id LIMIT \(limit)")
    }

    /// Of one institution, the one whose last day is nearest first.
    func queue(at institution: ID<Partner>, limit: Int) throws -> [QueuedCompletion] {
        try rows(
            where: "held_completion.state = 'waiting' AND course.institution_id = \(institution)",
            "ORDER BY held_completion.decide_by, held_completion.id LIMIT \(limit)")
    }

    func queued(_ id: ID<HeldCompletion>) throws -> QueuedCompletion? {
        try rows(where: "held_completion.id = \(id)", "").first
    }

    /// Reports without a proposal, which any officer for partners may begin with.
    func backlog() throws -> Backlog {
        try tx.row(
            """
            SELECT COUNT(*) AS waiting, COUNT(*) AS people, CAST(SUM(purchase.price) AS BIGINT) AS amount,
                MIN(held_completion.reported_at) AS oldest, MIN(held_completion.decide_by) AS due
            FROM held_completion
            JOIN purchase ON purchase.id = held_completion.purchase_id
            WHERE \(Self.isUntouched)
            """
        ).map(Backlog.init) ?? .empty
    }

    /// The first of those.
    func firstUntouched(limit: Int) throws -> [ID<HeldCompletion>] {
        try tx.rows(
            """
            SELECT held_completion.id
            FROM held_completion
            WHERE \(Self.isUntouched)
            ORDER BY held_completion.decide_by, held_completion.id
            LIMIT \(limit)
            """
        ).map { try $0["id"] }
    }

    private static let isUntouched: SQL = """
        held_completion.state = 'waiting' AND NOT EXISTS (
                SELECT 1
                FROM completion_verdict
                WHERE completion_verdict.held_id = held_completion.id AND completion_verdict.state = 'proposed'
            )
        """

    func rows(where condition: SQL, _ order: SQL) throws -> [QueuedCompletion] {
        try tx.rows(
            """
            SELECT held_completion.id, held_completion.purchase_id, held_completion.person_id,
                held_completion.report_id, held_completion.score, held_completion.certificate_number, held_completion.basis,
                held_completion.grounds, held_completion.minutes, held_completion.of_institution,
                held_completion.of_course, held_completion.reported_at, held_completion.decide_by,
                held_completion.state, held_completion.ended_at, held_completion.set_aside_at, purchase.price, purchase.paid_at,
                purchase.state AS purchase_state, course.id AS course_id, course.title, course.hours,
                institution.id AS institution_id, institution.name AS institution_name,
                platform.name AS platform_name
            FROM held_completion
            JOIN purchase ON purchase.id = held_completion.purchase_id
            JOIN course ON course.id = purchase.course_id
            JOIN partner AS institution ON institution.id = course.institution_id
            JOIN partner AS platform ON platform.id = purchase.platform_id
            WHERE \(condition)
            \(order)
            """
        ).map(QueuedCompletion.init)
    }
}

/// A place in the queue.
struct HeldPlace: Sendable {
    let at: Instant
    let id: ID<HeldCompletion>
}

/// A report that waits, with what officers read of its training.
struct QueuedCompletion: Sendable {
    let held: HeldCompletion
    let price: Rupiah
    let paidAt: Instant
    let purchaseState: Purchase.State
    let course: ID<Course>
    let title: String
    let hours: Int
    let institution: ID<Partner>
    let institutionName: String
    let platformName: String
    /// When the job last found it, or what it is about, changed by other means than an act; nil where it never did.
    let setAsideAt: Instant?

    var place: HeldPlace { HeldPlace(at: held.decideBy, id: held.id) }

    fileprivate init(_ row: Row) throws {
        held = try HeldCompletion(row)
        price = try row["price"]
        paidAt = try row["paid_at"]
        purchaseState = try row["purchase_state"]
        course = try row["course_id"]
        title = try row["title"]
        hours = try row["hours"]
        institution = try row["institution_id"]
        institutionName = try row["institution_name"]
        platformName = try row["platform_name"]
        setAsideAt = try row["set_aside_at"]
    }

    init(sample held: HeldCompletion, setAsideAt: Instant? = nil) {
        (self.held, self.setAsideAt) = (held, setAsideAt)
        (price, paidAt, purchaseState) = (Rupiah(600_000), CardView.sampleNow - .days(2), .attended)
        (course, title, hours) = (ID(3), "Dasar Barista", 12)
        (institution, institutionName, platformName) = (ID(6), "Balai Latihan Nusantara", "Pijarmahir")
    }
}
