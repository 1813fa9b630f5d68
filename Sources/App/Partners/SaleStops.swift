import Programme
import Storage

/// Which partners may sell on a day and why others may not, for the pages of the office.
struct SaleStops: Sendable {
    private let stops: [ID<Partner>: PartnerStop?]
    private let related: [ID<Partner>: Set<ID<Partner>>]

    init(on day: CivilDate, in tx: Transaction) throws {
        let records = try tx.partners.records()
        stops = Dictionary(records.map { ($0.id, $0.stop(on: day)) }, uniquingKeysWith: { first, _ in first })
        related = try tx.partners.ownership().groups
    }

    /// A partner without a record was never activated.
    func stop(of partner: ID<Partner>) -> PartnerStop? { stops[partner] ?? .invited }

    /// - Parameter platforms: those with a price for the course.
    func sale(of institution: ID<Partner>, at platforms: [ID<Partner>]) -> CourseSale {
        CourseSale(
            institution: stop(of: institution),
            platforms: platforms.map { platform in
                CourseSale.Platform(
                    stop: stop(of: platform), isRelated: related[platform]?.contains(institution) == true)
            })
    }
}

extension PartnerStop {
    var label: Bilingual {
        switch self {
        case .invited: Bilingual(id: "mitra belum aktif", en: "partner not active yet")
        case .suspended: Bilingual(id: "mitra ditangguhkan", en: "partner suspended")
        case .ended: Bilingual(id: "kerja sama mitra berakhir", en: "partnership ended")
        case .noAgreement: Bilingual(id: "perjanjian mitra tidak berlaku", en: "no agreement in force")
        }
    }

    /// On the pages that say whether something is sold.
    func notSold(_ t: Words) -> String { t("Tidak dijual: \(label.id)", "Not on sale: \(label.en)") }
}

/// A course that a partner gives or sells, on that partner's page.
struct PartnerCourse: Sendable {
    let id: ID<Course>
    let title: String
    let state: CourseState
    /// Of a platform: at this platform.
    let sale: CourseSale
    /// Nil before the partner has a price for it.
    let lowest: Rupiah?
}
