/// The journal entries of revoked cards.
extension JournalEntry {
    /// Two officers revoked the card: what is available on it returns to the state. Nil where nothing is.
    ///
    /// - Parameter proposal: a card can be revoked again after it was given back; each time is an entry of its own.
    package static func revoked(
        _ revoked: RevokedCard, id: ID<JournalEntry>, proposal: ID<PersonProposal>, at: Instant
    ) -> JournalEntry? {
        expiry(
            id: id, card: revoked.card, subject: "\(revoked.card)/revoked/\(proposal)", training: revoked.training,
            incentive: revoked.incentive, reason: "Card \(revoked.card) was revoked by proposal \(proposal)", at: at)
    }

    /// The card was given back: the money that the revocation returned is on it again. Nil where that was nothing.
    package static func restored(
        _ revoked: RevokedCard, id: ID<JournalEntry>, proposal: ID<PersonProposal>, at: Instant
    ) -> JournalEntry? {
        let purses = [
            (LedgerAccount.Code.cardTraining(revoked.card), revoked.training),
            (.cardIncentive(revoked.card), revoked.incentive),
        ]
        let postings = purses.filter { $0.1 > .zero }.map {
            Posting(from: .sink(.returned), to: $0.0, amount: $0.1)
        }
        guard !postings.isEmpty else { return nil }
        return JournalEntry(
            id: id, kind: .correction, subject: "\(revoked.card)/restored/\(proposal)",
            reason: "Card \(revoked.card) was given back by proposal \(proposal)", postings: postings, at: at)
    }
}
