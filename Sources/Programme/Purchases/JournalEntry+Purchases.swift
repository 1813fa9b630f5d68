/// The journal entries of a purchase, from escrow to its partners or back.
extension JournalEntry {
    /// The cardholder's code proved consent: the held price goes to escrow.
    package static func purchase(
        id: ID<JournalEntry>, purchase: ID<Purchase>, card: ID<Card>, price: Rupiah, at: Instant
    ) -> JournalEntry {
        JournalEntry(
            id: id, kind: .purchase, subject: purchase.description, reason: "Purchase \(purchase) authorised",
            postings: [Posting(from: .cardTraining(card), to: .purchaseEscrow(purchase), amount: price)], at: at)
    }

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

    /// The rest in escrow returns to the card, or to `returned` when the card is no longer active.
    package static func refund(
        id: ID<JournalEntry>, purchase: ID<Purchase>, amount: Rupiah, to target: LedgerAccount.Code, reason: String,
        at: Instant
    ) -> JournalEntry {
        JournalEntry(
            id: id, kind: .refund, subject: purchase.description, reason: reason,
            postings: [Posting(from: .purchaseEscrow(purchase), to: target, amount: amount)], at: at)
    }
}
