import Programme
import Storage

/// Everything the office knows about a course, read in one transaction.
struct CourseRecord: Sendable {
    let course: Course
    let institution: String
    let schedules: [CourseSchedule]
    let offers: [(offer: CourseOffer, curated: Rupiah)]
    /// By platform: the owner that it and the institution have in common.
    let blocked: [ID<Partner>: String]
    /// By platform: what stops it or the institution.
    let stops: [ID<Partner>: PartnerStop]
    let sale: CourseSale
    let prices: [(platform: String, price: Rupiah, from: Instant)]
    let versions: [CourseVersion]
    /// What the curators said of each version, the earliest first.
    let verdicts: [ID<CourseVersion>: [(verdict: CurationVerdict, at: Instant)]]
    /// The version that waits, with its prices and verdicts.
    let waiting: Waiting?

    struct Waiting: Sendable {
        let version: CourseVersion
        /// Whether the officer who proposed it is suspended.
        let isStopped: Bool
        let offers: [CourseOffer]
        let verdicts: [(verdict: CurationVerdict, at: Instant)]
        /// Other courses of the field, for the price.
        let comparable: [(title: String, hours: Int, price: Rupiah)]
    }

    /// Nil for an unknown course.
    init?(_ id: ID<Course>, on day: CivilDate, comparable: Int, in tx: Transaction) throws {
        guard let course = try tx.courses.find(id) else { return nil }
        self.course = course
        institution = try tx.partners.find(course.institution)?.name ?? ""
        schedules = try tx.courses.schedules(of: id)
        offers = try tx.courses.allOffers(of: id)
        let (selling, platforms) = (try SaleStops(on: day, in: tx), offers.map(\.offer.platform))
        sale = selling.sale(of: course.institution, at: platforms)
        stops = platforms.reduce(into: [:]) { $0[$1] = selling.stop(of: course.institution) ?? selling.stop(of: $1) }
        prices = try tx.courses.prices(of: id)
        versions = try tx.courses.versions(of: id)
        verdicts = try versions.reduce(into: [:]) { $0[$1.id] = try tx.courses.verdicts(on: $1.id) }
        let related = try tx.partners.related(to: course.institution)
        blocked = Dictionary(related.map { ($0.partner, $0.owner) }, uniquingKeysWith: { first, _ in first })
        waiting = try versions.first { $0.state == .proposed }.map { version in
            Waiting(
                version: version, isStopped: try tx.courses.isAuthorSuspended(version),
                offers: try tx.courses.offers(of: version.id),
                verdicts: try tx.courses.verdicts(on: version.id),
                comparable: try tx.courses.comparable(to: version.content, except: id, limit: comparable))
        }
    }

    private init(sample content: CourseContent) {
        course = Course(
            id: ID(3), code: "dasar-barista", institution: ID(8), title: content.title, summary: content.summary,
            category: content.category, mode: content.mode, hours: content.hours, state: .proposed)
        institution = "Balai Latihan Nusantara"
        schedules = []
        offers = []
        (blocked, stops, sale) = ([:], [:], .noPrice)
        prices = []
        let version = CourseVersion(
            id: ID(4), course: ID(3), number: 1, content: content, state: .proposed, proposedBy: ID(2),
            proposedAt: Instant(milliseconds: 1_587_000_000_000), decidedAt: nil)
        versions = [version]
        verdicts = [:]
        let offer = CourseOffer(
            platform: ID(5), platformName: "Pijarmahir", price: Rupiah(575_000), url: "https://pijarmahir.example/3")
        waiting = Waiting(
            version: version, isStopped: false, offers: [offer], verdicts: [],
            comparable: [("Seduh Kopi untuk Kedai", 10, Rupiah(540_000))])
    }

    static let sample = CourseRecord(sample: .sample)
}
