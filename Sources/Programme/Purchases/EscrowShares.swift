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
    ///   - feeBasisPoints: the platform's fee by its agreement, in hundredths of a percent; the edition's cap limits
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

extension JournalEntry {
    /// A milestone was proved: its share goes to the institution and the platform. Nil when it releases nothing.
    package static func milestone(
        _ milestone: MilestoneShare.Milestone, id: ID<JournalEntry>, purchase: ID<Purchase>, shares: EscrowShares,
        institution: ID<Partner>, platform: ID<Partner>, at: Instant
    ) -> JournalEntry? {
        let sides: [(LedgerAccount.Code, Rupiah)] = [
            (.partnerPayable(institution), shares.institution), (.partnerPayable(platform), shares.platform),
        ]
        let postings = sides.filter { $0.1 > .zero }.map {
            Posting(from: .purchaseEscrow(purchase), to: $0.0, amount: $0.1)
        }
        guard !postings.isEmpty else { return nil }
        return JournalEntry(
            id: id, kind: .milestone, subject: "\(purchase)/\(milestone.rawValue)",
            reason: "Purchase \(purchase): \(milestone.rawValue) proved", postings: postings, at: at)
    }

    /// A card that was never used, or whose time to buy is over: what is available on it, beside holds, is returned.
    package static func expiry(
        id: ID<JournalEntry>, card: ID<Card>, subject: String, training: Rupiah, incentive: Rupiah, reason: String,
        at: Instant
    ) -> JournalEntry? {
        let purses = [(LedgerAccount.Code.cardTraining(card), training), (.cardIncentive(card), incentive)]
        let postings = purses.filter { $0.1 > .zero }.map {
            Posting(from: $0.0, to: .sink(.returned), amount: $0.1)
        }
        guard !postings.isEmpty else { return nil }
        return JournalEntry(id: id, kind: .expiry, subject: subject, reason: reason, postings: postings, at: at)
    }
}
