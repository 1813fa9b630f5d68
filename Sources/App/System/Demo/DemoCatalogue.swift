import Programme
import Storage

/// The demo's platforms, institutions and courses, created by the same functions the office uses.
struct DemoCatalogue: Sendable {
    let dependencies: Dependencies
    /// Base URLs of the simulated platforms' and institutions' sites, without a trailing slash.
    let shopAddress: String
    let schoolAddress: String

    /// The institution whose addresses `demo.json` names.
    private static let firstSchool = "balai-nusantara"
    /// Of a class in a room.
    private static let hoursADay = 8

    /// Creates what is missing. On a later start only the simulators' addresses are updated.
    func install() async throws {
        let goods = try DemoGoods.shipped.get()
        try await dependencies.database.transaction { tx in
            let known = try tx.partners.all()
            try moveAddresses(of: known, goods, in: tx)
            let partners = try register(goods, besides: known, in: tx)
            for offer in goods.courses where try tx.courses.find(code: offer.code) == nil {
                try publish(offer, partners, in: tx)
            }
            if known.isEmpty { try record(goods.others, in: tx) }
            for code in goods.institutions.keys.sorted() {
                if let school = partners[code] { try tell(school, code, in: tx) }
            }
            try bindAll(goods, in: tx)
            try tx.courses.noteCatalogueChange()
        }
    }

    private func bindAll(_ goods: DemoGoods, in tx: Transaction) throws {
        let partners = try tx.partners.records().map(\.id)
        let courses = try goods.courses.compactMap { try tx.courses.find(code: $0.code)?.id }
        let now = dependencies.realNow()
        try tx.records.bind(.partners, all: partners, at: now, ids: dependencies.ids)
        for kind in BoundKind.ofCourses { try tx.records.bind(kind, all: courses, at: now, ids: dependencies.ids) }
    }

    /// Fills in the partners and courses of `demo.json`.
    func describe(in file: inout DemoFile) throws {
        let goods = try DemoGoods.shipped.get()
        file.partners = partners(of: goods)
        file.courses = courses(of: goods)
        file.redirectURI = redirectURI(Self.firstSchool)
    }

    private func moveAddresses(of known: [Partner], _ goods: DemoGoods, in tx: Transaction) throws {
        let ids = Dictionary(uniqueKeysWithValues: known.map { ($0.clientCode, $0.id) })
        for (code, _) in goods.institutions {
            guard let school = ids[code] else { continue }
            try tx.partners.setAddresses(redirect: redirectURI(code), site: site(code), of: school)
        }
        for code in goods.platforms.keys {
            guard let seller = ids[code] else { continue }
            try tx.partners.setSignInAddresses(signInAddresses(code), of: seller)
        }
        for offer in goods.courses {
            guard let course = try tx.courses.find(code: offer.code), offer.prices.keys.allSatisfy({ ids[$0] != nil })
            else { continue }
            try sell(offer, as: course.id, ids, in: tx)
        }
    }

    private func register(
        _ goods: DemoGoods, besides known: [Partner], in tx: Transaction
    ) throws -> [String: ID<Partner>] {
        var ids = Dictionary(uniqueKeysWithValues: known.map { ($0.clientCode, $0.id) })
        for (code, fee) in goods.platforms.sorted(by: { $0.key < $1.key }) where ids[code] == nil {
            let name = dependencies.edition.platforms.first { $0.slug == code }?.name ?? code
            let seller = Partner(
                id: dependencies.ids.next(), kind: .platform, name: name, clientCode: code, redirectURI: nil,
                feeBasisPoints: fee, signInAddresses: signInAddresses(code))
            try register(seller, website: "\(shopAddress)/\(code)", in: tx)
            ids[code] = seller.id
        }
        for (code, name) in goods.institutions.sorted(by: { $0.key < $1.key }) where ids[code] == nil {
            let school = Partner(
                id: dependencies.ids.next(), kind: .institution, name: name, clientCode: code,
                redirectURI: redirectURI(code), feeBasisPoints: 0, site: site(code))
            try register(school, website: site(code), in: tx)
            ids[code] = school.id
        }
        return ids
    }

    /// With an agreement that is in force for as long as the demo's clock may be moved.
    private func register(_ partner: Partner, website: String, in tx: Transaction) throws {
        let opens = dependencies.edition.waves.zone.date(of: dependencies.edition.validity.registrationOpens)
        try tx.partners.register(
            partner, signKey: signKey(partner.clientCode), at: dependencies.moment(), ids: dependencies.ids,
            vault: dependencies.vault)
        try tx.partners.setWebsite(website, of: partner.id)
        if let contact = EmailAddress("integrasi@\(partner.clientCode).example") {
            try tx.partners.setContact(contact, of: partner.id)
        }
        let agreement = try PartnerAgreement(
            number: "PKS-\(partner.clientCode)/\(opens.year)", from: opens.adding(days: -30),
            to: opens.adding(days: 900),
            feeBasisPoints: partner.feeBasisPoints, cap: dependencies.edition.training.feeCapBasisPoints)
        try tx.partners.add(agreement, to: partner.id, ids: dependencies.ids, at: dependencies.realNow())
    }

