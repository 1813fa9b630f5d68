import Programme
import Storage

/// One proposed content of a course, and what became of it.
struct CourseVersion: Sendable {
    let id: ID<CourseVersion>
    let course: ID<Course>
    let number: Int
    let content: CourseContent
    let state: State
    /// Nil where the command line or a person of a partner imported it.
    let proposedBy: ID<Officer>?
    /// The person of the partner who imported it.
    var proposedColleague: ID<PartnerPerson>?
    let proposedAt: Instant
    let decidedAt: Instant?

    enum State: String, Sendable {
        case proposed, approved, refused
        /// A newer version was proposed before curators had decided.
        case replaced
    }

    /// The officers who brought in what the version contains: its prices may come from versions that it replaced before
    /// curators had decided on them.
    func importers(among versions: [CourseVersion]) -> Set<ID<Officer>> {
        let earlier = versions.filter { $0.number < number }.sorted { $0.number > $1.number }
        let carried = earlier.prefix { $0.state == .replaced }
        return Set(([self] + carried).compactMap(\.proposedBy))
    }
}

extension CourseVersion.State: SQLConvertible {}

extension CourseQueries {
    // MARK: - Versions

    func add(_ version: CourseVersion) throws {
        let content = version.content
        try tx.run(
            """
            INSERT INTO course_version (id, course_id, number, title, summary, category, mode, hours, competence,
                assessment, trainer, completion, audience, tools, certificate, place, state, proposed_by, proposed_at,
                decided_at, proposed_colleague)
            VALUES (\(version.id), \(version.course), \(version.number), \(content.title), \(content.summary),
                \(content.category), \(content.mode), \(content.hours), \(content.competence), \(content.assessment),
                \(content.trainer), \(content.completion), \(content.audience), \(content.tools),
                \(content.certificate), \(content.place), \(version.state), \(version.proposedBy),
                \(version.proposedAt), \(version.decidedAt), \(version.proposedColleague))
            """)
    }

    /// Whether the officer, or the person of a partner, who proposed it is suspended.
    func isAuthorSuspended(_ version: CourseVersion) throws -> Bool {
        if let colleague = version.proposedColleague { return try tx.partnerPeople.isSuspended(colleague) }
        return try version.proposedBy.map(tx.officers.isSuspended) ?? false
    }

    /// The latest first.
    func versions(of course: ID<Course>) throws -> [CourseVersion] {
        try tx.rows(
            """
            SELECT \(Self.versionColumns)
            FROM course_version
            WHERE course_id = \(course)
            ORDER BY number DESC
            """
        ).map(CourseVersion.init)
    }

    func latestVersion(of course: ID<Course>) throws -> CourseVersion? {
        try tx.row(
            """
            SELECT \(Self.versionColumns)
            FROM course_version
            WHERE course_id = \(course)
            ORDER BY number DESC
            LIMIT 1
            """
        ).map(CourseVersion.init)
    }

    /// Locks the version until the transaction ends, so that of two verdicts given at the same time the second sees the
    /// first. False when it is decided or replaced.
    func lock(_ version: ID<CourseVersion>) throws -> Bool {
        try tx.run("UPDATE course_version SET number = number WHERE id = \(version) AND state = 'proposed'") == 1
    }

    /// False when it was decided or replaced meanwhile.
    func end(_ version: ID<CourseVersion>, as state: CourseVersion.State, at now: Instant) throws -> Bool {
        try tx.run(
            """
            UPDATE course_version
            SET state = \(state), decided_at = \(now)
            WHERE id = \(version) AND state = 'proposed'
            """) == 1
    }

    /// Puts an accepted content on sale.
    func publish(_ content: CourseContent, of course: ID<Course>) throws {
        try tx.run(
            """
            UPDATE course
            SET title = \(content.title), summary = \(content.summary), category = \(content.category),
                mode = \(content.mode), hours = \(content.hours), state = 'approved'
            WHERE id = \(course)
            """)
    }

    /// False when the course is in another state than `earlier`.
    func set(_ state: CourseState, of course: ID<Course>, from earlier: CourseState) throws -> Bool {
        try tx.run("UPDATE course SET state = \(state) WHERE id = \(course) AND state = \(earlier)") == 1
    }

    // MARK: - Prices

    /// The prices that come into force with the version.
    func offers(of version: ID<CourseVersion>) throws -> [CourseOffer] {
        try tx.rows(
            """
            SELECT course_version_offer.platform_id, partner.name, course_version_offer.price, course_version_offer.url
            FROM course_version_offer
            JOIN partner ON partner.id = course_version_offer.platform_id
            WHERE course_version_offer.version_id = \(version)
            ORDER BY partner.name, partner.id
            """
        ).map { row in
            CourseOffer(
                platform: try row["platform_id"], platformName: try row["name"], price: try row["price"],
                url: try row["url"])
        }
    }

