/// The journal entries of cards. `wave` is the wave's name in the books.
extension JournalEntry {
    /// Funds the two balances of one chunk of a wave's cards.
    package static func cards(
        id: ID<JournalEntry>, wave: WaveAddress, chunk: String, cards: [ID<Card>], training: Rupiah, incentive: Rupiah,
        at: Instant
    ) -> JournalEntry {
        JournalEntry(
            id: id, kind: .cards, subject: chunk, reason: "Cards of wave \(wave.number): \(cards.count)",
            postings: cards.flatMap { card in
                [
                    Posting(from: .waveCommitted(wave), to: .cardTraining(card), amount: training),
                    Posting(from: .waveCommitted(wave), to: .cardIncentive(card), amount: incentive),
                ]
            }, at: at)
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
