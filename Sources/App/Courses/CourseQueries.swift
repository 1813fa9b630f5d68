import Programme
import Storage

extension Transaction {
    var courses: CourseQueries { CourseQueries(tx: self) }
}

/// The catalogue. With its extensions the only writer of the courses' tables.
struct CourseQueries {
    let tx: Transaction

    func find(_ id: ID<Course>) throws -> Course? {
        try tx.row("SELECT \(Self.courseColumns) FROM course WHERE id = \(id)").map(Course.init)
    }

    func find(code: String) throws -> Course? {
        try tx.row("SELECT \(Self.courseColumns) FROM course WHERE code = \(code)").map(Course.init)
    }

    func schedule(_ id: ID<CourseSchedule>) throws -> CourseSchedule? {
        try tx.row("SELECT \(Self.scheduleColumns) FROM course_schedule WHERE id = \(id)").map(CourseSchedule.init)
    }

    func schedule(code: String) throws -> CourseSchedule? {
        try tx.row("SELECT \(Self.scheduleColumns) FROM course_schedule WHERE code = \(code)").map(CourseSchedule.init)
    }

    /// Earliest first.
    func schedules(of course: ID<Course>) throws -> [CourseSchedule] {
        try tx.rows(
            """
            SELECT \(Self.scheduleColumns)
            FROM course_schedule
            WHERE course_id = \(course)
            ORDER BY starts_at, id
            """
        ).map(CourseSchedule.init)
    }

    /// Where it may be bought on `day`. Cheapest first; equal prices by the platforms' names.
    func offers(of course: ID<Course>, on day: CivilDate) throws -> [CourseOffer] {
        try tx.rows(
            """
            SELECT course_offer.platform_id, partner.name, course_offer.price, course_offer.url
            FROM course_offer
            JOIN partner ON partner.id = course_offer.platform_id
            JOIN course ON course.id = course_offer.course_id
            WHERE course_offer.course_id = \(course) AND \(try isOnSale(day))
            ORDER BY course_offer.price, partner.name, partner.id
            """
        ).map(CourseOffer.init)
    }

    /// The platform's price, whether or not the course may be sold now.
    func offer(of course: ID<Course>, at platform: ID<Partner>) throws -> CourseOffer? {
        try tx.row(
            """
            SELECT course_offer.platform_id, partner.name, course_offer.price, course_offer.url
            FROM course_offer
            JOIN partner ON partner.id = course_offer.platform_id
            WHERE course_offer.course_id = \(course) AND course_offer.platform_id = \(platform)
            """
        ).map(CourseOffer.init)
    }

    // MARK: - One partner's courses

    /// The institution's own courses behind `after`, in the order in which they were recorded.
    func given(by institution: ID<Partner>, after: Int64, limit: Int) throws -> [Course] {
        try tx.rows(
            """
            SELECT \(Self.courseColumns)
            FROM course
            WHERE institution_id = \(institution) AND id > \(after)
            ORDER BY id
            LIMIT \(limit)
            """
        ).map(Course.init)
    }

    /// The courses behind `after` for which the platform has a price.
    func offered(at platform: ID<Partner>, after: Int64, limit: Int) throws -> [Course] {
        try tx.rows(
            """
            SELECT \(Self.courseColumns)
            FROM course
            WHERE id > \(after) AND id IN (SELECT course_id FROM course_offer WHERE platform_id = \(platform))
            ORDER BY id
            LIMIT \(limit)
            """
        ).map(Course.init)
    }

    /// Those of several courses, earliest first.
    func schedules(of courses: [ID<Course>]) throws -> [CourseSchedule] {
        try tx.rows(
            """
            SELECT \(Self.scheduleColumns)
            FROM course_schedule
            WHERE course_id IN (\(list: courses))
            ORDER BY starts_at, id
            """
        ).map(CourseSchedule.init)
    }

