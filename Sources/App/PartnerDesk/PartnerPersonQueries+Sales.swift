import Programme
import Storage

/// What a partner sold or gave, in counts and without personal data.
extension PartnerPersonQueries {
    /// The states of purchases that were paid and not returned.
    private static let sold: SQL = "('posted', 'attended', 'completed', 'lapsed')"

    /// Paid purchases by day of payment since `from`, the latest first.
    func salesByDay(of partner: Partner, from: Instant, zone: Zone) throws -> [DaySales] {
        let offset = zone.offset.milliseconds
        return try tx.rows(
            """
            SELECT (purchase.paid_at + \(offset)) / 86400000 AS day, COUNT(*) AS sold,
                CAST(SUM(purchase.price) AS BIGINT) AS amount,
                CAST(SUM(CASE WHEN purchase.state IN ('attended', 'completed') THEN 1 ELSE 0 END) AS BIGINT) AS attended,
                CAST(SUM(CASE WHEN purchase.state = 'completed' THEN 1 ELSE 0 END) AS BIGINT) AS completed
            FROM purchase
            JOIN course ON course.id = purchase.course_id
            WHERE \(Self.own(partner)) AND purchase.state IN \(Self.sold) AND purchase.paid_at >= \(from)
            GROUP BY day
            ORDER BY day DESC
            """
        ).map { row in
            DaySales(day: CivilDate(daysSinceEpoch: try row["day"]), count: try SalesCount(row))
        }
    }

    /// The same by course since `from`, the most sold first.
    func salesByCourse(of partner: Partner, from: Instant, limit: Int) throws -> [CourseSales] {
        try tx.rows(
            """
            SELECT course.id, course.title, COUNT(*) AS sold, CAST(SUM(purchase.price) AS BIGINT) AS amount,
                CAST(SUM(CASE WHEN purchase.state IN ('attended', 'completed') THEN 1 ELSE 0 END) AS BIGINT) AS attended,
                CAST(SUM(CASE WHEN purchase.state = 'completed' THEN 1 ELSE 0 END) AS BIGINT) AS completed
            FROM purchase
            JOIN course ON course.id = purchase.course_id
            WHERE \(Self.own(partner)) AND purchase.state IN \(Self.sold) AND purchase.paid_at >= \(from)
            GROUP BY course.id, course.title
            ORDER BY sold DESC, course.title, course.id
            LIMIT \(limit)
            """
        ).map { CourseSales(id: try $0["id"], title: try $0["title"], count: try SalesCount($0)) }
    }

    /// All paid purchases, the latest first. A platform knows them by its invoice; an institution is shown none of it.
    func purchases(of partner: Partner, before: ID<Purchase>?, limit: Int) throws -> [OwnSale] {
        let sales = try sales(of: partner, before: before, limit: limit)
        let reports = try tx.trainingReports.of(sales.map(\.id))
        let held = try tx.heldCompletions.latest(of: sales.map(\.id))
        return sales.map { sale in
            var sale = sale
            sale.reports = reports[sale.id] ?? []
            if let held = held[sale.id], held.state == .waiting { sale.heldUntil = held.decideBy }
            return sale
        }
    }

    private func sales(of partner: Partner, before: ID<Purchase>?, limit: Int) throws -> [OwnSale] {
        try tx.rows(
            """
            SELECT purchase.id, course.title, course_schedule.code, purchase.state, purchase.price, purchase.paid_at,
                purchase.invoice_code, (
                SELECT COUNT(*) FROM attendance WHERE attendance.purchase_id = purchase.id
            ) AS meetings
            FROM purchase
            JOIN course ON course.id = purchase.course_id
            JOIN course_schedule ON course_schedule.id = purchase.schedule_id
            WHERE \(Self.own(partner)) AND purchase.paid_at IS NOT NULL
                AND (CAST(\(before) AS BIGINT) IS NULL OR purchase.id < \(before))
            ORDER BY purchase.id DESC
            LIMIT \(limit)
            """
        ).map { row in
            OwnSale(
                id: try row["id"], course: try row["title"], schedule: try row["code"], state: try row["state"],
                price: try row["price"], paidAt: try row["paid_at"],
                invoice: partner.kind == .platform ? try row["invoice_code"] : nil, meetings: try row["meetings"])
        }
    }

    /// How many places of each of these courses the platform sold.
    func sold(at platform: ID<Partner>, of courses: [ID<Course>]) throws -> [ID<Course>: Int] {
        guard !courses.isEmpty else { return [:] }
        let rows = try tx.rows(
            """
            SELECT course_id, COUNT(*) AS sold
            FROM purchase
            WHERE platform_id = \(platform) AND state IN ('posted', 'attended', 'completed')
                AND course_id IN (\(list: courses))
            GROUP BY course_id
            """)
        return try Dictionary(uniqueKeysWithValues: rows.map { (try $0["course_id"], try $0["sold"]) })
    }

    /// Reviews of the institution's courses, the latest first. Who wrote one is not read.
    func reviews(of institution: ID<Partner>, limit: Int) throws -> [OwnReview] {
        try tx.rows(
            """
            SELECT course.title, review.rating, review.words, review.given_on
            FROM review
            JOIN course ON course.id = review.course_id
            WHERE course.institution_id = \(institution)
            ORDER BY review.given_on DESC, review.purchase_id DESC
            LIMIT \(limit)
            """
        ).map { row in
            OwnReview(
                course: try row["title"], rating: try row["rating"], words: try row["words"],
                givenOn: try row["given_on"])
        }
    }

    private static func own(_ partner: Partner) -> SQL {
        switch partner.kind {
        case .platform: "purchase.platform_id = \(partner.id)"
        case .institution: "course.institution_id = \(partner.id)"
        }
    }
}

struct SalesCount: Sendable {
    let sold: Int
    let amount: Rupiah
    let attended: Int
    let completed: Int

    fileprivate init(_ row: Row) throws {
        sold = try row["sold"]
        amount = try row["amount"]
        attended = try row["attended"]
        completed = try row["completed"]
    }

    private init(sample: Int) {
        (sold, amount, attended, completed) = (sample, Rupiah(Int64(sample) * 575_000), sample / 2, sample / 3)
    }

    static func sample(_ sold: Int) -> SalesCount { SalesCount(sample: sold) }
}

struct DaySales: Sendable {
    let day: CivilDate
    let count: SalesCount
}

struct CourseSales: Sendable {
    let id: ID<Course>
    let title: String
    let count: SalesCount
}

/// A paid purchase as its partner sees it.
struct OwnSale: Sendable {
    let id: ID<Purchase>
    let course: String
    let schedule: String
    let state: Purchase.State
    let price: Rupiah
    let paidAt: Instant
    /// The platform's own invoice; nil for an institution.
    let invoice: String?
    /// At how many meetings the attendance was confirmed.
    let meetings: Int
    /// Oldest first.
    var reports: [TrainingReport] = []
    /// Until when two officers decide on its reported completion; nil while none waits.
    var heldUntil: Instant?
}

struct OwnReview: Sendable {
    let course: String
    let rating: Int
    let words: String
    let givenOn: CivilDate
}
