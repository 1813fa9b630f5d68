/// The journal entries after a place was taken away. `wave` is the wave's name in the books.
extension JournalEntry {
    /// A person was removed after the draw: the funds of the unused card return to the wave, for the next rank.
    package static func vacated(
        id: ID<JournalEntry>, card: ID<Card>, wave: WaveAddress, training: Rupiah, incentive: Rupiah, at: Instant
    ) -> JournalEntry {
        JournalEntry(
            id: id, kind: .correction, subject: "vacated/\(wave)/\(card)", reason: "Card \(card) was taken back unused",
            postings: [
                Posting(from: .cardTraining(card), to: .waveCommitted(wave), amount: training),
                Posting(from: .cardIncentive(card), to: .waveCommitted(wave), amount: incentive),
            ], at: at)
    }

    /// No rank was left to take the place of such a card: its money is available to later waves.
    package static func unfilled(
        id: ID<JournalEntry>, card: ID<Card>, wave: WaveAddress, edition: String, amount: Rupiah, at: Instant
    ) -> JournalEntry {
        JournalEntry(
            id: id, kind: .release, subject: "unfilled/\(wave)/\(card)",
            reason: "A place of wave \(wave.number) stays empty",
            postings: [
                Posting(from: .waveCommitted(wave), to: .programmeAvailable(edition: edition), amount: amount)
            ], at: at)
    }
}
