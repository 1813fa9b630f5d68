import Programme
import Storage

/// Completions that are implausibly quick, or many at once.
extension PurchaseQueries {
    /// Institutions with at least one training that ended too soon, or too many within an hour, and how many of both.
    /// Those about which an officer has asked the institution since are left out.
    ///
    /// - Parameter from: by the programme's clock.
    func hasty(from: Instant) throws -> [HastyInstitution] {
        let rows = try tx.rows(
            """
            SELECT partner.id, partner.name, completion.completed_at / 3600000 AS hour, COUNT(*) AS completed,
                CAST(SUM(purchase.price) AS BIGINT) AS amount, MIN(completion.completed_at) AS first_at,
                MAX(completion.completed_at) AS last_at,
                SUM(CASE WHEN \(Self.isQuick) THEN 1 ELSE 0 END) AS quick,
                CAST(SUM(CASE WHEN \(Self.isQuick) THEN purchase.price ELSE 0 END) AS BIGINT) AS quick_amount,
                MIN(CASE WHEN \(Self.isQuick) THEN completion.completed_at END) AS first_quick,
                MAX(CASE WHEN \(Self.isQuick) THEN completion.completed_at END) AS last_quick
            FROM completion
            \(Self.institutions)
            WHERE completion.completed_at > \(from)
            GROUP BY partner.id, partner.name, completion.completed_at / 3600000
            ORDER BY partner.id, hour
            """)
        let found = try rows.map(HastyHour.init).filter { $0.quick > 0 || $0.isMany }
        let subjects = Set(found.map { "partner:\($0.institution)" }).sorted()
        let asked = try tx.audit.lastTimes(of: HastyInstitution.asked, subjects: subjects)
        var institutions: [HastyInstitution] = []
        for hour in found {
            let since = asked["partner:\(hour.institution)"]
            guard let counted = hour.counted(since: since) else { continue }
            if institutions.last?.id != hour.institution {
                institutions.append(HastyInstitution(id: hour.institution, name: hour.name))
            }
            institutions[institutions.count - 1].add(counted)
        }
        return institutions
    }

    /// An institution's completions since then, those that came too soon first. They name no participant.
    func completions(at institution: ID<Partner>, from: Instant, limit: Int) throws -> [HastyCompletion] {
        try tx.rows(
            """
            SELECT course.title, course.hours, purchase.price, completion.completed_at, attendance.verified_at,
                CASE WHEN \(Self.isQuick) THEN 1 ELSE 0 END AS quick
            FROM completion
            \(Self.institutions)
            WHERE completion.completed_at > \(from) AND course.institution_id = \(institution)
            ORDER BY quick DESC, completion.completed_at DESC
            LIMIT \(limit)
            """
        ).map(HastyCompletion.init)
    }

    private static let isQuick: SQL = """
        (completion.completed_at - attendance.verified_at) * \(CompletionPace.leastPart) < course.hours * 3600000
        """

    private static let institutions: SQL = """
        JOIN purchase ON purchase.id = completion.purchase_id
            JOIN course ON course.id = purchase.course_id
            JOIN partner ON partner.id = course.institution_id
            LEFT JOIN attendance ON attendance.purchase_id = completion.purchase_id AND attendance.sequence = 1
        """
}

/// An institution whose reports of completions are implausible.
struct HastyInstitution: Sendable, Equatable {
    /// The act by which an officer records that the institution was asked.
    static let asked = "completion.institution-asked"

    let id: ID<Partner>
    let name: String
    /// Trainings that ended too soon after their first attendance.
    var quick = 0
    var mostInAnHour = 0
    /// Completions in doubt, each once, and what they cost.
    var inDoubt = 0
    var amount = Rupiah.zero
    /// The first of them.
    var first: Instant?

    init(id: ID<Partner>, name: String) {
        (self.id, self.name) = (id, name)
    }

    fileprivate mutating func add(_ hour: HastyHour) {
        quick += hour.quick
        mostInAnHour = max(mostInAnHour, hour.completed)
        inDoubt += hour.isMany ? hour.completed : hour.quick
        amount = amount + (hour.isMany ? hour.amount : hour.quickAmount)
        first = first ?? (hour.isMany ? hour.firstAt : hour.firstQuick)
    }
}

/// The completions of one institution in one clock hour.
private struct HastyHour {
    let institution: ID<Partner>
    let name: String
    let completed: Int
    let amount: Rupiah
    let firstAt: Instant
    let lastAt: Instant
    let quick: Int
    let quickAmount: Rupiah
    let firstQuick: Instant?
    let lastQuick: Instant?

    var isMany: Bool { completed > CompletionPace.mostInAnHour }

    init(_ row: Row) throws {
        (institution, name, completed) = try (row["id"], row["name"], row["completed"])
        (amount, firstAt, lastAt) = try (row["amount"], row["first_at"], row["last_at"])
        (quick, quickAmount) = try (row["quick"], row["quick_amount"])
        (firstQuick, lastQuick) = try (row["first_quick"], row["last_quick"])
    }

    /// Nil where nothing implausible has come since the institution was asked.
    func counted(since asked: Instant?) -> HastyHour? {
        guard let asked else { return self }
        let isNew = isMany ? lastAt > asked : lastQuick.map { $0 > asked } ?? false
        return isNew ? self : nil
    }
}

/// One completion of an institution that reports implausible ones.
struct HastyCompletion: Sendable {
    let title: String
    let hours: Int
    let price: Rupiah
    let completedAt: Instant
    /// Of the first session; nil where none was reported.
    let attendedAt: Instant?
    let isQuick: Bool

    fileprivate init(_ row: Row) throws {
        let quick: Int = try row["quick"]
        (title, hours, price) = try (row["title"], row["hours"], row["price"])
        (completedAt, attendedAt, isQuick) = try (row["completed_at"], row["verified_at"], quick == 1)
    }

    init(sampleAt completedAt: Instant) {
        (title, hours, price) = ("Dasar Barista", 12, Rupiah(600_000))
        self.completedAt = completedAt
        attendedAt = completedAt - .minutes(31)
        isQuick = true
    }
}