    func add(_ offer: CourseOffer, to version: ID<CourseVersion>) throws {
        try tx.run(
            """
            INSERT INTO course_version_offer (version_id, platform_id, price, url)
            VALUES (\(version), \(offer.platform), \(offer.price), \(offer.url))
            """)
    }

    /// Every platform's price, whether or not the course may be sold now, with the price that curators agreed to.
    func allOffers(of course: ID<Course>) throws -> [(offer: CourseOffer, curated: Rupiah)] {
        try tx.rows(
            """
            SELECT course_offer.platform_id, partner.name, course_offer.price, course_offer.url,
                course_offer.curated_price
            FROM course_offer
            JOIN partner ON partner.id = course_offer.platform_id
            WHERE course_offer.course_id = \(course)
            ORDER BY partner.name, partner.id
            """
        ).map { row in
            let offer = CourseOffer(
                platform: try row["platform_id"], platformName: try row["name"], price: try row["price"],
                url: try row["url"])
            return (offer, try row["curated_price"])
        }
    }

    /// Changes a price within what curators agreed to.
    func reprice(_ offer: CourseOffer, of course: ID<Course>) throws {
        try tx.run(
            """
            UPDATE course_offer
            SET price = \(offer.price), url = \(offer.url)
            WHERE course_id = \(course) AND platform_id = \(offer.platform)
            """)
    }

    func notePrice(_ offer: CourseOffer, of course: ID<Course>, ids: IDSource, at now: Instant) throws {
        let id: ID<CourseOffer> = ids.next()
        try tx.run(
            """
            INSERT INTO course_price (id, course_id, platform_id, price, from_at)
            VALUES (\(id), \(course), \(offer.platform), \(offer.price), \(now))
            """)
    }

    /// Every recorded price, the latest first.
    func prices(of course: ID<Course>) throws -> [(platform: String, price: Rupiah, from: Instant)] {
        try tx.rows(
            """
            SELECT partner.name, course_price.price, course_price.from_at
            FROM course_price
            JOIN partner ON partner.id = course_price.platform_id
            WHERE course_price.course_id = \(course)
            ORDER BY course_price.id DESC
            """
        ).map { (try $0["name"], try $0["price"], try $0["from_at"]) }
    }

    // MARK: - Verdicts

    /// The earliest first.
    func verdicts(on version: ID<CourseVersion>) throws -> [(verdict: CurationVerdict, at: Instant)] {
        try tx.rows(
            """
            SELECT officer_id, accepted, checks, reason, at
            FROM course_verdict
            WHERE version_id = \(version)
            ORDER BY at, officer_id
            """
        ).map { row in
            let checks: String = try row["checks"]
            let verdict = CurationVerdict(
                curator: try row["officer_id"], isAccepted: try row["accepted"],
                checks: Set(checks.split(separator: " ").compactMap { CurationCheck(rawValue: String($0)) }),
                reason: try row["reason"], isSuspended: try tx.officers.isSuspended(row["officer_id"]))
            return (verdict, try row["at"])
        }
    }

    /// False when this officer has judged the version already.
    func add(_ verdict: CurationVerdict, on version: ID<CourseVersion>, at now: Instant) throws -> Bool {
        let checks = CurationCheck.allCases.filter(verdict.checks.contains).map(\.rawValue).joined(separator: " ")
        return try tx.run(
            """
            INSERT INTO course_verdict (version_id, officer_id, accepted, checks, reason, at)
            VALUES (\(version), \(verdict.curator), \(verdict.isAccepted), \(checks), \(verdict.reason), \(now))
            ON CONFLICT (version_id, officer_id) DO NOTHING
            """) == 1
    }

    static let versionColumns: SQL = """
        id, course_id, number, title, summary, category, mode, hours, competence, assessment, trainer, completion,
        audience, tools, certificate, place, state, proposed_by, proposed_at, decided_at, proposed_colleague
        """
}

extension CourseVersion {
    init(_ row: Row) throws {
        let content = CourseContent(
            title: try row["title"], summary: try row["summary"], category: try row["category"],
            mode: try row["mode"], hours: try row["hours"], competence: try row["competence"],
            assessment: try row["assessment"], trainer: try row["trainer"], completion: try row["completion"],
            audience: try row["audience"], tools: try row["tools"], certificate: try row["certificate"],
            place: try row["place"])
        try self.init(
            id: row["id"], course: row["course_id"], number: row["number"], content: content, state: row["state"],
            proposedBy: row["proposed_by"], proposedColleague: row["proposed_colleague"],
            proposedAt: row["proposed_at"], decidedAt: row["decided_at"])
    }
}
