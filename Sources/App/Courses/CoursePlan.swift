import Programme
import Storage

/// What an import of a file would change, compared with the database as it is now.
struct CoursePlan: Sendable {
    /// All faults, by line.
    let faults: [(line: Int, fault: CourseRowFault)]
    let steps: [CourseStep]
    let rows: Int

    var changes: [CourseChange] { steps.flatMap(\.changes) }
    var unchanged: Int { steps.count { $0.changes.isEmpty } }
    var badRows: Int { Set(faults.map(\.line)).count }
    var rightRows: Int { rows - badRows }

    /// Whether the import takes place: with every row right, or with the right rows only, if there are any.
    func isTaken(takingGood: Bool) -> Bool { faults.isEmpty || takingGood && rightRows > 0 }

    /// - Parameter scope: whose rows are imported; those of others are faults.
    init(_ file: CourseFile, scope: CourseScope = .all, in tx: Transaction) throws {
        var faults = file.faults
        var steps: [CourseStep] = []
        let good = file.good
        rows = file.rows.count
        var order: [String] = []
        var groups: [String: [(line: Int, row: CourseRow)]] = [:]
        for (line, row) in good {
            if let fault = scope.fault(of: row) {
                faults.append((line, fault))
                continue
            }
            if groups[row.code] == nil { order.append(row.code) }
            groups[row.code, default: []].append((line, row))
        }
        for code in order {
            let compared = try CourseComparison.right(groups[code] ?? [], scope, in: tx)
            faults += compared.faults
            if let step = compared.step { steps.append(step) }
        }
        self.faults = faults.sorted { $0.line < $1.line }
        self.steps = steps
    }
}

/// What an import writes for one course.
struct CourseStep: Sendable {
    let code: String
    let institution: ID<Partner>
    let content: CourseContent
    /// Nil for a new course.
    let existing: Course?
    /// The undecided version that a new one replaces.
    let replaced: CourseVersion?
    /// Whether curators have to decide on the content.
    var isNewContent: Bool
    var nextNumber: Int
    /// Prices that come into force with the next version.
    var proposed: [CourseOffer] = []
    /// New platforms and prices within what curators agreed to.
    var direct: [CourseOffer] = []
    var newSchedules: [CourseDates] = []
    var changedSchedules: [(id: ID<CourseSchedule>, dates: CourseDates)] = []
    var changes: [CourseChange] = []

    var needsVersion: Bool { isNewContent || !proposed.isEmpty }
}

/// Compares the rows about one course with the database.
private struct CourseComparison {
    let tx: Transaction
    let scope: CourseScope
    var faults: [(line: Int, fault: CourseRowFault)] = []

    /// What the rows without a fault write: a wrong row yields neither course, nor price, nor schedule.
    static func right(
        _ rows: [(line: Int, row: CourseRow)], _ scope: CourseScope, in tx: Transaction
    ) throws -> (step: CourseStep?, faults: [(line: Int, fault: CourseRowFault)]) {
        var rest = rows
        var faults: [(line: Int, fault: CourseRowFault)] = []
        while true {
            var comparison = CourseComparison(tx: tx, scope: scope)
            let step = try comparison.step(rest)
            guard !comparison.faults.isEmpty else { return (step, faults) }
            faults += comparison.faults
            let wrong = Set(comparison.faults.map(\.line))
            rest.removeAll { wrong.contains($0.line) }
        }
    }

    /// Nil where no row can be imported.
    mutating func step(_ rows: [(line: Int, row: CourseRow)]) throws -> CourseStep? {
        guard let first = rows.first?.row else { return nil }
        guard let institution = try institution(first.institution, rows) else { return nil }
        let existing = try tx.courses.find(code: first.code)
        if let existing, existing.institution != institution {
            note(.code, .otherInstitution, rows)
            return nil
        }
        let versions = try existing.map { try tx.courses.versions(of: $0.id) } ?? []
        if let last = versions.first, last.state == .refused, last.content == first.content {
            note(nil, .refusedBefore, rows)
            return nil
        }
        let current = versions.first { $0.state == .proposed || $0.state == .approved }
        guard scope.hasContents || current?.content == first.content else {
            note(nil, .institutionOnly, rows)
            return nil
        }
        var step = CourseStep(
            code: first.code, institution: institution, content: first.content, existing: existing,
            replaced: versions.first { $0.state == .proposed }, isNewContent: current?.content != first.content,
            nextNumber: (versions.first?.number ?? 0) + 1)
        if existing == nil {
            step.changes.append(CourseChange(first.code, .new(title: first.content.title)))
        } else if step.isNewContent {
            step.changes.append(CourseChange(first.code, .version(title: first.content.title)))
        }
        try comparePrices(rows, institution, &step)
        try compareSchedules(rows, &step)
        return step
    }

    private mutating func note(
        _ column: CourseColumn?, _ what: CourseRowFault.What, _ rows: [(line: Int, row: CourseRow)]
    ) {
        faults += rows.map { ($0.line, CourseRowFault(column, what)) }
    }

    private mutating func institution(
        _ code: String, _ rows: [(line: Int, row: CourseRow)]
    ) throws -> ID<Partner>? {
        guard let partner = try tx.partners.find(clientCode: code), partner.kind == .institution else {
            note(.institution, .unknownInstitution, rows)
            return nil
        }
        guard try tx.partners.record(partner.id)?.state != .ended else {
            note(.institution, .partnerEnded, rows)
            return nil
        }
        return partner.id
    }