    /// The institution's simulator is told of events.
    private func tell(_ school: ID<Partner>, _ code: String, in tx: Transaction) throws {
        guard let secret = webhookSecret(code) else { throw Inconsistency("a demo's secret has an allowed length") }
        let (now, address) = (dependencies.realNow(), "\(schoolAddress)/\(code)/webhook")
        let known = try tx.webhooks.endpoints(of: school).first
        guard known?.address != address else { return }
        let endpoint: ID<PartnerEndpoint> = known?.id ?? dependencies.ids.next()
        _ = try tx.webhooks.set(
            address, WebhookType.of(isPlatform: false), to: endpoint, of: school, by: nil, at: now)
        if known == nil {
            try tx.webhooks.add(
                secret, dependencies.ids.next(), of: endpoint, by: nil, at: now, shownAt: now, vault: dependencies.vault
            )
        }
        try tx.records.bind(.webhooks, endpoint, at: now, ids: dependencies.ids)
    }

    private func record(_ others: [DemoGoods.Other], in tx: Transaction) throws {
        for other in others {
            let now = dependencies.realNow()
            let record = PartnerRecord(
                id: dependencies.ids.next(), kind: other.kind, name: other.name, website: other.website, state: .active,
                stateReason: nil, stateAt: now, recordedAt: dependencies.clock.now())
            try tx.partners.add(record, by: nil)
        }
    }

    private func publish(_ offer: DemoGoods.Offer, _ partners: [String: ID<Partner>], in tx: Transaction) throws {
        guard let school = partners[offer.institution] else {
            preconditionFailure("\(offer.institution) is no institution of the demo")
        }
        let course = Course(
            id: dependencies.ids.next(), code: offer.code, institution: school, title: offer.title,
            summary: offer.summary, category: offer.category, mode: offer.mode, hours: offer.hours)
        try tx.courses.publish(
            course, content: offer.content, at: dependencies.clock.now(), realNow: dependencies.realNow())
        let zone = dependencies.edition.waves.zone
        // Self-paced courses run from the first day of registration; a webinar starts some weeks ahead, so that it can
        // still be bought.
        let starts =
            offer.mode == .selfPaced
            ? dependencies.edition.validity.registrationOpens : dependencies.clock.now() + .days(45)
        let ends =
            switch offer.mode {
            case .selfPaced: zone.instant(dependencies.edition.training.attendBy.adding(days: 1))
            case .webinar: starts + .hours(6)
            case .offline: starts + .days((offer.hours - 1) / Self.hoursADay) + .hours(8)
            }
        try tx.courses.add(
            CourseSchedule(
                id: dependencies.ids.next(), course: course.id, code: scheduleCode(offer), starts: starts, ends: ends,
                quota: 100, taken: 0))
        try sell(offer, as: course.id, partners, in: tx)
    }

    private func sell(
        _ offer: DemoGoods.Offer, as course: ID<Course>, _ partners: [String: ID<Partner>], in tx: Transaction
    ) throws {
        for (code, price) in offer.prices {
            guard let seller = partners[code] else { preconditionFailure("\(code) is a platform of the demo") }
            try tx.courses.offer(
                CourseOffer(
                    platform: seller, platformName: code, price: Rupiah(price),
                    url: "\(shopAddress)/\(code)/kursus/\(offer.code)"),
                of: course)
        }
    }

    private func partners(of goods: DemoGoods) -> [DemoPartner] {
        let sellers = goods.platforms.keys.sorted().map { code in
            DemoPartner(
                name: dependencies.edition.platforms.first { $0.slug == code }?.name ?? code, kind: "platform",
                clientCode: code, signKey: signKey(code))
        }
        let schools = goods.institutions.sorted { $0.key < $1.key }.map { code, name in
            DemoPartner(
                name: name, kind: "institution", clientCode: code, signKey: signKey(code),
                webhookSecret: webhookSecret(code)?.text)
        }
        return sellers + schools
    }

    private func courses(of goods: DemoGoods) -> [DemoCourse] {
        goods.courses.flatMap { offer in
            offer.prices.sorted { $0.key < $1.key }.map { code, price in
                DemoCourse(
                    courseCode: offer.code, scheduleCode: scheduleCode(offer), price: price, platform: code,
                    institution: offer.institution)
            }
        }
    }

    /// Where the simulated platform continues after a sign-in, and after one that was declined.
    private func signInAddresses(_ platform: String) -> [String] {
        ["\(shopAddress)/\(platform)/masuk/kembali", "\(shopAddress)/\(platform)/masuk"]
    }

    private func site(_ school: String) -> String { "\(schoolAddress)/\(school)" }

    private func redirectURI(_ school: String) -> String { "\(schoolAddress)/\(school)/kembali" }

    private func scheduleCode(_ offer: DemoGoods.Offer) -> String { "\(offer.code)-1" }

    private func webhookSecret(_ clientCode: String) -> WebhookSecret? {
        WebhookSecret(bytes: dependencies.vault.lookup(clientCode, purpose: "demo-webhook-secret"))
    }

    /// Derived from the demo's own master key, so that only readers of its data directory know it.
    private func signKey(_ clientCode: String) -> String {
        dependencies.vault.lookup(clientCode, purpose: "demo-sign-key").prefix(20).base64URL
    }
}
