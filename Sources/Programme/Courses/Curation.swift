/// Whether a course may be sold.
package enum CourseState: String, Sendable, CaseIterable {
    /// Imported; no curator has accepted it yet.
    case proposed
    case approved
    case refused
    /// Taken off sale after it was approved. What was paid for goes on.
    case withdrawn
}

/// What a curator checks before a course may be sold.
package enum CurationCheck: String, Sendable, CaseIterable {
    /// The course says what its participants can do afterwards.
    case competence
    case duration
    case assessment
    /// Compared with courses of the same field and length.
    case price
    case trainer
    /// It is clear when the course counts as completed.
    case completion
    /// What is written of audience, tools, place and certificate fits the content, and a class in a room says where it
    /// is. Participants choose by it.
    case choice
}

/// One curator's finding about a version of a course.
package struct CurationVerdict: Sendable, Equatable {
    package let curator: ID<Officer>
    package let isAccepted: Bool
    package let checks: Set<CurationCheck>
    package let reason: String
    /// Whether the curator is suspended now.
    package let isSuspended: Bool

    package init(
        curator: ID<Officer>, isAccepted: Bool, checks: Set<CurationCheck>, reason: String, isSuspended: Bool = false
    ) {
        self.isSuspended = isSuspended
        self.curator = curator
        self.isAccepted = isAccepted
        self.checks = checks
        self.reason = reason
    }
}

/// The rule of curation: two curators, two different people, neither of them an importer of anything in the version,
/// each with the whole checklist. One refusal is enough to refuse.
package enum Curation {
    package static let curators = 2

    /// The state of the version after `verdict`: nil while another curator is needed.
    ///
    /// - Parameters:
    ///   - earlier: a suspended curator's acceptance does not count.
    ///   - curator: who gives `verdict`.
    package static func decide(
        importedBy: Set<ID<Officer>>, earlier: [CurationVerdict], verdict: CurationVerdict, by curator: Signatory
    ) throws(CurationRefusal) -> CourseState? {
        guard !importedBy.contains(where: { curator.isSame(as: $0) }) else { throw .ownImport }
        guard !earlier.contains(where: { curator.isSame(as: $0.curator) }) else { throw .sameCurator }
        guard verdict.isAccepted else {
            guard verdict.checks.count < CurationCheck.allCases.count else { throw .nothingMissing }
            return .refused
        }
        let missing = CurationCheck.allCases.filter { !verdict.checks.contains($0) }
        guard missing.isEmpty else { throw .checksMissing(missing) }
        return earlier.count { $0.isAccepted && !$0.isSuspended } + 1 >= curators ? .approved : nil
    }

    /// A course is accepted only with a price on a platform: without one people would see it and could not buy it.
    ///
    /// - Parameters:
    ///   - proposed: the prices that come into force with the version.
    ///   - present: the prices in force.
    package static func checkPrice(proposed: [CourseOffer], present: [CourseOffer]) throws(CurationRefusal) {
        guard !proposed.isEmpty || !present.isEmpty else { throw .noPrice }
    }
}

package enum CurationRefusal: Refusal {
    case ownImport
    case sameCurator
    case checksMissing([CurationCheck])
    /// Refused although every check is ticked.
    case nothingMissing
    /// Accepted although no platform offers the course at a price.
    case noPrice
    /// Decided meanwhile, or replaced by a newer version.
    case notProposed
    case notOnSale
    /// Neither withdrawn, nor waiting with a suspended proposer.
    case notWithdrawn
    /// Who proposed it is suspended.
    case fourEyes(FourEyesRefusal)

    package var code: String {
        switch self {
        case .ownImport: "courses.curation.own-import"
        case .sameCurator: "courses.curation.same-curator"
        case .checksMissing: "courses.curation.checks-missing"
        case .nothingMissing: "courses.curation.nothing-missing"
        case .noPrice: "courses.curation.no-price"
        case .notProposed: "courses.curation.not-proposed"
        case .notOnSale: "courses.curation.not-on-sale"
        case .notWithdrawn: "courses.curation.not-withdrawn"
        case .fourEyes(let refusal): refusal.code
        }
    }
}

/// How far a price may move before curators look at the course again.
package enum PriceRule {
    /// The most a price may rise above the one that curators agreed to, in hundredths of a percent of it.
    package static let mostRiseBasisPoints = 1_000

    /// Whether curators have to agree to `price`. Compared with the curated price and not with the last one, so that
    /// many small steps are one large one. A lower price needs no curator.
    package static func needsCuration(_ price: Rupiah, curated: Rupiah) -> Bool {
        price > curated + curated.share(basisPoints: mostRiseBasisPoints)
    }
}