    /// The platform's prices of several courses.
    func offers(of courses: [ID<Course>], at platform: ID<Partner>) throws -> [ID<Course>: CourseOffer] {
        let rows = try tx.rows(
            """
            SELECT course_offer.course_id, course_offer.platform_id, partner.name, course_offer.price, course_offer.url
            FROM course_offer
            JOIN partner ON partner.id = course_offer.platform_id
            WHERE course_offer.platform_id = \(platform) AND course_offer.course_id IN (\(list: courses))
            """
        ).map { row in (try row["course_id"] as ID<Course>, try CourseOffer(row)) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    /// Whether the offer of `course_offer` for `course` may be sold on `day`, as `Sale.check` decides.
    private func isOnSale(_ day: CivilDate) throws -> SQL {
        let sale: SQL = """
            course.state = 'approved' AND \(Self.maySell("course_offer.platform_id", day))
                AND \(Self.maySell("course.institution_id", day))
            """
        let groups = try tx.partners.ownership().groups.sorted { $0.key < $1.key }
        return groups.reduce(sale) { sale, group in
            """
            \(sale)
                AND NOT (
                    course_offer.platform_id = \(group.key)
                    AND course.institution_id IN (\(list: group.value.sorted()))
                )
            """
        }
    }

    static func maySell(_ partner: SQL, _ day: CivilDate) -> SQL {
        """
        EXISTS (SELECT 1 FROM partner_record WHERE partner_record.id = \(partner) AND partner_record.state = 'active')
        AND (
            EXISTS (
                SELECT 1 FROM partner_agreement
                WHERE partner_agreement.partner_id = \(partner) AND partner_agreement.from_day <= \(day)
                    AND partner_agreement.to_day >= \(day)
            )
            OR NOT EXISTS (SELECT 1 FROM partner_agreement WHERE partner_agreement.partner_id = \(partner))
        )
        """
    }

    // MARK: - Publishing

    /// Adds a course that is on sale already, as a demo has it: curated, with its first version.
    ///
    /// - Parameters:
    ///   - content: what the first version says; by default only what the course itself says.
    ///   - realNow: when the version was proposed; as `now` where both clocks are the same.
    func publish(_ course: Course, content: CourseContent? = nil, at now: Instant, realNow: Instant? = nil) throws {
        try add(course, at: now)
        let content =
            content
            ?? CourseContent(
                title: course.title, summary: course.summary, category: course.category, mode: course.mode,
                hours: course.hours, competence: "", assessment: "", trainer: "", completion: "")
        try add(
            CourseVersion(
                id: ID(course.id.rawValue), course: course.id, number: 1, content: content, state: .approved,
                proposedBy: nil, proposedAt: realNow ?? now, decidedAt: realNow ?? now))
    }

    func add(_ course: Course, at now: Instant) throws {
        try tx.run(
            """
            INSERT INTO course (id, code, institution_id, title, summary, category, mode, hours, published_at, state)
            VALUES (\(course.id), \(course.code), \(course.institution), \(course.title), \(course.summary),
                \(course.category), \(course.mode), \(course.hours), \(now), \(course.state))
            """)
    }

    func add(_ schedule: CourseSchedule) throws {
        try tx.run(
            """
            INSERT INTO course_schedule (id, course_id, code, starts_at, ends_at, quota, taken)
            VALUES (\(schedule.id), \(schedule.course), \(schedule.code), \(schedule.starts), \(schedule.ends),
                \(schedule.quota), 0)
            """)
    }

    /// Sets a platform's price, which curators have agreed to.
    func offer(_ offer: CourseOffer, of course: ID<Course>) throws {
        try tx.run(
            """
            INSERT INTO course_offer (course_id, platform_id, price, url, curated_price)
            VALUES (\(course), \(offer.platform), \(offer.price), \(offer.url), \(offer.price))
            ON CONFLICT (course_id, platform_id) DO UPDATE
            SET price = excluded.price, url = excluded.url, curated_price = excluded.curated_price
            """)
    }

    // MARK: - Places

    /// Takes one place; false when there is none left.
    func takePlace(_ schedule: ID<CourseSchedule>) throws -> Bool {
        try tx.run("UPDATE course_schedule SET taken = taken + 1 WHERE id = \(schedule) AND taken < quota") == 1
    }

    func givePlaceBack(_ schedule: ID<CourseSchedule>) throws {
        try tx.run("UPDATE course_schedule SET taken = taken - 1 WHERE id = \(schedule) AND taken > 0")
    }

    private static let courseColumns: SQL = "id, code, institution_id, title, summary, category, mode, hours, state"
    private static let scheduleColumns: SQL = "id, course_id, code, starts_at, ends_at, quota, taken"
}

extension DeliveryMode: SQLConvertible {}
extension CourseState: SQLConvertible {}

extension String {
    /// For `LIKE … ESCAPE '!'`: escapes wildcards, so that the text matches literally.
    var likeEscaped: String {
        replacing("!", with: "!!").replacing("%", with: "!%").replacing("_", with: "!_")
    }
}

extension Course {
    init(_ row: Row) throws {
        try self.init(
            id: row["id"], code: row["code"], institution: row["institution_id"], title: row["title"],
            summary: row["summary"], category: row["category"], mode: row["mode"], hours: row["hours"],
            state: row["state"])
    }
}

extension CourseSchedule {
    fileprivate init(_ row: Row) throws {
        try self.init(
            id: row["id"], course: row["course_id"], code: row["code"], starts: row["starts_at"], ends: row["ends_at"],
            quota: row["quota"], taken: row["taken"])
    }
}

extension CourseOffer {
    fileprivate init(_ row: Row) throws {
        try self.init(platform: row["platform_id"], platformName: row["name"], price: row["price"], url: row["url"])
    }
}
