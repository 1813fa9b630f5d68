import Programme
import Storage

/// What a sandbox's test platform sells now, by the installation's own catalogue.
struct SandboxGoods: Sendable {
    struct Ware: Sendable {
        let course: String
        let schedule: String
        let title: String
        /// The institution's name.
        let institution: String
        let price: Rupiah
        let places: Int
        /// The course's page at the platform, on whose site an invoice may be.
        let page: String
    }

    let platform: String
    let wares: [Ware]

    private static let most = 12
    private static let mostCourses = 60

    /// Those of `school` first: an engineer who has its key can go on to attendance and completion.
    static func read(
        soldBy platform: DemoPartner, first school: DemoPartner, on dependencies: Dependencies
    ) async throws -> SandboxGoods {
        let now = dependencies.clock.now()
        let wares = try await dependencies.database.read { tx -> [Ware] in
            guard let seller = try tx.partners.find(clientCode: platform.clientCode) else { return [] }
            let own = try tx.partners.find(clientCode: school.clientCode)?.id
            let courses = try tx.courses.offered(at: seller.id, after: 0, limit: Self.mostCourses)
                .filter { $0.state == .approved }
            let ids = courses.map(\.id)
            let schedules = Dictionary(grouping: try tx.courses.schedules(of: ids), by: \.course)
            let offers = try tx.courses.offers(of: ids, at: seller.id)
            let names = Dictionary(uniqueKeysWithValues: try tx.partners.records().map { ($0.id, $0.name) })
            let ordered = courses.filter { $0.institution == own } + courses.filter { $0.institution != own }
            return ordered.compactMap { course in
                let open = schedules[course.id]?.first { $0.isOnSale(mode: course.mode, at: now) && $0.placesLeft > 0 }
                guard let open, let offer = offers[course.id] else { return nil }
                return Ware(
                    course: course.code, schedule: open.code, title: course.title,
                    institution: names[course.institution] ?? "–", price: offer.price, places: open.placesLeft,
                    page: offer.url)
            }
        }
        return SandboxGoods(platform: platform.name, wares: Array(wares.prefix(Self.most)))
    }
}

struct SandboxGoodsTable {
    let t: Words
    let goods: SandboxGoods

    var html: HTML {
        """
        \(Part.table(
            caption: t("Yang dijual \(goods.platform) sekarang", "What \(goods.platform) sells now"),
            [
                "course_code", "schedule_code", "amount", t("Pelatihan", "Course"), t("Lembaga", "Institution"),
                t("Tempat", "Places"),
            ],
            goods.wares.map(row),
            empty: t("Tidak ada jadwal yang dijual sekarang.", "No schedule is on sale now.")))
        \(goods.wares.first.map(invoice))
        """
    }

    /// An address on the platform's own site, which a visitor does not have.
    private func invoice(_ ware: SandboxGoods.Ware) -> HTML {
        """
        <p>\(GuidePart.prose(t(
            "Sebagai `invoice_url`, kirim alamat di situs \(goods.platform), misalnya `\(ware.page)`.",
            "As `invoice_url`, send an address on \(goods.platform)'s site, such as `\(ware.page)`.")))</p>
        """
    }

    private func row(_ ware: SandboxGoods.Ware) -> [HTML] {
        [
            "<code>\(ware.course)</code>", "<code>\(ware.schedule)</code>", "<code>\(ware.price.amount)</code>",
            "\(ware.title)", "\(ware.institution)", "\(t.count(ware.places))",
        ]
    }
}
