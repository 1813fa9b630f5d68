/// How a course's price is divided between institution and platform at each milestone.
package struct EscrowShares: Sendable, Equatable {
    package let institution: Rupiah
    package let platform: Rupiah

    /// The platform's fee is rounded down and the institution gets the odd rupiah. The last milestone releases all that
    /// is left, so that no rounding remains in escrow.
    ///
    /// - Parameters:
    ///   - milestone: the milestone that was proved now.
    ///   - price: the price paid.
    ///   - left: the rest in escrow after earlier milestones.
    ///   - feeBasisPoints: the platform's fee by the agreement at the sale, in hundredths of a percent; the edition's cap limits
    ///     it.
    package init(
        of milestone: MilestoneShare.Milestone, price: Rupiah, left: Rupiah, feeBasisPoints: Int, rules: TrainingRules
    ) {
        let basisPoints = rules.milestones.first { $0.milestone == milestone }?.basisPoints ?? 0
        let isLast = milestone == .completion
        let released = isLast ? left : min(left, price.share(basisPoints: basisPoints))
        platform = released.share(basisPoints: min(feeBasisPoints, rules.feeCapBasisPoints))
        institution = released - platform
    }

    package var total: Rupiah { institution + platform }
}