    private mutating func comparePrices(
        _ rows: [(line: Int, row: CourseRow)], _ institution: ID<Partner>, _ step: inout CourseStep
    ) throws {
        let known = try step.existing.map { try tx.courses.allOffers(of: $0.id) } ?? []
        let pending = try step.replaced.map { try tx.courses.offers(of: $0.id) } ?? []
        var seen: Set<String> = []
        let byPlatform = Dictionary(grouping: rows) { $0.row.price.platform }
        for (_, row) in rows where seen.insert(row.price.platform).inserted {
            let same = byPlatform[row.price.platform] ?? []
            guard let seller = try seller(row.price.platform, same, institution) else { continue }
            guard let site = try site(row.price.url, of: seller.id, same) else { continue }
            let offer = CourseOffer(
                platform: seller.id, platformName: seller.name, price: row.price.price, url: row.price.url)
            let present = known.first { $0.offer.platform == seller.id }
            if site == .own || present.map({ PartnerAddress.isPage(offer.url, of: $0.offer.url) }) ?? false {
                compare(offer, present, known, pending, &step)
            } else {
                unknownSite(offer, present, pending, &step)
            }
        }
        // Prices that waited with the replaced version wait with the next one.
        guard step.needsVersion, step.existing != nil else { return }
        let named = Set((step.proposed + step.direct).map(\.platform))
        step.proposed += pending.filter { !named.contains($0.platform) }
    }

    private enum Site {
        case own
        /// The platform was recorded without a web site.
        case unknown
    }

    /// A link that leads elsewhere would send buyers of the catalogue to a stranger's site: nil, with a fault.
    private mutating func site(
        _ page: String, of platform: ID<Partner>, _ rows: [(line: Int, row: CourseRow)]
    ) throws -> Site? {
        guard let website = try tx.partners.record(platform)?.website else { return .unknown }
        if PartnerAddress.isPage(page, of: website) { return .own }
        note(.url, .foreignPage(site: website), rows)
        return nil
    }

    /// No web site says whether the link is the platform's own, so that curators read it before buyers do.
    private func unknownSite(
        _ offer: CourseOffer, _ present: (offer: CourseOffer, curated: Rupiah)?, _ pending: [CourseOffer],
        _ step: inout CourseStep
    ) {
        if let present, present.offer.price == offer.price, present.offer.url == offer.url { return }
        let waits = pending.first { $0.platform == offer.platform }
        if let waits, waits.price == offer.price, waits.url == offer.url { return }
        step.proposed.append(offer)
        step.changes.append(
            CourseChange(
                step.code, .offer(platform: offer.platformName, price: offer.price, needsCuration: true)))
    }

    private mutating func seller(
        _ code: String, _ rows: [(line: Int, row: CourseRow)], _ institution: ID<Partner>
    ) throws -> Partner? {
        guard let seller = try tx.partners.find(clientCode: code), seller.kind == .platform else {
            note(.platform, .unknownPlatform, rows)
            return nil
        }
        guard try tx.partners.record(seller.id)?.state != .ended else {
            note(.platform, .partnerEnded, rows)
            return nil
        }
        if let owner = try tx.partners.sharedOwner(of: seller.id, and: institution) {
            note(.platform, .sameOwner(owner), rows)
            return nil
        }
        return seller
    }

    private func compare(
        _ offer: CourseOffer, _ present: (offer: CourseOffer, curated: Rupiah)?,
        _ known: [(offer: CourseOffer, curated: Rupiah)], _ pending: [CourseOffer], _ step: inout CourseStep
    ) {
        if let present, present.offer.price == offer.price {
            guard present.offer.url != offer.url else { return }
            step.direct.append(offer)
            step.changes.append(CourseChange(step.code, .page(platform: offer.platformName)))
            return
        }
        let waits = pending.first { $0.platform == offer.platform }
        if let waits, waits.price == offer.price, waits.url == offer.url { return }
        // A new platform is compared with the dearest price that curators agreed to.
        let curated = present?.curated ?? known.map(\.curated).max()
        let needsCuration = curated.map { PriceRule.needsCuration(offer.price, curated: $0) } ?? true
        if needsCuration { step.proposed.append(offer) } else { step.direct.append(offer) }
        let what: CourseChange.What =
            if let present {
                .price(
                    platform: offer.platformName, was: present.offer.price, becomes: offer.price,
                    needsCuration: needsCuration)
            } else {
                .offer(platform: offer.platformName, price: offer.price, needsCuration: needsCuration)
            }
        step.changes.append(CourseChange(step.code, what))
    }

    private mutating func compareSchedules(
        _ rows: [(line: Int, row: CourseRow)], _ step: inout CourseStep
    ) throws {
        var seen: Set<String> = []
        let bySchedule = Dictionary(grouping: rows) { $0.row.dates.code }
        for (_, row) in rows where seen.insert(row.dates.code).inserted {
            let dates = row.dates
            let same = bySchedule[dates.code] ?? []
            let found = try tx.courses.schedule(code: dates.code)
            guard scope.hasContents || found.map({ dates.isSame(as: $0) }) ?? false else {
                note(.schedule, .institutionOnly, same)
                continue
            }
            guard let known = found else {
                step.newSchedules.append(dates)
                step.changes.append(CourseChange(step.code, .schedule(code: dates.code)))
                continue
            }
            guard known.course == step.existing?.id else {
                note(.schedule, .otherCourse, same)
                continue
            }
            guard !dates.isSame(as: known) else { continue }
            let isMoved = known.starts != dates.starts || known.ends != dates.ends
            if isMoved, known.taken > 0 {
                note(.starts, .datesSold, same)
            } else if dates.quota < known.taken {
                note(.quota, .placesTaken(known.taken), same)
            } else {
                step.changedSchedules.append((known.id, dates))
                step.changes.append(CourseChange(step.code, .scheduleChanged(code: dates.code)))
            }
        }
    }
}
