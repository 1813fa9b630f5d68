/// The journal entries of payments to people.
extension JournalEntry {
    /// Before the payment is submitted to the rail: the reserved money moves from the card to clearing.
    package static func sent(
        id: ID<JournalEntry>, _ disbursement: ID<Disbursement>, card: ID<Card>, batch: ID<PayoutBatch>, amount: Rupiah,
        at: Instant
    ) -> JournalEntry {
        JournalEntry(
            id: id, kind: .instalmentSent, subject: disbursement.description,
            reason: "Disbursement \(disbursement) sent",
            postings: [Posting(from: .cardIncentive(card), to: .payoutClearing(batch), amount: amount)], at: at)
    }

    /// The rail confirmed it.
    package static func paid(
        id: ID<JournalEntry>, _ disbursement: ID<Disbursement>, batch: ID<PayoutBatch>, amount: Rupiah, at: Instant
    ) -> JournalEntry {
        JournalEntry(
            id: id, kind: .instalmentPaid, subject: disbursement.description,
            reason: "Disbursement \(disbursement) confirmed",
            postings: [Posting(from: .payoutClearing(batch), to: .sink(.paidIncentive), amount: amount)], at: at)
    }

    /// The rail refused it: the money is back on the card.
    package static func failed(
        id: ID<JournalEntry>, _ disbursement: ID<Disbursement>, card: ID<Card>, batch: ID<PayoutBatch>, amount: Rupiah,
        failure: PaymentFailure, at: Instant
    ) -> JournalEntry {
        JournalEntry(
            id: id, kind: .instalmentFailed, subject: disbursement.description,
            reason: "Disbursement \(disbursement) failed: \(failure.rawValue)",
            postings: [Posting(from: .payoutClearing(batch), to: .cardIncentive(card), amount: amount)], at: at)
    }
}
