/// The journal entry of an instalment that is not paid.
extension JournalEntry {
    /// Not earned or not requested in time: the money is returned.
    package static func forfeited(
        id: ID<JournalEntry>, instalment: Instalment, why: Forfeiture, at: Instant
    ) -> JournalEntry {
        JournalEntry(
            id: id, kind: .expiry, subject: "instalment/\(instalment.id)",
            reason: "Instalment \(instalment.id) forfeited: \(why.rawValue)",
            postings: [Posting(from: .cardIncentive(instalment.card), to: .sink(.returned), amount: instalment.amount)],
            at: at)
    }
}
